"""Tables whose cells are still apart: separated by | or tabs, a row a line or a cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.extract import heads
from kg.read.view import Reading

Span = tuple[int, int]
_RULE_LINE = re.compile(r"[\s|:+-]*-{2,}[\s|:+-]*")  # ---|---|---
_HEADS_AT_MOST = 14


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns and rows of cells; every row has a span for each column, empty ones included."""

    columns: tuple[str | None, ...]
    start: int
    end: int
    rows: tuple[tuple[Span, ...], ...]


def find_grids(reading: Reading, start: int, end: int) -> Iterator[Grid]:
    """Yield the tables with kept cells between the offsets whose head is that of a task table."""
    at = start
    while grid := _next(reading, at, end):
        yield grid
        at = grid.end


def _next(reading: Reading, start: int, end: int) -> Grid | None:
    for line in re.compile(r"[^\n]+").finditer(reading.view, start, end):
        for separator in ("|", "\t"):
            if separator in line[0]:
                grid = _row_a_line(reading, line.start(), end, separator)
                if not grid and separator == "|":
                    grid = _cell_a_line(reading, line.start(), end)
                if grid and grid.rows:
                    return grid
    return None


def _row_a_line(reading: Reading, start: int, end: int, separator: str) -> Grid | None:
    """序号 | 工作任务 | 牵头单位, and each later line that has as many cells."""
    lines = (m.span() for m in re.compile(r"[^\n]+").finditer(reading.view, start, end))
    first = start, _line_end(reading.view, start, end)
    columns = tuple(
        heads.column(reading.name(*cell)) for cell in _cells(reading, first, separator)[: _HEADS_AT_MOST + 1]
    )
    if len(columns) > _HEADS_AT_MOST or not heads.is_head(columns):
        return None
    next(lines)
    rows: list[tuple[Span, ...]] = []
    last = first[1]
    for line in lines:
        if _RULE_LINE.fullmatch(reading.view, *line) or not reading.name(*line):
            continue
        cells = _cells(reading, line, separator)
        if len(cells) == len(columns):
            if tuple(heads.column(reading.name(*cell)) for cell in cells) != columns:  # a head repeated on a new page
                rows.append(tuple(cells))
        elif len(cells) > 1 or not rows or (len(reading.name(*line)) > 40 and "。" in reading.view[line[0] : line[1]]):
            break
        last = line[1]
    return Grid(columns, start, last, tuple(rows))


def _line_end(view: str, start: int, end: int) -> int:
    stop = view.find("\n", start, end)
    return stop if stop >= 0 else end


def _cells(reading: Reading, line: Span, separator: str) -> list[Span]:
    """The cells of a line; bars at its ends enclose and part nothing."""
    a, b = reading.trim(*line)
    if separator == "|":
        a += reading.view[a:b].startswith("|")
        b -= reading.view[a:b].endswith("|")
    cells, since = [], a
    for match in re.finditer(re.escape(separator), reading.view[a:b]):
        cells.append(reading.trim(since, a + match.start()))
        since = a + match.end()
    return [*cells, reading.trim(since, b)]


def _cell_a_line(reading: Reading, start: int, end: int) -> Grid | None:
    """序号 |⏎工作任务 |⏎牵头单位 |⏎1 |⏎…: every cell ends with a bar, rows are known by their length alone."""
    width = _head_width(reading, list(islice(_barred(reading, start, end), _HEADS_AT_MOST + 1)))
    if not width:
        return None
    cells = list(_barred(reading, start, end))
    columns = tuple(heads.column(reading.name(*cell)) for cell in cells[:width])
    rows = [tuple(cells[i : i + width]) for i in range(width, len(cells) - width + 1, width)]
    if "number" in columns:
        at = columns.index("number")
        rows = [row for row in rows if reading.name(*row[at]).rstrip(".、").isdigit()]
    return Grid(columns, start, rows[-1][-1][1] if rows else start, tuple(rows))


def _barred(reading: Reading, start: int, end: int) -> Iterator[Span]:
    since = start
    for match in re.compile(r"\|").finditer(reading.view, start, end):
        yield reading.trim(since, match.start())
        since = match.end()


def _head_width(reading: Reading, cells: Sequence[Span]) -> int:
    """How many cells the head has: all that are heads, up to the first that is none."""
    width = 0
    while width < min(len(cells), _HEADS_AT_MOST) and heads.column(reading.name(*cells[width])):
        width += 1
    return width if heads.is_head([heads.column(reading.name(*cell)) for cell in cells[:width]]) else 0
