"""The items of a plan's body as tasks and goals, with what each one's own text says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg import lexicon
from kg.extract import deadlines, general
from kg.extract.assignments import explicit
from kg.extract.citations import citations
from kg.extract.clauses import inline, refused
from kg.extract.derivations import derivations
from kg.extract.found import Found, assign, disjoint, join
from kg.extract.subjects import units_only
from kg.extract.targets import targets
from kg.model import Basis, Deadline, Doubt, Evidence, Measure, Role, Task
from kg.read.outline import Block, printed_id, restarting
from kg.read.view import Reading

Lists = dict[int, Found]  # what the lists in each block's own text say, by id of the block
_JOINTS = re.compile(r"[和与及、]")
_SENTENCE_LEAST = 4  # characters
_STOP = re.compile("。|$")
_LETTER = re.compile("[一-龥]")
_ENOUGH = re.compile(rf"(?:[^一-龥]*[一-龥]){{{2 * _SENTENCE_LEAST}}}")  # no stub, whatever it says
_NEXT_HEADING = re.compile("[一二三四五六七八九]是")
_BROKEN = re.compile(r" (?<=[^\x00-\u2fff] )(?=[^\x00-\u2fff])")  # a blank within Chinese, as at the end of a line
_BULLET = re.compile(r"[\s\ufffc]*+[-·•●○▪◦]{1,2}(?!\d)\s*")  # - 每月开展一次 · ——每月开展一次
_CLOSING = "。;,、:. \ufffc"


def _part_of(block: Block, reading: Reading) -> str | None:
    """What the part that a block lies in holds, if it sets no work: goals or background; the nearest heading decides."""
    for ancestor in reversed(block.path):
        heading = reading.name(*ancestor.heading).strip("。;,:")
        if not ancestor.parent and ancestor.marker.number == 1:
            heading = heading.removeprefix("明确")  # 一、明确目标任务, before the work; later it is work itself
        pieces = [heading, *_JOINTS.split(heading)]
        over = bool(ancestor.children)
        known = [part for piece in pieces if (part := _part_named(piece, over=over))]
        if known and (_part_named(heading, over=over) or len(known) == len(pieces) - 1):
            return "goals" if "goals" in known and not (over and "background" in known) else "background"
    return None


# 整治目标 · 实施原则 · 起草背景
_SUFFIXES = {"目标": "goals", "原则": "background", "背景": "background", "依据": "background"}


# 方案编制背景 · 《若干政策》出台背景
_HISTORY = re.compile(r"(?:《[^《》]*》|[一-龥]{0,4})(?:编制|起草|出台|制定|修订)的?(?:背景|过程|依据|目的|意义|情况)")


# 明确目标 · 分解目标: work, and no part
_SETS_GOALS = re.compile(
    "明确|制定|设定|确定|细化|量化|分解|落实|坚持|把握|遵循|完成|实现|达成|锚定|聚焦|紧扣|对照|强化"
)


# 一、指导思想坚持… · 二、工作目标到2025年,…: a heading that runs into its text where a page lost its line ends
_GLUED = re.compile(
    r"(指导思想|总体要求|总体思路|基本原则|工作目标|总体目标|主要目标|发展目标|目标任务)"
    r"(?:以(?=习|党|马|邓|创|提|深|实|推)|坚持|深入|全面|高举|认真|贯彻|按照|紧紧|紧扣|围绕|到20|力争|确保|督促|通过|用\d|20\d\d年)"
)


def _part_named(heading: str, *, over: bool) -> str | None:
    """What a part of that heading holds, by the table of parts, or, where items stand under it, by how it ends; None
    for one that sets work."""
    if _HISTORY.fullmatch(heading):
        return "background"
    if glued := _GLUED.match(heading):
        heading, over = glued[1], False
    if heading in lexicon.parts() or not over or len(heading) > 6 or _SETS_GOALS.match(heading):
        return lexicon.parts().get(heading)
    return _SUFFIXES.get(heading[-2:])


def body_tasks(reading: Reading, blocks: Sequence[Block], since: int = 0) -> tuple[list[Task], list[Doubt]]:
    """Return the leaves of the outline that set work or state goals, in order, and what was doubtful in them; those that
    begin before `since` are left out."""
    again = restarting(blocks)
    aside = tuple(general.sentences(reading.view))
    lists = {id(block): join(own_lists(reading, block), Found(spans=aside)) for block in blocks}
    lists |= _by_unit(reading, blocks)
    lists |= _below_steps(reading, blocks, lists)
    tasks: list[Task] = []
    doubts: list[Doubt] = []
    for block in blocks:
        if block.marker.start < since:
            continue
        part = _part_of(block, reading)
        if lists[id(block)].assignments or (part == "goals" and _is_led(reading, block)):
            part = None  # (牵头单位:市统计局) below 主要目标: a goal has nobody who acts
        if block.children or block.marker.style == "heading" or part == "background" or _only_provides(reading, block):
            continue
        is_goal = part == "goals" or block.marker.style == "goal"
        if is_goal and block.marker.style == "paragraph":
            continue
        task, found = _task(reading, block, lists, printed_id(block, again), is_goal=is_goal)
        tasks.append(task)
        doubts += [Doubt(d.reason, d.evidence, task.id) for d in found.doubts]
    return tasks, doubts


def _is_led(reading: Reading, block: Block) -> bool:
    """Whether an item's sentences say who leads what it is about: 由市教育局牵头."""
    said = inline(reading, block.marker.end, block.end, ()).assignments
    return any(one.role is Role.LEAD and "牵头" in one.evidence.quote for one in said)


# 本方案自印发之日起执行,由市财政局负责解释: how a plan is in force, and no work
_PROVISION = (
    r"(?:本[一-龥]{2,8}?(?:自[^。;,]{2,20}起[^。;,]{0,6}(?:施行|实施|执行|生效)|由[^。;,]{2,40}负责解释|的?有效期[^。;,]{1,30})"
    r"|未尽事宜[^。;,]{2,40})(?:,[^。;,]{2,40}(?:解释|解决|废止|为准|有效期[^。;,]{1,30}|规定执行)){0,4}"
)
_OTHER = "其[他它](?:事项)?[。:]?"
_PROVIDES = re.compile(rf"{_OTHER}|(?:{_OTHER})?{_PROVISION}(?:[。;]{_PROVISION}){{0,4}}[。;]?")
_PROVISION_OPENS = re.compile(r"\s*(?:本|其|未)")
_PROVIDES_AT_MOST = 300  # characters


def _only_provides(reading: Reading, block: Block) -> bool:
    """Whether all that an item says is since when the plan is in force, who explains it and the like, or nothing."""
    short = block.end - block.marker.end <= _PROVIDES_AT_MOST and _PROVISION_OPENS.match(reading.view, block.marker.end)
    return bool(short) and bool(_PROVIDES.fullmatch(reading.name(block.marker.end, block.end)))


def _by_unit(reading: Reading, blocks: Sequence[Block]) -> Lists:
    """(一)市应急局 1.… 2.… (二)市财政局:…: what headings say that are nothing but units, where several are, of the items
    under them."""
    named = [(block, units) for block in blocks if (units := units_only(reading, *block.heading))]
    found = {}
    for block, units in named if len(named) > 1 else ():
        if block.children:
            role = Role.LEAD if len(units) == 1 else Role.RESPONSIBLE
            found[id(block)] = Found(assign(reading, units, role, Basis.DUTY, block.heading, "unit-and-duty"))
    return found


def _below_steps(reading: Reading, blocks: Sequence[Block], lists: Lists) -> Lists:
    """1.… (1)… (2)… ↵责任单位:…: what a line of its own below the last step says, of the item that all steps are of; where
    several items have such a line, and no other step has a list."""
    above = [block for block in blocks if len(block.children) > 1 and not any(step.children for step in block.children)]
    items = [item for item in above if any(lists[id(step)].assignments for step in item.children)]
    if len(items) < 2 or not all(_last_line_says(reading, item, lists) for item in items):
        return {}
    found = {}
    for item in items:
        last = item.children[-1]
        due = deadlines.of_label(reading, last.marker.end, last.end)
        said = Found(lists[id(last)].assignments, deadline=due)
        found[id(item)] = join(lists[id(item)], said)
    return found


def _last_line_says(reading: Reading, item: Block, lists: Lists) -> bool:
    """Whether of an item and its steps the last step alone has a list, on a line that begins with it."""
    *others, last = item.children
    if any(lists[id(block)].assignments for block in (item, *others)):
        return False
    start = min(said.evidence.start for said in lists[id(last)].assignments)
    return reading.view[max(last.marker.end, start - 20) : start].rstrip(" \ufffc([").endswith("\n")


def own_lists(reading: Reading, block: Block) -> Found:
    """Return what the lists in a block's own text say, above its first child."""
    return explicit(reading, *_above_items(block))


def _task(reading: Reading, block: Block, lists: Lists, number: str, *, is_goal: bool) -> tuple[Task, Found]:
    start, end = block.marker.end, block.end
    found = Found() if is_goal else _found(reading, block, lists)
    heading = _without(block.heading, found.spans)
    steps = () if is_goal else tuple(measures(reading, heading[1], end, found.spans))
    evidence = reading.evidence(*heading, "numbered-item")
    # a heading alone, or one that is the first sentence
    says = not steps or block.marker.style == "labelled" or "," in reading.view[slice(*heading)]
    sentences = [evidence] * says + [step.evidence for step in steps]
    task = Task(
        id=number,
        title=_label(reading, heading),
        section=tuple(_section(reading, above, lists) for above in block.path[:-1]),
        evidence=evidence,
        is_goal=is_goal,
        assignments=found.assignments,
        duties=found.duties,
        citations=citations(reading, start, end),
        targets=targets(reading, start if says else heading[1], end),
        derivations=() if is_goal else tuple(derivations(reading, start, end)),
        deadline=None if is_goal else found.deadline or _deadline(reading, block, lists, heading, sentences),
        measures=steps,
    )
    return task, found


def _deadline(
    reading: Reading, block: Block, lists: Lists, heading: tuple[int, int], sentences: Sequence[Evidence]
) -> Deadline | None:
    """By when an item is due: what it says itself, else a label above the items of the nearest heading (整改时限:…)."""
    own = deadlines.of_task(reading, block.marker.end, block.end, heading, sentences)
    above = ((head, lists[id(head)].deadline) for head in reversed(block.path[:-1]))
    said = (stated or deadlines.of_label(reading, *_above_items(head)) for head, stated in above)
    return own or next(filter(None, said), None)


def _above_items(block: Block) -> tuple[int, int]:
    """The offsets of a block's own text, above its first child."""
    return block.marker.end, block.children[0].marker.start if block.children else block.end


def _section(reading: Reading, block: Block, lists: Lists) -> str:
    return _label(reading, _without(block.heading, lists[id(block)].spans))


def _found(reading: Reading, block: Block, lists: Lists) -> Found:
    """What the item's lists say, else those of the nearest heading above, else what its sentences say.

    A list is the last word on its item: what sentences beside it tell a unit to do are duties within the task. A heading
    that is but a unit's name (县教育局) speaks for the items that name nobody.
    """
    found = lists[id(block)]
    said = inline(reading, block.marker.end, block.end, found.spans)
    if found.assignments and all(a.role is Role.SUPPORT for a in found.assignments) and said.assignments:
        return found._replace(assignments=(*said.assignments, *found.assignments))  # X牵头(Y、Z配合)
    if found.assignments:
        return found._replace(duties=said.assignments)
    for above in reversed(block.path[:-1]):
        inherited = lists[id(above)].assignments
        if inherited and not (said.assignments and inherited[0].basis is Basis.DUTY):
            return found._replace(assignments=inherited, duties=said.assignments)
    doubts = (*found.doubts, *refused(reading, block.marker.end, block.end, found.spans))
    return found._replace(assignments=said.assignments, doubts=doubts)


def _without(heading: tuple[int, int], spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """A heading ends where the list of units in it begins."""
    return heading[0], min([heading[1], *(start for start, _ in spans if start > heading[0])])


def _label(reading: Reading, span: tuple[int, int]) -> str:
    """A heading as printed, without what closes it, and joined where it was broken over lines."""
    joined = _BROKEN.sub("", reading.clean(*span))
    return joined.strip(_CLOSING + "：；，。【】")


def measures(reading: Reading, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[Measure]:
    """Yield the sentences between the offsets, lists of units left out; clauses split by ; are one measure."""
    since, spans = start, disjoint(spans)
    for match in _STOP.finditer(reading.view[start:end]):
        stop = start + match.start()
        pieces = list(_outside(since, stop, spans))
        since = start + match.end()
        if _is_stub(reading, pieces):
            continue
        if bullet := _BULLET.match(reading.view, *pieces[0]):
            pieces[0] = bullet.end(), pieces[0][1]
        first, last = pieces[0][0], pieces[-1][1]
        text = " ".join(reading.clean(*piece) for piece in pieces).strip(_CLOSING + "：；，。")
        yield Measure(text, reading.evidence(first, last, "sentence"))


def _is_stub(reading: Reading, pieces: Sequence[tuple[int, int]]) -> bool:
    """Whether a sentence is too short to be a step: under four characters, or a heading of the next (二是大寻找。)."""
    if any(_ENOUGH.match(reading.view, *piece) for piece in pieces):
        return False
    sentence = "".join(reading.name(*piece) for piece in pieces)
    letters = len(_LETTER.findall(sentence))
    return letters < _SENTENCE_LEAST or (letters < 2 * _SENTENCE_LEAST and bool(_NEXT_HEADING.match(sentence)))


def _outside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches between the offsets that no span covers; spans are sorted and disjoint."""
    for span in spans[bisect_right(spans, start, key=lambda span: span[1]) :]:
        if span[0] >= end:
            break
        if span[0] > start:
            yield start, span[0]
        start = span[1]
    if end > start:
        yield start, end
