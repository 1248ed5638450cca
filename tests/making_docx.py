"""Makes Word documents for the tests: python-docx for the package, WordprocessingML as it stands in files for the rest."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from html import escape

from docx import Document
from making_zip import packed

from kg.read.docx.word import COMPATIBLE, VML, W

_NAMES = {"w": W, "mc": COMPATIBLE, "v": VML, "m": "{http://schemas.openxmlformats.org/officeDocument/2006/math}"}
_XMLNS = " ".join(f'xmlns:{prefix}="{uri[1:-1]}"' for prefix, uri in _NAMES.items())
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

LEVELS = ("chineseCounting %1、", "chineseCounting （%2）", "decimal %3.")
"""The levels of a plan: 一、 （一） 1."""


@cache
def _empty() -> dict[str, bytes]:
    packed = io.BytesIO()
    Document().save(packed)
    archive = zipfile.ZipFile(packed)
    return {name: archive.read(name) for name in archive.namelist()}


def document(
    body: str, *, numbering: str = "", styles: str = "", notes: str = "", others: Mapping[str, bytes] | None = None
) -> bytes:
    """A .docx with that XML in its body; `numbering` as `abstract` and `num` make it, `styles` and `notes` as `style` and `note`."""
    members = _empty() | {
        "word/document.xml": f"{_HEAD}<w:document {_XMLNS}><w:body>{body}<w:sectPr/></w:body></w:document>".encode()
    }
    members["word/numbering.xml"] = f"{_HEAD}<w:numbering {_XMLNS}>{numbering}</w:numbering>".encode()
    members["word/styles.xml"] = members["word/styles.xml"].replace(b"</w:styles>", f"{styles}</w:styles>".encode())
    if notes:
        members["word/footnotes.xml"] = f"{_HEAD}<w:footnotes {_XMLNS}>{notes}</w:footnotes>".encode()
        related = f'<Relationship Id="rIdNotes" Type="{_RELATION}/footnotes" Target="footnotes.xml"/></Relationships>'
        name = "word/_rels/document.xml.rels"
        members[name] = members[name].replace(b"</Relationships>", related.encode())
    return packed(members | dict(others or {}))


def run(text: str, properties: str = "") -> str:
    """A run of text; tabs and line ends as Word writes them."""
    pieces = re.split(r"([\t\n])", escape(text))
    marks = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    inner = "".join(marks.get(piece) or f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces if piece)
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def paragraph(text: str = "", level: str = "", *, style: str = "", mark: str = "", runs: str = "") -> str:
    """A paragraph; `level` is "list/level" of its automatic number, `mark` the properties of its end."""
    num, _, at = level.partition("/")
    number = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>' if level else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{number}<w:rPr>{mark}</w:rPr></w:pPr>{run(text) if text else ''}{runs}</w:p>"


def abstract(key: int, *levels: str, inner: str = "") -> str:
    """A definition of lists: for each level its format and text, "decimal %1.", with further XML behind a third blank."""
    out = ""
    for at, level in enumerate(levels):
        form, text, *further = level.split(" ", 2)
        out += (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/>{"".join(further)}</w:lvl>'
        )
    return f'<w:abstractNum w:abstractNumId="{key}">{inner}{out}</w:abstractNum>'


def num(key: int, definition: int, **starts: int) -> str:
    """A list of that definition; `_0=5` lets its level 0 begin at 5."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{at[1:]}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for at, start in starts.items()
    )
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def style(key: str, inner: str, *, name: str = "", kind: str = "paragraph") -> str:
    """A style with that XML for its properties."""
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name or key}"/>{inner}</w:style>'


def note(key: int, text: str) -> str:
    """A footnote."""
    return f'<w:footnote w:id="{key}">{paragraph(text)}</w:footnote>'


def field(code: str, result: str, *, ended: bool = True) -> str:
    """The runs of a field, such as PAGEREF."""
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if ended else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}{end}'
    )


def table(*rows: str) -> str:
    """A table of rows with cells between blanks; ^ goes on from the cell above, < from the cell to the left, - is empty."""
    out = ""
    grid = [row.split() for row in rows]
    for r, row in enumerate(grid):
        out += "<w:tr>"
        for c, text in enumerate(row):
            if text == "<":
                continue
            width = next((i for i in range(c + 1, len(row)) if row[i] != "<"), len(row)) - c
            goes_on = r + 1 < len(grid) and grid[r + 1][c] == "^"
            merge = "<w:vMerge/>" if text == "^" else '<w:vMerge w:val="restart"/>' if goes_on else ""
            out += cell("" if text in "^-" else text, f'<w:gridSpan w:val="{width}"/>{merge}')
        out += "</w:tr>"
    columns = "<w:gridCol w:w='2000'/>" * max(len(row) for row in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{out}</w:tbl>"


def cell(text: str, properties: str = "", *, inner: str = "") -> str:
    """A cell; | parts its paragraphs."""
    paragraphs = "".join(paragraph(one) for one in text.split("|"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or paragraphs}</w:tc>"
