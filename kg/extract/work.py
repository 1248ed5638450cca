"""Whether a text sets work for someone: a plan does; a menu, a report on last year or a notice of holidays does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg import lexicon
from kg.model import Basis, Role, Task

_SHARE = 0.4  # of the items that must tell to do something, where no title shows a plan
_TOLD_LISTS = 3  # tasks with such lists, where the text tells of work as news does
_AHEAD, _AHEAD_SHARE = 4, 0.6  # items that tell what is to be done, where a reporter signs
_SURE = 2  # of them that say who does it or how much: tips for parents say neither
_LISTED = 2  # tasks with lists of who leads and who supports, where the text is else one of standing rules


def sets_work(kind: str | None, tasks: Sequence[Task]) -> bool:
    """Return whether these tasks are work that somebody is to do, in a text of that kind (`kg.extract.genre`).

    A text that only tells of work (政策解读, 工作总结) sets none, whatever units it names. Rules (办法, 条例) set work
    where lists say who leads it. Else a plan's title shows it, or items that open with what is to be done (in a notice
    also those that tell units to act), or lists of units at the items.
    """
    work = [task for task in tasks if not task.is_goal]
    if kind == "nothing" or not work:
        return False
    if kind == "work":
        return True
    if kind in ("told", "news") and sum(map(_has_leader, work)) >= max(_TOLD_LISTS, len(work) / 2):
        return True  # a page of news may give a plan in full, lists and all
    if kind == "told":
        return False
    if kind == "news":
        ahead = [task for task in work if (task.assignments or _tells_to_act(task)) and not _is_past(task)]
        sure = sum(bool(task.assignments or task.targets) for task in ahead)
        return sure >= _SURE and len(ahead) >= max(_AHEAD, _AHEAD_SHARE * len(work))
    if kind == "rules":
        return sum(map(_has_leader, work)) >= _LISTED
    acting = sum(_tells_to_act(task) or (kind == "notice" and bool(task.assignments)) for task in work)
    if acting >= max(2, _SHARE * len(work)):
        return True
    listed = [task for task in work if any(a.basis is Basis.EXPLICIT for a in task.assignments)]
    return len(listed) >= min(len(work), max(2, _SHARE * len(work)))


def _has_leader(task: Task) -> bool:
    return any(a.basis is Basis.EXPLICIT and a.role is not Role.RESPONSIBLE for a in task.assignments)


_PAST = re.compile("[^为除]了|已(?!有)|截至|去年|近日|日前|以来")


def _is_past(task: Task) -> bool:
    """Whether an item tells of what was done: 新建了3所, 已开展."""
    return any(_PAST.search(text) for text in (task.title, *(measure.text for measure in task.measures)))


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[,;，；、])(?:{lexicon.alternation(lexicon.works())})")


def _tells_to_act(task: Task) -> bool:
    texts = [task.title, *(measure.text for measure in task.measures)]
    return any(_verbs().search(text) for text in texts)
