"""What a plan says once for many tasks: 以上任务均由…负责 · 责任单位排在第一位的为牵头单位."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.lists import read_list
from kg.model import Assignment, Basis, Role, Task
from kg.read.view import Reading

# 责任单位排在第一位的为牵头单位 · 列第一位者为牵头单位 · 列首位的部门为牵头部门 · 第一个单位为主要责任单位
_FIRST_LEADS = re.compile(
    r"(?:(?:排|列|排列)(?:名|序)?(?:在|为)?(?:最前|第一|首)(?:位|面|个)?者?|排名第一|第一个|首个)的?(?:责任|牵头)?(?:单位|部门)?"
    r"(?:为|是|系|即为)(?:本项|该项)?(?:任务|工作)?的?(?:总|第一|主要)?(?:牵头|责任|主办|汇总|负责)"
)
# 以下任务均需各县(市、区)人民政府落实,不再一一列出 · 以下均需区市场监管局落实; but 50人以下均由
_FOR_ALL = re.compile(
    r"(?P<which>以上|上述|以下|下列|各项|所有|全部|本方案)(?:(?:各项|所有|全部|重点|目标|工作)*(?:任务|措施|事项|工作)|(?<=[\s,;。(]以[下上])(?=均))"
    r"[^。;\n由需]{0,12}?(?:均需由|均需|均由|都由|都需|统一由|需由|由|需)(?P<units>[^。;\n]{2,100}?)"
    r"(?P<verb>负责牵头|牵头负责|牵头|共同负责|具体负责|负责(?!督办|督查|督导|考核|调度|汇总|解释|监督|跟踪|日常|协调)|抓好落实|贯彻落实|组织落实|组织实施|落实|配合|参与)"
)
_ROLES = {"牵头": Role.LEAD, "配合": Role.SUPPORT, "参与": Role.SUPPORT}


def apply(reading: Reading, tasks: Sequence[Task]) -> list[Task]:
    """Return the tasks with what the plan's general sentences add to each; the same tasks where there is none."""
    changed = list(tasks)
    for match in _FOR_ALL.finditer(reading.view):
        mentions, refusals = read_list(reading, *match.span("units"), labelled=False)
        if not mentions or refusals:
            continue
        role = next((role for word, role in _ROLES.items() if word in match["verb"]), Role.RESPONSIBLE)
        evidence = reading.evidence(*_sentence(reading.view, match.start()), "said-for-all")
        added = [Assignment(m.unit.text, m.surface, role, Basis.INLINE, evidence) for m in mentions]
        changed = [_with(task, added) if _concerns(match, task) else task for task in changed]
    if any(_for_the_document(reading.view, match) for match in _FIRST_LEADS.finditer(reading.view)):
        changed = [replace(task, assignments=tuple(_lead_first(task.assignments))) for task in changed]
    return changed


def sentences(view: str) -> list[tuple[int, int]]:
    """Return the offsets of the sentences that speak for many tasks: they are no part of the item that they stand in."""
    matches = [*_FOR_ALL.finditer(view), *_FIRST_LEADS.finditer(view)]
    spans = ((_sentence(view, match.start()), match) for match in matches)
    return sorted(span for span, match in spans if "(" not in _flat(view[span[0] : match.start()]))


def _for_the_document(view: str, match: re.Match[str]) -> bool:
    """A sentence speaks for every list, but one inside a bracket of units only for that, unless it says 下同."""
    opened = view.rfind("(", max(0, match.start() - 300), match.start())
    closed = view.find(")", match.end(), match.end() + 60)
    if opened < 0 or closed < 0 or ")" in _flat(view[opened + 1 : match.start()]):
        return True
    head = re.search(
        r"(?:^|[\n|\t])[ ]*[一-龥]{0,4}(?:责任|负责)[一-龥]{0,2}(?:单位|部门)\s*$", view[max(0, opened - 20) : opened]
    )
    return bool(head) or any(word in view[opened:closed] for word in ("下同", "以下", "各项", "均"))


def _flat(text: str) -> str:
    """The text without the brackets that open and close in it."""
    return re.sub(r"\([^()]*\)", "", text)


_NEARBY = 300  # characters


def _sentence(view: str, at: int) -> tuple[int, int]:
    """The sentence around an offset; of one that runs on, the stretch nearby."""
    first, last = max(0, at - _NEARBY), min(len(view), at + _NEARBY)
    start = max(max(view.rfind(mark, first, at) for mark in "。;\n") + 1, first)
    stops = [stop for mark in "。;\n" if (stop := view.find(mark, at, last)) >= 0]
    return start, min(stops, default=last)


def _concerns(match: re.Match[str], task: Task) -> bool:
    """以上 concerns the tasks before it, 以下 those behind; the sentence is no part of the task that it closes."""
    if task.is_goal:
        return False
    if match["which"] in ("以上", "上述"):
        return task.evidence.start < match.start()
    return match["which"] not in ("以下", "下列") or task.evidence.start > match.start()


def _with(task: Task, added: Iterable[Assignment]) -> Task:
    named = {assignment.unit for assignment in task.assignments}
    return replace(task, assignments=(*task.assignments, *(a for a in added if a.unit not in named)))


def _lead_first(assignments: Sequence[Assignment]) -> list[Assignment]:
    """The first of a list of responsible units leads, where nobody else does."""
    listed = [a for a in assignments if a.role is Role.RESPONSIBLE and a.basis is Basis.EXPLICIT]
    if not listed or any(a.role is Role.LEAD for a in assignments):
        return list(assignments)
    return [replace(a, role=Role.LEAD) if a is listed[0] else a for a in assignments]
