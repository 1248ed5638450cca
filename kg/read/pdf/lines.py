"""Characters become lines: those on one base line, in order, with the blanks that only their distance shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from kg.read.pdf.characters import is_wide
from kg.read.pdf.page import Glyph

_SAME_BASE = 0.35  # of the size: what is higher or lower stands on another line
_DOUBLED = 0.5  # of its width: nearer than this, the same character again only makes it bold
_WORD = 0.18  # of the size: the least blank between words of Latin letters
_APART = 0.45  # of the size: the least blank between Chinese characters that is no mere spacing
_COLUMN = 2.5  # of the size: what is further apart stands in columns without lines between them


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; blanks at its ends left out."""

    text: str
    page: int
    x0: float
    x1: float
    base: float
    size: float
    stops: tuple[float, ...] = ()  # x of each character of the text
    column: int = 0  # where a page is set in two: 1 left, 2 right; 0: over the page's width


def lines_of(glyphs: Iterable[Glyph], page: int, column: int = 0) -> list[Line]:
    """Return the lines from top to bottom; none for no glyphs but blanks."""
    found = (_line(row, page, column) for row in rows_of(glyphs))
    return [line for line in found if line]


def rows_of(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each line, from left to right."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: one.base):
        if row and glyph.base - row[-1].base > _SAME_BASE * min(glyph.size, row[-1].size):
            yield sorted(row, key=lambda one: one.x0)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda one: one.x0)


def _line(row: list[Glyph], page: int, column: int) -> Line | None:
    printed: list[Glyph] = []
    for glyph in row:
        again = (one for one in printed[-3:] if one.text == glyph.text)
        if not any(abs(glyph.x0 - one.x0) < _DOUBLED * (one.x1 - one.x0) for one in again):
            printed.append(glyph)
    while printed and printed[0].text.isspace():
        del printed[0]
    while printed and printed[-1].text.isspace():
        printed.pop()
    if not printed:
        return None
    text, stops = "", []
    for before, glyph in zip([None, *printed], printed, strict=False):
        blank = _blank(before, glyph) if before else ""
        text += blank + glyph.text
        stops += [glyph.x0] * (len(blank) + len(glyph.text))
    size = median(one.size for one in printed if not one.text.isspace())
    base = median(one.base for one in printed)
    return Line(text, page, printed[0].x0, max(one.x1 for one in printed), base, size, tuple(stops), column)


def _blank(before: Glyph, glyph: Glyph) -> str:
    """The blank that stands between two glyphs only as distance."""
    if before.text.isspace() or glyph.text.isspace():
        return ""
    gap = (glyph.x0 - before.x1) / min(before.size, glyph.size)
    if gap > _COLUMN:
        return "  "
    wide = is_wide(before.text[-1]) or is_wide(glyph.text[0])
    return " " if gap > (_APART if wide else _WORD) else ""


_NEVER_FIRST = "，。、；：！？）》〉」』】〕”’…,.;:!?)]%％"


def first_word(line: Line) -> float:
    """Return the width of what cannot be broken at a line's beginning: a word, a character with the point behind it."""
    text, end = line.text, 1
    while end < len(text) and (
        text[end] in _NEVER_FIRST or not (is_wide(text[end]) or is_wide(text[end - 1]) or text[end].isspace())
    ):
        end += 1
    return (line.stops[end] if end < len(text) else line.x1) - line.x0
