"""The cells of a row to the columns of its table by what they look like, where cells were lost or broken over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from kg import lexicon
from kg.extract import deadlines, heads
from kg.extract.cores import final_letters
from kg.extract.labels import labelled
from kg.extract.lists import GENERIC, read_list
from kg.extract.roles import role_clauses
from kg.extract.units import is_generic, parse
from kg.numerals import integer
from kg.read.view import Reading

Span = tuple[int, int]
STEP_NUMBER = re.compile(r"\(?\d{1,2}\s*(?:\)|[.,、]{1,2})(?!\d)\s*")  # 1.开展排查 · (2)建立台账
LINES_AT_MOST = 200  # of one row; more is no row
_UNITS_AT_MOST = 250  # characters of a cell of units; longer is a text
_NUMBERED = re.compile(r"\d{1,3}(?:[.-]\d{1,2}){1,2}")  # 1.1 · 2-3
_NAME = re.compile(r"[一-龥]{2,4}|[一-龥、]{4,12}")  # 陶勇 · 汪峰、吴蓓, and a title as short


class Look(StrEnum):
    """What a cell looks like, whatever column it stands in."""

    NUMBER = "number"
    UNITS = "units"
    DEADLINE = "deadline"
    NAME = "name"  # a few characters: a person, or a short title
    STEP = "step"  # a numbered measure
    TEXT = "text"
    EMPTY = "empty"


class _Worth(NamedTuple):
    """What a line of each look is worth in a column, what the column costs if empty, and each line after its first."""

    number: float
    units: float
    deadline: float
    name: float
    step: float
    text: float
    left_empty: float
    further: float


# Worth of a line: 2 and more, it is what such a column is for; about 0, it may stand there; -1, doubtful; below, it is
# some other column's. A further line is dear where a cell is one word (number) or mostly one unit (lead: of unit lines in
# two columns the first leads and the rest go to the next), cheap where cells are lists or texts.
_WORTH = {
    #                     number  units  deadline  name  step  text  empty  further
    "number":      _Worth(  4,     -9,     -9,     -9,   -9,   -9,    3,     9),
    "task":        _Worth( -1,     -3,     -1,      2,   -1,    2.5,  1.5,   0.8),
    "measures":    _Worth( -1,     -3,     -1,      0.5,  3,    2.5,  1.5,   0.1),
    "lead":        _Worth( -6,      3,     -4,     -1,   -4,   -4,    1.5,   1.5),
    "support":     _Worth( -6,      3,     -4,     -1,   -4,   -4,    1.5,   0.1),
    "responsible": _Worth( -6,      3,     -4,     -1,   -4,   -4,    1.5,   0.1),
    "person":      _Worth( -3,     -3,     -3,      2,   -3,   -1,    1.5,   0.8),
    "deadline":    _Worth( -1,     -4,      3,      0,   -2,   -1,    1.5,   1.5),
    "section":     _Worth(  0,     -1,      0,      0,    0,    0,    0.1,   0.1),
    "note":        _Worth(  0,     -1,      0,      0,    0,    0,    0.3,   0.3),
}  # fmt: skip
_LIKE = {"national-item": "task", "goal": "measures", "key-task": "measures"}
DOUBTFUL = -1.0
_NEVER = float("-inf")


class Fit(NamedTuple):
    """A cell for each column, None where it was lost, what the fit is worth, and how many lines it holds."""

    cells: tuple[Span | None, ...]
    worth: float
    lines: int


def row_number(name: str) -> tuple[int, ...]:
    """Return the number that opens a row as its parts (3 → (3,), 1-2 → (1, 2)); empty for what is none."""
    bare = name.strip("().、") if len(name) <= 8 else ""
    if _NUMBERED.fullmatch(bare):
        return tuple(int(part) for part in re.split("[.-]", bare))
    number = integer(bare) if bare else None
    return () if number is None else (number,)


def look(reading: Reading, cell: Span) -> Look:
    """Return what a cell looks like."""
    name = reading.name(*cell)
    if not name:
        return Look.EMPTY
    if row_number(name):
        return Look.NUMBER
    if _is_units(reading, cell, name.rstrip("。;、,")):  # 、 where a list goes on on the next line
        return Look.UNITS
    if len(name) <= 30 and deadlines.of_cell(reading, *cell):
        return Look.DEADLINE
    if _NAME.fullmatch(name):
        return Look.NAME
    return Look.STEP if STEP_NUMBER.match(name) else Look.TEXT


_COUNT = re.compile(r"\d")  # 每校建成1个研训中心


def _is_units(reading: Reading, cell: Span, name: str) -> bool:
    """Names of units for the most part, or clauses of them; one known by its shape alone must not open with a verb."""
    if not name or "。" in name or len(name) > _UNITS_AT_MOST:
        return False
    if is_generic(name):
        return True
    if ":" in name and (said := labelled(reading, *cell, enclosed=True)) and said.assignments:
        return True
    if name[-1] in final_letters():
        mentions, refusals = read_list(reading, *without_stop(reading, cell), labelled=True)
        known = any(mention.unit.kind or mention.unit.scope for mention in mentions)
        plain = STEP_NUMBER.sub("", name, count=1)
        if known or not (plain.startswith(lexicon.works()) or _COUNT.search(plain)):
            half = known and "," not in name  # of a list may be names that we do not know
            if len(mentions) + half > sum(refusal.reason != GENERIC for refusal in refusals):
                return bool(mentions)
    return any(act in name for act in lexicon.acts()) and role_clauses(reading, *cell) is not None


def without_stop(reading: Reading, cell: Span) -> Span:
    """Return the offsets without the mark that ends a list of units, or a line of it."""
    start, end = reading.trim(*cell)
    while end > start and reading.view[end - 1] in "。;、,":
        end -= 1
    return start, end


def worth(column: str | None, seen: Look) -> float:
    """Return what a cell that looks so is worth in this column."""
    return 0.0 if seen is Look.EMPTY else float(getattr(_of(column), seen.value))


def _of(column: str | None) -> _Worth:
    return _WORTH[_LIKE.get(column, column) if column else "note"]


def is_row(reading: Reading, columns: Sequence[str | None], cells: Sequence[Span]) -> bool:
    """Return whether these are the cells of a row, one for each column: none speaks against it and most speak for it."""
    each = [worth(column, look(reading, cell)) for column, cell in zip(columns, cells, strict=True)]
    return min(each) >= DOUBTFUL and sum(each) >= len(columns)


def over_number(reading: Reading, columns: Sequence[str | None], cells: Sequence[Span]) -> tuple[str | None, ...]:
    """Return the columns of a table whose head has none for numbers where these cells of its first row hold one; () else."""
    before = next((i for i, cell in enumerate(cells[:3]) if row_number(reading.name(*cell)) == (1,)), None)
    found = heads.over_number(columns, before) if before is not None and "number" not in columns else ()
    own = cells[: len(found)]
    return found if len(own) == len(found) > 0 and is_row(reading, found, own) else ()


def fit(
    reading: Reading, columns: Sequence[str | None], cells: Sequence[Span], *, broken: bool, open_end: bool = False
) -> Fit | None:
    """Return the best way to put the cells, in order, under the columns; None where there is none.

    `broken`: a cell may stand on several lines, and `cells` are lines. `open_end`: the last of them may belong to no
    row. As many cells as columns are one each unless one speaks against it. Linear in cells times columns: for each
    cell, the best fits of all before it that end in each column (Viterbi's algorithm over columns that only go on).
    """
    if not cells or (len(cells) > LINES_AT_MOST and not open_end):
        return None
    looks = [look(reading, cell) for cell in cells[:LINES_AT_MOST]]
    if len(looks) == len(columns):
        each = [worth(column, seen) for column, seen in zip(columns, looks, strict=True)]
        if min(each, default=0.0) >= DOUBTFUL or _only_by_shape(reading, columns, cells, looks, each):
            return Fit(tuple(cells), sum(each), len(cells))
    values, came_from = _forward(columns, looks, broken=broken)
    empty_after = _costs_after(columns)
    ends = range(len(looks)) if open_end else range(len(looks) - 1, len(looks))
    best = max(
        ((value - empty_after[j], i, j) for i in ends for j, value in enumerate(values[i]) if value > _NEVER),
        default=None,
    )
    if best is None:
        return None
    total, last, j = best
    placed: list[list[Span]] = [[] for _ in columns]
    for i in range(last, -1, -1):
        placed[j].insert(0, cells[i])
        j = came_from[i][j]
    return Fit(tuple((some[0][0], some[-1][1]) if some else None for some in placed), total, last + 1)


def _only_by_shape(
    reading: Reading, columns: Sequence[str | None], cells: Sequence[Span], looks: Sequence[Look], each: Sequence[float]
) -> bool:
    """Whether nothing speaks against a complete row but that what is to be done ends as a unit's name does, and is none
    that is known (建成政务云平台, 城东客运站); where units are to stand there are some."""
    for column, cell, seen, value in zip(columns, cells, looks, each, strict=True):
        kind = _LIKE.get(column, column) if column else "note"
        if kind in ("lead", "support", "responsible"):
            if seen is not Look.UNITS:
                return False
        elif value < DOUBTFUL:
            known = parse(reading.name(*cell).rstrip("。;"))
            if kind not in ("task", "measures") or seen is not Look.UNITS or known:
                return False
    return True


def _forward(
    columns: Sequence[str | None], looks: Sequence[Look], *, broken: bool
) -> tuple[list[list[float]], list[list[int]]]:
    """For each line and column the worth of the best fit that ends there, and the column of the line before in it."""
    values: list[list[float]] = []
    came_from: list[list[int]] = []
    for seen in looks:
        value, origin = [], []
        entering, source = (_NEVER, -1) if values else (0.0, -1)
        for j, column in enumerate(columns):
            here, before = entering, source
            if values and broken and values[-1][j] - _of(column).further > here:
                here, before = values[-1][j] - _of(column).further, j
            value.append(here + worth(column, seen))
            origin.append(before)
            entering -= _of(column).left_empty  # the next column is entered past this one, or from this one
            if values and values[-1][j] > entering:
                entering, source = values[-1][j], j
        values.append(value)
        came_from.append(origin)
    return values, came_from


def _costs_after(columns: Sequence[str | None]) -> list[float]:
    """For each column, what it costs if all columns after it stay empty."""
    costs = [0.0]
    for column in reversed(columns[1:]):
        costs.append(costs[-1] + _of(column).left_empty)
    return costs[::-1]
