"""Who does what: labelled lists (牵头单位:…;配合单位:…) and role clauses in brackets (…牵头,…配合)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from kg import lexicon
from kg.extract import deadlines
from kg.extract.lists import Mention, Refusal, mostly_units, read_list
from kg.extract.units import parse, parse_open
from kg.model import Assignment, Basis, Deadline, Doubt, Role
from kg.read.view import Reading

_CLOSING = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a stretch of text says of units, and where it says so (those offsets are no measure)."""

    assignments: tuple[Assignment, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    duties: tuple[Assignment, ...] = ()  # what sentences tell units to do within a task whose units a list names
    spans: tuple[tuple[int, int], ...] = ()
    deadline: Deadline | None = None  # a clause beside the units': (…负责;2024年底前完成)


def explicit(reading: Reading, start: int, end: int) -> Found:
    """Return the assignments of labelled lists and bracketed role clauses between the offsets; empty where none is."""
    found = Found()
    covered: list[tuple[int, int]] = []
    for bracket in _brackets(reading.view, start, end):
        inside = bracket[0] + 1, bracket[1] - 1
        one = _labelled(reading, *inside, enclosed=True) or role_clauses(reading, *inside) or _bare(reading, bracket)
        if one:
            found = _join(found, replace(one, spans=(bracket,)))
            covered.append(bracket)
    for gap in _gaps(start, end, covered):
        if one := _labelled(reading, *gap):
            found = _join(found, one)
        found = _join(found, Found(spans=tuple(deadlines.labelled(reading.view, *gap))))
    return replace(
        found, assignments=_once(found.assignments), doubts=(*found.doubts, *_unknown_labels(reading, start, end))
    )


# 经办单位:市教育局
_ANY_LABEL = re.compile(r"(?<![一-龥])[一-龥]{2,8}(?:单位|部门|科室)\s*:\s*[^。;\n()\[\]]{2,60}")


def _unknown_labels(reading: Reading, start: int, end: int) -> Iterator[Doubt]:
    for match in _ANY_LABEL.finditer(reading.view, start, end):
        if not _label().match(reading.view, match.start(), match.end()):
            yield Doubt("a label that no role is known for", reading.evidence(*match.span(), "unknown-label"))


def _ends_list(view: str, start: int, i: int) -> bool:
    """Whether a list outside brackets ends at this character: at ; or at the end of a line that holds some of it."""
    return view[i] == ";" or (view[i] == "\n" and bool(view[start:i].strip()) and not _goes_on(view, i))


def _goes_on(view: str, line_end: int) -> bool:
    """Whether a list broken at a line's end goes on: its last character is a separator."""
    return view[max(0, line_end - 20) : line_end].rstrip(" ").endswith(("、", ","))


_ROLE_WORDS = "牵头|主办|主责|主要|主管|责任|负责|承办|实施|落实|配合|协办|协助|协同|参与|参加|支持"
# 牵头单位: · 主要责任单位: · 协同配合部门: · 分管领导:
_LABEL_SHAPE = rf"(?:总)?(?:{_ROLE_WORDS})(?:(?:[和及、/]|单位|部门){{0,2}}(?:{_ROLE_WORDS})){{0,3}}(?:单位|部门|科室|机构|主体)(?:及责任人)?"


# 分管领导: · 牵头县级领导: · 联系人:
_PEOPLE_SHAPE = r"[一-龥]{0,5}(?:领导|责任人|负责人|联系人|负责同志)"


@cache
def _label() -> re.Pattern[str]:
    """A role or person label with its colon: 牵头单位: · 责任单位(部门): · 责任领导:"""
    words = sorted((*lexicon.roles(), *lexicon.people()), key=len, reverse=True)
    label = rf"{'|'.join(map(re.escape, words))}|{_LABEL_SHAPE}|{_PEOPLE_SHAPE}"
    return re.compile(
        rf"(?P<label>{label})(?:\([^()]{{1,8}}\))?\s*(?::|为(?=[^。,;]{{0,20}}[局厅部委办府院会队司团组]))\s*"
    )


def role_of_label(label: str) -> Role | None:
    """Return the role that a label gives; None for one that people stand after (责任领导)."""
    if label in lexicon.people() or (label not in lexicon.roles() and re.fullmatch(_PEOPLE_SHAPE, label)):
        return None
    if label in lexicon.roles():
        return lexicon.roles()[label]
    joined = re.search("[和及、/]", label)
    if any(word in label for word in _SUPPORT_VERBS) and not joined:
        return Role.SUPPORT
    leads = any(word in label for word in (*_LEAD_VERBS, "主责", "主要"))
    return Role.LEAD if leads and not joined else Role.RESPONSIBLE


def _labelled(reading: Reading, start: int, end: int, *, enclosed: bool = False) -> Found | None:
    labels = list(_label().finditer(reading.view, start, end))
    found = Found()
    for label, following in zip(labels, [*(m.start() for m in labels[1:]), end], strict=False):
        role = role_of_label(label["label"])
        other = deadlines.next_label(reading.view, label.end(), following)
        stop = _list_end(reading.view, label.end(), other, enclosed=enclosed)
        span = (label.start(), stop)
        if role is None:  # people stand here, never units
            found = _join(found, Found(spans=(span,)))
            continue
        if clauses := role_clauses(reading, label.end(), stop):  # 责任单位:市教育局牵头,市财政局配合
            found = _join(found, replace(clauses, spans=(span,)))
            continue
        mentions, refusals = read_list(reading, label.end(), stop, labelled=True)
        one = _assign(reading, mentions, role, Basis.EXPLICIT, span, "labelled-list")
        found = _join(found, Found(one, _doubts(reading, refusals), spans=(span,)))
    return found if labels else None


def _list_end(view: str, start: int, end: int, *, enclosed: bool) -> int:
    """A list in a bracket ends with it or at 。; another at its line's end or ; too, outside brackets of its own."""
    depth = 0
    for i in range(start, end):
        char = view[i]
        if char in _CLOSING:
            depth += 1
        elif char in ")]":
            depth -= 1
            if depth < 0:
                return i
        elif depth == 0 and (char == "。" or (not enclosed and _ends_list(view, start, i))):
            return i
    while end > start and view[end - 1] in ",、 \n":
        end -= 1
    return end


# 市教育局牵头 · 由A、B等按职责分工负责 · A会同B负责 · 各县市结合实际落实 · A为牵头单位
_ROLE_VERB = re.compile(
    r"""^(?:以上|其中|具体)?(?:由|请|责成|以)?(?P<units>.+?)
    (?:密切|积极|全力|具体|直接|主动|共同|联合|分别|认真|协调|予以|做好|总)*
    (?P<verb>
        牵头(?:总?负责|抓总|组织实施|组织落实|组织推进|组织|落实|实施|推进|抓好落实)?
      | 主办 | 统筹 | 承办 | 负总责 | 主责 | 主抓 | 抓总 | 为主(?:负责)?
      | 为(?:总?牵头|主办|主责|主要责任)(?:单位|部门) | 为(?:配合|协办|协同|参与|支持)(?:单位|部门) | 为责任(?:单位|部门|主体)
      | (?:各自)?(?:按照?|依|根据)(?:各自)?(?:职责|职能|职责职能)(?:任务)?(?:分工)?(?:共同|抓好|做好)?(?:负责|落实|推进|实施|承担)?
      | (?:分工|具体)?负责(?:落实|实施|推进|组织实施)? | 各?负其责
      | (?:结合实际|根据实际)?(?:组织落实|组织实施|抓好落实|贯彻落实|落实|实施|推进)
      | (?:参与)?配合(?:落实|实施|做好|推进)? | 协办 | 协助 | 协同 | 参与 | 参加 | 支持
    )$""",
    re.VERBOSE,
)
_LEAD_VERBS = ("牵头", "主办", "统筹", "承办", "负总责", "主责", "主抓", "抓总", "为主", "主要责任")
_SUPPORT_VERBS = ("配合", "协办", "协助", "协同", "参与", "参加", "支持")


# (…负责,排在第一位的为牵头部门,下同)
_ASIDE = re.compile(
    r"^下同$|^同上$|^(?:排|列)(?:名|在).{0,12}(?:牵头|责任|主办)|以下简称|不再(?:一一)?列出|以下(?:均)?(?:相)?同"
)


def role_clauses(reading: Reading, start: int, end: int, *, bare: bool = False) -> Found | None:
    """Return what a stretch of nothing but role clauses and deadlines says; None if any clause is something else.

    Units with no verb of their own share the next one (A、B,C按职责分工负责); after a leader they support it. `bare`
    admits a stretch without any verb: its units are responsible together, or one alone leads.
    """
    found = Found()
    waiting: list[tuple[list[Mention], tuple[int, int]]] = []
    leads = first_leads = False
    for clause in _clause_spans(reading.view, start, end):
        name = reading.name(*clause)
        if _ASIDE.search(name):
            first_leads = first_leads or name.endswith(("牵头单位", "牵头部门", "牵头"))
            continue
        match = _ROLE_VERB.match(name)
        mentions, refusals = _before_verb(reading, clause, name, match)
        if not mentions and (by := deadlines.of_cell(reading, *clause)):
            found = replace(found, deadline=found.deadline or by)
            continue
        if not match and not mostly_units(mentions, refusals):
            return None
        found = _join(found, Found(doubts=_doubts(reading, refusals)))
        if not match:
            waiting.append((mentions, clause))
            continue
        joined = _joined_by(reading, mentions)
        beside = bool(found.assignments)
        role = _role(match["verb"], sum(len(m) for m, _ in waiting) + len(mentions), beside=beside, joint=bool(joined))
        leads = leads or (role is Role.LEAD and bool(mentions))
        for group, span in [*waiting, (mentions[: joined or len(mentions)], clause)]:
            found = _join(found, Found(_assign(reading, group, role, Basis.EXPLICIT, span, "role-clause")))
        if joined:
            others = _assign(reading, mentions[joined:], Role.SUPPORT, Basis.EXPLICIT, clause, "role-clause")
            found = _join(found, Found(others))
        waiting = []
    if not found.assignments and not (bare and waiting):
        return None
    return _first(_join(found, _waiting(reading, waiting, found, leads=leads)), first_leads=first_leads)


def _waiting(
    reading: Reading, waiting: list[tuple[list[Mention], tuple[int, int]]], found: Found, *, leads: bool
) -> Found:
    """Units that no verb follows: beside a leader they support it, else they are responsible, or one alone leads."""
    alone = not found.assignments and not found.doubts and sum(len(group) for group, _ in waiting) == 1
    role = Role.SUPPORT if leads else Role.LEAD if alone else Role.RESPONSIBLE
    groups = (_assign(reading, group, role, Basis.EXPLICIT, span, "bracketed-list") for group, span in waiting)
    return Found(tuple(assignment for group in groups for assignment in group))


def _first(found: Found, *, first_leads: bool) -> Found:
    """The first of the units leads where the bracket itself says that its first does, and nobody else leads."""
    if not first_leads or not found.assignments or any(a.role is Role.LEAD for a in found.assignments):
        return found
    first, *others = found.assignments
    return replace(found, assignments=(replace(first, role=Role.LEAD), *others))


_LEAD_IN = re.compile(r"(?:以上|其中|具体)?(?:由|请|责成|以)")


def _before_verb(
    reading: Reading, clause: tuple[int, int], name: str, match: re.Match[str] | None
) -> tuple[list[Mention], list[Refusal]]:
    """The units of a clause, up to its verb and the adverbs before it."""
    lead_in = _LEAD_IN.match(reading.view, *clause) if match else None
    stop = _letters_back(reading, clause, len(name) - match.end("units")) if match else clause[1]
    return read_list(reading, lead_in.end() if lead_in else clause[0], stop, labelled=bool(match))


def _joined_by(reading: Reading, mentions: list[Mention]) -> int:
    """How many units stand before 会同, with which they lead the others; 0 where nothing says so."""
    for i, (before, after) in enumerate(pairwise(mentions), start=1):
        if "会同" in reading.view[before.end : after.start + 2]:
            return i
    return 0


def _role(verb: str, units: int, *, beside: bool, joint: bool) -> Role:
    if any(word in verb for word in _SUPPORT_VERBS):
        return Role.SUPPORT
    if joint or any(word in verb for word in _LEAD_VERBS):
        return Role.LEAD
    shared = units > 1 or beside or "分工" in verb or "各" in verb
    return Role.RESPONSIBLE if shared else Role.LEAD


def _bare(reading: Reading, bracket: tuple[int, int]) -> Found | None:
    """A bracket of nothing but units that closes a sentence: (工业和信息化部、应急管理部)。

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


def _clause_spans(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    since, depth = start, 0
    for i in range(start, end):
        if view[i] in _CLOSING:
            depth += 1
        elif view[i] in ")]":
            depth -= 1
        elif depth == 0 and view[i] in ",;。":
            if view[since:i].strip():
                yield since, i
            since = i + 1
    if view[since:end].strip():
        yield since, end


def _letters_back(reading: Reading, clause: tuple[int, int], letters: int) -> int:
    """The offset that many letters before the clause's end, blanks and noise not counted."""
    i = clause[1]
    while letters and i > clause[0]:
        i -= 1
        letters -= bool(reading.name(i, i + 1))
    return i


def _assign(
    reading: Reading, mentions: list[Mention], role: Role, basis: Basis, span: tuple[int, int], rule: str
) -> tuple[Assignment, ...]:
    evidence = reading.evidence(*span, rule)
    noted = any(m.leads for m in mentions)
    return tuple(
        Assignment(m.unit.text, m.surface, Role.LEAD if m.leads else role, basis, evidence)
        for m in mentions
        if not (noted and role is Role.LEAD and not m.leads)
    )


def _doubts(reading: Reading, refusals: list[Refusal]) -> tuple[Doubt, ...]:
    return tuple(Doubt(r.reason, reading.evidence(r.start, r.end, "unit-list")) for r in refusals)


def _brackets(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the outermost bracketed stretches, brackets included."""
    depth, since = 0, start
    for i in range(start, end):
        if view[i] in _CLOSING:
            if depth == 0:
                since = i
            depth += 1
        elif view[i] in ")]" and depth:
            depth -= 1
            if depth == 0:
                yield since, i + 1


def _gaps(start: int, end: int, covered: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    since = start
    for span in covered:
        yield since, span[0]
        since = span[1]
    yield since, end


def disjoint(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans sorted, those that meet made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _join(a: Found, b: Found) -> Found:
    return Found(
        a.assignments + b.assignments,
        a.doubts + b.doubts,
        a.duties + b.duties,
        a.spans + b.spans,
        a.deadline or b.deadline,
    )


def _once(assignments: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    return tuple({(a.unit, a.role, a.evidence.start): a for a in assignments}.values())
