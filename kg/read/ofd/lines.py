"""Runs of characters to lines, lines to paragraphs, by where they stand on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.read.ofd.runs import Run
from kg.read.wrapping import joined

_PAGE_NUMBER = re.compile(r"[\s—－-]*(?:第\s*)?\d{1,4}(?:\s*页)?[\s—－-]*")

_FULL = 12  # characters; a page whose lines are all shorter has no full one


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in one line of a page."""

    text: str
    x: float
    y: float
    end: float
    size: float


def lines(runs: Sequence[Run]) -> list[Line]:
    """Return the lines of a page from top to bottom; runs are of one line where they overlap by half in height."""
    rows: list[list[Run]] = []
    for run in sorted((run for run in runs if run.text.strip()), key=lambda run: run.y):
        if rows and run.y - rows[-1][0].y < min(run.size, rows[-1][0].size) / 2:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_line(sorted(row, key=lambda run: run.x)) for row in rows]


def _line(row: list[Run]) -> Line:
    text = ""
    end = row[0].x
    drawn: set[tuple[str, int]] = set()
    for run in row:
        again = run.text, int(run.x * 2)  # some programs draw bold letters twice, half a millimetre apart at most
        if again in drawn:
            continue
        drawn.add(again)
        text += (" " if text and run.x - end > run.size / 2 else "") + run.text
        end = max(end, run.end)
    return Line(text.strip(), row[0].x, row[0].y, end, max(run.size for run in row))


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[tuple[str, int]]:
    """Yield each paragraph with the page, from 1, that it begins on; numbers of pages are left out.

    A line goes on with the paragraph above where that one is full and it is not indented, of the same size, and no further
    below than lines are on the page.
    """
    begun = ""
    at = 1
    above: Line | None = None
    for number, page in enumerate(pages, 1):
        body = [line for line in page if not _is_number(line, page)]
        if not body:
            continue
        left, right = min(line.x for line in body), max(line.end for line in body)
        leading = _leading(body)
        for i, line in enumerate(body):
            far = i > 0 and above is not None and line.y - above.y > leading * 1.6
            if above is None or far or not _goes_on(above, line, left, right):
                if begun:
                    yield begun, at
                begun, at = line.text, number
            else:
                begun = joined(begun, line.text)
            above = line
    if begun:
        yield begun, at


def _goes_on(above: Line, line: Line, left: float, right: float) -> bool:
    size = line.size
    full = above.end > right - 1.5 * size and right - left > _FULL * size
    return full and line.x < left + size and abs(above.size - size) < size / 8


def _leading(body: Sequence[Line]) -> float:
    """The most common step from line to line, in half millimetres."""
    steps = Counter(int((below.y - line.y) * 2 + 0.5) for line, below in pairwise(body))
    return max(steps, key=lambda step: (steps[step], -step)) / 2 if steps else 0.0


def _is_number(line: Line, page: Sequence[Line]) -> bool:
    return line in (page[0], page[-1]) and _PAGE_NUMBER.fullmatch(line.text) is not None
