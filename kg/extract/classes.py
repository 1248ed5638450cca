"""Classes of places within a list: 各县(市)、区 is one, 各市、县 are two, and 各乡镇、县教育局 are townships and one bureau."""

from __future__ import annotations

import re

from kg.extract import schools
from kg.places import lookup

_OR = r"(?:\([县市区旗、]+\))?"
# 各县、市、区 · 各县(市)、区 · 各区、县级市 · 各省、自治区、直辖市: places of one tier, one class
# however it is spelt; 市、县两级; 相关委、办、局
ONE_CLASS = re.compile(
    rf"(?:各|有关|相关|各有关)(?:县{_OR}、市{_OR}、区|市、县、区|县{_OR}、区|区{_OR}、县{_OR}|市\([县区]\)、区|区、县级市|县级市、区"
    r"|区、市(?=人民政府|政府)|市、州|州、市|旗、县、区|旗、县|县、旗|省、自治区、直辖市|省、区、市|委、办、局)(?=$|[^、])"
    r"|(?<![、一-龥])区、县\(市\)"
    r"|(?<!、)[省市州盟县区](?:、[市州盟县区旗乡镇村]){1,4}(?=[两三四]级)"
)
# 各市 · 各街道, before which the next class needs no 各 of its own: 各市、县教育局 · 各街道、镇
_EACH = re.compile(r"各(?:[省市州盟县区旗乡镇]+|街道)")
_BARE_CLASS = re.compile(r"(?:自治[州县旗]|直管市|[省市州盟县区旗乡镇街道()、]+)(?:人民)?(?:政府)?(?![直级本])")
# 各乡镇人民政府、街道办事处 · 各盟行政公署、市人民政府
_OTHER_HALF = re.compile(r"各[乡镇]+(?:人民)?政府\|街道(?:办|办事处|党工委)|各盟(?:行政公署|行署)\|市(?:人民)?政府")
_SCOPE = re.compile(
    r"各?(?:地级以上市|设区市|省|自治区|市|州|盟|地区|县|区|旗|县市|市县|县\(市、区\)|县\([市区]\)|[市州]\([州市]\)|区县|乡镇?)级?"
)
# The tier of a place by a character of its class, the highest 0
TIERS = {char: tier for tier, chars in enumerate(("省", "市州盟直", "县区旗", "乡镇街村")) for char in chars}


def each(names: list[str]) -> list[str]:
    """Return the names of a list, 各 written before a class of places, or of schools, that shares it: 各市、县人民政府."""
    if not any(name.startswith(("各", "全")) for name in names[:-1]):
        return names
    found = names[:1]
    for name in names[1:]:
        before = found[-1]
        of_each = _EACH.fullmatch(before) and _BARE_CLASS.match(name) and descends(before, name)
        other_half = of_each or _OTHER_HALF.fullmatch(f"{before}|{name}")
        found.append("各" + name if other_half else schools.shared(before, name) or name)
    return found


def descends(before: str, name: str) -> bool:
    """Return whether a list goes on to places of the same tier or lower, as classes of places do: 各市、县教育局, but not
    各乡镇、县教育局 and not 各县区、市教育局, where the last is the place's own. 县、市 are taken for one class."""
    if before.removeprefix("各") == "县" and name.startswith("市"):
        return True
    lowest = max((TIERS.get(char, 0) for char in before.partition("(")[0]), default=0)
    return TIERS.get(name.removeprefix("自治")[:1], 0) >= lowest


def is_scope(name: str) -> bool:
    """Return whether a name is a level or a class of places and nothing more, so that it may share what follows: 州, 县级."""
    return bool(_SCOPE.fullmatch(name))


def is_place(name: str) -> bool:
    """Return whether a name is a scope, or a place, 市 written or not: 德城区, 济南."""
    return is_scope(name) or bool(lookup(name) or lookup(name + "市"))
