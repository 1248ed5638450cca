"""Lists of units: 市教育局、财政局 · 县市委编办、财政、人力资源和社会保障部门 · 自然资源局 住建局."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.extract import classes
from kg.extract.units import UnitName, function_kind, is_generic, parse, parse_acting, parse_open
from kg.places import lookup
from kg.read.view import Reading

# What may stand before or after a name inside a list
_BEFORE = re.compile(r"^(?:由|以及|及|和|与|并|或)")
_AFTER = re.compile(r"(?:等[^、,;等]{0,10}(?:部门|单位|机关|机构|组织|企业)(?:和单位)?|等|各自|共同|分别)?[。;.]*$")
_NOBODY = re.compile(r"暂?无|[—－-]+")
GENERIC = "generic phrase, names no unit"

_JOINTS_AT_MOST = 8  # in one element of a list; more is a sentence, and would take ever longer to try
_SHARED_AT_MOST = 20  # names that may share one tail
_TAIL = re.compile(r"等(?:有关|相关)?部门$")  # 文明办、政法、妇联等部门: functions in the list are departments
_NOTE = re.compile(r"[(\[](?P<note>[^()\[\]]*)[)\]]$")
_LEADS = re.compile(r"^(?:总)?(?:牵头|主办|负责牵头)(?:单位|部门)?$")
_JOINT = re.compile(r"以及|会同|[和与及]")
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
    elements = list(_elements(reading, start, end, shaped=labelled))
    bare = [_strip(reading.name(*e)) for e in elements]
    names = classes.each([name for name, _ in bare])
    tail = "部门" if labelled or _TAIL.search(reading.name(start, end)) else ""
    units = _units(names, tail, labelled=labelled)
    shaped = labelled or any(unit and unit.kind for unit, _ in units)
    mentions: list[Mention] = []
    refusals: list[Refusal] = []
    for element, name, (_, note), (known, surface) in zip(elements, names, bare, units, strict=True):
        unit = known or (parse_open(name) if shaped and name else None)
        if unit:
            mentions.append(Mention(unit, surface, *element, leads=bool(note and _LEADS.match(note))))
        elif name and not is_nobody(name):
            refusals.append(Refusal(GENERIC if is_generic(name) else "not recognised as a unit", *element))
    return mentions, refusals


_OFFICIAL = re.compile(r"[局厅部处科院校]长|主任|书记|领导|负责|分管|主要|人员|所属|下属|直属|党[委组]|[的等及和与]")


def leading_units(reading: Reading, start: int, end: int) -> list[Mention]:
    """Return the known units that a stretch begins with, whatever follows the last (A、B换完水管); people are none."""
    found: list[Mention] = []
    for chunk in _split(reading, start, end, "、"):
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
        found.append((unit, surface))
        head = _shared_head(unit) or head if unit else head
        before = unit
    return found


@lru_cache(maxsize=16384)
def _strip(word: str) -> tuple[str, str]:
    note = _NOTE.search(word)
    if note and not parse(word):
        word = word[: note.start()]
    if not parse(word):  # 和平区教育局 keeps its 和
        word = _BEFORE.sub("", word)
    shorter = _AFTER.sub("", word)
    return (shorter if shorter != word and not parse(word) else word), (note["note"] if note else "")


def _elements(reading: Reading, start: int, end: int, *, shaped: bool) -> Iterator[tuple[int, int]]:
    """Offsets of the elements: split at 、 , ; / and line ends outside brackets, then at blanks and 和 where both sides are units."""
    for chunk in (_unmarked(reading, one) for one in _split(reading, start, end, "、,;/|")):
        name = _strip(reading.name(*chunk))[0]
        if parse(name) or not name:
            if name:
                yield chunk
            continue
        yield from (
            _at_blanks(reading, chunk)
            or _at_conjunction(reading, chunk, shaped=shaped)
            or _at_heads(reading, chunk)
            or [chunk]
        )


_MARK = re.compile(r"[()\[\]、,;/|]")


def _split(reading: Reading, start: int, end: int, separators: str) -> Iterator[tuple[int, int]]:
    marks = list(_MARK.finditer(reading.view, start, end))
    if not marks:
        yield reading.trim(start, end)
        return
    depth, since = 0, start
    whole = {i for match in classes.ONE_CLASS.finditer(reading.view, start, end) for i in range(*match.span())}
    for mark in marks:
        char, i = mark[0], mark.start()
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char in separators and depth == 0 and i not in whole:
            yield reading.trim(since, i)
            since = i + 1
    yield reading.trim(since, end)


_MARKS = "*★☆▲△※●◆"
# 1.市财政局 · ①市财政局 · ★市财政局
_FRONT = re.compile(rf"(?:(?:\(?\d{{1,2}}[.)]|[①-⑳{_MARKS}])\s*)+")


def _unmarked(reading: Reading, chunk: tuple[int, int]) -> tuple[int, int]:
    """The offsets of an element without the number or the mark before it, or the mark behind (市财政局*)."""
    if reading.view[chunk[0] : chunk[0] + 1].isalpha() and reading.view[chunk[1] - 1 : chunk[1]].isalpha():
        return chunk
    front = _FRONT.match(reading.view, *chunk)
    start = front.end() if front else chunk[0]
    return start, start + len(reading.view[start : chunk[1]].rstrip(_MARKS).rstrip())


_UNPARTED_AT_MOST = 150  # characters of units printed with nothing between them
_NEXT_HEAD = re.compile(r"(?<=[局厅委办部会院队司府])(?=[省市县区州旗各])")


def _at_heads(reading: Reading, chunk: tuple[int, int]) -> list[tuple[int, int]]:
    """Units printed with nothing between them: cut before each head (市, 县, 各) so that every piece is a known unit."""
    if chunk[1] - chunk[0] > _UNPARTED_AT_MOST:
        return []
    for cut in _NEXT_HEAD.finditer(reading.view, *chunk):
        left, right = (chunk[0], cut.start()), (cut.start(), chunk[1])
        known = parse(_strip(reading.name(*left))[0])
        if known and known.scope:
            rest = [right] if parse(_strip(reading.name(*right))[0]) else _at_heads(reading, right)
            if rest:
                return [left, *rest]
    return []


def _at_blanks(reading: Reading, chunk: tuple[int, int]) -> list[tuple[int, int]]:
    """Cut at blanks so that every piece is a known unit (自然资源局 | 编  办); else at each blank, unless a letter is alone."""
    found = re.finditer(r"\S+", reading.view[chunk[0] : chunk[1]])
    words = [_unmarked(reading, (chunk[0] + word.start(), chunk[0] + word.end())) for word in found]
    if len(words) < 2:
        return []
    starts: list[int | None] = [0]  # where the last piece of a cutting that ends before this word begins
    for end in range(1, len(words) + 1):
        starts.append(None)
        for start in range(max(0, end - 4), end):
            if starts[start] is not None and parse(reading.name(words[start][0], words[end - 1][1])):
                starts[end] = start
                break
    alone = any(len(reading.name(*word)) == 1 for word in words)
    if starts[-1] is None:
        return [] if alone or _is_broken(reading, chunk, words) else words
    pieces: list[tuple[int, int]] = []
    end = len(words)
    while end:
        start = starts[end] or 0
        pieces.append((words[start][0], words[end - 1][1]))
        end = start
    return pieces[::-1]


_OF_A_PLACE = re.compile("[一-龥]{0,8}?[省市州盟县区旗]")


def _is_broken(reading: Reading, chunk: tuple[int, int], words: list[tuple[int, int]]) -> bool:
    """Whether two words are one name of a place's unit that was broken at a line's end: neither is whole by itself."""
    if len(words) != 2 or "\n" not in reading.view[words[0][1] : words[1][0]]:
        return False
    first, second = (reading.name(*word) for word in words)
    whole = parse_open(first) or parse(second) or _OF_A_PLACE.match(second)
    return not whole and bool(_OF_A_PLACE.match(first)) and parse_open(reading.name(*chunk)) is not None


# 各园区管理单位 · 专班成员单位
_OPENS_CLASS = re.compile("各|相关|有关|其他|其它|[一-龥]{2,20}成员单位$")


def _at_conjunction(reading: Reading, chunk: tuple[int, int], *, shaped: bool) -> list[tuple[int, int]]:
    """Cut at 和, 及 and the like so that every piece is a unit; nothing where that cannot be."""
    joints = list(_JOINT.finditer(reading.view, *chunk))
    if len(joints) > _JOINTS_AT_MOST:
        return []
    for joint in joints:
        left, right = (chunk[0], joint.start()), (joint.end(), chunk[1])
        if _stands_alone(reading, left) and _OPENS_CLASS.match(reading.name(*right)):  # 市人社局及各园区管理单位
            return [left, *(_at_conjunction(reading, right, shaped=shaped) or [right])]
        beside_known = shaped and _stands_alone(reading, right) and parse_open(reading.name(*left))
        if _stands_alone(reading, left) or beside_known:
            rest = [right] if _stands_alone(reading, right) else _at_conjunction(reading, right, shaped=shaped)
            if rest:
                return [left, *rest]
    return []


def _stands_alone(reading: Reading, chunk: tuple[int, int]) -> bool:
    name = _strip(reading.name(*chunk))[0]
    return bool(parse(name) or parse_acting(name)) or is_generic(name)


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
    """Whether the name ends a run of bare function words, and so shares the head before them."""
    return i > 0 and function_kind(names[i - 1]) is not None


def _is_twin(before: UnitName | None, unit: UnitName) -> bool:
    """县市党委、政府 · 县市党委常委会、政府常务会: the government of the places whose party committee stands before it."""
    return before is not None and before.kind == "party-committee" and unit.kind in ("government", "subdistrict")


def _shared_head(unit: UnitName) -> str:
    return re.sub(r"(?<=.)(?:党委|委)$", "", unit.scope or (unit.kind == "party-committee" and unit.text) or "")
