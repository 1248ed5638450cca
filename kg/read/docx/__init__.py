"""Word documents (DOCX, DOCM), with what Word makes itself put back and what it does not print left out.

The parts are read with the standard library: python-docx gives neither inserted text nor automatic numbers, text boxes or
notes, so what it would do here is to unpack and to parse. Headers and footers, comments and pictures are not read.
"""

from __future__ import annotations

import posixpath

from kg.errors import ReadError
from kg.read.docx.accepted import accept
from kg.read.docx.numbering import Numbering
from kg.read.docx.story import Grid, Place, Teller
from kg.read.docx.styles import Styles
from kg.read.docx.word import W, find
from kg.read.limits import Limits
from kg.read.packed import Element, Package
from kg.read.parts import Cell, Paragraph, Part, Table

_UNREADABLE = "open it in Word or WPS and save it anew as .docx"


def read(data: bytes, limits: Limits) -> list[Part]:
    """Return the paragraphs and tables of the body; ReadError where the file is damaged or its text stands elsewhere."""
    package = Package(data, limits)
    main = _targets(package, "_rels/.rels", "").get("officeDocument", "word/document.xml")
    root = package.xml(main)
    body = find(root, "body")
    if root is None or body is None:
        raise ReadError(f"is no Word document that could be read (no text in {main}): {_UNREADABLE}")
    if next(root.iter(W + "altChunk"), None) is not None:
        raise ReadError(f"holds a page of another format in place of text (altChunk): {_UNREADABLE}")
    folder, name = posixpath.split(main)
    targets = _targets(package, f"{folder}/_rels/{name}.rels", folder)
    styles = Styles(_part(package, targets, "styles"))
    numbering = Numbering(_part(package, targets, "numbering"), styles)
    notes: dict[tuple[str, str | None], Element] = {}
    for kind in ("footnote", "endnote"):
        part = _part(package, targets, f"{kind}s")
        if part is not None:
            accept(part)
            notes |= {(kind, note.get(W + "id")): note for note in part.iter(W + kind)}
    accept(root)
    try:
        return _Parts().told(list(Teller(styles, numbering, notes).story(body)))
    except RecursionError:
        raise ReadError(f"has tables or boxes inside one another without end: {_UNREADABLE}") from None


def _targets(package: Package, name: str, folder: str) -> dict[str, str]:
    """The parts that a part belongs together with, by kind."""
    root = package.xml(name)
    return {
        one.get("Type", "").rpartition("/")[2]: posixpath.join(folder, one.get("Target", "")).lstrip("/")
        for one in reversed([] if root is None else list(root))
        if one.get("TargetMode") != "External"
    }


def _part(package: Package, targets: dict[str, str], kind: str) -> Element | None:
    return package.xml(targets[kind]) if kind in targets else None


class _Parts:
    """Counts paragraphs and tables, so that each tells where it stands."""

    def __init__(self) -> None:
        self._paragraphs = 0  # outside tables, those without text not counted
        self._tables = 0

    def told(self, blocks: list[str | Grid]) -> list[Part]:
        parts: list[Part] = []
        for block in blocks:
            if isinstance(block, str):
                self._paragraphs += 1
                parts.append(Paragraph(block, f"paragraph {self._paragraphs}"))
            elif len({cell.column for cell in block.cells}) == 1:  # a frame: the tables in it are kept
                parts += self.told([inner for cell in block.cells for inner in cell.blocks])
            elif block.cells:
                self._tables += 1
                parts.append(Table(tuple(_cell(cell, self._tables) for cell in block.cells)))
        return parts


def _cell(cell: Place, table: int) -> Cell:
    where = f"table {table}, row {cell.row + 1}, column {cell.column + 1}"
    text = "\n".join(line.replace("\t", " ") for line in cell.lines)
    return Cell(text, cell.row, cell.column, where, cell.rows, cell.columns)
