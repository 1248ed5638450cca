"""Tables whose rows are lines and whose cells are still apart: separated by |, tabs, wide blanks or single blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract import heads
from kg.extract.fit import Span, fit, is_row, over_number, row_number
from kg.read.view import Reading

_LINE = re.compile(r"[^\n]+")
_RULE_LINE = re.compile(r"[\s|:+-]*-{2,}[\s|:+-]*")  # ---|---|---
_HEAD_LINE_AT_MOST = 400  # characters
_BROKEN_AT_MOST = 30  # lines of a row between its first bar and its last
_PROSE = 40  # characters; a longer line with a full stop is no section's name
_KNOWN_LEAST = 2  # heads of a first line
_AHEAD = 2  # lines without cells that may stand between a head and its first row


class Grid(NamedTuple):
    """Columns and rows of cells; every row has a span for each column, empty ones included, None for a lost one."""

    columns: tuple[str | None, ...]
    start: int
    end: int
    rows: tuple[tuple[Span | None, ...], ...]


class _Form(NamedTuple):
    """How a table parts its cells. Where blanks part them, every head must be known and every row complete."""

    separator: re.Pattern[str]
    enclosed: bool = False  # bars at the ends of a line enclose and part nothing
    blanks: bool = False


_PARTED = re.compile(r"[|\t ]")  # what one of the forms parts cells with
_FORMS = (
    _Form(re.compile(r"\|"), enclosed=True),
    _Form(re.compile(r"\t")),
    _Form(re.compile(r" {2,}"), blanks=True),
    _Form(re.compile(r" "), blanks=True),
)


def find_grids(reading: Reading, start: int, end: int) -> Iterator[Grid]:
    """Yield the tables with kept cells between the offsets whose head is that of a task table."""
    lines = _lines(reading, start, end)
    at = 0
    while at < len(lines):
        forms = _FORMS if _PARTED.search(reading.view, *reading.trim(*lines[at])) else ()
        found = next(filter(None, (_grid(reading, lines, at, form) for form in forms)), None)
        at += 1
        if found:
            grid, at = found
            yield grid


def _lines(reading: Reading, start: int, end: int) -> list[Span]:
    """The lines that hold something; one that begins with a bar goes on to the line that ends with one."""
    found: list[Span] = []
    opened: list[Span] = []  # lines since a first bar, while no last one came
    for match in _LINE.finditer(reading.view, start, end):
        text = match[0].strip()
        if not text:
            continue
        if text.startswith("|") or len(opened) == _BROKEN_AT_MOST:
            found += opened
            opened = []
        if opened and text.endswith("|"):
            found.append((opened[0][0], match.end()))
            opened = []
        elif opened or (text.startswith("|") and not text.endswith("|")):
            opened.append(match.span())
        else:
            found.append(match.span())
    return found + opened


def _grid(reading: Reading, lines: Sequence[Span], first: int, form: _Form) -> tuple[Grid, int] | None:
    """The table whose head is a line, and the line after it; None where it is no head or has no rows."""
    columns, after = _head(reading, lines, first, form)
    if not columns:
        return None
    rows: list[tuple[Span | None, ...]] = []
    numbered = _numbered_columns(reading, columns, lines[after], form) if after < len(lines) else ()
    start = after
    for at in range(start, len(lines)):
        row = _numbered_row(reading, numbered, lines[at], form) if numbered else _row(reading, columns, lines[at], form)
        if row:
            rows.append(row)
        elif row is None or (not rows and at - start >= _AHEAD):
            break
        after = at + 1
    columns = numbered or columns
    return (Grid(columns, lines[first][0], lines[after - 1][1], tuple(rows)), after) if rows else None


def _head(reading: Reading, lines: Sequence[Span], first: int, form: _Form) -> tuple[tuple[str | None, ...], int]:
    """序号 | 工作任务 | 牵头单位, and the line after it; no columns where the line is no head. One that parts its cells with
    marks may be two rows high."""
    line = lines[first]
    if line[1] - line[0] > _HEAD_LINE_AT_MOST or not form.separator.search(reading.view, *reading.trim(*line)):
        return (), first
    columns = _columns(reading, line, form)
    if form.blanks:
        known = len(columns) <= heads.HEADS_AT_MOST and heads.is_head(columns) and None not in columns
        return (columns, first + 1) if known else ((), first)
    if len(columns) > heads.HEADS_AT_MOST or sum(map(bool, columns)) < _KNOWN_LEAST:
        return (), first
    for after in range(first + 1, min(first + 3, len(lines))):
        if not _RULE_LINE.fullmatch(reading.view, *lines[after]):
            if below := _below(reading, columns, lines[after], form):
                return below, after + 1
            break
    return (columns, first + 1) if heads.is_head(columns) else ((), first)


def _columns(reading: Reading, line: Span, form: _Form) -> tuple[str | None, ...]:
    cells = _cells(reading, line, form, heads.HEADS_AT_MOST)
    while form.blanks and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return tuple(heads.column(reading.name(*cell)) for cell in cells)


def _below(reading: Reading, columns: tuple[str | None, ...], line: Span, form: _Form) -> tuple[str | None, ...]:
    """The columns of a head with those that a second line prints under some of it: 牵头单位 | 配合单位 under 责任分工; ()
    where that is no head's."""
    if line[1] - line[0] > _HEAD_LINE_AT_MOST:
        return ()
    cells = _cells(reading, line, form, heads.HEADS_AT_MOST)
    under = [heads.column(reading.name(*cell)) for cell in cells]
    unknown = any(cell[0] < cell[1] and not column for cell, column in zip(cells, under, strict=True))
    if len(under) != len(columns) or unknown or not 2 <= sum(map(bool, under)) < len(columns):
        return ()
    found = tuple(lower or upper for upper, lower in zip(columns, under, strict=True))
    return found if heads.is_head(found) else ()


def _numbered_columns(
    reading: Reading, columns: tuple[str | None, ...], line: Span, form: _Form
) -> tuple[str | None, ...]:
    """The columns where a head has none for numbers and its first row prints one; () else."""
    return over_number(reading, columns, _cells(reading, line, form, heads.HEADS_AT_MOST))


def _numbered_row(
    reading: Reading, columns: tuple[str | None, ...], line: Span, form: _Form
) -> tuple[Span | None, ...] | None:
    """The cells of a row, put below the number's column by its number: names before it may be merged with those above."""
    cells = _cells(reading, line, form, heads.HEADS_AT_MOST)
    place = columns.index("number")
    at = next((i for i, cell in enumerate(cells[: place + 1]) if row_number(reading.name(*cell))), None)
    if at is None:
        return _row(reading, columns, line, form)
    empty = (line[0], line[0])
    row = [*[empty] * (place - at), *cells, *[empty] * len(columns)]
    return None if any(a < b for a, b in row[len(columns) :]) else tuple(row[: len(columns)])


def _row(reading: Reading, columns: tuple[str | None, ...], line: Span, form: _Form) -> tuple[Span | None, ...] | None:
    """The cells of a row; none for a line that only parts rows (a rule, a section, the head again); None after the table."""
    if _RULE_LINE.fullmatch(reading.view, *line) or not reading.name(*line):
        return ()
    cells = _cells(reading, line, form, len(columns))
    texts = {reading.name(*cell) for cell in cells} - {""}
    if len(texts) <= 1 and (len(cells) > 1 or not _is_prose(reading, line)):
        return ()
    if tuple(heads.column(reading.name(*cell)) for cell in cells) == columns:
        return ()
    if form.blanks:
        cells += [(line[1], line[1])] * (len(columns) - len(cells) if set(columns[len(cells) :]) == {"note"} else 0)
        return tuple(cells) if len(cells) == len(columns) and is_row(reading, columns, cells) else None
    if len(cells) == len(columns):
        return tuple(cells)
    return _short_row(reading, columns, cells)


def _short_row(reading: Reading, columns: Sequence[str | None], cells: list[Span]) -> tuple[Span | None, ...] | None:
    """The cells of a row that lost some, merged with those above: what is left must be a row's, with task and unit."""
    if not 3 <= len(cells) < len(columns):
        return None
    fitted = fit(reading, columns, cells, broken=False)
    if not fitted or fitted.worth < len(cells):
        return None
    kept = [column for column, cell in zip(columns, fitted.cells, strict=True) if cell]
    return fitted.cells if heads.is_head(kept) else None


def _is_prose(reading: Reading, line: Span) -> bool:
    return len(reading.name(*line)) > _PROSE and "。" in reading.view[line[0] : line[1]]


def _cells(reading: Reading, line: Span, form: _Form, width: int) -> list[Span]:
    """The cells of a line, at most one more than `width`; empty ones behind that are no cells."""
    view = reading.view
    a, b = line
    if form.enclosed:
        a, b = reading.trim(a, b)
        a += view.startswith("|", a, b)
        b -= view.endswith("|", a, b)
    elif form.blanks:
        a += len(view[a:b]) - len(view[a:b].lstrip())
    cells, since = [], a
    for match in form.separator.finditer(view, a, b):
        cells.append(reading.trim(since, match.start()))
        since = match.end()
        if len(cells) > width and cells[-1][0] < cells[-1][1]:
            return cells
    cells.append(reading.trim(since, b))
    while len(cells) > width and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return cells
