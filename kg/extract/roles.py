"""Role clauses: A牵头,B、C配合 · A、B等按职责分工负责 · a bracket of nothing but units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.extract import deadlines
from kg.extract.found import Found, assign, doubts, join
from kg.extract.lists import GENERIC, Mention, Refusal, mostly_units, read_list
from kg.extract.units import parse, parse_open
from kg.model import Basis, Role
from kg.read.view import Reading

_VERB = r"""
    牵头(?:总?负责|抓总|抓好|组织|落实|实施|推进|协调|统筹|调度|督[导办促]|办理|开展)*
  | 主办 | 统筹 | 承办 | 负总责 | 主责 | 主抓 | 抓总 | 为主(?:负责)?
  | 为(?:总?牵头|主办|主责|主要责任)(?:单位|部门) | 为(?:配合|协办|协同|参与|支持)(?:单位|部门) | 为责任(?:单位|部门|主体)
  | (?:各自)?(?:按照?|依|根据)(?:各自)?(?:职责|职能|职责职能)(?:任务)?(?:分工)?(?:共同|抓好|做好)?(?:负责|落实|推进|实施|承担)?
  | (?:分工|具体)?负责(?:落实|实施|推进|组织实施)? | 各?负其责
  | (?:结合实际|根据实际)?(?:组织落实|组织实施|抓好落实|贯彻落实|落实|实施|推进)
  | (?:参与)?配合(?:落实|实施|做好|推进)? | 协办 | 协助 | 协同 | 参与 | 参加 | 支持
"""
# 市教育局牵头 · 由A、B等按职责分工负责 · A会同B负责 · 各县市结合实际落实 · A为牵头单位
_ROLE_VERB = re.compile(
    rf"""^(?:以上|其中|具体)?(?:由|请|责成|以(?!下))?(?P<units>.+?)
    (?:(?:各自)?(?:按照?|依照?|根据)(?:各自)?(?:职责|职能)+(?:任务)?(?:分工)?
      |分头|密切|积极|全力|具体|组织|直接|主动|共同|联合|分别|认真|协调|予以|做好|总)*
    (?P<verb>{_VERB})$""",
    re.VERBOSE,
)
# What every role verb holds, said shortly: without it a stretch holds no clause
_VERB_WORD = re.compile("牵头|主[办责抓]|统筹|承[办担]|抓总|[责为]|职能|落实|实施|推进|配合|协[办助同]|参[与加]|支持")
LEAD_VERBS = ("牵头", "主办", "统筹", "承办", "负总责", "主责", "主抓", "抓总", "为主", "主要责任")
SUPPORT_VERBS = ("配合", "协办", "协助", "协同", "参与", "参加", "支持")
# (…负责,排在第一位的为牵头部门,下同)
_ASIDE = re.compile(
    r"^下同$|^同上$|^(?:排|位?列)(?:名|在|第|首|位).{0,12}(?:牵头|责任|主办)|以下简称|^以下(?:各项)?(?:任务|工作)?均?需.+落实|不再[一-龥]{0,4}列[出举]|以下(?:均)?(?:相)?同"
)
_LEAD_IN = re.compile(r"(?:以上|其中|具体)?(?:由|请|责成|以(?!下))")
_TOGETHER = re.compile(r"\s*(?:会同|联合)")  # (A牵头,会同B、C落实): B and C support A


# (…配合,2024年底前发放到位)
_WHEN = re.compile(r"20\d\d年|\d{1,2}月|年[底内中]|每[年季月]")
_WITH_UNNAMED = re.compile("会同(?:各|其他|其它)?(?:有关|相关)")


def says_first_leads(name: str) -> bool:
    """Return whether a clause beside a list of units says that the first of them leads: 排第一位的为牵头单位."""
    return bool(_ASIDE.search(name)) and name.endswith(("牵头单位", "牵头部门", "牵头"))


def role_clauses(reading: Reading, start: int, end: int, *, bare: bool = False) -> Found | None:
    """Return what a stretch of nothing but role clauses and deadlines says; None if any clause is something else.

    Units with no verb of their own share the next one (A、B,C按职责分工负责); after a leader they support it. `bare`
    admits a stretch without any verb: its units are responsible together, or one alone leads.
    """
    if not (bare or _VERB_WORD.search(reading.name(start, end))):
        return None
    found = Found()
    waiting: list[tuple[list[Mention], tuple[int, int]]] = []
    leads = first_leads = told = False
    unnamed = 0  # classes and the like that share the next verb
    for whole in _clause_spans(reading.view, start, end):
        together = _TOGETHER.match(reading.view, *whole) if leads else None
        clause = (together.end(), whole[1]) if together else whole
        name = reading.name(*clause)
        if _ASIDE.search(name):
            first_leads = first_leads or says_first_leads(name)
            continue
        if deadlines.next_label(reading.view, *clause) < clause[1]:  # (A牵头,B配合;完成时限:…)
            continue
        if ":" in name:  # a label of its own, and none we know
            return None
        match = _ROLE_VERB.match(name)
        mentions, refusals = _before_verb(reading, clause, name, match)
        if not mentions and (by := deadlines.of_cell(reading, *clause)):
            found = found._replace(deadline=found.deadline or by)
            continue
        if not match and not mentions and (waiting or found.assignments):  # (市水利局,市水发集团): a list goes on
            mentions, refusals = read_list(reading, *clause, labelled=True)
        if not match and not mentions and found.assignments and _WHEN.match(name):
            found = found._replace(deadline=found.deadline or deadlines.opening(reading, *clause))
            continue
        named_by_class = bool(refusals) and all(
            refusal.reason == GENERIC for refusal in refusals
        )  # (各地区,省财政厅负责)
        if not (match or named_by_class or mostly_units(mentions, refusals)):
            return None
        found = join(found, Found(doubts=doubts(reading, refusals)))
        unnamed += len(refusals)
        told = told or bool(match and named_by_class)
        joined = _joined_by(reading, mentions)
        if not (match or joined or together):
            waiting.append((mentions, clause))
            continue
        beside = bool(found.assignments)
        role = (
            Role.SUPPORT
            if together
            else _role(
                match["verb"] if match else "",
                sum(len(m) for m, _ in waiting) + len(mentions) + unnamed,
                beside=beside,
                joint=bool(joined or (mentions and _WITH_UNNAMED.search(reading.view, mentions[-1].end, clause[1]))),
            )
        )
        leads = leads or (role is Role.LEAD and bool(mentions))
        for group, span in [*waiting, (mentions[: joined or len(mentions)], clause)]:
            found = join(found, Found(assign(reading, group, role, Basis.EXPLICIT, span, "role-clause")))
        if joined:
            others = assign(reading, mentions[joined:], Role.SUPPORT, Basis.EXPLICIT, clause, "role-clause")
            found = join(found, Found(others))
        waiting, unnamed = [], 0
    if not (found.assignments or told or (bare and waiting)):
        return None
    return _first(join(found, _waiting(reading, waiting, found, leads=leads)), first_leads=first_leads)


def _waiting(
    reading: Reading, waiting: list[tuple[list[Mention], tuple[int, int]]], found: Found, *, leads: bool
) -> Found:
    """Units that no verb follows: beside a leader they support it, else they are responsible, or one alone leads."""
    alone = not found.assignments and not found.doubts and sum(len(group) for group, _ in waiting) == 1
    role = Role.SUPPORT if leads else Role.LEAD if alone else Role.RESPONSIBLE
    groups = (assign(reading, group, role, Basis.EXPLICIT, span, "bracketed-list") for group, span in waiting)
    return Found(tuple(assignment for group in groups for assignment in group))


def _first(found: Found, *, first_leads: bool) -> Found:
    """The first of the units leads where the bracket itself says that its first does, and nobody else leads."""
    if not first_leads or not found.assignments or any(a.role is Role.LEAD for a in found.assignments):
        return found
    first, *others = found.assignments
    return found._replace(assignments=(replace(first, role=Role.LEAD), *others))


_DIVISIONS = re.compile(r"[一-龥]{2,8}[科股](?:、[一-龥]{2,8}[科股])*")  # (政策法规科、基教科)


def _before_verb(
    reading: Reading, clause: tuple[int, int], name: str, match: re.Match[str] | None
) -> tuple[list[Mention], list[Refusal]]:
    """The units of a clause, up to its verb and the adverbs before it."""
    lead_in = _LEAD_IN.match(reading.view, *clause) if match else None
    stop = _letters_back(reading, clause, len(name) - match.end("units")) if match else clause[1]
    shaped = bool(match) or bool(_DIVISIONS.fullmatch(name))
    return read_list(reading, lead_in.end() if lead_in else clause[0], stop, labelled=shaped)


def _joined_by(reading: Reading, mentions: list[Mention]) -> int:
    """How many units stand before 会同, with which they lead the others; 0 where nothing says so."""
    for i, (before, after) in enumerate(pairwise(mentions), start=1):
        if "会同" in reading.view[before.end : after.start + 2]:
            return i
    return 0


def _role(verb: str, units: int, *, beside: bool, joint: bool) -> Role:
    if any(word in verb for word in SUPPORT_VERBS):
        return Role.SUPPORT
    if joint or any(word in verb for word in LEAD_VERBS):
        return Role.LEAD
    shared = units > 1 or beside or "分工" in verb or "各" in verb
    return Role.RESPONSIBLE if shared else Role.LEAD


def bare_units(reading: Reading, bracket: tuple[int, int]) -> Found | None:
    """Return what a bracket of nothing but units says that closes a sentence: (工业和信息化部、应急管理部)。 None for others.

    Behind a unit's name it is a note on that unit (县委统战部(县民宗局)), behind a title or a quotation one on that.
    """
    after = reading.view[bracket[1] : bracket[1] + 1]
    before = reading.view[bracket[0] - 1] if bracket[0] else ""
    if after not in ("", "。", ";", "\n", " ") or (before and before in "》”的"):
        return None
    word = re.split(r"[\n。;,、:)\] ]", reading.view[max(0, bracket[0] - 30) : bracket[0]])[-1]
    if parse(word) or parse_open(word):
        return None
    found = role_clauses(reading, bracket[0] + 1, bracket[1] - 1, bare=True)
    if found and len(found.assignments) == 1 and re.fullmatch("..部", found.assignments[0].surface):
        return None  # (教育部) after a name explains it
    return found


# at the end of a line, and at 、 as in (A牵头、B配合), only behind a verb
_CLAUSE_MARK = re.compile(
    r"[()\[\],;。]|(?<=牵头)(?=会同|联合)|(?<=牵头|负责|配合|主办|协办|参与|落实|实施)(?:\n(?!\s*(?:负责|落实|牵头|实施|单位|[,)]))|、(?!负责|落实|配合|实施))"
)


def _clause_spans(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    since, depth = start, 0
    for mark in _CLAUSE_MARK.finditer(view, start, end):
        char, i = mark[0], mark.start()
        if char in ("(", "["):
            depth += 1
        elif char in (")", "]"):
            depth -= 1
        elif depth == 0:
            if view[since:i].strip():
                yield since, i
            since = mark.end()
    if view[since:end].strip():
        yield since, end


def _letters_back(reading: Reading, clause: tuple[int, int], letters: int) -> int:
    """The offset that many letters before the clause's end, blanks and noise not counted."""
    i = clause[1]
    while letters and i > clause[0]:
        i -= 1
        letters -= bool(reading.name(i, i + 1))
    return i
