"""The sections of a task table: lines that name one between its rows, and numbers that begin anew in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extract import heads
from kg.extract.fit import Span
from kg.extract.rows import Row, TaskTable
from kg.numerals import integer
from kg.read.lines import Line, lines
from kg.read.view import Reading

_NUMBER = re.compile(r"\(?([一二三四五六七八九十]{1,3})[、)]?")
_MARKED = re.compile(r"\(?([一二三四五六七八九十]{1,3})[、)]")


class _Heading(NamedTuple):
    """A section's name, its number as printed, and whether it stands within another: (二)强化保障."""

    name: Span
    number: str
    inner: bool


def in_sections(reading: Reading, table: TaskTable) -> TaskTable:
    """Return the table, each row with its sections' names, the outermost first, and, where a number comes twice, with
    the number of the part that tells the two apart: a section's as printed (一, 一-2), else the how manieth time numbers
    begin at 1. Rows that only name a section are left out."""
    headings = _in_rows(reading, table.rows)
    between = list(_between(reading, table))
    above = _above(reading, table)
    if above and (between or _CAPTION.search(reading.name(*above[1].name))):
        start, heading = above
        between, table = [heading, *between], table._replace(start=start)
    over = sorted([*headings.values(), *between])
    rows = [row for row in table.rows if id(row) not in headings]
    named = list(_named(rows, over))
    choices = ([""] * len(rows), [part for _, part in named], _restarts(rows))
    parts = next((parts for parts in choices if _apart(rows, parts)), choices[0])
    groups = _groups(reading, rows, [names for names, _ in named])
    placed = (
        replace(row, section=(*names, *own), part=part)
        for row, (names, _), own, part in zip(rows, named, groups, parts, strict=True)
    )
    return table._replace(rows=tuple(placed))


_GROUP_NUMBER = re.compile(r"\(?[一二三四五六七八九十\d]{1,3}[、.)]\s*")


def _groups(reading: Reading, rows: Sequence[Row], named: Sequence[tuple[Span, ...]]) -> Iterator[tuple[Span, ...]]:
    """For each row the names in its columns of groups (类别, 项目) without their numbers. A cell that is empty or lost is
    merged with the one above it, unless a group over it, or a section between the rows, begins there."""
    above: list[Span] = []
    section: tuple[Span, ...] = ()
    for row, names in zip(rows, named, strict=True):
        width = max(map(len, [row.section, *([above] if names == section else [])]))
        cells = [(0, 0)] * (width - len(row.section)) + list(row.section)
        first = next((i for i, (start, end) in enumerate(cells) if start < end), width)
        above = above[:first] + cells[first:] if names == section and len(above) == width else cells
        section = names
        yield tuple(_unnumbered(reading, cell) for cell in above if cell[0] < cell[1])


def _unnumbered(reading: Reading, cell: Span) -> Span:
    number = _GROUP_NUMBER.match(reading.view, *cell)
    return (number.end() if number else cell[0]), cell[1]


def _named(rows: Iterable[Row], over: Sequence[_Heading]) -> Iterator[tuple[tuple[Span, ...], str]]:
    """For each row the names of the sections it stands in, without their numbers, and these numbers."""
    path: dict[bool, _Heading] = {}  # by whether it is an inner one
    at = 0
    for row in rows:
        while at < len(over) and over[at].name[0] < row.span[0]:
            path = ({False: path[False]} if over[at].inner and False in path else {}) | {over[at].inner: over[at]}
            at += 1
        numbers = [heading.number for heading in path.values()]
        inside = [str(integer(number)) for number in numbers[1:]]
        yield tuple(heading.name for heading in path.values()), "-".join([*numbers[:1], *inside])


def _in_rows(reading: Reading, rows: Sequence[Row]) -> dict[int, _Heading]:
    """The sections that rows name, by the row's identity: a Chinese number and a name and nothing else, in each such
    row, and rows with Arabic numbers behind each; {} for none."""
    found: dict[int, _Heading] = {}
    task_behind = False
    for row in reversed(rows):
        number = _NUMBER.match(reading.name(*row.span))
        if not (number and row.number == integer(number[1])):
            task_behind = True
            continue
        said = row.measures or row.units or row.clauses.assignments or row.refusals or row.deadline
        if said or not row.title or not task_behind:
            return {}
        found[id(row)] = _Heading(row.title[0], number[1], number[0].startswith("("))
        task_behind = False
    return found


def _between(reading: Reading, table: TaskTable) -> Iterator[_Heading]:
    """The lines between a table's rows that name a section; what parts cells round it is left out."""
    at = 0
    for line in lines(reading, table.start, table.end):
        while at < len(table.rows) and table.rows[at].span[1] <= line.start:
            at += 1
        inside = at < len(table.rows) and table.rows[at].span[0] < line.end
        if not inside and (heading := _heading(reading, line)):
            yield heading


_NEAR = 80  # characters above a table that may name its first section
_CAPTION = re.compile("(?:表|清单|台账)$")  # 一、民生实事任务分解表: of the table below it


def _above(reading: Reading, table: TaskTable) -> tuple[int, _Heading] | None:
    """Where the line right above a table begins that names its first section, as lines between its rows name the others,
    and that section; None where none does."""
    line = next(reversed(lines(reading, max(0, table.start - _NEAR), table.start)), None)
    heading = _heading(reading, line) if line and reading.view[line.start - 1 : line.start] in ("", "\n") else None
    return (line.start, heading) if line and heading and heading.number in ("一", "1") else None


def _heading(reading: Reading, line: Line) -> _Heading | None:
    """The section that a line names and nothing else: 一、强化保障."""
    cells = [cell for cell in re.finditer(r"[^|\t\n]+", reading.view[line.start : line.end]) if cell[0].strip()]
    if len(cells) != 1:
        return None
    span = reading.trim(line.start + cells[0].start(), line.start + cells[0].end())
    name = reading.name(*span)
    if not heads.SECTION.fullmatch(name):
        return None
    number = _MARKED.match(name)
    return _Heading((_behind_number(reading, span), span[1]), number[1] if number else "", name[0] == "(")


def _behind_number(reading: Reading, span: Span) -> int:
    mark = re.search("[、)]", reading.view[slice(*span)])
    return span[0] + mark.end() if mark else span[0]


def _restarts(rows: Sequence[Row]) -> list[str]:
    count, parts = 0, []
    for row in rows:
        count += row.number == 1
        parts.append(str(max(count, 1)))
    return parts


def _apart(rows: Sequence[Row], parts: Sequence[str]) -> bool:
    """Whether no two rows have the same number in the same part."""
    numbered = [(part, row.number) for row, part in zip(rows, parts, strict=True) if row.number]
    return len(set(numbered)) == len(numbered)
