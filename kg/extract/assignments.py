"""Who does what, where a text lists it: labelled lists (牵头单位:…) and role clauses in brackets (…牵头,…配合)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract import deadlines
from kg.extract.found import Found, join
from kg.extract.labels import labelled, unknown_labels
from kg.extract.roles import bare_units, role_clauses
from kg.model import Assignment
from kg.read.view import Reading

_BRACKET = re.compile(r"[()\[\]]")


def explicit(reading: Reading, start: int, end: int) -> Found:
    """Return the assignments of labelled lists and bracketed role clauses between the offsets; empty where none is."""
    parts: list[Found] = []
    covered: list[tuple[int, int]] = []
    for bracket in _brackets(reading.view, start, end):
        inside = bracket[0] + 1, bracket[1] - 1
        one = (
            labelled(reading, *inside, enclosed=True) or role_clauses(reading, *inside) or bare_units(reading, bracket)
        )
        if one:
            parts.append(one._replace(spans=(bracket,)))
            covered.append(bracket)
    for gap in _gaps(start, end, covered):
        if one := labelled(reading, *gap):
            parts.append(one)
        parts.append(Found(spans=tuple(deadlines.labelled(reading.view, *gap))))
    found = join(*parts, Found(doubts=tuple(unknown_labels(reading, start, end))))
    return found._replace(assignments=_once(found.assignments))


def _brackets(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the outermost bracketed stretches, brackets included."""
    depth, since = 0, start
    for mark in _BRACKET.finditer(view, start, end):
        if mark[0] in "([":
            if depth == 0:
                since = mark.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield since, mark.end()


def _gaps(start: int, end: int, covered: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    since = start
    for span in covered:
        yield since, span[0]
        since = span[1]
    yield since, end


def _once(assignments: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    return tuple({(a.unit, a.role, a.evidence.start): a for a in assignments}.values())
