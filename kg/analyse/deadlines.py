"""By when tasks are to be done: those with a date by date, then every year, for good, and without any deadline."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from kg.analyse.network import Tables, text
from kg.table import Cell, Table, gathered

QUERIES = ("ledger/tasks", "ledger/assignments")
"""The queries that `deadlines` needs in its `tables`."""

GROUPS = ("by", "during", "annual", "long-term", "undated")
"""Kinds of deadline: until a day (前), within a span (期间), every year (每年), for good (长期坚持), none (无时限)."""

COLUMNS = ("deadline", "until", "id", "task", "lead", "responsible", "printed", "file")
LEFT = ("days", "overdue")
"""The columns that a day to look from adds behind the second."""


def deadlines(tables: Tables, as_of: date | None = None) -> Table:
    """Return a row a task: the kind of its deadline (of GROUPS), its last day, and who leads or answers for it.

    until is the last day, as 2025-12-31, of the day, month, year or span that the deadline names; None where it names
    none. printed are the plan's words. Rows by last day come first, then those without one in the order of GROUPS;
    equal ones in the order of the plans. With `as_of` there are two more columns behind until: days, from that day to the
    last one, negative once it is past, and overdue, whether it is; both None where there is no last day. Whether the work was
    done, no plan says. Goals are no tasks. No tasks give a table without rows.
    """
    units = gathered(tables["ledger/assignments"], ("task", "role"), "unit")
    rows: list[tuple[Cell, ...]] = []
    for one in tables["ledger/tasks"].records():
        if one["class"] == "task":
            end = last_day(text(one["by"]))
            group = text(one["when"]) or "undated"
            who = ("、".join(units[one["task"], role]) or None for role in ("lead", "responsible"))
            facts = (one["id"], one["title"], *who, one["deadline"], one["file"])
            rows.append((group, end.isoformat() if end else None, *_left(end, as_of), *facts))
    rows.sort(key=lambda row: (row[1] is None, text(row[1]), GROUPS.index(text(row[0]))))
    return Table((*COLUMNS[:2], *(LEFT if as_of else ()), *COLUMNS[2:]), tuple(rows))


def last_day(value: str) -> date | None:
    """Return the last day of a day, month, year or span as the graph holds it: 2025-06-30, 2025-06, 2025, 2021/2025, 2025-05/2025-07.

    None for "" and for what is no such date.
    """
    match = re.fullmatch(r"(?:.*/)?(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value, re.ASCII)
    if not match:
        return None
    year, month = int(match[1]), int(match[2] or 12)
    try:
        return date(year, month, int(match[3] or monthrange(year, month)[1]))
    except ValueError:  # no such month or day, or a year 0000
        return None


def _left(end: date | None, as_of: date | None) -> tuple[Cell, ...]:
    if as_of is None:
        return ()
    return (None, None) if end is None else ((end - as_of).days, end < as_of)
