"""Where in a plan's text the names stand that its facts hold without offsets: units within their list, headings of sections."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Plan
from kg.read.view import fold

Span = tuple[int, int]
_BESIDE = "、,;/:()和与及由 \n"  # what may stand before and behind an element of a list, in the view
_NUMBER = re.compile(
    r"[(（第]?[ \t]*(?:[0-9０-９]{1,3}|[一二三四五六七八九十百零〇]{1,5}|[①-⑳])[ \t]*[)）、.．,，条项章节部分]{0,3}\s*$"
)


def number_start(text: str, heading: int) -> int:
    """Return where the number before a heading begins (二、 · (一) · 3.); the heading's own place where it has none."""
    before = text[max(0, heading - 16) : heading]
    match = _NUMBER.search(before)
    return heading - len(before) + match.start() if match else heading


class Printed:
    """A plan's text without blanks and noise, in which its names can be looked for; answers are offsets in the text."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        view = fold(plan.source.text)
        noise = {at for one in plan.noise for at in range(one.span.start, one.span.end)}
        self._at = [at for at, char in enumerate(view) if not char.isspace() and at not in noise]
        self._letters = "".join(view[at] for at in self._at)
        self._view = view

    def units(self, surfaces: Sequence[str], start: int, end: int) -> list[Span | None]:
        """Return the place of each name between the offsets, no two on the same; None where nothing of it is printed.

        Long names choose first. A name that is not printed whole stands where the longest element of the list stands
        that is part of it.
        """
        places: dict[int, Span] = {}
        longest_first = sorted(range(len(surfaces)), key=lambda i: -len(surfaces[i]))
        for candidates in (self._find, self._elements):
            for i in longest_first:
                if i not in places:
                    found = (s for s in candidates(surfaces[i], start, end) if not _touches(s, places.values()))
                    if place := next(found, None):
                        places[i] = place
        return [places.get(i) for i in range(len(surfaces))]

    def sections(self) -> list[Span]:
        """Return the headings of the sections that tasks stand in, in text order, each between the tasks around it."""
        found: list[Span] = []
        known: tuple[str, ...] = ()
        last = 0
        for task in sorted(self._plan.tasks, key=lambda task: task.evidence.start):
            shared = 0
            while shared < min(len(known), len(task.section)) and known[shared] == task.section[shared]:
                shared += 1
            for name in task.section[shared:]:
                places = list(self._find(name, last, task.evidence.start))
                numbered = [p for p in places if number_start(self._view, p[0]) < p[0]]
                opening = [p for p in places if not self._view[self._view.rfind("\n", 0, p[0]) + 1 : p[0]].strip()]
                if place := next(iter(numbered or opening), None):
                    found.append(place)
                    last = place[1]
            known, last = task.section, max(last, task.evidence.end)
        return found

    def _find(self, name: str, start: int, end: int) -> Iterator[Span]:
        letters = re.sub(r"\s", "", fold(name))
        at, stop = bisect_left(self._at, start), bisect_left(self._at, end)
        while letters and (at := self._letters.find(letters, at, stop)) >= 0:
            yield self._at[at], self._at[at + len(letters) - 1] + 1
            at += 1

    def _elements(self, name: str, start: int, end: int) -> Iterator[Span]:
        """Parts of a name that are elements between the offsets, longest first; its end may stand before a verb."""
        for length in range(len(name) - 1, 0, -1):
            for first in range(len(name) - length + 1):
                for span in self._find(name[first : first + length], start, end):
                    before, behind = self._view[span[0] - 1 : span[0]], self._view[span[1] : span[1] + 1]
                    ends = first + length == len(name) > length + 1 or span[1] == end or behind in _BESIDE
                    if ends and (span[0] == start or before in _BESIDE):
                        yield span


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
