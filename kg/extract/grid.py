"""Tables whose cells are still apart: separated by | or tabs, a row a line or a cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    for line in re.finditer(r"[^\n]+", reading.view[start:end]):
        a = start + line.start()
        for separator in ("|", "\t"):
            if separator in line[0]:
                grid = _row_a_line(reading, a, end, separator) or (
                    _cell_a_line(reading, a, end) if separator == "|" else None
                )
                if grid and grid.rows:
                    return grid
    return None


def _row_a_line(reading: Reading, start: int, end: int, separator: str) -> Grid | None:
    """序号 | 工作任务 | 牵头单位, and each later line that has as many cells."""
    all_lines = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", reading.view[start:end])]
    head = _cells(reading, all_lines[0], separator)
    columns = tuple(heads.column(reading.name(*cell)) for cell in head)
    if not heads.is_head(columns):
        return None
    rows: list[tuple[Span, ...]] = []
    last = all_lines[0][1]
    for line in all_lines[1:]:
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
    cells: list[Span] = []
    since = start
    for match in re.finditer(r"\|", reading.view[start:end]):
        cells.append(reading.trim(since, start + match.start()))
        since = start + match.end()
    width = _head_width(reading, cells)
    if not width:
        return None
    columns = tuple(heads.column(reading.name(*cell)) for cell in cells[:width])
    rows = [tuple(cells[i : i + width]) for i in range(width, len(cells) - width + 1, width)]
    if "number" in columns:
        at = columns.index("number")
        rows = [row for row in rows if reading.name(*row[at]).rstrip(".、").isdigit()]
    return Grid(columns, start, rows[-1][-1][1] if rows else start, tuple(rows))


def _head_width(reading: Reading, cells: Sequence[Span]) -> int:
    """How many cells the head has: all that are heads, up to the first that is none."""
    width = 0
    while width < min(len(cells), _HEADS_AT_MOST) and heads.column(reading.name(*cells[width])):
        width += 1
    return width if heads.is_head([heads.column(reading.name(*cell)) for cell in cells[:width]]) else 0
