"""Task tables in a text, with their cells kept apart or flattened to one cell a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract import heads
from kg.extract.grid import Grid, Span, find_grids
from kg.extract.rows import Row, by_columns, by_shape, is_units
from kg.numerals import integer
from kg.read.view import Reading

DATE_LINE = re.compile(r"(?:20\d\d|二零[一-九零]{2})年.{1,3}月.{1,3}日")
_SECTION = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)).{2,30}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its offsets, blanks left out, and its text without any."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The rows under one head, and where the table begins and ends."""

    columns: tuple[str | None, ...]
    start: int
    end: int
    rows: tuple[Row, ...]


def lines(reading: Reading, start: int, end: int) -> list[Line]:
    """Return the lines between the offsets that hold anything but blanks and noise."""
    found = []
    for match in re.finditer(r"[^\n]+", reading.view[start:end]):
        a, b = reading.trim(start + match.start(), start + match.end())
        if b > a:
            found.append(Line(a, b, reading.name(a, b)))
    return found


def find_tables(reading: Reading, start: int, end: int) -> list[TaskTable]:
    """Return the task tables between the offsets in order; an empty list where no head is found."""
    tables: list[TaskTable] = []
    at = start
    for grid in [*find_grids(reading, start, end), None]:
        tables += _flattened(reading, at, grid.start if grid else end)
        if grid:
            tables.append(_of_grid(reading, grid))
            at = grid.end
    return tables


def _of_grid(reading: Reading, grid: Grid) -> TaskTable:
    rows = [by_columns(reading, grid.columns, cells) for cells in grid.rows]
    return TaskTable(grid.columns, grid.start, grid.end, tuple(row for row in rows if row.title))


def _flattened(reading: Reading, start: int, end: int) -> list[TaskTable]:
    all_lines = lines(reading, start, end)
    tables: list[TaskTable] = []
    i = 0
    while i < len(all_lines):
        columns, after = _head(all_lines, i)
        groups, stop = _groups(reading, all_lines, columns, after) if columns else ([], i + 1)
        if groups:
            rows = _rows(reading, columns, groups)
            tables.append(TaskTable(columns, all_lines[i].start, max(row.span[1] for row in rows), tuple(rows)))
        i = max(stop, i + 1)
    return tables


def _head(all_lines: Sequence[Line], i: int) -> tuple[tuple[str | None, ...], int]:
    """Columns of a head that begins at line i, and the line after it; no columns where none begins.

    A head of unknown meaning between known ones is a column too, of nothing we take.
    """
    columns: list[str | None] = []
    at = i
    while at < len(all_lines):
        column, width = _column_at(all_lines, at)
        if not column and not (columns and _is_unknown_head(all_lines, at)):
            break
        columns.append(column)
        at += width
    return (tuple(columns), at) if columns[:1] == ["number"] and heads.is_head(columns) else ((), i)


def _column_at(all_lines: Sequence[Line], at: int) -> tuple[str | None, int]:
    """What the head at a line means, and over how many lines it is broken: 完成 / 时限."""
    for width in (3, 2, 1):
        column = heads.column("".join(line.name for line in all_lines[at : at + width]), broken=width > 1)
        if column:
            return column, width
    return None, 1


def _is_unknown_head(all_lines: Sequence[Line], at: int) -> bool:
    """A short line that a number follows, or that known heads follow before any number."""
    name = all_lines[at].name
    if len(name) > 8 or integer(name) is not None or _SECTION.fullmatch(name):
        return False
    for later in range(at + 1, min(at + 3, len(all_lines))):
        if integer(all_lines[later].name.rstrip(".、")) is not None:
            return later == at + 1
        if _column_at(all_lines, later)[0]:
            return True
    return False


def _groups(
    reading: Reading, all_lines: Sequence[Line], columns: Sequence[str | None], i: int
) -> tuple[list[tuple[int, list[Span]]], int]:
    """Lines of each row after its number, which opens a row only if it continues the series; and the line after all."""
    starts: list[tuple[int, int]] = []
    for at in range(i, len(all_lines)):
        name = all_lines[at].name
        number = integer(name.rstrip(".、")) if len(name) <= 4 else None
        if number is not None and (number == starts[-1][1] + 1 if starts else True):
            starts.append((at, number))
        elif not starts and not _SECTION.fullmatch(name):
            break
    if not starts:
        return [], i
    end = _table_end(reading, all_lines, starts[-1][0], len(columns) - 1)
    stops = [*(at for at, _ in starts[1:]), end]
    groups = [
        (number, _row_lines(all_lines[at + 1 : stop], columns))
        for (at, number), stop in zip(starts, stops, strict=True)
    ]
    return groups, end


def _row_lines(some: Sequence[Line], columns: Sequence[str | None]) -> list[Span]:
    """The lines of a row, without a section's name or a head repeated on a new page behind it."""
    kept = list(some)
    while kept and (_SECTION.fullmatch(kept[-1].name) or _repeats_head(kept, columns)):
        kept = kept[: -len(columns)] if _repeats_head(kept, columns) else kept[:-1]
    return [(line.start, line.end) for line in kept]


def _repeats_head(some: Sequence[Line], columns: Sequence[str | None]) -> bool:
    tail = [heads.column(line.name) for line in some[-len(columns) :]]
    return len(some) > len(columns) and tail == list(columns)


def _table_end(reading: Reading, all_lines: Sequence[Line], last: int, width: int) -> int:
    """The last row ends with its cells or its units: what follows and is no unit, or is a signature, is no part of it."""
    for at in range(last + 1, len(all_lines)):
        line, before = all_lines[at], all_lines[at - 1]
        if DATE_LINE.fullmatch(line.name):
            return at - 1 if at - last > width else at
        units_end = is_units(reading, (before.start, before.end)) and not is_units(reading, (line.start, line.end))
        if at - last > max(width, 2) and units_end:
            return at
    return len(all_lines)


def _rows(reading: Reading, columns: tuple[str | None, ...], groups: Sequence[tuple[int, list[Span]]]) -> list[Row]:
    """Rows by their columns where every row prints one line a cell; else by the shape of their cells."""
    if all(len(group) == len(columns) - 1 for _, group in groups):
        rows = [by_columns(reading, columns[1:], group) for _, group in groups]
        for row, (number, _) in zip(rows, groups, strict=True):
            row.number = number
        return rows
    rows = [by_shape(reading, columns, number, group) for number, group in groups if group]
    unit_columns = sum(column in heads.UNIT_COLUMNS for column in columns)
    known = unit_columns == 1 or {len({m.start for m, _ in row.units}) for row in rows} == {unit_columns}
    for row in rows:
        row.roles_known = known
    return rows
