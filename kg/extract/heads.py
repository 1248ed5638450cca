"""The head of a task table: which column holds what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import dropwhile

from kg import lexicon
from kg.model import Role

HEADS_AT_MOST = 14  # columns of the widest table
UNIT_COLUMNS = {"lead": Role.LEAD, "support": Role.SUPPORT, "responsible": Role.RESPONSIBLE}
# What a row shows between the others: 一、夯实基础 · (二)强化保障 · 行动三:守护碧水
SECTION = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|(?:行动|工程|专项|专题|板块)[一二三四五六七八九十]{1,3}[:、]).{2,30}"
)
# Where a head holds words of several columns (牵头领导, 责任单位完成时限), the first of these decides.
_PRECEDENCE = (
    "person", "lead", "support", "responsible", "deadline", "number", "note", "measures", "task", "section",
)  # fmt: skip
LIMIT = 14  # characters of the longest head
_REMARK = re.compile(r"\([^()]{5,}\)$")  # 责任单位(排在第一位的为牵头单位)
_JOINED = re.compile("[及和与/()]")  # 责任单位及责任人 · 牵头领导及单位
_OF_UNITS = re.compile("单位|部门|[科处股部]室")


def without_remark(name: str) -> str:
    """Return a head without the sentence in brackets behind it: 责任单位(排在第一位的为牵头单位)."""
    return _REMARK.sub("", name)


@lru_cache(maxsize=4096)
def column(name: str, *, broken: bool = False) -> str | None:
    """Return what the column under this head holds, or None if it is no head; `name` is without blanks.

    A head that is put together from broken lines must be known as a whole. A column of units and persons
    (责任单位及责任人) is one of units.
    """
    whole, part = lexicon.heads()
    if name in whole or broken:
        return whole.get(name)
    name = without_remark(name)
    if not 2 <= len(name) <= LIMIT or any(mark in name for mark in "。,;:、"):
        return None
    found = {kind for word, kind in part.items() if word in name}
    if "person" in found and _names_units_too(name, [word for word, kind in part.items() if kind == "person"]):
        found = found - {"person"} if found & UNIT_COLUMNS.keys() else {"responsible"}
    return next((kind for kind in _PRECEDENCE if kind in found), None)


def _names_units_too(name: str, persons: Sequence[str]) -> bool:
    return any(_OF_UNITS.search(part) and not any(word in part for word in persons) for part in _JOINED.split(name))


def is_head(columns: Sequence[str | None]) -> bool:
    """Return whether these are the columns of a task table: what is to be done, and by whom."""
    named = [kind for kind in columns if kind]
    work = {"task", "measures", "national-item", "key-task", "goal"}
    return len(named) >= 3 and bool(UNIT_COLUMNS.keys() & set(named)) and bool(work & set(named))


_WORK = frozenset({"task", "measures", "goal"})


def over_number(columns: Sequence[str | None], before: int) -> tuple[str | None, ...]:
    """Return the columns of a table whose first heads stand over its numbers too, behind so many cells of names: 工作任务
    over 强化公开 | 1 | 公开文件, cells without text behind it or none; () where heads of what is to be done do not stand first."""
    if _WORK.isdisjoint(columns[:1]):
        return ()
    rest = tuple(dropwhile(lambda column: not column or column in _WORK, columns))
    while rest and not rest[-1]:
        rest = rest[:-1]
    found = (*["section"] * before, "number", "task", *rest)
    return found if is_head(found) and _WORK.isdisjoint(rest) else ()
