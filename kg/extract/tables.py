"""A task table flattened to text, one cell a line, empty and merged cells lost: heads from the lexicon, rows by number.

What is lost cannot be counted, so a cell is known by its shape: a number in series, short title lines, a long text, numbered
measures, a deadline, unit names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg import lexicon
from kg.extract import deadlines
from kg.extract.lists import Mention, Refusal, read_list
from kg.model import Deadline, Role
from kg.numerals import integer
from kg.read.view import Reading

UNIT_COLUMNS = {"lead": Role.LEAD, "support": Role.SUPPORT, "responsible": Role.RESPONSIBLE}
_TITLE_LIMIT = 18  # characters of one printed line of a narrow title cell
_MEASURE = re.compile(r"\(?\d{1,2}\s*(?:\)|[.,、]{1,2})(?!\d)\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its offsets, blanks left out, and its text without any."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """One task of a table. Spans are offsets; `roles_known` is False where a lost column hides who leads."""

    number: int
    span: tuple[int, int]
    title: tuple[Line, ...]
    key_task: tuple[int, int] | None
    measures: tuple[tuple[int, int], ...]
    deadline: Deadline | None
    units: tuple[tuple[Mention, Role], ...]
    refusals: tuple[Refusal, ...]
    unit_span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The rows under one head, and where the table begins and ends."""

    columns: tuple[str, ...]
    start: int
    end: int
    rows: tuple[Row, ...]
    roles_known: bool


def lines(reading: Reading, start: int, end: int) -> list[Line]:
    """Return the lines between the offsets that hold anything but blanks and noise."""
    found = []
    for match in re.finditer(r"[^\n]+", reading.view[start:end]):
        a, b = reading.trim(start + match.start(), start + match.end())
        if b > a:
            found.append(Line(a, b, reading.name(a, b)))
    return found


def find_tables(reading: Reading, start: int, end: int) -> list[TaskTable]:
    """Return the flattened task tables between the offsets in order; an empty list where no head is found."""
    all_lines = lines(reading, start, end)
    tables: list[TaskTable] = []
    i = 0
    while i < len(all_lines):
        columns, after = _head(all_lines, i)
        if not columns:
            i += 1
            continue
        start = all_lines[i].start
        groups, i = _groups(reading, all_lines, after)
        if groups:
            tables.append(_table(columns, start, [_row(reading, columns, number, group) for number, group in groups]))
    return tables


def _head(all_lines: Sequence[Line], i: int) -> tuple[tuple[str, ...], int]:
    """Columns of a head that begins at line i, and the line after it; no columns where none begins."""
    columns: list[str] = []
    at = i
    while at < len(all_lines):
        for width in (3, 2, 1):  # a head may be broken over lines: 完成 / 时限
            column = lexicon.heads().get("".join(line.name for line in all_lines[at : at + width]))
            if column:
                columns.append(column)
                at += width
                break
        else:
            break
    named = len(columns) >= 3 and columns[0] == "number" and bool(UNIT_COLUMNS.keys() & columns)
    return (tuple(columns), at) if named else ((), i)


def _groups(reading: Reading, all_lines: Sequence[Line], i: int) -> tuple[list[tuple[int, list[Line]]], int]:
    """Lines of each row after its number, which opens a row only if it continues the series; and the line after all."""
    starts: list[int] = []
    for at in range(i, len(all_lines)):
        name = all_lines[at].name
        if len(name) <= 4 and integer(name.rstrip(".、")) == len(starts) + 1:
            starts.append(at)
        elif not starts:
            break
    if not starts:
        return [], i
    end = _table_end(reading, all_lines, starts[-1])
    stops = [*starts[1:], end]
    return [(n, list(all_lines[a + 1 : b])) for n, (a, b) in enumerate(zip(starts, stops, strict=True), start=1)], end


def _table_end(reading: Reading, all_lines: Sequence[Line], last: int) -> int:
    """The last row ends with its units: what follows them and is no unit is no part of the table."""
    for at in range(last + 3, len(all_lines)):
        if _is_units(reading, all_lines[at - 1]) and not _is_units(reading, all_lines[at]):
            return at
    return len(all_lines)


def _is_units(reading: Reading, line: Line) -> bool:
    mentions, refusals = read_list(reading, line.start, line.end, labelled=True)
    return bool(mentions) and not refusals and len(line.name) < 200 and "。" not in line.name


def _row(reading: Reading, columns: tuple[str, ...], number: int, group: list[Line]) -> Row:
    cells = list(group)
    title = _take_title(cells)
    deadline = next((d for line in cells if (d := _deadline(reading, columns, line))), None)
    cells = [line for line in cells if not (deadline and line.start == deadline.evidence.start)]
    unit_lines: list[Line] = []
    while cells and _is_units(reading, cells[-1]):
        unit_lines.insert(0, cells.pop())
    key_task, measures = _texts(reading, columns, cells)
    units, refusals = _units(reading, columns, unit_lines)
    return Row(
        number,
        (group[0].start, group[-1].end) if group else (0, 0),
        title,
        key_task,
        measures,
        deadline,
        units,
        refusals,
        (unit_lines[0].start, unit_lines[-1].end) if unit_lines else None,
    )


def _take_title(cells: list[Line]) -> tuple[Line, ...]:
    title: list[Line] = []
    while cells and len(title) < 3 and _is_title_line(cells[0].name):
        title.append(cells.pop(0))
    return tuple(title)


def _is_title_line(name: str) -> bool:
    return len(name) <= _TITLE_LIMIT and not name.endswith(("。", ";", ",")) and not _MEASURE.match(name)


def _deadline(reading: Reading, columns: tuple[str, ...], line: Line) -> Deadline | None:
    return deadlines.of_cell(reading, line.start, line.end) if "deadline" in columns and len(line.name) <= 30 else None


def _texts(
    reading: Reading, columns: tuple[str, ...], cells: list[Line]
) -> tuple[tuple[int, int] | None, tuple[tuple[int, int], ...]]:
    """The key task, if the table has a column for it, and the measures: numbered ones, else each further text."""
    key_task: tuple[int, int] | None = None
    plain: list[tuple[int, int]] = []
    numbered: list[tuple[int, int]] = []
    for line in cells:
        number = _MEASURE.match(reading.view, line.start, line.end)
        if number:
            numbered.append((number.end(), line.end))
        elif numbered:
            numbered[-1] = (numbered[-1][0], line.end)
        else:
            plain.append((line.start, line.end))
    if "key-task" in columns and plain:
        key_task = plain.pop(0)
    return key_task, tuple(numbered or plain)


def _units(
    reading: Reading, columns: tuple[str, ...], unit_lines: list[Line]
) -> tuple[tuple[tuple[Mention, Role], ...], tuple[Refusal, ...]]:
    """Units with the role of their column, cells taken in the order of the columns; the last column takes what is left."""
    roles = [UNIT_COLUMNS[column] for column in columns if column in UNIT_COLUMNS]
    found: list[tuple[Mention, Role]] = []
    refused: list[Refusal] = []
    for i, line in enumerate(unit_lines):
        mentions, refusals = read_list(reading, line.start, line.end, labelled=True)
        found += [(mention, roles[min(i, len(roles) - 1)]) for mention in mentions]
        refused += refusals
    return tuple(found), tuple(refused)


def _table(columns: tuple[str, ...], start: int, rows: list[Row]) -> TaskTable:
    """Roles are known where one column holds all units, or where every row prints one cell for each unit column."""
    unit_columns = sum(column in UNIT_COLUMNS for column in columns)
    cells = {len({mention.start for mention, _ in row.units}) for row in rows}
    known = unit_columns == 1 or cells == {unit_columns}
    return TaskTable(columns, start, max(row.span[1] for row in rows), tuple(rows), known)
