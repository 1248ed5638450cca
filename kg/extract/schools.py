"""Schools: a class of them that is named as a whole (各中小学, 县直学校, 各校(园)), one known by its number (县一中), and one
by its name (育才小学), who signs its own plans."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg import lexicon
from kg.places import lookup

# 各 · 全县 · 全市各 · 县直 · 市属各 · 辖区内各; 学校 alone is schools in general, and no unit
_HEAD = r"(?P<head>(?:全[省市州县区乡镇]|辖区内?)?各|全[省市州县区乡镇]|[省市州县区](?:直属?|属)各?)"
# 县一中 · 临泽二中 · 城关一小; but 十九届四中 counts meetings
_NUMBERED = re.compile(r"(?!.*[届的])(?P<of>[一-龥]{0,4}?)第?[一二三四五六七八九十]{1,2}[中小幼]")
# 清河县实验小学 · 河阳大学 · 柳河中心校; but 农村小学, 老年大学: a kind of them
_NAMED = re.compile(
    r"(?!.*(?:各|全[省市县区乡镇校]|中小学|所属|直属|有关|相关|关于|和|及|的)|(?:农村|乡村|城[区镇]|义务教育|普通|优质|[公民]办|(?:中等|高等)?职业|高中|初中|[省市州县区]属|乡镇中心|老年|开放|完全|薄弱|定点|"
    r"示范|特色|[本我该]|乡镇|初级|高级|特殊教育|专门|培训|家长|社区|党校|附属|新建|寄宿制|九年一贯制){1,3}(?:小学|[初高]?中学|学校|大学|学院|幼儿园)$)"
    r"[一-龥]{2,16}(?:小学|中学|学校|幼儿园|大学|学院|中心校)"
)
_OF_ITS_PLACE = tuple("市州县区旗")
_SAME = {"中小学": "中小学校", "校": "学校"}
ENDS = frozenset("校学中小幼园)")


@cache
def _class() -> re.Pattern[str]:
    words = lexicon.schools()
    kinds, last = (lexicon.alternation(w for w, part in words if part in (which, "both")) for which in ("kind", "last"))
    return re.compile(rf"{_HEAD}(?P<which>(?:{kinds})*(?:{last}))(?:\((?:幼儿)?园\))?")


def in_general(name: str) -> bool:
    """Return whether the name is of schools in general, which count only where they head a line of duties: 学校:负责…."""
    return any(name == word and part != "kind" for word, part in lexicon.schools())


def is_numbered(name: str) -> bool:
    """Return whether the name is that of a school known by its number, as a list of units may hold it: 一中 · 城关二小."""
    return bool(_NUMBERED.fullmatch(name))


def is_named(name: str) -> bool:
    """Return whether the name is that of one school, as one signs its own plans: 育才小学; none of a kind (农村小学)."""
    return bool(_NAMED.fullmatch(name))


def is_told_of(name: str) -> bool:
    """Return whether the name is of one school, or of all of a place, of which more is told than told to do: 县二中建成 ·
    全县中小学开展课后服务."""
    return is_numbered(name) or bool(name.startswith("全") and _class().fullmatch(name))


@lru_cache(maxsize=16384)
def known(name: str) -> tuple[str, str] | None:
    """Return kind and identity of a class of schools, or of a school with a number; None for other names."""
    if name[-1:] not in ENDS:
        return None
    if match := _class().fullmatch(name):
        which = match["which"].removeprefix("级各类")
        return "school", _SAME.get(which, which)
    numbered = _NUMBERED.fullmatch(name)
    of = numbered["of"] if numbered else ""
    if of in _OF_ITS_PLACE:
        return "school", name[1:]
    return ("school", name) if of and any(lookup(of + level) for level in ("", *_OF_ITS_PLACE)) else None


def shared(before: str, name: str) -> str | None:
    """Return a name with the head that it shares with the class of schools before it: 各初中、小学."""
    match = _class().fullmatch(before)
    whole = match and match["head"] + name
    return whole if whole and _class().fullmatch(whole) else None
