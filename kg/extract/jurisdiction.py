"""For which place a plan is: that of its issuers and title, else the one that its text names most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from kg import lexicon
from kg.places import gazetteer, lookup
from kg.read.view import Reading

PLACE_OF = re.compile(r"(?:中共|共青团)?(?P<place>[一-龥]{2,9}?(?:自治区|自治州|自治县|省|市|州|盟|地区|县|区|旗))")


def jurisdiction(names: list[str]) -> str | None:
    """Return the jurisdiction in the first name that has one: 磐石市 of 磐石市人民政府办公室; places of the gazetteer first."""
    candidates = [place for name in names if (place := _innermost(name))]
    known = [place for place in candidates if lookup(place)]
    return next(iter(known or candidates), None)


# 河口镇人民政府 · 河口镇2023年…分解表 · 桥头街道办事处
_TOWN = re.compile(
    r"(?:中共)?(?P<town>(?![各全我本城小乡])[一-龥]{1,5}?(?<![城乡])(?:镇|乡|街道|苏木))(?:人民政府|政府|党委|党工委|委员会|办事处|党政|20\d\d年)"
)


def town(names: Iterable[str]) -> str | None:
    """Return the town in the first name that begins with one, whose government or year follows: 河口镇; None for none."""
    return next((match["town"] for name in names if (match := _TOWN.match(name))), None)


_IN_NO_PLACE = re.compile("关于|印发|[全各我局厅办]|党委|..城市$")  # 关于加强全县 · 智慧城市


def _innermost(name: str) -> str | None:
    """The last of the places that a name begins with: 岳麓区 of 湖南省长沙市岳麓区人民政府; None for no place."""
    found: str | None = None
    at = 0
    while match := _place_at(name, at):
        place, at = match["place"], match.end()
        if not lookup(place) and (
            found or _IN_NO_PLACE.search(place) or any(word in place for word in lexicon.works())
        ):
            break
        found = place
    return found


_ONE_CHARACTER = re.compile("(?:中共)?(?P<place>[一-龥]县)")  # 丰县


def _place_at(name: str, at: int) -> re.Match[str] | None:
    """The place that a name prints at an offset; None for none."""
    short = _ONE_CHARACTER.match(name, at)
    return short if short and lookup(short["place"]) else PLACE_OF.match(name, at)


_OURS = re.compile("我([省市州盟县区旗])")  # 我市
_OF_UNITS = re.compile("(?<=[、,:;(])([省市州盟县区旗])(?=[一-龥]{2,12}[局厅委办部])")  # 、市财政局


def most_named(reading: Reading) -> str | None:
    """Return the place that the text names most often in full, if at least twice and no other as often; of a text whose units
    are 市财政局 and the like, or that speaks of 我市, a city."""
    ours = Counter(_OURS.findall(reading.view) or _OF_UNITS.findall(reading.view)).most_common(1)
    named = (place for place in _named_places(reading.view) if not ours or place.endswith(ours[0][0]))
    counts = Counter(named).most_common(2)
    if not counts or counts[0][1] < 2 or (len(counts) == 2 and counts[1][1] == counts[0][1]):
        return None
    return counts[0][0]


def _named_places(view: str) -> Iterator[str]:
    """The everyday name of each place that the text names, once for each time; a name inside another counts too."""
    known = gazetteer()
    last_letter, shortest, longest = _shape_of_places()
    for last in last_letter.finditer(view):
        end = last.end()
        for start in range(max(0, end - longest), end - shortest + 1):
            if places := known.get(view[start:end]):
                yield places[0].name


@cache
def _shape_of_places() -> tuple[re.Pattern[str], int, int]:
    """The characters that names of places end with, and how many the shortest and the longest have."""
    names = [name for name in gazetteer() if len(name) > 2]  # 和县 and 文县 may be ends of words
    letters = "".join(sorted({name[-1] for name in names}))
    return re.compile(f"[{letters}]"), min(map(len, names)), max(map(len, names))
