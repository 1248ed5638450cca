"""Lists of units: 市教育局、财政局 · 县市委编办、财政、人力资源和社会保障部门 · 自然资源局 住建局."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.units import UnitName, function_kind, is_generic, parse, parse_acting, parse_open
from kg.read.view import Reading

# What may stand before or after a name inside a list
_BEFORE = re.compile(r"^(?:由|以及|及|和|与|会同|并|或)")
_AFTER = re.compile(
    r"(?:等(?:[省市州县区]?(?:直|级|属)?(?:有关|相关|职能|成员|群团|政法|社会|各)*)(?:部门|单位|机关|机构|组织)?(?:和单位)?|各自|共同|分别)$"
)
GENERIC = "generic phrase, names no unit"

_JOINTS_AT_MOST = 8  # in one element of a list; more is a sentence, and would take ever longer to try
_SHARED_AT_MOST = 20  # names that may share one tail
_TAIL = re.compile(r"等(?:有关|相关)?部门$")  # 文明办、政法、妇联等部门: functions in the list are departments
_NOTE = re.compile(r"\((?P<note>[^()]*)\)$")
_LEADS = re.compile(r"^(?:总)?(?:牵头|主办|负责牵头)(?:单位|部门)?$")
_JOINT = re.compile(r"[和与及]|以及|会同")
_EACH = re.compile(r"各[省市州盟县区旗乡镇]+")
_BARE_LEVEL = re.compile(r"[省市州盟县区旗乡镇()、]+(?:人民)?政府")
_COMMITTEE = re.compile(r"(?P<of>[省市州盟县区旗])委")  # 市委、市政府督查室: two offices of one name
_ONLY_SCOPE = re.compile(
    r"各?(?:地级以上市|设区市|省|自治区|市|州|盟|地区|县|区|旗|县市|市县|县\(市、区\)|区县|乡镇?)级?"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One unit of a list, its name written out, where it was printed; `leads` if a note in the list says so."""

    unit: UnitName
    surface: str
    start: int
    end: int
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """An element of a list that names no unit we can be sure of."""

    reason: str
    start: int
    end: int


def read_list(reading: Reading, start: int, end: int, *, labelled: bool) -> tuple[list[Mention], list[Refusal]]:
    """Return the units between the offsets in order, and what was refused.

    A labelled list (牵头单位:…) also admits names of unknown function by their shape, and bare function words.
    """
    elements = list(_elements(reading, start, end))
    bare = [_strip(reading.name(*e)) for e in elements]
    names = _each([name for name, _ in bare])
    mentions: list[Mention] = []
    refusals: list[Refusal] = []
    head, tail = "", _TAIL.search(reading.name(start, end))
    for i, (name, (_, note)) in enumerate(zip(names, bare, strict=True)):
        if not name:
            continue
        unit = _shared(i, names, head, tail="部门" if labelled or tail else "")
        surface = unit.text if unit else name  # a shared name is not printed as such, and no other name of its unit
        unit = unit or parse(name) or (None if labelled else parse_acting(name))
        if unit and head and not unit.scope and (_shares_head(i, names) or _is_twin(mentions, unit)):
            unit = parse(head + unit.core) or unit
            surface = unit.text
        if not unit and labelled:
            unit = parse_open(name)
        if unit:
            mentions.append(Mention(unit, surface, *elements[i], leads=bool(note and _LEADS.match(note))))
            head = _shared_head(unit) or head
        else:
            reason = GENERIC if is_generic(name) else "not recognised as a unit"
            refusals.append(Refusal(reason, *elements[i]))
    return mentions, refusals


def _each(names: list[str]) -> list[str]:
    """各市、县人民政府: the second class of places is all of them too."""
    each = [i > 0 and bool(_EACH.fullmatch(names[i - 1]) and _BARE_LEVEL.match(name)) for i, name in enumerate(names)]
    return ["各" + name if of_each else name for name, of_each in zip(names, each, strict=True)]


def _strip(word: str) -> tuple[str, str]:
    note = _NOTE.search(word)
    if note and not parse(word):
        word = word[: note.start()]
    word = _BEFORE.sub("", word)
    shorter = _AFTER.sub("", word)
    return (shorter if shorter != word and not parse(word) else word), (note["note"] if note else "")


def _elements(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the elements: split at 、 , ; / and line ends outside brackets, then at blanks and 和 where both sides are units."""
    for chunk in _split(reading, start, end, "、,;/|"):
        name = _strip(reading.name(*chunk))[0]
        if parse(name) or not name:
            if name:
                yield chunk
            continue
        yield from _at_blanks(reading, chunk) or _at_conjunction(reading, chunk) or [chunk]


def _split(reading: Reading, start: int, end: int, separators: str) -> Iterator[tuple[int, int]]:
    depth, since = 0, start
    for i in range(start, end):
        char = reading.view[i]
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char in separators and depth == 0:
            yield reading.trim(since, i)
            since = i + 1
    yield reading.trim(since, end)


def _at_blanks(reading: Reading, chunk: tuple[int, int]) -> list[tuple[int, int]]:
    """Cut at blanks so that every piece is a known unit (自然资源局 | 编  办); else at each blank, unless a letter is alone."""
    words = [(chunk[0] + m.start(), chunk[0] + m.end()) for m in re.finditer(r"\S+", reading.view[chunk[0] : chunk[1]])]
    if len(words) < 2:
        return []
    cuts: list[list[tuple[int, int]] | None] = [[]]
    for end in range(1, len(words) + 1):
        best: list[tuple[int, int]] | None = None
        for start in range(max(0, end - 4), end):
            piece, before = (words[start][0], words[end - 1][1]), cuts[start]
            if best is None and before is not None and parse(reading.name(*piece)):
                best = [*before, piece]
        cuts.append(best)
    alone = any(len(reading.name(*word)) == 1 for word in words)
    return cuts[-1] or ([] if alone else words)


def _at_conjunction(reading: Reading, chunk: tuple[int, int]) -> list[tuple[int, int]]:
    """Cut at 和, 及 and the like so that every piece is a unit; nothing where that cannot be."""
    joints = list(_JOINT.finditer(reading.view, *chunk))
    if len(joints) > _JOINTS_AT_MOST:
        return []
    for joint in joints:
        left, right = (chunk[0], joint.start()), (joint.end(), chunk[1])
        if _stands_alone(reading, left):
            rest = [right] if _stands_alone(reading, right) else _at_conjunction(reading, right)
            if rest:
                return [left, *rest]
    return []


def _stands_alone(reading: Reading, chunk: tuple[int, int]) -> bool:
    name = _strip(reading.name(*chunk))[0]
    return bool(parse(name) or parse_acting(name)) or is_generic(name)


def _shared(i: int, names: list[str], head: str, *, tail: str) -> UnitName | None:
    """Write out a name that shares its tail with a later one (财政、人社部门), its core (州、县市教育局) or office."""
    name = names[i]
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
    if _ONLY_SCOPE.fullmatch(name) and i + 1 < len(names):
        unit = parse(names[i + 1])
        if unit and unit.scope:
            return parse(name.removesuffix("级") + unit.core)
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


def _is_twin(mentions: list[Mention], unit: UnitName) -> bool:
    """县市党委、政府 · 县市党委常委会、政府常务会: the government of the places whose party committee stands before it."""
    return bool(mentions) and mentions[-1].unit.kind == "party-committee" and unit.kind == "government"


def _shared_head(unit: UnitName) -> str:
    return re.sub(r"(?<=.)(?:党委|委)$", "", unit.scope or (unit.kind == "party-committee" and unit.text) or "")
