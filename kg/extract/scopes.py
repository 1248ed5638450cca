"""Whose a unit is: the words before its name that say the level (市), the place (磐石市) or the class of places (各县)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import lexicon
from kg.places import lookup

# 省 · 我市 · 州 · 国家
LEVEL = r"(?:[我本全]?(?:省|自治区|市|州|盟|地区|县|区|旗|镇|乡)|国家|中央|全国|中国)"
# Of the words that name a class, those of several characters, and those that do so in one place only
_CLASS_WORD = "|".join(
    (
        r"县级市|省?(?:直管|辖)[县市]|直辖市|自治[州县旗区]|特区|林区",
        r"地(?=[()、市州盟])",  # 各市(地), but no 各地
        r"(?<=[乡镇(])场|(?<=[(、])(?:园|工业|开发)区|(?<=\()居",  # 各乡镇(场), 各镇(街、园区), 各村(居)
    )
)
_CLASSES = "|".join(
    (
        r"每个(?:县|市|区|乡镇|村)|各?属地(?=(?:人民)?政府|党委)",
        rf"各?(?:地级以上市|设区的?市|{_CLASS_WORD})",
        # 各县(市、区) · 各级 · 各乡镇(街道) · 各区、县级市 · 各区县(自治县) · 有关县
        r"(?:各|有关|相关|沿线各?|沿河各?|属地)(?:有关|相关)?"
        rf"(?:级|地|(?:{_CLASS_WORD}|[省市州盟县区旗乡镇街道村社苏木嘎查、()/]){{1,14}})",
        r"(?!市区(?![两三四]级))[省市州县区旗盟]{2,4}",  # 县市区, but 市区 is downtown
        r"[省市州盟县区](?:、[市州盟县区旗乡镇村])+(?=[两三四]级)",  # 市、县两级
        r"(?:区、)?县\(市、?区?\)区?|(?:乡\(镇\)|乡镇|街镇|镇街)(?:\((?:街道|园区|工业区|开发区)\))?|街道\((?:镇|园区|工业区|开发区)\)|[区县]\([市区]\)|各园区",
    )
)
COLLECTIVE = rf"(?:{_CLASSES})(?:[两三四]级)?"
# 磐石市 · 内蒙古自治区 · 文县
PLACE = r"(?:[一-龥]{2,8}?(?:省|自治区|自治州|自治县|地区|街道|[市州盟县区旗镇乡])|[一-龥](?<!和)县)"
_SCOPE = re.compile(
    rf"(?P<party>中共)?(?:(?P<class>{COLLECTIVE})|(?P<place>{PLACE}{{0,3}}?)(?P<level>{COLLECTIVE}|{LEVEL})?)"
    r"(?:直属?|本级|级)?(?P<organ>委|党委|人民政府|政府|行政公署|行署)?"
)


def is_scope(text: str) -> bool:
    """Return whether the text says whose a unit is, and nothing else: 市, 磐石市, 各县(市、区), 市委, "" for a bare name."""
    if text in ("", "各"):
        return True
    match = _SCOPE.fullmatch(text)
    if not match:
        return False
    place = match["place"]
    return not place or all(plausible_place(part) for part in _PARTS.findall(place))


_PARTS = re.compile(PLACE)  # 吉林省 · 磐石市 of 吉林省磐石市
_WITHIN_NO_PLACE = re.compile("经(?![济开纬])|将(?![军乐])|均[需由]|[由把被须]")


@lru_cache(maxsize=4096)
def plausible_place(place: str) -> bool:
    """Return whether a place may have the name: one of the gazetteer, or a short one that it leaves out; 配合市 and 市场监管局团市 are none."""
    if lookup(place):
        return True
    if (
        len(place) > (7 if place.endswith("街道") else 5)
        or re.fullmatch(".县|.*[省市州盟]", place)
        or re.search("[局部委办厅团和与省市州盟]", place[:-1])
    ):
        return False  # of provinces, cities, prefectures and counties of one character the gazetteer has all
    if _WITHIN_NO_PLACE.search(place) or place.startswith(tuple(lexicon.openings())):
        return False  # 本方案由县, 其中县
    words = (lexicon.functions(), lexicon.acts(), lexicon.duties(), lexicon.works())
    return not any(word in place for group in words for word in group if len(word) > 1)


_IS_CLASS = re.compile(rf"{LEVEL}|{COLLECTIVE}|各?属地|各")


def is_class(scope: str) -> bool:
    """Return whether a scope means a class of places or a level, and no one place: 各县(市、区), 每个乡镇, 市."""
    return bool(_IS_CLASS.fullmatch(scope))
