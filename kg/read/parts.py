"""What a format's reader yields, paragraphs and tables in reading order, and how they become one text with offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.read import pronunciations
from kg.read.invisible import INVISIBLE
from kg.read.limits import Limits
from kg.source import SourceTable, Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text, numbers that the program of its format prints in front put back."""

    text: str
    where: str  # "page 3", "paragraph 12"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, with all that it covers where cells are merged."""

    text: str
    row: int  # from 0, as the next
    column: int
    where: str  # "Sheet1!D7", "page 3", "table 2, row 3, column 1"
    rows: int = 1  # how many it covers, as the next
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document, by its cells in any order; a place that no cell covers is empty."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What the document holds at this place and no reader can tell: a scanned page among others."""

    reason: str  # NO_TEXT
    where: str


NO_TEXT = "no text layer: run OCR on it"


Part = Paragraph | Table | Gap


@dataclass(frozen=True, slots=True)
class Composed:
    """The parts as one text: a line a paragraph, a line a row, tabs between its cells."""

    text: str
    tables: tuple[SourceTable, ...]
    places: tuple[tuple[int, str], ...]  # as Source.places
    gaps: tuple[tuple[int, str], ...] = ()  # as Source.gaps


# What would break a line or a row: controls of old page printers and editors
_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def compose(parts: Iterable[Part], limits: Limits) -> Composed:
    """Return the parts as one text. A merged cell is printed once, where it begins; empty parts leave no line.

    A table of one column is a frame round a text: its cells are paragraphs. ReadError for tables over the limit of cells.
    """
    out = _Text()
    tables = []
    gaps = []
    count = 0  # of cells
    unsaid: list[str] = []
    for part in (_said(one, unsaid) for one in parts):
        if isinstance(part, Gap):
            gaps.append((out.length, f"{part.where} has {part.reason}"))
            continue
        if isinstance(part, Table) and len({cell.column for cell in part.cells}) > 1:
            height = max(cell.row + cell.rows for cell in part.cells)
            width = max(cell.column + cell.columns for cell in part.cells)
            count += height * width
            limits.check_cells(count)
            tables.append(_table(out, part, height, width))
            continue
        for one in sorted(part.cells, key=lambda cell: cell.row) if isinstance(part, Table) else [part]:
            if one.text.strip():
                out.write(one.text, one.where)
                out.part("\n")
    gaps += [(0, pronunciations.told(unsaid))] if unsaid else []
    return Composed("".join(out.pieces), tuple(tables), tuple(out.places), tuple(gaps))


def _said(part: Part, unsaid: list[str]) -> Part:
    """The part without characters that nobody sees, for its text is made here, and nobody counts them in the file; and
    without pronunciations, which are added to `unsaid`."""

    def plain(text: str) -> str:
        bare, found = pronunciations.without(INVISIBLE.sub("", text))
        unsaid.extend(found)
        return bare

    if isinstance(part, Table):
        return Table(tuple(replace(cell, text=plain(cell.text)) for cell in part.cells))
    return replace(part, text=plain(part.text)) if isinstance(part, Paragraph) else part


class _Text:
    """The text so far, and where its stretches stand."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.places: list[tuple[int, str]] = []

    def write(self, text: str, where: str) -> Span:
        """Append a text and return its offsets."""
        text = _BREAKS.sub("\n", text).strip("\n")
        if not self.places or self.places[-1][1] != where:
            self.places.append((self.length, where))
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return Span(start, self.length)

    def part(self, mark: str) -> None:
        """Append a line's end, or the tab between two cells."""
        self.pieces.append(mark)
        self.length += 1


def _table(out: _Text, table: Table, height: int, width: int) -> SourceTable:
    """Print a table, a row a line, and return its cells by their offsets. Where cells overlap, the first one stays."""
    start = out.length
    rows: list[list[Span | None]] = [[None] * width for _ in range(height)]
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    at = 0
    for row in range(height):
        printed = False
        while at < len(cells) and cells[at].row == row:
            cell = cells[at]
            at += 1
            if rows[row][cell.column] is not None:
                continue
            if printed and cell.text.strip():
                out.part("\t")
            span = out.write(cell.text, cell.where) if cell.text.strip() else Span(out.length, out.length)
            printed = printed or bool(cell.text.strip())
            for covered in rows[row : row + cell.rows]:
                for column in range(cell.column, min(width, cell.column + cell.columns)):
                    covered[column] = covered[column] or span
        if printed:
            out.part("\n")
    empty = Span(start, start)
    return SourceTable(Span(start, out.length), tuple(tuple(span or empty for span in row) for row in rows))
