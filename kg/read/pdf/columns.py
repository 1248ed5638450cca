"""The order of reading on a page: from top to bottom, and where it is set in two columns the left one first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.read.pdf.lines import Line, lines_of, rows_of
from kg.read.pdf.page import Glyph

_LEAST = 8  # lines that a gutter must part
_SHARE = 0.6  # of the lines of a page
_GUTTER = 1.0  # of the size: its least width
_MIDDLE = (0.4, 0.6)  # of the page's width: where it lies


def ordered_lines(glyphs: Sequence[Glyph], page: int, width: float) -> list[Line]:
    """Return a page's lines in the order of reading; none for no glyphs."""
    rows = list(rows_of(one for one in glyphs if not one.text.isspace()))
    gutter = _gutter(rows, width)
    if gutter is None:
        return lines_of(glyphs, page)
    across = {id(one) for row in rows if _crosses(row, gutter) for one in row}
    heights = sorted(row[0].base for row in rows if _crosses(row, gutter))
    found: list[Line] = []
    sides = ([one for one in glyphs if one.x0 < gutter], [one for one in glyphs if one.x0 >= gutter])
    start = float("-inf")
    for end in [*heights, float("inf")]:
        for column, side in enumerate(sides, start=1):
            inside = [one for one in side if start < one.base < end and id(one) not in across]
            found += lines_of(inside, page, column)
        found += lines_of([one for one in glyphs if id(one) in across and abs(one.base - end) < 1], page)
        start = end
    return found


def _gutter(rows: Sequence[Sequence[Glyph]], width: float) -> float | None:
    """The x that most lines leave free near the middle, with text on both sides; None on a page set in one column."""
    gaps = []
    for row in rows:
        for before, after in pairwise(row):
            start, end = before.x1, after.x0
            if end - start > _GUTTER * after.size and _MIDDLE[0] * width < (start + end) / 2 < _MIDDLE[1] * width:
                gaps.append((start, end))
    if len(gaps) < _LEAST:
        return None
    places = sorted((start + end) / 2 for start, end in gaps)
    place = max(places, key=lambda x: sum(start < x < end for start, end in gaps))
    parted = sum(start < place < end for start, end in gaps)
    return place if parted >= max(_LEAST, _SHARE * len(rows)) else None


def _crosses(row: Sequence[Glyph], gutter: float) -> bool:
    """Whether a line runs over the gutter."""
    return any(
        before.x0 < gutter and gutter - before.x1 < before.size and after.x0 - before.x1 < before.size
        for before, after in pairwise(row)
        if before.x0 < gutter <= after.x1
    )
