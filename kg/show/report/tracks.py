"""Plots of lines below one another: bars of work, deadlines on a time line. Widths are percent, so that they fit any page."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import ClassVar

_YEARS_NAMED = 7  # years that fit side by side on a phone


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line, from `start` to `start + width` percent of it."""

    tone: str
    sign: str
    start: float
    width: float
    said: str


@dataclass(frozen=True, slots=True)
class Track:
    """A line: its name, what stands at its end, and its stretches."""

    name: str
    told: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked bars, the longest as wide as the plot."""

    sort: ClassVar[str] = "bars"
    tracks: tuple[Track, ...]
    tones: tuple[tuple[str, str, str], ...]  # of the legend: a tone, its sign and its name


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days below one another, over years: where each begins, where its name stands, and which it is."""

    sort: ClassVar[str] = "timeline"
    tracks: tuple[Track, ...]
    years: tuple[tuple[float, float, int], ...]


def bars(rows: Iterable[tuple[str, Sequence[int]]], tones: Sequence[tuple[str, str, str]]) -> Bars:
    """Return a bar for each name, made of the numbers that stand behind it, one for each tone.

    The scale begins at 0 and ends at the largest sum. A number of 0 has no piece; no rows give no bars.
    """
    given = list(rows)
    longest = max((sum(numbers) for _, numbers in given), default=0) or 1
    tracks = []
    for name, numbers in given:
        pieces, at = [], 0
        for (tone, sign, called), number in zip(tones, numbers, strict=True):
            if number:
                said = f"{name}:{called} {number}"
                pieces.append(Piece(tone, sign, _percent(at, longest), _percent(number, longest), said))
            at += number
        told = " ".join(f"{sign}{number}" for (_, sign, _), number in zip(tones, numbers, strict=True) if number)
        tracks.append(Track(name, told, tuple(pieces)))
    return Bars(tuple(tracks), tuple(tones))


def timeline(rows: Iterable[tuple[str, int]]) -> Timeline:
    """Return a line for each day, as 2025-12-31, with a mark where it lies in its year, and a number behind it.

    The years shown are those of the days, from the first of January on. No rows give no lines.
    """
    given = [(date.fromisoformat(day), number) for day, number in rows]
    if not given:
        return Timeline((), ())
    first, last = min(day.year for day, _ in given), max(day.year for day, _ in given) + 1
    tracks = []
    for day, number in given:
        year = (day - date(day.year, 1, 1)).days + 1
        at = _percent(day.year - first + year / (366 if isleap(day.year) else 365), last - first)
        tracks.append(Track(day.isoformat(), str(number), (Piece("day", "", at, 0.0, f"{day.isoformat()}:{number}"),)))
    years = tuple(
        (_percent(year - first, last - first), _percent(year + 0.5 - first, last - first), year)
        for year in range(first, last, ceil((last - first) / _YEARS_NAMED))
    )
    return Timeline(tuple(tracks), years)


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 3)
