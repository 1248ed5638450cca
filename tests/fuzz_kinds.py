"""What fuzzing begins with, for each format: small documents of our own, opened up so that changes reach what they say."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import making_docx
import making_html
import making_ofd
import making_pdf
import making_sheets
import making_zip
from reportlab import rl_config

from kg.read.docx.word import W

FOLDER = Path(".fuzz")  # where runs keep what they find
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
_MEMBER = re.compile(rb"(?:\A|\n)=== (\S{1,80})\n")
PLAN = "\n".join(making_html.LINES)
MARKDOWN = (
    f"# {making_html.TITLE}\n\n**一、加强防范**\n\n1. 看好校门。（牵头单位：市教育局）\n\n   > - （二）查清隐患\n\n~~旧~~ <br> `码`\n\n"
    "| 序号 | 工作任务 | 牵头单位 |\n|---|:-:|---|\n| 1 | 看好校门 | 市教育局 |\n| 2 | 查清隐患 | 市应急管理局 |\n\n"
    "<table><tr><td>3</td><td>修好围墙</td></tr></table>\n\n```\n四、收尾\n```\n"
)
CSV = '序号,工作任务,牵头单位,配合单位\n1,看好校门,市教育局,市公安局\n2,"查清隐患\n每学期一遍",市应急管理局,\n;;\t\n'


@dataclass(frozen=True, slots=True)
class Kind:
    """A format: what to begin with, and how changed bytes become a file."""

    name: str  # of the file, with the suffix that readers go by
    seeds: tuple[bytes, ...]
    pack: Callable[[bytes], bytes] = bytes


def opened(archive: bytes, members: str) -> bytes:
    """The members of an archive whose names match, one behind another, each below a line with its name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        names = [name for name in found.namelist() if re.fullmatch(members, name)]
        return b"\n".join(b"=== %s\n%s" % (name.encode(), found.read(name)) for name in names)


def closed(data: bytes) -> bytes:
    """The archive of what `opened` gave, changed meanwhile."""
    _, *pieces = _MEMBER.split(data)
    members: Mapping[str, bytes] = dict(
        zip((name.decode("utf-8", "replace") for name in pieces[::2]), pieces[1::2], strict=True)
    )
    return making_zip.packed(members)


def _docx() -> bytes:
    made = making_docx
    body = "".join(made.paragraph(line) for line in making_html.LINES[:7])
    body += made.paragraph("加强防范", "1/0", style="H") + made.paragraph("看好校门。市教育局牵头。", "1/2")
    body += made.paragraph(runs=made.field("PAGEREF _x", made.run("二、收尾")) + made.run("隐", "<w:vanish/>"))
    boxed = "<w:txbxContent>" + made.paragraph("（三）盒中") + "</w:txbxContent>"
    body += made.paragraph(runs=f'<w:r><w:pict>{boxed}</w:pict></w:r><w:r><w:footnoteReference w:id="2"/></w:r>')
    body += made.table("序号 工作任务 牵头单位", "1 看好校门 市教育局", "2 查清隐患 ^", "3 < 市公安局")
    body += f"<w:tbl><w:tr>{made.cell('', inner=made.table('甲 乙') + made.paragraph())}</w:tr></w:tbl>"
    named = f'xmlns:w="{W[1:-1]}"'
    listed = made.style("H", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    return made.document(
        body,
        numbering=made.abstract(1, *made.LEVELS) + made.num(1, 1, _0=2),
        others={"word/styles.xml": f"<w:styles {named}>{listed}</w:styles>".encode()},  # Word's own take 350 KB
        notes=made.note(2, "注：市教育局负责。"),
    )


def _pdf() -> tuple[bytes, ...]:
    made = making_pdf
    rows = ("序号 | 工作任务 | 牵头单位", "1 | 看好校门 | 市教育局", "2 | 查清隐患 | ^", "3 | < | 市公安局")
    rl_config.pageCompression = 0  # so that changes reach the text
    return (
        made.pdf([*made.paragraphs(PLAN), made.table(*rows, widths=[60, 200, 100])], draw=made.headed),
        made.drawn(made.write(72, 700, "一、看好校门", "二、查清隐患"), made.scan),
        made.untold(),
    )


def _text() -> tuple[bytes, ...]:
    whole = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    cut = [text[at : at + 900] for text in whole for at in (0, len(text) // 2, max(0, len(text) - 900))]
    return tuple(text.encode() for text in (PLAN, making_sheets.TEXT, *cut))


def _html() -> tuple[bytes, ...]:
    made = making_html
    pages = (made.site(made.paragraphs() + made.TABLE), made.breaks() + made.TABLE, made.lists(), made.TABLE)
    return (*(page.encode() for page in pages), made.archive(made.lists()))


def kinds() -> dict[str, Callable[[], Kind]]:
    """Each format's name, and what makes its documents; made when asked for, since some take seconds."""
    sheets, word = (
        making_sheets,
        r"word/(?:document|numbering|styles|footnotes|_rels/document)\.xml(?:\.rels)?|_rels/.*",
    )
    return {
        "text": lambda: Kind("made.txt", _text()),
        "html": lambda: Kind("made.html", _html()),
        "docx": lambda: Kind("made.docx", (opened(_docx(), word),), closed),
        "pdf": lambda: Kind("made.pdf", _pdf()),
        "xlsx": lambda: Kind("made.xlsx", (opened(sheets.xlsx(), r"xl/(?!theme).*"),), closed),
        "ods": lambda: Kind("made.ods", (opened(sheets.ods(), ".*"),), closed),
        "xls": lambda: Kind("made.xls", (sheets.xls(),)),
        "csv": lambda: Kind("made.csv", (CSV.encode(), sheets.TEXT.replace("\t", ";").encode("gb18030"))),
        "ofd": lambda: Kind("made.ofd", (opened(making_ofd.document(making_ofd.page(making_html.LINES, 1)), ".*"),), closed),
        "md": lambda: Kind("made.md", (MARKDOWN.encode(), b"---\ntitle: x\n---\n" + MARKDOWN.encode())),
        "any": lambda: Kind("made", (PLAN.encode("gb18030"), PLAN.encode("utf-16"), PLAN.encode("big5hkscs", "ignore"))),
    }  # fmt: skip
