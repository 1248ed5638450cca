"""The head of a task table: which column holds what."""

from __future__ import annotations

from collections.abc import Sequence

from kg import lexicon
from kg.model import Role

UNIT_COLUMNS = {"lead": Role.LEAD, "support": Role.SUPPORT, "responsible": Role.RESPONSIBLE}
# Where a head holds words of several columns (牵头领导, 责任单位完成时限), the first of these decides.
_PRECEDENCE = (
    "person", "lead", "support", "responsible", "deadline", "number", "note", "measures", "task", "section",
)  # fmt: skip
_LIMIT = 14  # characters of the longest head


def column(name: str, *, broken: bool = False) -> str | None:
    """Return what the column under this head holds, or None if it is no head; `name` is without blanks.

    A head that is put together from broken lines must be known as a whole.
    """
    whole, part = lexicon.heads()
    if name in whole or broken:
        return whole.get(name)
    if not 2 <= len(name) <= _LIMIT or any(mark in name for mark in "。,;:、"):
        return None
    found = {kind for word, kind in part.items() if word in name}
    return next((kind for kind in _PRECEDENCE if kind in found), None)


def is_head(columns: Sequence[str | None]) -> bool:
    """Return whether these are the columns of a task table: what is to be done, and by whom."""
    named = [kind for kind in columns if kind]
    work = {"task", "measures", "national-item", "key-task", "goal"}
    return len(named) >= 3 and bool(UNIT_COLUMNS.keys() & set(named)) and bool(work & set(named))
