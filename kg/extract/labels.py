"""Labelled lists: 牵头单位:…;配合单位:… with the role that each label gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.extract import deadlines
from kg.extract.found import Found, assign, doubts, join
from kg.extract.lists import read_list
from kg.extract.roles import LEAD_VERBS, SUPPORT_VERBS, role_clauses, says_first_leads
from kg.model import Basis, Doubt, Role
from kg.read.view import Reading

_ROLE_WORDS = "牵头|主办|主责|主要|主管|责任|负责|承办|实施|落实|配合|协办|协助|协同|参与|参加|支持"
_MATTERS = "考核|整改|推进|建设|执行|攻坚|治理|创建"  # 牵头整改单位: · 责任推进部门:
# 责任单位及责任人: · 牵头单位、负责人:, where units stand beside people
_AND_PERSON = r"[和及与、/](?:第一)?(?:责任|负责|联系)人"
# 牵头单位: · 主要责任单位: · 协同配合部门: · 分管领导:
_LABEL_SHAPE = rf"(?:总)?(?:{_ROLE_WORDS})(?:(?:[和及、/]|单位|部门){{0,2}}(?:{_ROLE_WORDS})){{0,3}}(?:{_MATTERS})?(?:单位|部门|科室|股室|处室|部室|机构|主体)(?:{_AND_PERSON})?"
# 分管领导: · 牵头县级领导: · 联系人:, and no 加强领导:, which heads what is to be done
_PEOPLE_SHAPE = r"[一-龥]{0,5}(?:(?<!加强)(?<!强化)(?<!组织)(?<!改进)(?<!党的)领导|责任人|负责人|联系人|负责同志)"
# ,指导单位: ends the list before it, whatever its role
_NEXT_LABEL = r"[,;、\n]\s*[一-龥]{2,8}(?:单位|部门|[科股处部]室)\s*:"
_STRANGE = re.compile(_NEXT_LABEL)
# 经办单位:市教育局
_ANY_LABEL = re.compile(
    rf"(?<![一-龥])[一-龥]{{2,8}}(?:单位|部门|[科股处部]室)\s*:\s*(?:(?!{_NEXT_LABEL})[^。;\n()\[\]]){{2,60}}"
)

_SIGN = r"(?::|为(?=[^。,;]{0,20}[局厅部委办府院会队司团组]))"  # stands behind every label
_ANY_SIGN = re.compile(_SIGN)
_LABEL_AT_MOST = 60  # characters from a label's first to its sign, blanks among them


@cache
def _label() -> re.Pattern[str]:
    """A role or person label with its colon: 牵头单位: · 责任单位(部门): · 责任领导:"""
    words = lexicon.alternation((*lexicon.roles(), *lexicon.people()))
    label = rf"{words}|{_LABEL_SHAPE}|{_PEOPLE_SHAPE}"
    return re.compile(rf"(?P<label>{label})(?:\([^()]{{1,8}}\))?\s*{_SIGN}\s*")


def _role_of(label: str) -> Role | None:
    """The role that a label gives; None for one that people stand after (责任领导)."""
    label = re.sub(f"(?<=[位门]){_AND_PERSON}$", "", label)
    if label in lexicon.people() or (label not in lexicon.roles() and re.fullmatch(_PEOPLE_SHAPE, label)):
        return None
    if label in lexicon.roles():
        return lexicon.roles()[label]
    joined = re.search("[和及、/]", label)
    if any(word in label for word in SUPPORT_VERBS) and not joined:
        return Role.SUPPORT
    leads = any(word in label for word in (*LEAD_VERBS, "主责", "主要"))
    return Role.LEAD if leads and not joined else Role.RESPONSIBLE


def labelled(reading: Reading, start: int, end: int, *, enclosed: bool = False) -> Found | None:
    """Return what labelled lists between the offsets say, None where no label stands; `enclosed`: inside a bracket."""
    sign = _ANY_SIGN.search(reading.view, start, end)
    if not sign:
        return None
    labels = list(_label().finditer(reading.view, max(start, sign.start() - _LABEL_AT_MOST), end))
    first = _FIRST_CLAUSE.match(reading.view, start, end) if enclosed and labels else None
    parts = [Found(deadline=deadlines.of_cell(reading, *first.span()) if first else None)]
    for label, following in zip(labels, [*(m.start() for m in labels[1:]), end], strict=False):
        role = _role_of(label["label"])
        other = deadlines.next_label(reading.view, label.end(), following)
        strange = _STRANGE.search(reading.view, label.end(), other)
        stop = _list_end(reading, label.end(), strange.start() if strange else other, enclosed=enclosed)
        span = (label.start(), stop)
        if role is None:  # people stand here, never units
            parts.append(Found(spans=(span,)))
            continue
        if clauses := role_clauses(reading, label.end(), stop):  # 责任单位:市教育局牵头,市财政局配合
            parts.append(clauses._replace(spans=(span,)))
            continue
        mentions, refusals = read_list(reading, label.end(), stop, labelled=True)
        one = assign(reading, mentions, role, Basis.EXPLICIT, span, "labelled-list")
        aside = [r for r in refusals if says_first_leads(reading.name(r.start, r.end))]
        if aside and one and role is Role.RESPONSIBLE:
            one = (replace(one[0], role=Role.LEAD), *one[1:])
        when = {r: by for r in refusals if (by := deadlines.of_cell(reading, r.start, r.end))}
        refusals = [r for r in refusals if r not in aside and r not in when]
        parts.append(Found(one, doubts(reading, refusals), spans=(span,), deadline=next(iter(when.values()), None)))
    return join(*parts) if labels else None


# (6月底完成,牵头单位:…)
_FIRST_CLAUSE = re.compile(r"[^,;]*")


_LIST_MARK = re.compile(r"[()\[\]。;\n]")


def _list_end(reading: Reading, start: int, end: int, *, enclosed: bool) -> int:
    """A list in a bracket ends with it or at 。; another at its line's end or ; too, outside brackets of its own, if
    no units follow the ;."""
    depth, view = 0, reading.view
    for mark in _LIST_MARK.finditer(view, start, end):
        char, i = mark[0], mark.start()
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
            if depth < 0:
                return i
        elif depth == 0 and (char == "。" or (not enclosed and _ends_list(view, start, i))):
            if char == ";" and _units_follow(reading, i + 1, end):
                continue
            return i
    while end > start and view[end - 1] in ",、 \n":
        end -= 1
    return end


_BEHIND = re.compile(r"[^;。\n]+")


def _units_follow(reading: Reading, start: int, end: int) -> bool:
    """Whether up to the next ; there are units and nothing else: 责任单位:市人社局;市财政局."""
    behind = _BEHIND.match(reading.view, start, end)
    mentions, refusals = read_list(reading, *behind.span(), labelled=False) if behind else ([], [])
    return bool(mentions) and not refusals


def _ends_list(view: str, start: int, i: int) -> bool:
    """Whether a list outside brackets ends at this character: at ; or at the end of a line that holds some of it."""
    return view[i] == ";" or (view[i] == "\n" and bool(view[start:i].strip()) and not _goes_on(view, i))


def _goes_on(view: str, line_end: int) -> bool:
    """Whether a list broken at a line's end goes on: its last character is a separator."""
    return view[max(0, line_end - 20) : line_end].rstrip(" ").endswith(("、", ","))


def unknown_labels(reading: Reading, start: int, end: int) -> Iterator[Doubt]:
    """Yield a doubt for each label that looks like one of units (经办单位:) and gives no role we know."""
    if reading.view.find(":", start, end) < 0:
        return
    for match in _ANY_LABEL.finditer(reading.view, start, end):
        if not _label().match(reading.view, match.start(), match.end()):
            yield Doubt("a label that no role is known for", reading.evidence(*match.span(), "unknown-label"))
