"""Who carries the load: each unit's tasks by role and by the year in which they are due."""

from __future__ import annotations

from collections import defaultdict

from kg.analyse.network import Network, Tables, text, unit_task
from kg.table import Cell, Table

QUERIES = ("network/units", "network/tasks", "network/unit-task")
"""The queries that `workload` needs in its `tables`."""

MOST = 10
"""Tasks that a unit may lead, in a plan or all told, before it is called overloaded: the project's choice."""

_ROLES = ("lead", "support", "responsible")
_OPEN = ("long-term", "annual", "undated")  # 长期坚持, 每年, none or one without a year


def workload(tables: Tables, most: int = MOST) -> Table:
    """Return a row a unit of `network/units`, those that lead most first, then those that have most tasks, by name.

    unit, kind and place are as in measures.centrality. leads, supports and responsible count the tasks in that role,
    tasks those in any. overload is whether the unit leads more than `most`: the vertical check of a responsibility
    matrix (RACI), which asks of each unit whether it can stay on top of so much, and names no number. A column for
    each year counts the tasks that are due in it, by the end of their deadline; long-term, annual and undated count
    the others. iri is last. No units give a table without rows. Source of the check: Smith, Erwin and Diaferio 2005,
    Role and responsibility charting (RACI).
    """
    work, due = unit_task(tables), _due(tables)
    years = sorted({when for whens in due.values() for when in whens} - set(_OPEN))
    facts = {text(row["unit"]): row for row in reversed(list(tables["network/units"].records()))}
    head = ("unit", "kind", "place", "leads", "supports", "responsible", "tasks", "overload", *years, *_OPEN, "iri")

    def row(iri: str) -> tuple[Cell, ...]:
        leads, *others = (_held(work, iri, role) for role in _ROLES)
        tasks = list(work[iri])
        told = text(facts[iri]["unitLabel"]) or iri, text(facts[iri]["kind"]), text(facts[iri]["place"])
        dates = (sum(when in due[task] for task in tasks) for when in (*years, *_OPEN))
        return (*told, leads, *others, len(tasks), leads > most, *dates, iri)

    leads, tasks = head.index("leads"), head.index("tasks")
    rows = sorted(map(row, facts), key=lambda r: (-int(r[leads] or 0), -int(r[tasks] or 0), text(r[0]), text(r[-1])))
    return Table(head, tuple(rows))


def _held(work: Network, unit: str, role: str) -> int:
    return sum(role in edge["roles"] for _, _, edge in work.edges(unit, data=True))


def _due(tables: Tables) -> dict[str, set[str]]:
    """Return of each task the year of its deadline, the last one of a span, or in what way it is open."""
    due = defaultdict[str, set[str]](set)
    for row in tables["network/tasks"].records():
        kind, end = text(row["deadlineKind"]), text(row["deadline"]).rpartition("/")[2][:4]
        due[text(row["task"])].add(end or (kind if kind in _OPEN else "undated"))
    return due
