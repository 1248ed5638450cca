"""A text as cells, one a line, and the heads of task tables among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from kg.extract import heads
from kg.extract.fit import Span, row_number
from kg.extract.rows import Row, TaskTable
from kg.read.lines import lines
from kg.read.view import Reading

PRINTED_ALL = 4  # columns that a head without numbers must have at least, all of them known but one
_LOWER = 2  # heads under 责任分工: who leads and who supports
_CELL_LINES_AT_MOST = 6  # of a cell that ends with a bar


class Cell(NamedTuple):
    """A line, or the lines up to one that ends with a bar; `name` is without blanks and that bar."""

    start: int
    end: int
    name: str
    barred: bool

    @property
    def span(self) -> Span:
        """Return its offsets."""
        return self.start, self.end


class Head(NamedTuple):
    """The columns of a head, its first cell, and the first after it."""

    columns: tuple[str | None, ...]
    start: int
    after: int


class Sheet(NamedTuple):
    """A head with all that may be its table: the cells up to the head of another one (`stop`)."""

    reading: Reading
    cells: Sequence[Cell]
    heads: Mapping[int, Head]  # by the cell at which they begin
    head: Head
    stop: int

    def again(self, at: int) -> int:
        """Return the cell after the head if it is repeated at this cell (a new page), else 0."""
        head = self.heads.get(at)
        return head.after if head and head.columns == self.heads[self.head.start].columns else 0

    def table(self, columns: tuple[str | None, ...], rows: Sequence[Row]) -> TaskTable | None:
        """Return the rows that have a title as a table; None where none has."""
        named = tuple(row for row in rows if row.title)
        start = self.cells[self.head.start].start
        return TaskTable(columns, start, max(row.span[1] for row in named), named) if named else None


def sheets(reading: Reading, start: int, end: int) -> Iterator[Sheet]:
    """Yield each head between the offsets with the cells that may be its table, in order."""
    cells = _cells(reading, start, end)
    found = _heads(cells)
    stops = _stops(found, len(cells))
    for i, head in found.items():
        yield Sheet(reading, cells, found, head, stops[i])


def _cells(reading: Reading, start: int, end: int) -> list[Cell]:
    """The lines as cells; after a line that ends with a bar, those up to the next that does are one cell."""
    cells: list[Cell] = []
    since = 0  # of the cells: first line after the last bar
    for line in lines(reading, start, end):
        barred = line.name.endswith("|")
        a, b = reading.trim(line.start, line.end - barred)
        if barred and 0 < since < len(cells) <= since + _CELL_LINES_AT_MOST:
            a = cells[since].start
            del cells[since:]
        cells.append(Cell(a, b, reading.name(a, b), barred))
        since = len(cells) if barred else since
    return cells


def _heads(cells: Sequence[Cell]) -> dict[int, Head]:
    """All heads by their first cell, in order; none begins inside another."""
    found: dict[int, Head] = {}
    at = 0
    while at < len(cells):
        head = _head(cells, at)
        if head:
            found[at] = head
        at = head.after if head else at + 1
    return found


def _stops(found: Mapping[int, Head], end: int) -> dict[int, int]:
    """For each head, where the next one of other columns begins."""
    stops: dict[int, int] = {}
    stop = following = end
    columns: tuple[str | None, ...] = ()
    for i in sorted(found, reverse=True):
        if found[i].columns != columns:
            stop, columns = following, found[i].columns
        stops[i] = stop
        following = i
    return stops


def _head(cells: Sequence[Cell], i: int) -> Head | None:
    """The head that begins at a cell. A head of unknown meaning between known ones is a column too, of nothing we take."""
    columns: list[str | None] = []
    at = i
    while at < len(cells) and len(columns) <= heads.HEADS_AT_MOST:
        column, width = _column_at(cells, at)
        if not column and not (columns and _is_unknown_head(cells, at)):
            break
        columns.append(column)
        at += width
    if len(columns) > heads.HEADS_AT_MOST or not heads.is_head(columns):
        return None
    if "number" in columns:
        before = columns.index("number")
        if before and columns[-1] is None:  # the first section's name stands before the first number
            columns.pop()
            at -= 1
        return Head(_in_order(columns, cells[i:at]), i, at) if set(columns[:before]) <= {"section"} else None
    known = len(columns) >= PRINTED_ALL and columns.count(None) <= 1
    return Head(_in_order(columns, cells[i:at]), i, at) if known else None


def _in_order(columns: Sequence[str | None], printed: Sequence[Cell]) -> tuple[str | None, ...]:
    """责任分工 | 完成时限 | 牵头单位 | 配合单位: the heads of a lower line stand behind all others; they are put in the place of
    the one that they stand under. 责任单位 right before them is a column of its own."""
    lower = list(takewhile(("lead", "support").__contains__, reversed(columns)))
    upper = columns[: len(columns) - len(lower)]
    if len(lower) != _LOWER or upper.count("responsible") != 1:
        return tuple(columns)
    at = upper.index("responsible")
    if at == len(upper) - 1 and not any(cell.name in ("责任分工", "职责分工") for cell in printed):
        return tuple(columns)
    return (*upper[:at], *reversed(lower), *upper[at + 1 :])


def _column_at(cells: Sequence[Cell], at: int) -> tuple[str | None, int]:
    """What the head at a line means, and over how many lines it is broken: 完成 / 时限."""
    if len(heads.without_remark(cells[at].name)) <= heads.LIMIT:
        for width in (3, 2, 1):
            column = heads.column("".join(cell.name for cell in cells[at : at + width]), broken=width > 1)
            if column:
                return column, width
    return None, 1


def _is_unknown_head(cells: Sequence[Cell], at: int) -> bool:
    """A short line that a number follows, or that known heads follow before any number."""
    name = cells[at].name
    if len(name) > 8 or row_number(name) or heads.SECTION.fullmatch(name):
        return False
    for later in range(at + 1, min(at + 3, len(cells))):
        if row_number(cells[later].name):
            return later == at + 1
        if _column_at(cells, later)[0]:
            return True
    return False
