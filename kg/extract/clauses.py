"""Who does what, said in sentences: X牵头,Y配合 · X会同Y · 由X、Y等部门组成 · X部门要….

A clause counts only where everything before its verb reads as units: a word more, and it is about units, not theirs to do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg import lexicon
from kg.extract import asides, schools
from kg.extract.clause_spans import clauses, unbracketed
from kg.extract.found import Found
from kg.extract.lists import Mention, leading_units
from kg.extract.subjects import LONGEST, acts, doers, duties, opening_word, opens_with_verb, units_only, verbs_after
from kg.model import Assignment, Basis, Doubt, Role
from kg.read.view import Reading

# 要求, 要闻, 应急, 应用, 应对: no modal verbs; but 应对投资给予支持, 要对照清单
_DUTY_NOT = re.compile(r"求|闻|素|点|领|急|用|对(?!照|(?!能力|措施|机制)[^,;。]{2,40}(?:给予|予以|进行))|注|人|为|$")


# 要对全县学校开展检查, but 要对得起学生
_TOWARDS = re.compile(r"对(?!得起|口|接|不|人|于)[^,;。]{2,}")


def _tells_nothing(view: str, verb: re.Match[str], end: int) -> bool:
    """Whether a modal verb is part of another word: 应急, 应对, 要求."""
    towards = verb[0] != "应" and _TOWARDS.match(view, verb.end(), end)
    return not towards and _DUTY_NOT.match(view, verb.end(), end) is not None


# 要会同… · 由X牵头,会同Y、Z
_WITH = re.compile(r"\s*(?:会同|联合|协同|商)")
_WITH_UNNAMED = re.compile("(?:各|其他|其它)?(?:有关|相关|各)")


class _Said(NamedTuple):
    mentions: list[Mention]
    role: Role | None  # None: told to act, which the whole task decides
    basis: Basis
    span: tuple[int, int]
    rule: str


def inline(reading: Reading, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Found:
    """Return the assignments that the sentences between the offsets state, outside the spans already read.

    A unit told to act leads if it is the only one that the text assigns, but for those that support it, else it is
    responsible with the others.
    """
    said: list[_Said] = []
    for whole in clauses(reading.view, start, end, spans):
        clause = unbracketed(reading, whole)
        if opens_with_verb(reading.view, clause[0]):
            said += _through(reading, clause)
            continue
        led = bool(said) and said[-1].role is Role.LEAD and reading.view[said[-1].span[1] : whole[0]].strip() == ","
        said += (
            (led and _with(reading, clause))
            or _through(reading, clause)
            or _subject(reading, clause)
            or _headed(reading, clause, end)
        )
    alone = len({m.unit.text for s in said if s.role is not Role.SUPPORT for m in s.mentions}) == 1
    told = {m.unit.text for s in said if s.role is None for m in s.mentions}  # to act: more than one that is joined
    assignments: dict[tuple[str, Role], Assignment] = {}
    roles: dict[str, Role] = {}
    for one in sorted(said, key=lambda s: s.role is None):
        evidence = reading.evidence(*one.span, one.rule)
        for mention in one.mentions:
            if one.rule == "clause-joint" and one.role is Role.SUPPORT and mention.unit.text in told:
                continue
            role = one.role or (Role.LEAD if alone else Role.RESPONSIBLE)
            if roles.setdefault(mention.unit.text, role) is role:
                found = Assignment(mention.unit.text, mention.surface, role, one.basis, evidence)
                assignments.setdefault((mention.unit.text, role), found)
    return Found(tuple(sorted(assignments.values(), key=lambda a: a.evidence.start)))


def _subject(reading: Reading, clause: tuple[int, int]) -> list[_Said]:
    """X牵头… · X会同Y… · X要… · X建立…, the units at the head of their clause."""
    start, end = clause
    if opening := opening_word().match(reading.view, start, end):
        start = opening.end()
    near = min(end, start + 2 * LONGEST)
    for verb in acts().finditer(reading.view, start, near):
        act = lexicon.acts()[verb[0]]
        if not (mentions := doers(reading, start, verb, end, generic=act == "duty")):
            continue
        if asides.is_attribute(reading.view, verb.end(), end):
            continue
        if act == "duty" and _tells_nothing(reading.view, verb, end):
            continue
        if asides.is_told_nothing(reading.view, start, end, mentions[0].surface):
            return []
        if act == "duty" and (with_others := _WITH.match(reading.view, verb.end(), end)):
            return _joint(reading, (start, end), mentions, with_others.end())
        if act == "joint":
            return _joint(reading, (start, end), mentions, verb.end())
        if act == "duty":
            return [_duty(reading, mentions, (start, end), verb.end())]
        said = _Said(mentions, _role(act, verb[0], mentions), Basis.INLINE, (start, end), f"clause-{act}")
        return [said, *_following(reading, verb.end(), end)]
    for verb in duties().finditer(reading.view, start, near):
        mentions = doers(reading, start, verb, end)
        if not mentions or any(schools.is_told_of(mention.surface) for mention in mentions):
            continue
        if not asides.is_attribute(reading.view, verb.end(), end):
            if asides.is_told_nothing(reading.view, start, end, mentions[0].surface):
                return []
            return [_Said(mentions, None, Basis.DUTY, (start, end), "clause-duty")]
    return []


def _following(reading: Reading, verb_end: int, end: int) -> list[_Said]:
    """X负责、Y配合: a second clause joined to the first by 、."""
    return _subject(reading, reading.trim(verb_end + 1, end)) if reading.view[verb_end : verb_end + 1] == "、" else []


def _role(act: str, verb: str, mentions: list[Mention]) -> Role:
    """牵头 leads however many do it; 负责 by several together, or 按职责分工, is shared."""
    if act != "lead":
        return Role.SUPPORT if act == "support" else Role.RESPONSIBLE
    return Role.RESPONSIBLE if "负责" in verb and len(mentions) > 1 else Role.LEAD


def _duty(reading: Reading, mentions: list[Mention], clause: tuple[int, int], after: int) -> _Said:
    """A unit told to act: 要牵头做好 leads, 要配合做好 supports, else the task decides."""
    rest = reading.name(after, min(after + 6, clause[1]))
    role = (
        Role.LEAD
        if rest.startswith("牵头")
        else Role.SUPPORT
        if rest.startswith(("配合", "协助", "积极配合", "密切配合", "主动配合"))
        else None
    )
    return _Said(mentions, role, Basis.DUTY, clause, "clause-duty")


def _joint(reading: Reading, clause: tuple[int, int], mentions: list[Mention], after: int) -> list[_Said]:
    """X会同Y、Z负责…: the first leads, those it acts with support."""
    others = _others(reading, after, clause[1])
    if not others:  # X、Y联合制定 · X、Y会同有关部门制定
        leads = len(mentions) == 1 or _WITH_UNNAMED.match(reading.view, after, clause[1])
        role = Role.LEAD if leads else Role.RESPONSIBLE
        return [_Said(mentions, role, Basis.INLINE, clause, "clause-joint")]
    return [
        _Said(mentions, Role.LEAD, Basis.INLINE, clause, "clause-joint"),
        _Said(others, Role.SUPPORT, Basis.INLINE, clause, "clause-joint"),
    ]


def _others(reading: Reading, start: int, end: int) -> list[Mention]:
    """The units from here up to the next verb, or to the clause's end."""
    for at, _ in verbs_after(reading.view, start, end):
        if others := units_only(reading, start, at):
            return others
    return units_only(reading, start, end) or leading_units(reading, start, min(end, start + 2 * LONGEST))


# (由X牵头,)Y、Z等部门为成员的专班 · Y、Z参加
_MEMBERS = re.compile(r"(?P<units>[^,;。]{2,150}?)(?:共同|联合)?(?:组成|为(?:主要)?成员|参加|参与)")


def _with(reading: Reading, clause: tuple[int, int]) -> list[_Said]:
    """(由X牵头,)会同Y、Z… · (由X牵头,)Y、Z等部门组成…: those a leader acts with support."""
    start, end = clause
    members = _MEMBERS.match(reading.view, start, end)
    if members and (mentions := units_only(reading, *members.span("units"))):
        return [_Said(mentions, Role.SUPPORT, Basis.INLINE, members.span(), "clause-composed")]
    word = _WITH.match(reading.view, start, end)
    others = _others(reading, word.end(), end) if word else []
    return [_Said(others, Role.SUPPORT, Basis.INLINE, (start, end), "clause-joint")] if others else []


# 在土地出让中统筹… · 按要求做好…: before the verb of a line of duties
_FRAME = r"(?:在[^,。;\n]{2,30}[中时内]|按照?[^,。;\n]{0,8}(?:要求|职责|分工|规定))"


@cache
def _told() -> re.Pattern[str]:
    """What stands behind units that head a line of their duties: :负责… · 。配合… · :加大…"""
    verbs = lexicon.alternation({"要", "依法", "监督", *lexicon.works(), *lexicon.duties()})
    name = r"[性化率]|\s*\d|人数|[^,;。\n]{0,8}[科股]\s*$"  # 规范性文件 · 编制12名 · 优化营商环境科: no verbs
    return re.compile(
        rf"[:。\n]\s*(?:{_FRAME},?)?(?:(?P<support>配合|协助|参与)|(?P<lead>负责|具体负责|牵头)|(?:{verbs})(?!{name}))[^。\n]*",
        re.MULTILINE,
    )


# (一)县民政局。将… · (二)县公安局:打击…: a heading that is nothing but units; but (三)县教育局:王建国、李明, (四)县发改局:营商科
_NAMES = r"\s*(?:[一-龥]{2,4}(?:、[一-龥]{2,4})*|[^。;\n]{0,12}[科股处室局委办])\s*(?:[。;\n]|\Z)"
_RUNS_ON = re.compile(rf"(?:。|:(?!{_NAMES}))\s*[^。\n\d]{{4,}}[^。\n]*")


def _headed(reading: Reading, clause: tuple[int, int], end: int) -> list[_Said]:
    """县住建局:负责燃气监管… · (一)县教育局。负责… · (一)县教育局↵负责…: units with what they do behind them."""
    start, stop = clause
    sign = reading.view[stop : stop + 1]
    if sign not in (":", "。", "\n") or (sign == "\n" and not _numbered(reading.view, start)):
        return []
    told = _told().match(reading.view, stop, end) or (
        _numbered(reading.view, start) and _RUNS_ON.match(reading.view, stop, end)
    )
    if not told or not _opens(reading.view, start):
        return []
    said = told.groupdict()
    mentions = units_only(reading, start, stop, schools=bool(said.get("lead")))
    if not mentions:
        return []
    alone = said.get("lead") and len(mentions) == 1
    role = Role.SUPPORT if said.get("support") else Role.LEAD if alone else None
    return [_Said(mentions, role, Basis.DUTY, (start, told.end()), "unit-and-duty")]


# (一) · 3. · ①
_NUMBER = re.compile(r"(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]|[①-⑳])\s*$")
_BULLET = re.compile(r"[\s\ufffc]*(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]\s*|[①-⑳-]\s*|·\s*)?")


def _numbered(view: str, start: int) -> bool:
    """Whether an item's number stands right before the place."""
    return bool(_NUMBER.search(view[max(0, start - 8) : start]))


def _opens(view: str, start: int) -> bool:
    """Whether nothing but an item's number stands before the place in its line."""
    line = view[max(view.rfind("\n", max(0, start - 40), start) + 1, start - 40) : start]
    return bool(_BULLET.fullmatch(line)) or view[start - 1] in "。;"


def _through(reading: Reading, clause: tuple[int, int]) -> list[_Said]:
    """由X、Y组成 · 由X牵头, anywhere in the clause."""
    if reading.view.find("由", *clause) < 0:
        return []
    return _composed(reading, clause) or _by(reading, clause)


# 由X、Y等部门组成
_COMPOSED = re.compile(r"由(?P<units>[^,;。]{2,150}?)(?:共同)?组成")


def _composed(reading: Reading, clause: tuple[int, int]) -> list[_Said]:
    match = _COMPOSED.search(reading.view, *clause)
    mentions = units_only(reading, *match.span("units")) if match else []
    return [_Said(mentions, Role.SUPPORT, Basis.INLINE, match.span(), "clause-composed")] if match and mentions else []


# 由X牵头 · 由X结合实际制定
_BY = re.compile(r"由(?=[^由]{2,})")


def _by(reading: Reading, clause: tuple[int, int]) -> list[_Said]:
    start, end = clause
    for by in _BY.finditer(reading.view, start, end):
        for verb in verbs_after(reading.view, by.end(), min(end, by.end() + 2 * LONGEST)):
            if asides.is_attribute(reading.view, verb[0] + len(verb[1]), end):
                continue
            if not (mentions := units_only(reading, by.end(), verb[0])):
                continue
            act = lexicon.acts().get(verb[1])
            if act == "joint":
                return _joint(reading, (by.start(), end), mentions, verb[0] + len(verb[1]))
            if act in ("lead", "support", "shared"):
                said = _Said(mentions, _role(act, verb[1], mentions), Basis.INLINE, (by.start(), end), f"by-{act}")
                return [said, *_following(reading, verb[0] + len(verb[1]), end)]
            if act is None:
                return [_Said(mentions, None, Basis.DUTY, (start, end), "by-duty")]
    return []


_ROLE_WORD = re.compile("牵头|会同")


def refused(reading: Reading, start: int, end: int, spans: Sequence[tuple[int, int]]) -> tuple[Doubt, ...]:
    """Return clauses, outside the spans already read, whose role word follows something that is no list of units we know."""
    if not _ROLE_WORD.search(reading.view, start, end):
        return ()
    found: list[Doubt] = []
    for clause in (reading.trim(*whole) for whole in clauses(reading.view, start, end, spans)):
        match = _ROLE_WORD.search(reading.view, *clause)
        if match and not (_through(reading, clause) or _subject(reading, clause)):
            found.append(Doubt("a role word, but no unit known before it", reading.evidence(*clause, "clause")))
    return tuple(found)
