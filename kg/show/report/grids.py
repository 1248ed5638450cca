"""Plots of squares: who does which task, and which plan carries out which item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from kg.show.labels import clip

SQUARE = 22  # side of a square, in pixels
_FONT = 13  # of a row's name, in pixels
_LONGEST = 15  # characters of a row's or column's name that are shown


@dataclass(frozen=True, slots=True)
class Square:
    """A filled square, with a sign in it, and what it says in words."""

    x: int
    y: int
    tone: str
    sign: str
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """The name of a row or column, the whole of it, and where its squares begin."""

    name: str
    whole: str
    at: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows, columns and what stands where they meet, in pixels from the top left; empty squares are not listed."""

    sort: ClassVar[str] = "grid"
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    squares: tuple[Square, ...]
    left: int
    top: int
    tones: tuple[tuple[str, str, str], ...]  # of the legend: a tone, its sign and its name

    @property
    def width(self) -> int:
        """Width of the whole plot."""
        return self.left + SQUARE * len(self.columns) + 1

    @property
    def height(self) -> int:
        """Height of the whole plot."""
        return self.top + SQUARE * len(self.rows) + 1


def grid(
    rows: Sequence[str],
    columns: Sequence[str],
    filled: Mapping[tuple[int, int], tuple[str, str]],
    tones: Sequence[tuple[str, str, str]],
) -> Grid:
    """Return the plot of named rows and columns; `filled` gives tone and sign by row and column, counted from 0.

    Names are shown in their first characters and said in whole. No rows or no columns give an empty plot.
    """
    left, top = (_room(names) for names in (rows, columns))
    names = {tone: name for tone, _, name in tones}
    squares = tuple(
        Square(
            left + SQUARE * column,
            top + SQUARE * row,
            tone,
            sign,
            f"{rows[row]} × {columns[column]}:{names[tone]}",
        )
        for (row, column), (tone, sign) in sorted(filled.items())
    )
    return Grid(_lines(rows, top), _lines(columns, left), squares, left, top, tuple(tones))


def _lines(names: Sequence[str], begin: int) -> tuple[Line, ...]:
    return tuple(Line(clip(name, _LONGEST), name, begin + SQUARE * at) for at, name in enumerate(names))


def _room(names: Sequence[str]) -> int:
    """Pixels that the longest name takes."""
    widest = max((sum(0.6 if char.isascii() else 1.0 for char in clip(name, _LONGEST)) for name in names), default=0.0)
    return round(widest * _FONT) + 10
