"""Lists of units: 市教育局、财政局 · 县市委编办、财政、人力资源和社会保障部门 · 自然资源局 住建局."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import NamedTuple

from kg.extract import classes
from kg.extract.cores import function_kind
from kg.extract.elements import bare, elements, split
from kg.extract.units import UnitName, is_generic, parse, parse_acting, parse_open
from kg.places import lookup
from kg.read.view import Reading

_NOBODY = re.compile(r"暂?无|[—－-]+")
GENERIC = "generic phrase, names no unit"

_SHARED_AT_MOST = 20  # names that may share one tail
_TAIL = re.compile(r"等(?:有关|相关)?部门$")  # 文明办、政法、妇联等部门: functions in the list are departments
_LEADS = re.compile(r"^(?:总)?(?:牵头|主办|负责牵头)(?:单位|部门)?$")
_COMMITTEE = re.compile(r"(?P<of>[省市州盟县区旗])委")  # 市委、市政府督查室: two offices of one name


class Mention(NamedTuple):
    """One unit of a list, its name written out, where it was printed; `leads` if a note in the list says so."""

    unit: UnitName
    surface: str
    start: int
    end: int
    leads: bool = False


class Refusal(NamedTuple):
    """An element of a list that names no unit we can be sure of."""

    reason: str
    start: int
    end: int


def read_list(reading: Reading, start: int, end: int, *, labelled: bool) -> tuple[list[Mention], list[Refusal]]:
    """Return the units between the offsets in order, and what was refused.

    A labelled list (牵头单位:…) also admits names of unknown function by their shape, and bare function words; another
    list admits shapes beside a unit that is known.
    """
    places = list(elements(reading, start, end, shaped=labelled))
    stripped = [bare(reading.name(*place)) for place in places]
    names = classes.each([name for name, _ in stripped])
    tail = "部门" if labelled or _TAIL.search(reading.name(start, end)) else ""
    if len(names) > 1 and (tiers := _of_tiers(names, tail)):
        names = [name for _, name in tiers]
        places = [places[at] for at, _ in tiers]
        stripped = [stripped[at] for at, _ in tiers]
    units = _units(names, tail, labelled=labelled)
    shaped = labelled or any(unit and unit.kind for unit, _ in units)
    mentions: list[Mention] = []
    refusals: list[Refusal] = []
    for place, name, (_, note), (known, surface) in zip(places, names, stripped, units, strict=True):
        unit = known or (parse_open(name) if shaped and name else None)
        if unit:
            mentions.append(Mention(unit, surface, *place, leads=bool(note and _LEADS.match(note))))
        elif name and not is_nobody(name):
            refusals.append(Refusal(GENERIC if is_generic(name) else "not recognised as a unit", *place))
    return mentions, refusals


_OFFICIAL = re.compile(r"[局厅部处科院校]长|主任|书记|领导|负责|分管|主要|人员|所属|下属|直属|党[委组]|[的等及和与]")


def leading_units(reading: Reading, start: int, end: int) -> list[Mention]:
    """Return the known units that a stretch begins with, whatever follows the last (A、B换完水管); people are none."""
    found: list[Mention] = []
    for chunk in split(reading, start, end, "、"):
        name = reading.name(*chunk)
        stop = next((n for n in range(min(len(name), 25), 2, -1) if (unit := parse(name[:n])) and unit.kind), 0)
        if not stop or _OFFICIAL.match(name, stop):
            break
        found.append(Mention(parse(name[:stop]) or UnitName(name, "", name, None, name), name[:stop], *chunk))
        if stop < len(name):
            break
    return found


def is_nobody(name: str) -> bool:
    """Return whether a cell or list says that nobody stands there: 无, —."""
    return bool(_NOBODY.fullmatch(name))


def mostly_units(mentions: list[Mention], refusals: list[Refusal]) -> bool:
    """Return whether a list without a label is one of units: at least one is named, and half of what names anything."""
    unknown = sum(refusal.reason != GENERIC for refusal in refusals)
    return bool(mentions) and len(mentions) >= unknown


def _units(names: list[str], tail: str, *, labelled: bool) -> list[tuple[UnitName | None, str]]:
    """Each name taken apart by lexicon and grammar, shared heads and tails restored, with its form as printed."""
    found: list[tuple[UnitName | None, str]] = []
    head = ""
    before: UnitName | None = None
    for i, name in enumerate(names):
        unit = _shared(i, names, head, tail=tail) if name else None
        surface = unit.text if unit else name  # a shared name is not printed as such, and no other name of its unit
        unit = unit or (parse(name) or (None if labelled else parse_acting(name)) if name else None)
        if unit and head and not unit.scope and (_shares_head(i, names) or _is_twin(before, unit)):
            unit = parse(head + unit.core) or unit
            surface = unit.text
        elif unit and _is_twin(before, unit) and len(unit.scope) == 1 and head.endswith(unit.scope):
            unit = parse(head + unit.core) or unit  # 西宁市委、市政府,海东市委、市政府: of which city
        found.append((unit, surface))
        head = _shared_head(unit) or head if unit else head
        before = unit
    return found


def _of_tiers(names: list[str], tail: str) -> list[tuple[int, str]]:
    """市、区教育、交通部门: the list with the departments of two tiers written out, each name with the index of the one that
    prints it; [] where there are none."""
    pairs = enumerate(pairwise(names))
    at = next(
        (i for i, (a, b) in pairs if a in classes.TIERS and b[:1] in classes.TIERS and function_kind(b[1:])), None
    )
    if at is None:
        return []
    functions = [names[at + 1][1:], *takewhile(function_kind, names[at + 2 :])]
    behind = at + 1 + len(functions)
    unit = parse(names[behind]) if behind < len(names) else None
    if unit and not unit.scope and (organ := _organ(unit)):
        functions.append(unit.core.removesuffix(organ))
        tail, behind = organ, behind + 1
    tiers = (names[at], names[at + 1][0]) if tail else ()
    written = [(at + 1 + i, tier + name + tail) for tier in tiers for i, name in enumerate(functions)]
    return [*enumerate(names[:at]), *written, *enumerate(names[behind:], start=behind)] if written else []


def _shared(i: int, names: list[str], head: str, *, tail: str) -> UnitName | None:
    """Write out a name that shares its tail with a later one (财政、人社部门), its core (州、县市教育局) or office."""
    name = names[i]
    if name[:1] in classes.TIERS and not parse(name) and function_kind(name[1:]):  # 市人社、财政、税务等部门
        head, name = name[:1], name[1:]
    if function_kind(name):
        for later in names[i + 1 : i + 1 + _SHARED_AT_MOST]:
            unit = parse(later)
            if unit and (organ := _organ(unit)):
                return parse(head + name + organ) or parse(name + organ)
            if unit or not function_kind(later):
                break
        return parse(head + name + tail) if tail else None
    if i + 1 < len(names) and (twin := _COMMITTEE.fullmatch(name)):
        other = re.fullmatch(rf"{twin['of']}(?:人民)?政府(?P<office>.{{2,6}})", names[i + 1])
        return parse(name + other["office"]) if other else None
    if i + 1 < len(names) and classes.is_place(name):  # 州、县市教育局 · 德城区、陵城区政府 · 合肥、芜湖市政府
        behind = names[i + 1 : i + 1 + _SHARED_AT_MOST]
        unit = parse(next((later for later in behind if not classes.is_place(later)), ""))
        if not unit or not unit.scope:
            return None
        if classes.is_scope(name):
            descends = classes.descends(name, unit.scope.removeprefix("各"))
            return parse(name.removesuffix("级") + unit.core) if descends else None
        place = name if lookup(name) else name + unit.scope[-1]
        return parse(place + unit.core) if lookup(unit.scope) and lookup(place) else None
    return None


def _organ(unit: UnitName) -> str:
    """The organ's word of a name whose function word stands before it: 部门 of 人力资源和社会保障部门."""
    for length in range(1, len(unit.core) - 1):
        if function_kind(unit.core[:-length]):
            return unit.core[-length:]
    return ""


def _shares_head(i: int, names: list[str]) -> bool:
    """Whether the name ends a run of bare function words, of which the first may follow the head (市城管、交通部门), and so
    shares the head before them."""
    before = names[i - 1] if i else ""
    return any(map(function_kind, (before, before[1:] if before[:1] in classes.TIERS else "")))


def _is_twin(before: UnitName | None, unit: UnitName) -> bool:
    """县市党委、政府 · 县市党委常委会、政府常务会: the government of the places whose party committee stands before it."""
    return before is not None and before.kind == "party-committee" and unit.kind in ("government", "subdistrict")


def _shared_head(unit: UnitName) -> str:
    return re.sub(r"(?<=.)(?:党委|委)$", "", unit.scope or (unit.kind == "party-committee" and unit.text) or "")
