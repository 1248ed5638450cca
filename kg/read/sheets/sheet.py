"""A sheet as its file holds it, and the table that people see of it: hidden and empty rows and columns left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from kg.read.parts import Cell, Paragraph, Part, Table

Span = tuple[int, int]  # first and last, both inside

# Sheet1 · 工作表 2 · Table1: names that say nothing; 1.教育 would read as an item
_SAYS_NOTHING = re.compile(r"(?:sheet|工作表|table|表)\s*\d*|[\d一二三四五六七八九十(（].*", re.IGNORECASE)
_TITLE = 6  # characters of the shortest name that may be a title


@dataclass(slots=True)
class Sheet:
    """A sheet. Rows and columns count from 0; a merge is its first row and column, and its last."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)  # those with text
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[Span] = field(default_factory=list)
    hidden_columns: list[Span] = field(default_factory=list)


def parts(sheet: Sheet) -> list[Part]:
    """Return the sheet's table, below the sheet's name where no row but the name can be its title; nothing if it is empty."""
    merged = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
    rows, columns = _Shown(sheet.hidden_rows), _Shown(sheet.hidden_columns)
    seen: list[tuple[int, int, int, int, str, str]] = []
    for (row, column), text in sorted(sheet.cells.items()):
        bottom, right = merged.get((row, column), (row, column))
        top, left = rows.first(row), columns.first(column)
        if top <= bottom and left <= right:
            seen.append((top, left, bottom, right, text, f"{sheet.name}!{letters(column)}{row + 1}"))
    kept_rows, kept_columns = sorted({one[0] for one in seen}), sorted({one[1] for one in seen})
    cells = []
    for top, left, bottom, right, text, where in seen:
        row, column = bisect_left(kept_rows, top), bisect_left(kept_columns, left)
        height, width = bisect_right(kept_rows, bottom) - row, bisect_right(kept_columns, right) - column
        cells.append(Cell(text, row, column, where, height, width))
    if not cells:
        return []
    titled = sum(cell.row == 0 for cell in cells) == 1
    speaks = len(sheet.name) >= _TITLE and not _SAYS_NOTHING.fullmatch(sheet.name)
    name = [Paragraph(sheet.name, f"{sheet.name}!A1")] if speaks and not titled else []
    return [*name, Table(tuple(cells))]


def letters(column: int) -> str:
    """Return a column's letters: A for 0, AB for 27."""
    found = ""
    while column >= 0:
        found = chr(65 + column % 26) + found
        column = column // 26 - 1
    return found


class _Shown:
    """Which rows, or columns, are shown."""

    def __init__(self, hidden: list[Span]) -> None:
        self.spans: list[Span] = []  # sorted, none touching the next
        for start, end in sorted(hidden):
            if self.spans and start <= self.spans[-1][1] + 1:
                self.spans[-1] = (self.spans[-1][0], max(end, self.spans[-1][1]))
            else:
                self.spans.append((start, end))

    def first(self, at: int) -> int:
        """The first one shown from here on: a merged cell whose first row is hidden is shown in the next."""
        i = bisect_right(self.spans, (at, 1 << 40)) - 1
        return self.spans[i][1] + 1 if i >= 0 and self.spans[i][1] >= at else at
