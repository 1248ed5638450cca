"""Rows of a flattened table that open with a number: where each begins and ends, and its cells under their columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.extract import deadlines, heads
from kg.extract.fit import DOUBTFUL, Fit, Look, Span, fit, look, row_number, worth
from kg.extract.lists import is_nobody
from kg.extract.rows import Row, TaskTable, by_columns, by_shape, is_units, number_of
from kg.extract.sheet import Cell, Sheet
from kg.read.lines import DATE_LINE
from kg.read.view import Reading

_DATED = re.compile(rf"{DATE_LINE.pattern}(?:印发)?")


def numbered(sheet: Sheet) -> tuple[TaskTable | None, int]:
    """Return the table whose rows open with a number, and the cell after it; no table where none follows the head."""
    starts = _starts(sheet)
    if not starts:
        return None, sheet.head.after
    columns = sheet.head.columns
    end = _table_end(sheet, starts[-1])
    groups = [_own_cells(sheet, at + 1, to, last=to == end) for at, to in pairwise([*starts, end])]
    rest = columns[columns.index("number") + 1 :]
    if {"national-item", "key-task"} & set(columns):
        rows = _by_look(sheet.reading, columns, rest, groups)
    else:
        broken = not sheet.cells[sheet.head.after - 1].barred
        rows = _fitted(sheet.reading, rest, groups, broken=broken)
    for row, at in zip(rows, starts, strict=True):
        row.number, row.printed = number_of(sheet.cells[at].name)
    return sheet.table(columns, rows), end


def _starts(sheet: Sheet) -> list[int]:
    """The cells that open a row: numbers that go on with the series of those before, or begin it anew in a section."""
    columns = sheet.head.columns
    first = _first_number(sheet)
    if first is None:
        return []
    numbers = {i: key for i in range(first, sheet.stop) if (key := row_number(sheet.cells[i].name))}
    last_place = {key: i for i, key in numbers.items()}
    starts, last, anew = [first], numbers[first], False
    task = columns[columns.index("number") + 1] if columns[-1] != "number" else None
    at = first + 1
    while at < sheet.stop:
        if after := sheet.again(at):
            at, anew = after, True
            continue
        key = numbers.get(at, ())
        if len(key) == len(last) and _opens_row(sheet, at, key, last, last_place, task, anew=anew):
            starts.append(at)
            last = key
        anew = bool(heads.SECTION.fullmatch(sheet.cells[at].name))
        at += 1
    return starts


def _first_number(sheet: Sheet) -> int | None:
    """The first row's number: only sections, and cells of columns before the number's, stand between it and the head."""
    others = sheet.head.columns.index("number")
    for at in range(sheet.head.after, sheet.stop):
        name = sheet.cells[at].name
        if row_number(name):
            return at
        if not heads.SECTION.fullmatch(name):
            others -= 1
            if others < 0 or sheet.again(at):
                return None
    return None


def _opens_row(
    sheet: Sheet,
    at: int,
    key: tuple[int, ...],
    last: tuple[int, ...],
    last_place: Mapping[tuple[int, ...], int],
    task: str | None,
    *,
    anew: bool,
) -> bool:
    """Whether a number opens the next row. One that skips some does only if the skipped one never comes.

    A number inside a row (a score, a share) is told by that, and by what stands behind it.
    """
    if anew and key == (1,):
        return True
    following = (*last[:-1], last[-1] + 1)
    if key == following and last_place[key] == at:
        return True
    if key != following and (key < last or last_place.get(following, -1) > at):
        return False
    behind = sheet.cells[at + 1].span if at + 1 < sheet.stop else (0, 0)
    return worth(task, look(sheet.reading, behind)) > DOUBTFUL


def _own_cells(sheet: Sheet, start: int, stop: int, *, last: bool) -> list[Span]:
    """The cells of a row, without a head repeated on a new page in it and without a section's name behind it."""
    own: list[Cell] = []
    at = start
    while at < stop:
        if after := sheet.again(at):
            at = after
            continue
        own.append(sheet.cells[at])
        at += 1
    while own and heads.SECTION.fullmatch(own[-1].name):
        own.pop()
    before = sheet.head.columns.index("number")  # 农业高质高效 | 4 | …: a cell before the number is the next row's
    spare = len(own) - (len(sheet.head.columns) - 1 - before)
    for _ in range(0 if last else min(before, max(spare, 0))):
        if len(own[-1].name) < 20 and look(sheet.reading, own[-1].span) in (Look.NAME, Look.TEXT):
            own.pop()
    return [cell.span for cell in own]


def _table_end(sheet: Sheet, last: int) -> int:
    """The last row ends with its cells or its units: what follows and is no unit, or is a signature, is no part of it."""
    columns = sheet.head.columns
    width = len(columns) - 1 - columns.index("number")
    for at in range(last + 1, sheet.stop):
        line, before = sheet.cells[at], sheet.cells[at - 1]
        if _DATED.fullmatch(line.name) and not ("deadline" in columns and at - last <= width):
            return at - 1 if at - last > width else at
        if before.name[-1] in "、,":  # the list goes on
            continue
        if at - last > max(width, 2) and is_units(sheet.reading, before.span) and not _goes_on(sheet, line):
            return at
    return sheet.stop


def _goes_on(sheet: Sheet, cell: Cell) -> bool:
    """Whether a row goes on after a unit: with another, or with its deadline."""
    dated = "deadline" in sheet.head.columns and deadlines.of_cell(sheet.reading, *cell.span) is not None
    return dated or is_units(sheet.reading, cell.span)


def _by_look(
    reading: Reading,
    columns: tuple[str | None, ...],
    rest: tuple[str | None, ...],
    groups: Sequence[list[Span]],
) -> list[Row]:
    """Rows of a table that sets a national item beside tasks: two columns of texts that no fit can tell apart."""
    if all(len(group) == len(rest) for group in groups):
        return [by_columns(reading, rest, group) for group in groups]
    rows = [by_shape(reading, columns, 0, group) if group else Row() for group in groups]
    unit_columns = sum(column in heads.UNIT_COLUMNS for column in columns)
    titled = [row for row in rows if row.title]
    single = {len({m.start for m, _ in row.units}) for row in titled} == {unit_columns}
    spans = [reading.view[slice(*row.unit_span)] for row in titled if row.unit_span]
    lists = any("、" in span or any(map(is_nobody, span.split())) for span in spans)
    known = unit_columns == 1 or single or (lists and {row.unit_lines for row in titled} == {unit_columns})
    for row in rows:
        row.roles_known = known
    return rows


def _fitted(
    reading: Reading, columns: tuple[str | None, ...], groups: Sequence[list[Span]], *, broken: bool
) -> list[Row]:
    """Each row fitted for itself. In a table that lost unit cells, only rows with one printed line in each are sure."""
    longest = max(map(len, groups[:-1]), default=3 * len(columns))
    fits: list[Fit | None] = []
    for group in groups:
        last = len(fits) == len(groups) - 1
        cells = group[: _at_most(reading, group, max(longest, len(columns)))] if last else group
        fits.append(fit(reading, columns, cells, broken=broken, open_end=last or not broken))
    rows = [by_columns(reading, columns, one.cells) if one else Row() for one in fits]
    if all(row.roles_known for row in rows):
        return rows
    units = [_unit_cells(columns, one) for one in fits]
    lists = any("、" in reading.view[slice(*cell)] for cells in units for cell in cells)
    for row, cells in zip(rows, units, strict=True):
        row.roles_known = row.roles_known and lists and all("\n" not in reading.view[slice(*cell)] for cell in cells)
    return rows


def _at_most(reading: Reading, group: Sequence[Span], lines: int) -> int:
    """How many lines of the last row's may be its own: so many, and those that its list of units goes on with."""
    while lines < len(group) and reading.view[group[lines - 1][1] - 1] in "、,":
        lines += 1
    return lines


def _unit_cells(columns: Sequence[str | None], one: Fit | None) -> list[Span]:
    pairs = zip(columns, one.cells, strict=True) if one else ()
    return [cell for column, cell in pairs if cell and column in heads.UNIT_COLUMNS]
