"""Who issued a plan: those who sign, or are named in front of its title, over it, or behind a form's label."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extract import schools
from kg.extract.jurisdiction import PLACE_OF
from kg.extract.lists import read_list
from kg.extract.title import ISSUER_END
from kg.extract.units import parse, parse_open
from kg.model import Named
from kg.read.lines import Line
from kg.read.view import Reading

SIGNERS = 12  # lines of those who sign, at most


def issues(name: str) -> bool:
    """Return whether a name is that of a unit that issues documents."""
    return bool(ISSUER_END.search(name) and parse(name))


def signing(reading: Reading, top: list[Line], date: Named | None) -> tuple[Named, ...]:
    """Return the units that sign above the date."""
    found: list[Named] = []
    for i, line in enumerate(top):
        if date and line.start == date.evidence.start:
            for above in reversed(top[max(0, i - SIGNERS) : i]):
                if above is top[i - 1] and schools.is_named(above.name):
                    return (Named(above.name, reading.evidence(above.start, above.end, "signature")),)
                shaped = above is top[i - 1] and bool(PLACE_OF.match(above.name))  # 祁阳县食品安全委员会
                signed = _signers(reading, above, shaped=shaped)
                if not signed:
                    break
                found[:0] = signed
    return tuple(found)


def _signers(reading: Reading, line: Line, *, shaped: bool) -> list[Named]:
    """The units on a line of a signature; [] where it holds anything else."""
    if apart := _run_together(reading, line):
        return [Named(reading.name(*span), reading.evidence(*span, "signature")) for span in apart]
    mentions, refusals = read_list(reading, line.start, line.end, labelled=shaped)
    if not mentions or refusals or not (len(mentions) > 1 or ISSUER_END.search(line.name)):
        return []
    return [Named(m.unit.text, reading.evidence(m.start, m.end, "signature")) for m in mentions]


def _run_together(reading: Reading, line: Line) -> list[tuple[int, int]]:
    """清河市教育局清河市财政局: the offsets of units with nothing between them, each of which begins with the same place."""
    place = PLACE_OF.match(reading.view, line.start, line.end)
    if not place:
        return []
    again = [m.start() for m in re.finditer(place["place"], reading.view[line.start : line.end])][1:]
    cuts = [line.start, *(line.start + at for at in again), line.end]
    spans = list(pairwise(cuts))
    names = [reading.name(*span) for span in spans]
    shaped = all(ISSUER_END.search(name) and (parse(name) or parse_open(name)) for name in names)
    return spans if again and shaped and any(parse(name) for name in names) else []


def in_title(reading: Reading, top: list[Line], start: int, end: int, rule: str) -> tuple[Named, ...]:
    """Return the units that the title between the offsets begins with: 市教育局2023年工作要点 · 市教育局 市财政局关于… ·
    中共桃江县委桃江县人民政府印发…; those on the line over one that begins with 关于."""
    about = _ABOUT.search(reading.view, start, end)
    if about and about.start() == start:
        above = [line for line in top if line.end <= start][-1:]
        return tuple(named for line in above for named in _listed(reading, line.start, line.end, "issuer-over-title"))
    if about:
        return _listed(reading, start, about.start(), rule) or _glued(reading, start, about.start(), rule)
    for stop in range(min(end, start + _LONGEST), start + 2, -1):
        name = reading.name(start, stop)
        if issues(name) or (schools.is_named(name) and _OF_SCHOOL.match(reading.view, stop, end)):
            return (Named(name, reading.evidence(start, stop, rule)),)
    return ()


_LONGEST = 24  # characters of an issuer in a title
_ABOUT = re.compile("关于|印发|转发|下发")
_OF_SCHOOL = re.compile(r"\s{0,2}20\d\d")  # 育才小学2023年工作计划


def _listed(reading: Reading, start: int, end: int, rule: str) -> tuple[Named, ...]:
    """The units between the offsets, if nothing else stands there; 市财政局2023年市公安局 is no one's name."""
    mentions, refusals = read_list(reading, start, end, labelled=False)
    if refusals or any(not ISSUER_END.search(m.unit.text) or re.search(r"\d", m.unit.text) for m in mentions):
        return ()
    return tuple(Named(m.unit.text, reading.evidence(m.start, m.end, rule)) for m in mentions)


def _glued(reading: Reading, start: int, end: int, rule: str) -> tuple[Named, ...]:
    """The two units between the offsets, if nothing stands between them and they are of one place."""
    for stop in range(min(end, start + _LONGEST), start + 2, -1):
        first, second = reading.name(start, stop), reading.name(stop, end)
        place = PLACE_OF.match(first)
        if place and second.startswith(place["place"]) and issues(first) and issues(second):
            return tuple(
                Named(reading.name(*span), reading.evidence(*span, rule)) for span in ((start, stop), (stop, end))
            )
    return ()


def announcing(reading: Reading, top: list[Line], told: Named | None) -> tuple[Named, ...]:
    """Return the units on the lines over an announcement."""
    if not told:
        return ()
    found: list[Named] = []
    for line in reversed([line for line in top if line.end < told.evidence.start]):
        if not issues(line.name):
            if found:
                break
            continue
        found.insert(0, Named(line.name, reading.evidence(line.start, line.end, "announced-by")))
    return tuple(found)


# 填报单位(盖章):县教育局 · 发布机构 | 县教育局, among a page's other labels
_FILLED_IN = re.compile(
    r"(?:填[报表]|制表|编制|报送|发布|印发|制定|发文|公开责任)(?:单位|部门|机关|机构)(?:\([^()]*\))?[\s:\]|]{1,6}(?P<by>[^\s|\[\]:;]{4,40})"
)


def filling_in(reading: Reading, top: list[Line]) -> tuple[Named, ...]:
    """Return the units behind the label of who filled a form in, or put a page up; an empty tuple for none."""
    for line in top:
        if label := _FILLED_IN.search(reading.view, line.start, line.end):
            mentions, refusals = read_list(reading, *label.span("by"), labelled=True)
            if mentions and not refusals and all(ISSUER_END.search(m.unit.text) for m in mentions):
                return tuple(Named(m.unit.text, reading.evidence(m.start, m.end, "filled-in-by")) for m in mentions)
    return ()
