"""The clauses of a stretch of text: what stands between marks, outside of what was read already."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.extract import asides
from kg.extract.found import disjoint
from kg.extract.subjects import WHENS
from kg.read.view import Reading

_CLAUSE = re.compile(r"[^,;。:!?\n]+")
# 在编制规划时,应当…: the clause goes on behind the mark
_GOES_ON = re.compile(r",\s*(?=(?:应|要|须|必须|需要|务必)(?![求闻急用]))[^,;。:!?\n]+")


def clauses(view: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the clauses between the offsets that none of the spans covers, nor a sentence on years past; of one that a span
    in brackets closes, what stands before it."""
    covered = disjoint([*spans, *asides.past(view, start, end)])
    stop = start
    for match in _CLAUSE.finditer(view, start, end):
        if match.start() < stop:
            continue
        a, stop = match.span()
        if view[stop - 1] in WHENS and (more := _GOES_ON.match(view, stop, end)):
            stop = more.end()
        next_span = bisect_right(covered, a, key=lambda span: span[1])
        if next_span == len(covered) or covered[next_span][0] >= stop:
            yield a, stop
        elif view[covered[next_span][0]] == "(" and covered[next_span][0] > a:  # X牵头(Y、Z配合)
            yield a, covered[next_span][0]


def unbracketed(reading: Reading, clause: tuple[int, int]) -> tuple[int, int]:
    """Return a clause without the bracket that it opens or closes: (X负责物资 · Y负责资金)."""
    start, end = reading.trim(*clause)
    opens, closes = reading.view[start : start + 1] == "(", reading.view[end - 1 : end] == ")"
    if not (opens or closes):
        return start, end
    opens = opens and reading.view.find(")", start, end) < 0
    closes = closes and reading.view.find("(", start, end) < 0
    return start + opens, max(start + opens, end - closes)
