"""The grammar of unit names: whose it is (`scopes`), what it does and what it is (`cores`).

`parse` reads one name by itself; `lists` reads many that share heads and tails.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kg import lexicon
from kg.extract import schools
from kg.extract.cores import ends_in_organ, kind_of
from kg.extract.scopes import COLLECTIVE, LEVEL, PLACE, is_class, is_scope, plausible_place
from kg.places import lookup, seat, short_name


class UnitName(NamedTuple):
    """A unit's name taken apart. `text == scope + core`."""

    text: str  # 市委宣传部
    scope: str  # 市委 · 磐石市 · 县市 · "" where the name stands bare
    core: str  # 宣传部
    kind: str | None  # party-publicity; None: a function nobody entered
    identity: str  # what tells it from other units of its place: the kind, or a name of its own


# 团市委 · 共青团磐石市委
_LEAGUE = re.compile(r"(?:共青)?团(?P<of>[一-龥]{0,6}[省市州县区旗盟])委(?:员会)?")
# 市委 · 县委 · 磐石市委 · 各县(市、区)党委
_COMMITTEE = re.compile(rf"(?:中共)?(?P<of>{PLACE}|{LEVEL}|{COLLECTIVE})(?:委|党委)(?:员会)?")
# 各县(市、区)(人民)政府 · 各乡镇 · 县市: the governments of a class of places
_GOVERNMENTS = re.compile(rf"(?P<of>{COLLECTIVE})(?:人民政府|政府|行政公署|行署)?")
_SOLE = ("国务院", "中共中央")  # nobody else has one: 中共中央 国务院 are two


@lru_cache(maxsize=65536)
def parse(name: str) -> UnitName | None:
    """Return the name taken apart by lexicon and grammar, or None if it is no unit known by its function or name.

    `name` is folded and without blanks. Bare function words (财政) and generic phrases (有关部门) are no names.
    """
    if is_generic(name) or len(name) > 40 or name.count("(") != name.count(")"):
        return None
    shaped = ends_in_organ(name)  # else no part of it is a unit, but one known as a whole
    for start in range(len(name) - 1):
        scope, core = name[:start], name[start:]
        found = (kind_of(core) if shaped or core in lexicon.names() else None) or schools.known(core)
        if found and is_scope(scope) and not (scope and core.startswith(_SOLE)):
            return UnitName(name, scope, core, *found)
    return _of_a_place(name) or ((_branch(name) or _division(name)) if shaped else None)


@lru_cache(maxsize=16384)
def parse_open(name: str) -> UnitName | None:
    """Return a name in a list of units taken apart by its shape: a place's own, which is its government (杭州市), or one
    that ends in an organ's word; kind unknown."""
    if lookup(name):
        return UnitName(name, name, "", "government", "政府")
    if schools.is_numbered(name):
        return UnitName(name, "", name, "school", name)
    if not is_generic(name) and _GROUND.fullmatch(name) and not _UNLIKE.search(name):
        return UnitName(name, "", name, "government", name)
    return _by_shape(name, _shaping("function", "any", "formed"))


# 新安镇 · 来安经开区: the government of a place too small for the gazetteer
_GROUND = re.compile(r"(?!.*[局厅委办]各)[一-龥]{2,8}(?:镇|乡|街道|苏木|经开区|高新区|开发区|新区|园区|保税区|景区)")


@lru_cache(maxsize=16384)
def parse_acting(name: str) -> UnitName | None:
    """Return a unit told to act in a sentence that only its shape or its scope shows: 州…工作专班, 市有关部门, 州级."""
    if is_generic(name) and (scope := _SCOPED_CLASS.match(name)):
        return UnitName(name, scope["level"], name, "government", name)
    if scope := _SCOPED.fullmatch(name):
        return UnitName(name, scope["level"], name, "government", "级")
    if _SECTIONS.fullmatch(name):
        return UnitName(name, "", name, None, name)
    unit = _by_shape(name, _shaping("formed"))
    return unit if unit and unit.scope else None


_OWN = "(?:本?[局委厅]|机关|[局委厅]机关)?各[股科处]室|[局委厅](?:直属?|属)各?单位"  # 局机关各科室
_SECTIONS = re.compile(f"{_OWN}|[一-龥]{{1,4}}(?<![各控参入持认炒招一])股")  # 安稳股, but 控股, 凝聚成一股
_SCOPED = re.compile(rf"(?P<level>{LEVEL}|{COLLECTIVE})(?:级|直属?)")
_SCOPED_CLASS = re.compile(rf"(?P<level>{LEVEL}|{COLLECTIVE})(?:级|直属?|政府)?(?=各?[有相]关|各)")


@cache
def _shaping(*after: str) -> tuple[str, ...]:
    """The organs' words that make what stands before them a unit's name in one of these ways."""
    return tuple(organ for organ, makes in lexicon.organs().items() if makes in after)


def _by_shape(name: str, organs: tuple[str, ...]) -> UnitName | None:
    if name.endswith(("成员单位", "牵头单位")) and (group := _by_shape(name[:-4], _shaping("formed"))):
        return UnitName(name, group.scope, group.core + name[-4:], None, group.core + name[-4:])
    if not name[2:].endswith(organs) or len(name) > 30 or is_generic(name):
        return None
    if _UNLIKE.search(name) and not (_FORMED_TO_ACT.fullmatch(name) and name.endswith(_shaping("formed"))):
        return None
    if name.startswith(lexicon.works()):  # 优化学校布局 ends like a bureau
        return None
    scope = _LEADING_SCOPE.match(name)
    head = scope[0] if scope else ""
    return UnitName(name, head, name[len(head) :], None, name[len(head) :])


_UNLIKE = re.compile(
    r"[的了把被将]|.[为是在]|抄送|[主承协查交督开举申兴筹]办$|等(?!教育|院校|学校|法院|人民)|(?:协调|指导|推进)(?!(?:工作|机制|委员会)?(?:办公室|办|中心|委员会)$)|工作任务|负责|牵头|配合|加强|开展|落实|完善|成立|组建|以下|均需|[\"“”《》:。;!?]"
)
# 市推进读书领导小组 · 江西省推进“百馆”工作专班: what it was formed for is in its name
_FORMED_TO_ACT = re.compile(
    rf"(?:{PLACE})?(?:{LEVEL}委?)?(?<=[省市州盟区县旗委])"
    r"(?!.*(?:会同|配合|牵头|负责|组成|成立|加快|切实|积极|要|应|由|等|和|[了将被;。!?:]))[^、,]{2,}(?:组|班|部|会|办公室|机制)"
)
# 市侨办 · 市委军民融合办, but 市场发展中心 and 区域合作办
_LEADING_SCOPE = re.compile(rf"(?:中共)?(?:{LEVEL}委?(?=[一-龥]{{2}})(?![场容域]))")


@lru_cache(maxsize=16384)
def is_generic(name: str) -> bool:
    """Return whether the phrase stands for units without naming one: 各有关部门, 市直有关部门."""
    return name in lexicon.generic() or bool(_GENERIC.fullmatch(name))


_GENERIC = re.compile(
    rf"(?:{COLLECTIVE}|{LEVEL})?(?:直|属|级|直属|人民政府|政府|党委|委)?各?(?:有关|相关|其他|其它|各|成员|责任|职能|主管|涉及|上述|以上)+的?(?:行业|业务)?"
    r"(?:职能|主管|管理|监管|业务|行政|责任|成员)?(?:部门|单位|科室|委、?办、?局|机构|企业|方面|人员)(?:和单位|及单位|、单位)?"
)


def _of_a_place(name: str) -> UnitName | None:
    """Committees, leagues and governments whose name is their place's: 市委, 团市委, 各县(市、区)人民政府."""
    for pattern, kind in ((_LEAGUE, "youth-league"), (_COMMITTEE, "party-committee"), (_GOVERNMENTS, "government")):
        match = pattern.fullmatch(name)
        if match and re.search("、.*级$", name):  # 州、县两级: levels, and no unit by themselves
            return None
        if match and (is_class(match["of"]) or plausible_place(match["of"])):
            return UnitName(name, match["of"], name, kind, kind if kind == "youth-league" else f"{kind}-itself")
    return None


# 永州市生态环境局祁阳分局 · 县公安局交警大队
_DIVISION = re.compile(
    r"(?P<whole>.+局)(?P<of>(?!会同|配合|组织|指导|协调|联合|协助|[和与及各下所会对等并或将])[一-龥]{2,6}?)(?:分局|支队|大队|中队)"
)


def _division(name: str) -> UnitName | None:
    """A bureau's branch or squad, by the bureau's name and its own."""
    match = _DIVISION.fullmatch(name)
    whole = parse(match["whole"]) if match else None
    if not whole or not whole.kind:
        return None
    return UnitName(name, whole.scope, name.removeprefix(whole.scope), whole.kind, name.removeprefix(whole.scope))


# Kinds of which the state has bodies of its own in provinces and cities
STATE_KINDS = frozenset(
    {"central-bank", "coal", "communications", "customs", "earthquake", "finance-regulation", "meteorology", "postal"}
    | {"statistics-survey", "tax", "transport"}
)
# 人民银行山东省分行 · 人民银行济南分行营业管理部 · 国家金融监管总局山东监管局
_SEATED = re.compile(
    r"(?:国家|中国)?(?P<whole>人民银行|人行|外汇管理局|金融监(?:督)?管(?:理)?总局)(?P<of>[一-龥]{2,8}?)(?:省|市|州)?"
    r"(?:(?:分行|中心支行|支行)(?:营业管理部|营管部)?|监管局|监管分局|分局)"
)


def _branch(name: str) -> UnitName | None:
    """广东海事局, 北京证监局: what stands for a body of the state in a province or a prefecture, not their own bureau."""
    seated = _SEATED.fullmatch(name)
    if seated and (seat(seated["of"] + "市局") or plausible_place(seated["of"])):
        whole = re.sub("^(?:国家|中国)", "", name).replace("人行", "人民银行", 1)
        return UnitName(name, "", name, lexicon.names()[seated["whole"]][0], whole)
    place = seat(name)
    known = kind_of(name[len(short_name(place.name)) :]) if place else None
    return UnitName(name, "", name, known[0], name) if known and known[0] in STATE_KINDS else None
