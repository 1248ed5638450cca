"""The numbers that Word prints in front of paragraphs and does not write into them (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.read.docx.digits import printed
from kg.read.docx.styles import Style, Styles
from kg.read.docx.word import W, find, inside, number, switch, value
from kg.read.packed import Element

_PLACE = re.compile(r"%([1-9])")  # in a level's text: the number of the level


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False  # the numbers of all levels in Arabic digits
    restart: int | None = None  # how many of the highest levels make it begin anew; None: all above it
    paragraphs: str | None = None  # the style whose paragraphs are on this level
    parted: bool = True  # a tab or a blank stands behind the number


@dataclass(slots=True)
class _List:
    """A list's levels, and the counters that it shares with all lists of the same definition."""

    levels: dict[int, Level]
    counts: dict[int, int]  # level → its last number
    starts: dict[int, int]  # level → where this list begins anew
    begun: set[int] = field(default_factory=set)  # levels of which this list has had a paragraph


class Numbering:
    """The lists of a document, counted on with each paragraph that asks for its number."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._lists: dict[int, _List] = {}
        if root is None:
            return
        definitions = {number(one.get(W + "abstractNumId")): one for one in inside(root, "abstractNum")}
        nums = {number(one.get(W + "numId")): one for one in inside(root, "num")}
        counts: dict[int, dict[int, int]] = {}
        levels: dict[int, dict[int, Level]] = {}
        for key, num in nums.items():
            definition = _followed(num, definitions, nums, styles)
            if key is None or definition is None:
                continue
            shared = id(definition)
            if shared not in levels:
                levels[shared], counts[shared] = _levels(definition), {}
            self._lists[key] = _list(num, levels[shared], counts[shared])

    def place(self, paragraph: Element, chain: list[Style]) -> tuple[int, int] | None:
        """Return the number of the list that a paragraph is in and its level, None where it is in none."""
        own = number(value(paragraph, "pPr/numPr/numId"))
        level = number(value(paragraph, "pPr/numPr/ilvl"))
        if own is not None:
            return (own, level or 0) if own in self._lists else None
        given = next((style.num for style in chain if style.num is not None), None)
        if given is None or given not in self._lists:
            return None
        if level is None:
            level = self._level_of_style(given, chain)
        return given, level

    def _level_of_style(self, key: int, chain: list[Style]) -> int:
        for style in chain:
            for at, level in self._lists[key].levels.items():
                if level.paragraphs == style.key:
                    return at
            if style.level is not None:
                return style.level
        return 0

    def label(self, key: int, at: int) -> str:
        """Count on and return what stands in front of the list's next paragraph of that level, "" for a bullet."""
        one = self._lists[key]
        level = one.levels.get(at)
        if level is None:
            return ""
        if at not in one.counts or (at in one.starts and at not in one.begun):
            one.counts[at] = one.starts.get(at, level.start)
        else:
            one.counts[at] += 1
        one.begun.add(at)
        for deeper in [d for d in one.counts if d > at]:
            restart = one.levels.get(deeper, Level()).restart
            if at < (deeper if restart is None else restart):
                del one.counts[deeper]
        return "" if level.style == "bullet" else self._text(one, level)

    def _text(self, one: _List, level: Level) -> str:
        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = one.levels.get(at, Level())
            count = one.counts.get(at, one.starts.get(at, other.start))
            return printed(count, "decimal" if level.legal and other.style != "decimalZero" else other.style)

        text = _PLACE.sub(shown, level.text).strip()
        return text + " " if text and level.parted else text


def _followed(
    num: Element, definitions: dict[int | None, Element], nums: dict[int | None, Element], styles: Styles
) -> Element | None:
    """The definition of a list; one that only names a numbering style stands for that style's list."""
    for _ in range(len(nums) + 1):
        definition = definitions.get(number(value(num, "abstractNumId")))
        link = value(definition, "numStyleLink")
        if link is None or (following := nums.get(styles.linked(link))) is None:
            return definition
        num = following
    return None


def _list(num: Element, shared: dict[int, Level], counts: dict[int, int]) -> _List:
    levels, starts = dict(shared), {}
    for override in num.iter(W + "lvlOverride"):
        at = number(override.get(W + "ilvl"))
        if at is None:
            continue
        own = find(override, "lvl")
        if own is not None:
            levels[at] = _level(own)
        start = number(value(override, "startOverride"))
        if start is not None:
            starts[at] = start
    return _List(levels, counts, starts)


def _levels(definition: Element) -> dict[int, Level]:
    found = {number(one.get(W + "ilvl")): _level(one) for one in definition.findall(W + "lvl")}
    return {at: level for at, level in found.items() if at is not None}


def _level(element: Element) -> Level:
    formats = [one.get(W + "val", "decimal") for one in element.iter(W + "numFmt")]  # the last is known to all programs
    level = Level(
        start=number(value(element, "start")) or 0,
        style=formats[-1] if formats else "decimal",
        text=value(element, "lvlText") or "",
        legal=bool(switch(element, "isLgl")),
        restart=number(value(element, "lvlRestart")),
        paragraphs=value(element, "pStyle"),
        parted=value(element, "suff") != "nothing",
    )
    return replace(level, text="") if switch(element, "rPr/vanish") else level
