"""Whether a text sets work for someone: a plan does; a menu, a report on last year or a notice of holidays does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg import lexicon
from kg.model import Named, Task

_SHARE = 0.3  # of the items that must tell to do something, where neither title nor units show a plan


def sets_work(title: Named | None, tasks: Sequence[Task]) -> bool:
    """Return whether these tasks are work that somebody is to do.

    Units in charge show it, or the title (…行动方案), or items that open with what is to be done; a title that says
    the text only tells of work (政策解读, 工作总结) outweighs the last two.
    """
    work = [task for task in tasks if not task.is_goal]
    if not work:
        return False
    if any(task.assignments for task in work):
        return True
    kind = title_kind(title.text) if title else None
    if kind:
        return kind == "work"
    return sum(map(_tells_to_act, work)) >= max(2, _SHARE * len(work))


@cache
def title_words(sets: str) -> str:
    """Return an alternation of the words of titles.csv that end the title of a text that sets `sets`, longest first."""
    return "|".join(sorted((word for word, what in lexicon.titles().items() if what == sets), key=len, reverse=True))


def title_kind(title: str) -> str | None:
    """Return "work" or "nothing" for a title that says which; None for 通知 and for titles that do not say."""
    bare = re.sub(r"\([^()]*\)|（[^（）]*）", "", title)
    if re.search(rf"(?:{title_words('nothing')})", bare):
        return "nothing"
    return "work" if re.search(rf"(?:{title_words('work')})$", bare) else None


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[,;，；、])(?:{'|'.join(lexicon.works())})")


def _tells_to_act(task: Task) -> bool:
    texts = [task.title, *(measure.text for measure in task.measures)]
    return any(_verbs().search(text) for text in texts)
