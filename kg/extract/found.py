"""What a stretch of text says of units: assignments, doubts, and where it says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.extract.lists import Mention, Refusal
from kg.model import Assignment, Basis, Deadline, Doubt, Role
from kg.read.view import Reading


class Found(NamedTuple):
    """What a stretch of text says of units, and where it says so (those offsets are no measure)."""

    assignments: tuple[Assignment, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    duties: tuple[Assignment, ...] = ()  # what sentences tell units to do within a task whose units a list names
    spans: tuple[tuple[int, int], ...] = ()
    deadline: Deadline | None = None  # a clause beside the units': (…负责;2024年底前完成)


def join(*parts: Found) -> Found:
    """Return what all say, in that order; of several deadlines the first."""
    return Found(
        tuple(assignment for part in parts for assignment in part.assignments),
        tuple(doubt for part in parts for doubt in part.doubts),
        tuple(duty for part in parts for duty in part.duties),
        tuple(span for part in parts for span in part.spans),
        next((part.deadline for part in parts if part.deadline), None),
    )


def assign(
    reading: Reading, mentions: list[Mention], role: Role, basis: Basis, span: tuple[int, int], rule: str
) -> tuple[Assignment, ...]:
    """Return an assignment for each unit of a list; where a note in the list names the leader, the others only share."""
    evidence = reading.evidence(*span, rule)
    others = Role.RESPONSIBLE if role is Role.LEAD and any(m.leads for m in mentions) else role
    return tuple(
        Assignment(m.unit.text, m.surface, Role.LEAD if m.leads else others, basis, evidence) for m in mentions
    )


def doubts(reading: Reading, refusals: list[Refusal]) -> tuple[Doubt, ...]:
    """Return what a list refused as doubts, each with its reason."""
    return tuple(Doubt(r.reason, reading.evidence(r.start, r.end, "unit-list")) for r in refusals)


def disjoint(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans sorted, those that meet made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
