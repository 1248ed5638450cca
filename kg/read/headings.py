"""Headings whose numbers were lost: 工作安排 on a line of its own, right above the first of its items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.read.markers import Marker

# 重点整治内容 · 工作要求
_HEADING = re.compile(r"[一-龥]{2,10}(?:要求|任务|内容|安排|措施|目标|步骤|保障|原则|举措|职责|分工|重点|机制)")
_LEAST = 2  # such headings in a text; one is chance
_ABOVE = 200  # characters above an item that are looked at
_BLANKS = 20  # between two lines
_LINE = re.compile(r"^[ \t\ufffc]*(?P<text>\S[^\n]*?)[ \t\ufffc]*$", re.MULTILINE)
_ENDED = ("。", ";", ":", "!", "?", ")")
_TOP = ("part", "article")  # where one of these is printed, headings kept their numbers


def with_headings(view: str, markers: Sequence[Marker]) -> list[Marker]:
    """Return the markers with one before each first item that an unnumbered heading stands above, where several do, the
    first of them above all items; else as they were."""
    if any(marker.style in _TOP for marker in markers):
        return list(markers)
    since = [0, *(marker.end for marker in markers)]
    places = [_above(view, marker, after) for marker, after in zip(markers, since, strict=False)]
    if len(places) - places.count(None) < _LEAST or places[0] is None:
        return list(markers)
    merged: list[Marker] = []
    number = 0
    for marker, place in zip(markers, places, strict=True):
        if place is not None:
            number += 1
            merged.append(Marker("heading", number, str(number), place, place, at_line_start=True))
        merged.append(marker)
    return merged


def _above(view: str, marker: Marker, since: int) -> int | None:
    """Where the nearest heading begins on a line of its own above a first item, behind what has ended, if anything with a
    number stands before it; None where none does."""
    if marker.number != 1 or not marker.at_line_start:
        return None
    place = None
    for line in _LINE.finditer(view, max(since, marker.start - _ABOVE), marker.start):
        before = view[max(0, line.start() - _BLANKS) : line.start()].rstrip()
        if _HEADING.fullmatch(line["text"]) and (since == 0 or before.endswith(_ENDED)):
            place = line.start("text")
    return place
