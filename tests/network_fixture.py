"""Small networks said in a few words, as the tables that the queries would give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.table import Cell, Table

Work = Mapping[str, Mapping[str, str]]  # task → unit → roles, with a blank between two
Rows = Iterable[tuple[Cell, ...]]

COLUMNS = {
    "network/units": ("unit", "unitLabel", "place", "kind"),
    "network/tasks": ("task", "id", "taskLabel", "plan", "planTitle", "deadlineKind", "deadline"),
    "network/unit-task": ("unit", "unitLabel", "task", "taskLabel", "role", "basis"),
    "network/duties": ("unit", "unitLabel", "place", "kind", "task", "taskLabel", "role", "basis"),
    "network/plans": ("plan", "file", "planTitle", "number", "place", "placeLabel", "date"),
    "network/named": ("unit", "unitLabel", "plan", "as"),
    "network/discrepancies": ("task", "finding", "note", "quote", "start"),
    "network/items": ("item", "id", "itemLabel", "work", "workTitle"),
    "network/derivation": ("derived", "origin"),
    "page/kinds": ("kind", "kindZh", "kindEn", "group", "groupZh", "groupEn"),
    "page/origins": ("origin", "sort", "id", "label", "document", "level"),
    "page/assignments": ("task", "unit", "role", "basis", "quote", "where", "start"),
    "page/facts": ("subject", "fact", "object", "text", "quote", "where", "start"),
    "ledger/aliases": ("iri", "alias"),
    "ledger/sections": ("task", "heading"),
    "ledger/units": ("iri", "unit", "kind", "kindZh", "place", "level"),
}


def tables(work: Work, derived: Iterable[tuple[str, str]] = (), **more: Rows) -> dict[str, Table]:
    """Return every table of the layer: task "1" of the plan "plan" is the IRI "1", a unit's IRI is its name.

    `derived` are pairs of what comes from what; `more` gives the rows of other tables, `page_facts` those of
    page/facts.
    """
    units = sorted({unit for team in work.values() for unit in team})
    rows: dict[str, Rows] = {
        "network/units": [(unit, unit, "甲市", "education") for unit in units],
        "network/tasks": [(task, task, f"任务{task}", "plan", "分工方案", None, None) for task in work],
        "network/unit-task": [
            (unit, unit, task, f"任务{task}", role, "explicit")
            for task, team in work.items()
            for unit, roles in team.items()
            for role in roles.split()
        ],
        "network/plans": [("plan", "plan.txt", "分工方案", None, "甲市", "甲市", "2021-04-13")],
        "network/derivation": derived,
        "page/kinds": [("education", "教育", "education", "culture", "教科文体部门", "culture")],
        "page/origins": [("plan", "plan", None, "分工方案", "plan", "county")],
    }
    rows |= {name.replace("_", "/", 1).replace("_", "-"): given for name, given in more.items()}
    return {name: Table(columns, tuple(rows.get(name, ()))) for name, columns in COLUMNS.items()}
