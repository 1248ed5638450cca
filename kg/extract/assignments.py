"""Who does what: labelled lists (牵头单位:…;配合单位:…) and role clauses in brackets (…牵头,…配合)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg import lexicon
from kg.extract.lists import Mention, Refusal, read_list
from kg.model import Assignment, Basis, Doubt, Role
from kg.read.view import Reading

_CLOSING = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a stretch of text says of units, and where it says so (those offsets are no measure)."""

    assignments: tuple[Assignment, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def explicit(reading: Reading, start: int, end: int) -> Found:
    """Return the assignments of labelled lists and bracketed role clauses between the offsets; empty where none is."""
    found = Found()
    covered: list[tuple[int, int]] = []
    for bracket in _brackets(reading.view, start, end):
        one = _labelled(reading, bracket[0] + 1, bracket[1] - 1) or _clauses(reading, bracket[0] + 1, bracket[1] - 1)
        if one:
            found = _join(found, replace(one, spans=(bracket,)))
            covered.append(bracket)
    for gap in _gaps(start, end, covered):
        if one := _labelled(reading, *gap):
            found = _join(found, one)
    return replace(found, assignments=_once(found.assignments))


@cache
def _label() -> re.Pattern[str]:
    """A role or person label with its colon: 牵头单位: · 责任领导:"""
    words = sorted((*lexicon.roles(), *lexicon.people()), key=len, reverse=True)
    return re.compile(rf"(?P<label>{'|'.join(map(re.escape, words))})\s*:\s*")


def _labelled(reading: Reading, start: int, end: int) -> Found | None:
    labels = list(_label().finditer(reading.view, start, end))
    found = Found()
    for label, following in zip(labels, [*(m.start() for m in labels[1:]), end], strict=False):
        role = lexicon.roles().get(label["label"])
        stop = _list_end(reading.view, label.end(), following)
        span = (label.start(), stop)
        if role is None:  # people stand here, never units
            found = _join(found, Found(spans=(span,)))
            continue
        mentions, refusals = read_list(reading, label.end(), stop, labelled=True)
        one = _assign(reading, mentions, role, Basis.EXPLICIT, span, "labelled-list")
        found = _join(found, Found(one, _doubts(reading, refusals), (span,)))
    return found if labels else None


def _list_end(view: str, start: int, end: int) -> int:
    """A list ends at 。 or ; or its line's end, outside brackets; or at a bracket that closes what it did not open."""
    depth = 0
    for i in range(start, end):
        char = view[i]
        if char in _CLOSING:
            depth += 1
        elif char in ")]":
            depth -= 1
            if depth < 0:
                return i
        elif depth == 0 and (char in "。;" or (char == "\n" and view[start:i].strip())):
            return i
    while end > start and view[end - 1] in ",、 \n":
        end -= 1
    return end


# 市教育局牵头 · 由A、B等按职责分工负责 · A会同B负责
_ROLE_VERB = re.compile(
    r"""^(?:由|以上由|其中)?(?P<units>.+?)
    (?P<verb>
        (?:共同|联合|总)?牵头(?:负责|组织实施|组织落实|落实|实施|推进|组织)?
      | 主办 | 统筹 | 承办
      | (?:分别|各自)?按照?(?:各自)?职(?:责|能)分工(?:共同)?(?:负责|落实|推进|实施|做好)? | (?:共同|分别|分工)负责(?:落实)? | 各?负其责
      | 负责(?:落实|实施|推进)? | 落实
      | (?:积极|协同|协调)?(?:参与配合|配合(?:落实|实施|做好)?|协办|协助|参与|参加|支持)
    )$""",
    re.VERBOSE,
)
_LEAD_VERBS = ("牵头", "主办", "统筹", "承办")
_SUPPORT_VERBS = ("配合", "协办", "协助", "参与", "参加", "支持")


def _clauses(reading: Reading, start: int, end: int) -> Found | None:
    """A bracket that holds nothing but role clauses; None if any clause is something else."""
    found = Found()
    named_lead = False
    for clause in _clause_spans(reading.view, start, end):
        name = reading.name(*clause)
        match = _ROLE_VERB.match(name)
        if not match:
            return None
        verb_start = _verb_offset(reading, clause, match["verb"])
        head = clause[0] + (1 if name.startswith("由") else 0)
        mentions, refusals = read_list(reading, head, verb_start, labelled=False)
        if not mentions:
            return None
        verb = match["verb"]
        if any(word in verb for word in _SUPPORT_VERBS):
            role = Role.SUPPORT
        elif any(word in verb for word in _LEAD_VERBS):
            role, named_lead = Role.LEAD, True
        else:
            together = len(mentions) > 1 or "分工" in verb or named_lead
            role = Role.RESPONSIBLE if together else Role.LEAD
        one = _assign(reading, mentions, role, Basis.EXPLICIT, clause, "bracketed-clause")
        found = _join(found, Found(one, _doubts(reading, refusals)))
    return found if found.assignments else None


def _clause_spans(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    since, depth = start, 0
    for i in range(start, end):
        if view[i] in _CLOSING:
            depth += 1
        elif view[i] in ")]":
            depth -= 1
        elif depth == 0 and view[i] in ",;。":
            if view[since:i].strip():
                yield since, i
            since = i + 1
    if view[since:end].strip():
        yield since, end


def _verb_offset(reading: Reading, clause: tuple[int, int], verb: str) -> int:
    """Where the role verb begins: count its characters back from the clause's end, blanks and noise passed over."""
    left, i = len(verb), clause[1]
    while left and i > clause[0]:
        i -= 1
        left -= bool(reading.name(i, i + 1))
    return i


def _assign(
    reading: Reading, mentions: list[Mention], role: Role, basis: Basis, span: tuple[int, int], rule: str
) -> tuple[Assignment, ...]:
    evidence = reading.evidence(*span, rule)
    noted = any(m.leads for m in mentions)
    return tuple(
        Assignment(m.unit.text, m.surface, Role.LEAD if m.leads else role, basis, evidence)
        for m in mentions
        if not (noted and role is Role.LEAD and not m.leads)
    )


def _doubts(reading: Reading, refusals: list[Refusal]) -> tuple[Doubt, ...]:
    return tuple(Doubt(r.reason, reading.evidence(r.start, r.end, "unit-list")) for r in refusals)


def _brackets(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the outermost bracketed stretches, brackets included."""
    depth, since = 0, start
    for i in range(start, end):
        if view[i] in _CLOSING:
            if depth == 0:
                since = i
            depth += 1
        elif view[i] in ")]" and depth:
            depth -= 1
            if depth == 0:
                yield since, i + 1


def _gaps(start: int, end: int, covered: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    since = start
    for span in covered:
        yield since, span[0]
        since = span[1]
    yield since, end


def _join(a: Found, b: Found) -> Found:
    return Found(a.assignments + b.assignments, a.doubts + b.doubts, a.spans + b.spans)


def _once(assignments: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    return tuple({(a.unit, a.role, a.evidence.start): a for a in assignments}.values())
