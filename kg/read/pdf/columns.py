"""The order of reading on a page: from top to bottom, and where it is set in two columns the left one first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg.read.pdf.lines import Line, lines_of, rows_of
from kg.read.pdf.page import Glyph

_LEAST = 8  # lines on either side of a gutter
_CROSSING = 0.3  # the most of the lines that may run over it
_GUTTER = 1.0  # of the size: its least width
_MIDDLE = (42, 59)  # hundredths of the page's width: where it lies


def ordered_lines(glyphs: Sequence[Glyph], page: int, width: float) -> list[Line]:
    """Return a page's lines in the order of reading; none for no glyphs."""
    rows = list(rows_of(glyphs))
    gutter = _gutter([[one for one in row if not one.text.isspace()] for row in rows], width)
    if gutter is None:
        return lines_of(glyphs, page)
    found: list[Line] = []
    sides: tuple[list[Glyph], list[Glyph]] = [], []
    for row in [*rows, None]:
        if row is None or _crosses([one for one in row if not one.text.isspace()], gutter):
            for column, side in enumerate(sides, start=1):
                found += lines_of(side, page, column)
                side.clear()
            found += lines_of(row or [], page)
        else:
            for glyph in row:
                sides[glyph.x0 >= gutter].append(glyph)
    return found


def _gutter(rows: Sequence[Sequence[Glyph]], width: float) -> float | None:
    """The x near the middle that the fewest lines run over; None on a page set in one column."""
    places = [width * hundredth / 100 for hundredth in range(*_MIDDLE)]
    crossing = {x: sum(_crosses(row, x) for row in rows) for x in places}
    place = min(places, key=lambda x: (crossing[x], abs(x - width / 2)))
    parted = [row for row in rows if not _crosses(row, place)]
    left, right = (sum(any((one.x0 >= place) == side for one in row) for row in parted) for side in (False, True))
    return place if min(left, right) >= _LEAST and crossing[place] <= _CROSSING * len(rows) else None


def _crosses(row: Sequence[Glyph], gutter: float) -> bool:
    """Whether a line, of its glyphs without blanks, runs over the gutter."""
    at = bisect_left(row, gutter, key=lambda one: one.x0)
    around = row[max(0, at - 1) : at + 1]
    return any(one.x0 < gutter < one.x1 for one in around) or (
        0 < at < len(row) and row[at].x0 - row[at - 1].x1 < _GUTTER * row[at].size
    )
