"""Ruling lines become grids: cells are the fields that no line parts, so a merged cell covers what it covers.

A library that finds tables in PDF files (pdfplumber) needs 50 MB beside PDFium, reads each page a second time at a tenth
of the speed and leaves out cells at a table's open sides; with the lines at hand the geometry is what stands here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.read.pdf.page import Ruling

NEAR = 3.0  # points: lines nearer than this are one line (a double line), or meet
_MOST = 4_000_000  # pairs of lines on a page; more are a drawing, no table

Field = tuple[int, int, int, int]  # row, column, and how many of each it covers


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's lines: where its columns and rows end, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[Field, ...]

    def cells(self) -> Callable[[float, float], Field | None]:
        """Return the function that tells the cell at a place, None outside."""
        covering = {
            (row + down, column + across): (row, column, rows, columns)
            for row, column, rows, columns in self.fields
            for down in range(rows)
            for across in range(columns)
        }
        return lambda x, y: covering.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies inside."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def grids(rulings: Iterable[Ruling]) -> list[Grid]:
    """Return the grids of more than one column from top to bottom, none inside another; an empty list for a drawing."""
    rulings = list(rulings)
    upright = _joined([one for one in rulings if one.upright])
    level = _joined([one for one in rulings if not one.upright])
    if len(upright) * len(level) > _MOST:
        return []
    found = [grid for group in _groups(upright, level) if (grid := _grid(group))]
    found.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return [one for one in found if not any(other is not one and _inside(one, other) for other in found)]


def _joined(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Lines of one direction: those near each other as one, what touches along it as one."""
    found: list[Ruling] = []
    beside: list[Ruling] = []
    for ruling in [*sorted(rulings, key=lambda one: one.at), None]:
        if beside and (ruling is None or ruling.at - beside[0].at > NEAR):
            at = sum(one.at for one in beside) / len(beside)
            beside.sort(key=lambda one: one.start)
            start, end = beside[0].start, beside[0].end
            for one in beside[1:]:
                if one.start > end + NEAR:
                    found.append(Ruling(one.upright, at, start, end))
                    start, end = one.start, one.end
                end = max(end, one.end)
            found.append(Ruling(beside[0].upright, at, start, end))
            beside = []
        if ruling:
            beside.append(ruling)
    return found


def _groups(upright: Sequence[Ruling], level: Sequence[Ruling]) -> list[list[Ruling]]:
    """The lines that meet, directly or through others."""
    groups: list[list[Ruling]] = []
    waiting = {False: list(level), True: list(upright)}
    while waiting[True]:
        group, edge = [], [waiting[True].pop()]
        while edge:
            one = edge.pop()
            group.append(one)
            others = waiting[not one.upright]
            edge += [other for other in others if _meet(one, other)]
            waiting[not one.upright] = [other for other in others if not _meet(one, other)]
        groups.append(group)
    return groups


def _meet(one: Ruling, other: Ruling) -> bool:
    return one.start - NEAR <= other.at <= one.end + NEAR and other.start - NEAR <= one.at <= other.end + NEAR


def _grid(group: Sequence[Ruling]) -> Grid | None:
    upright, level = [one for one in group if one.upright], [one for one in group if not one.upright]
    if not level:
        return None
    xs, ys = _bounds(upright, level), _bounds(level, upright)
    if len(xs) < 3 or len(ys) < 2:
        return None
    right = [[_parts(lines, *ends) for lines in _at(upright, xs[1:-1])] for ends in pairwise(ys)]
    below = [[_parts(lines, *ends) for ends in pairwise(xs)] for lines in _at(level, ys[1:-1])]
    return Grid(tuple(xs), tuple(ys), tuple(_fields(right, below, len(ys) - 1, len(xs) - 1)))


def _bounds(lines: Sequence[Ruling], across: Sequence[Ruling]) -> list[float]:
    """Where columns end: at the upright lines, and where the level ones go on beyond the last of them (an open side)."""
    found: list[float] = []
    for at in sorted([*(one.at for one in lines), min(one.start for one in across), max(one.end for one in across)]):
        if not found or at - found[-1] > NEAR:
            found.append(at)
    return found


def _at(lines: Sequence[Ruling], places: Sequence[float]) -> list[list[Ruling]]:
    return [[one for one in lines if abs(one.at - place) <= NEAR] for place in places]


def _parts(lines: Sequence[Ruling], start: float, end: float) -> bool:
    """Whether one of the lines runs along most of the way."""
    middle = (start + end) / 2
    return any(one.start <= middle <= one.end for one in lines)


def _fields(right: list[list[bool]], below: list[list[bool]], height: int, width: int) -> list[Field]:
    """The cells: what no line parts, as a rectangle; where it is none, row by row."""
    owner: dict[tuple[int, int], int] = {}
    found: list[Field] = []
    for row in range(height):
        for column in range(width):
            if (row, column) in owner:
                continue
            area = {(row, column)}
            edge = [(row, column)]
            while edge:
                r, k = edge.pop()
                near = []
                if k + 1 < width and not right[r][k]:
                    near.append((r, k + 1))
                if k and not right[r][k - 1]:
                    near.append((r, k - 1))
                if r + 1 < height and not below[r][k]:
                    near.append((r + 1, k))
                if r and not below[r - 1][k]:
                    near.append((r - 1, k))
                fresh = [one for one in near if one not in area]
                area.update(fresh)
                edge += fresh
            owner.update(dict.fromkeys(area, len(found)))
            found += _rectangles(area)
    return sorted(found)


def _rectangles(area: set[tuple[int, int]]) -> list[Field]:
    rows, columns = {r for r, _ in area}, {k for _, k in area}
    if len(area) == len(rows) * len(columns):
        return [(min(rows), min(columns), len(rows), len(columns))]
    found: list[Field] = []
    for row in sorted(rows):
        for column in sorted(k for r, k in area if r == row):
            if found and found[-1][0] == row and found[-1][1] + found[-1][3] == column:
                found[-1] = (row, found[-1][1], 1, found[-1][3] + 1)
            else:
                found.append((row, column, 1, 1))
    return found


def _inside(one: Grid, other: Grid) -> bool:
    return (
        other.xs[0] - NEAR <= one.xs[0]
        and one.xs[-1] <= other.xs[-1] + NEAR
        and other.ys[0] - NEAR <= one.ys[0]
        and one.ys[-1] <= other.ys[-1] + NEAR
    )
