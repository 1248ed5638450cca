"""Names of units become units: one identity in each place, whatever form of the name is printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.scopes import is_class
from kg.extract.units import STATE_KINDS, UnitName, is_generic, parse, parse_acting, parse_open
from kg.model import Correction, Level, Naming, Plan, Unit
from kg.places import guess_level, lookup, seat, short_name

NATION = "国家"
_PLACE = re.compile(
    r"(?:中共)?(?P<place>[一-龥]{2,}(?:省|自治区|自治州|自治县|地区|街道|[市州盟县区旗镇乡]))(?:委|党委|政府|人民政府)?"
)
_OWN_WORD = re.compile(
    r"(?:中共)?[我本全]?(?P<word>省|自治区|市|州|盟|地区|县|区|旗|镇|乡)(?:直属?|本级|级)?(?:委|党委|政府|人民政府)?"
)
_NATIONAL = re.compile(r"^(?:国家|中央|全国|中共中央|中华全国)")
_STATE = re.compile(r"^(?:国务院|党中央|中共中央|中华全国|最高人民)")
_MINISTRY = re.compile(r"部$|总局$")
_LEVEL_OF_WORD = {
    "省": Level.PROVINCIAL, "自治区": Level.PROVINCIAL, "州": Level.PREFECTURE, "盟": Level.PREFECTURE,
    "地区": Level.PREFECTURE, "县": Level.COUNTY, "旗": Level.COUNTY, "区": Level.COUNTY, "镇": Level.TOWNSHIP, "乡": Level.TOWNSHIP,
}  # fmt: skip
_ORDER = list(Level)


def name_units(plan: Plan, known: Mapping[str, Unit], corrections: Iterable[Correction] = ()) -> dict[str, Naming]:
    """Return what each unit name in the plan means, by name written out; {} where the plan names no unit.

    `known` are the national bodies of ontology/policies by name. A name that a correction of kind UNIT knows means
    what a person says, and counts as printed only. Nothing else than these arguments matters: the same plan means
    the same in every build.
    """
    corrected = {_blankless(name): one for one in corrections for name in one.names}
    surfaces: dict[str, set[str]] = {}
    for name, surface in _names(plan):
        surfaces.setdefault(name, set()).add(surface)
    bureaus = _bureaus(plan, map(_taken_apart, surfaces))
    found: dict[str, Naming] = {}
    for name, printed in surfaces.items():
        found[name] = plain = _naming(plan, _taken_apart(name), printed, known, bureaus)
        said = next((corrected[form] for form in (name, *sorted(printed)) if form in corrected), None)
        if said and said.means:
            meant = _naming(plan, _meant(plan, said.means), {*printed, name}, known, bureaus)
            if meant.key != plain.key:
                found[name] = replace(meant, by=said.id)
    return dict(sorted(found.items()))


def _naming(
    plan: Plan,
    unit: UnitName,
    printed: set[str],
    known: Mapping[str, Unit],
    bureaus: Mapping[tuple[str, str | None], set[str]],
) -> Naming:
    if body := known.get(unit.text):
        return Naming(body.name, body.key, tuple(sorted({*printed, unit.text})), NATION, body.level)
    where, place, level = _jurisdiction(plan, unit)
    by_kind = unit.core.endswith("部门") and not is_generic(unit.text)
    alone = bureaus.get((where, unit.kind), set()) if by_kind else set()
    key = f"{where}/{next(iter(alone)) if len(alone) == 1 else unit.identity}"
    return Naming(unit.text, key, tuple(sorted(printed)), place, level)


def unit_key(plan: Plan, name: str, known: Mapping[str, Unit]) -> str:
    """Return the key of the unit that the plan means by a name, as `name_units` gives it to a name on its own."""
    return _naming(plan, _meant(plan, name), set(), known, {}).key


def merge_unit(key: str, namings: Sequence[Naming]) -> Unit:
    """Return the unit that all these namings, of one key and of any plans, mean; their order does not matter.

    Its level is that which most namings give, of equals the higher; its name the fullest, its place in front.
    """
    own = {naming.name for naming in namings}
    units = sorted(map(_taken_apart, own), key=_fullness)
    best = units[-1]
    place = min((n.place for n in namings if n.place), default=None)
    levels = Counter(n.level for n in namings if n.level)
    level = min(levels, key=lambda one: (-levels[one], _ORDER.index(one)), default=None)
    name = _in_place(place, best) if place and place != NATION else best.text
    forms = own | {surface for naming in namings for surface in naming.surfaces}
    if place:  # within its place a unit is known by its bare name too
        forms |= {unit.core for unit in units if len(unit.core) > 2}
    kind = next((unit.kind for unit in reversed(units) if unit.kind), None)
    return Unit(key, name, tuple(sorted(forms - {name})), place, level, kind)


def _meant(plan: Plan, name: str) -> UnitName:
    """A name that a person wrote: in full, so that the place in front may be one that the gazetteer lacks."""
    name = _blankless(name)
    bare = name.removeprefix(plan.place or "")
    return parse(name) or parse(bare) or _taken_apart(name)


def _blankless(name: str) -> str:
    return "".join(name.split())


def _taken_apart(name: str) -> UnitName:
    return parse(name) or parse_acting(name) or parse_open(name) or UnitName(name, "", name, None, name)


def _bureaus(plan: Plan, units: Iterable[UnitName]) -> dict[tuple[str, str | None], set[str]]:
    """Identities by place and kind of the units that a plan names by a name of their own: 教育部门 means the one of
    its kind, be it 教育局 or 教育体育局."""
    found: dict[tuple[str, str | None], set[str]] = {}
    for unit in units:
        if unit.kind and not unit.core.endswith("部门"):
            found.setdefault((_jurisdiction(plan, unit)[0], unit.kind), set()).add(unit.identity)
    return found


def _names(plan: Plan) -> Iterator[tuple[str, str]]:
    for issuer in plan.issuers:
        yield issuer.text, issuer.text
    for task in plan.tasks:
        for assignment in (*task.assignments, *task.duties):
            yield assignment.unit, assignment.surface
    for name in plan.unit_names:
        yield name, name


def _jurisdiction(plan: Plan, unit: UnitName) -> tuple[str, str | None, Level | None]:
    """Where a unit belongs: (head of its key, place, level).

    A bare name and the plan's own level word mean the plan's place; of an unknown place units stay the plan's own.
    """
    own = plan.place or f"（{plan.id}）"
    scope = unit.scope
    if _STATE.match(unit.text) or _NATIONAL.match(scope) or (not scope and _is_ministry(unit)):
        return NATION, NATION, Level.NATIONAL
    if word := _OWN_WORD.fullmatch(scope):
        level = _LEVEL_OF_WORD.get(word["word"], Level.PREFECTURE)  # 市, of a plan of any level
        if level is plan.level or plan.level is None or _is_own_word(plan, word["word"]):
            return own, plan.place, plan.level or level
        if level is Level.PROVINCIAL and (province := _province(plan)):
            return province, province, level
        return f"{own}·{word['word']}", None, level
    if not is_class(scope) and (match := _PLACE.fullmatch(scope)):
        place = match["place"]
        known = lookup(place)
        if plan.place and (place == plan.place or place.endswith(plan.place)):
            return own, plan.place, plan.level
        return (known.name if known else place), (known.name if known else place), guess_level(place)
    if not scope:
        home = seat(unit.text) if unit.kind in STATE_KINDS and unit.identity == unit.text else None  # 广东海事局
        if home and not (plan.place and unit.text.startswith(short_name(plan.place))):
            return home.name, home.name, home.level
        if (
            unit.core.endswith("厅")
            and plan.level in (Level.PREFECTURE, Level.COUNTY)
            and (province := _province(plan))
        ):
            return province, province, Level.PROVINCIAL
        return own, plan.place, plan.level
    return f"{own}·{_plain(scope)}", None, _lowest_level(scope)


def _plain(scope: str) -> str:
    return re.sub(r"^每个|[各()、/]|委$|党委$|(?:人民)?政府$", "", scope) or scope


def _is_ministry(unit: UnitName) -> bool:
    """教育部, 财政部: a bare 部 or 总局 of the state; 宣传部 is the party's in any place, and 武装部 the army's."""
    party = unit.kind is None or unit.kind.startswith("party-") or unit.kind == "military"
    return bool(_MINISTRY.search(unit.core)) and not party


def _is_own_word(plan: Plan, word: str) -> bool:
    return plan.place is not None and plan.place.endswith(word)


def _province(plan: Plan) -> str | None:
    place = lookup(plan.place) if plan.place else None
    return place.province if place else None


def _lowest_level(scope: str) -> Level | None:
    scope = scope.replace("自治区", "省")  # whose 区 is no district
    levels = [level for word, level in _LEVEL_OF_WORD.items() if word in scope]
    return max(levels, key=_ORDER.index) if levels else None


_LEAGUE = re.compile("团[省市州盟县区旗]委")


def _in_place(place: str, unit: UnitName) -> str:
    """市教育局 of 磐石市 → 磐石市教育局; 市委宣传部 → 磐石市委宣传部; 州级有关部门 of 楚雄州 → 楚雄州级有关部门.

    A name that says its place keeps its words: 广东海事局, 人民银行广东省分行. 团市委 of 磐石市 → 共青团磐石市委.
    """
    own = unit.core.removeprefix(unit.scope) if unit.core == unit.text else unit.core
    if short_name(place) in own:
        return own
    if _LEAGUE.fullmatch(own):
        return f"共青团{place}委"
    party = re.search(r"(?:党委|委)$", unit.scope)
    return f"{place}{party[0] if party else ''}{own}" or unit.text


def _fullness(unit: UnitName) -> tuple[bool, bool, int, str, str]:
    """A name with an organ of its own before 部门, a name with its party committee before one without, longer first."""
    by_core = not unit.core.endswith(("部门", "组织", "机构")), unit.scope.endswith("委"), len(unit.core)
    return *by_core, unit.core, unit.text
