"""The sections of a task table: lines that name one between its rows, and numbers that begin anew in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract import heads
from kg.extract.fit import Span
from kg.extract.rows import Row, TaskTable
from kg.numerals import integer
from kg.read.lines import lines
from kg.read.view import Reading

_NUMBER = re.compile(r"\(?([一二三四五六七八九十]{1,3})[、)]")


def in_sections(reading: Reading, table: TaskTable) -> TaskTable:
    """Return the table, each row with its sections' names, the outermost first, and, where a number comes twice, with
    the number of the part that tells the two apart: a section's as printed (一, 一-2), else the how manieth time numbers
    begin at 1."""
    named = list(_named(reading, table))
    none = [""] * len(named)
    choices = (none, [part for _, part in named], _restarts(table.rows))
    parts = next((parts for parts in choices if _apart(table.rows, parts)), none)
    rows = (
        replace(row, section=names, part=part) for row, (names, _), part in zip(table.rows, named, parts, strict=True)
    )
    return table._replace(rows=tuple(rows))


def _named(reading: Reading, table: TaskTable) -> Iterator[tuple[tuple[Span, ...], str]]:
    """For each row the names of the sections it stands in, without their numbers, and these numbers."""
    between = list(_between(reading, table))
    path: dict[bool, tuple[Span, str]] = {}  # whether an inner one: (二)强化保障
    at = 0
    for row in table.rows:
        while at < len(between) and between[at][0] < row.span[0]:
            span = between[at]
            name = reading.name(*span)
            number, inner = _NUMBER.match(name), name.startswith("(")
            path = ({False: path[False]} if inner and False in path else {}) | {
                inner: ((_behind_number(reading, span), span[1]), number[1] if number else "")
            }
            at += 1
        numbers = [number for _, number in path.values()]
        inside = [str(integer(number)) for number in numbers[1:]]
        yield tuple(span for span, _ in path.values()), "-".join([*numbers[:1], *inside])


def _between(reading: Reading, table: TaskTable) -> Iterator[Span]:
    """The lines between a table's rows that name a section; what parts cells round it is left out."""
    at = 0
    for line in lines(reading, table.start, table.end):
        while at < len(table.rows) and table.rows[at].span[1] <= line.start:
            at += 1
        inside = at < len(table.rows) and table.rows[at].span[0] < line.end
        cells = [cell for cell in re.finditer(r"[^|\t\n]+", reading.view[line.start : line.end]) if cell[0].strip()]
        if not inside and len(cells) == 1:
            span = reading.trim(line.start + cells[0].start(), line.start + cells[0].end())
            if heads.SECTION.fullmatch(reading.name(*span)):
                yield span


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
