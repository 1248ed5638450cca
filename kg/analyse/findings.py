"""What nobody answers for: orphan tasks, and items of a national opinion that no task carries out."""

from __future__ import annotations

from enum import StrEnum

import networkx as nx

from kg.analyse.network import Tables, by_number, derivation, text, unit_task
from kg.table import Cell, Table

QUERIES = (
    "network/units",
    "network/tasks",
    "network/unit-task",
    "network/items",
    "network/derivation",
)
"""The queries that `orphans` needs in its `tables`."""

COLUMNS = ("kind", "document", "id", "title", "iri")
_TASK = ("planTitle", "id", "taskLabel")
_ITEM = ("workTitle", "id", "itemLabel")


class Orphan(StrEnum):
    """What is missing."""

    NO_LEAD = "task-without-lead"  # nobody leads it, 无牵头单位; a task of no unit is one of these too
    NO_UNIT = "task-without-unit"  # no unit in any role, 无责任单位
    NO_ORIGIN = "task-without-origin"  # its own text names nothing that it carries out, 无来源
    NO_TASK = "item-without-task"  # an item of a national opinion that no task carries out, 无任务落实


def orphans(tables: Tables) -> Table:
    """Return every orphan, one row for each kind that holds, with the document in which it stands.

    document is the title of the plan, or of the opinion for an item; id the number as printed, "" where
    none is. Ordered by kind as in Orphan, then document, then number. No orphans give a table without rows.

    A task carries out an item if the item can be reached from it over derivation edges, directly or through
    a provincial item between. What only the plan as a whole carries out is no origin of its tasks.
    """
    work, origins = unit_task(tables), derivation(tables)
    tasks = {text(row["task"]): row for row in reversed(list(tables["network/tasks"].records()))}
    items = {text(row["item"]): row for row in reversed(list(tables["network/items"].records()))}
    led = {node for *ends, edge in work.edges(data=True) if "lead" in edge["roles"] for node in ends}
    done = {origin for task in tasks for origin in nx.descendants(origins, task)}
    missing = {
        Orphan.NO_LEAD: [task for task in tasks if task not in led],
        Orphan.NO_UNIT: [task for task in tasks if not work.degree(task)],
        Orphan.NO_ORIGIN: [task for task in tasks if not origins.out_degree(task)],
        Orphan.NO_TASK: [item for item in items if item not in done],
    }
    rows: list[tuple[Cell, ...]] = []
    for kind, iris in missing.items():
        facts, names = (items, _ITEM) if kind is Orphan.NO_TASK else (tasks, _TASK)
        found = [(*(text(facts[iri][name]) for name in names), iri) for iri in iris]
        found.sort(key=lambda row: (row[0], by_number(row[1]), row[-1]))
        rows.extend((str(kind), *row) for row in found)
    return Table(COLUMNS, tuple(rows))
