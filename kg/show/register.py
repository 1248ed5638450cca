"""What is known, as tables for spreadsheets: every assignment with its words, every unit, every document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.show.ledger import ROLES
from kg.table import Cell, Table, gathered

QUERIES = tuple(f"ledger/{name}" for name in ("tasks", "assignments", "units", "aliases", "policies", "items"))
"""The queries that these tables are made of, by name."""


def assignments(tables: Mapping[str, Table]) -> Table:
    """Return a row for each unit in a role in a task, in the order of the plans, with the words that say so.

    where is the line, page, paragraph or cell of the file, start and end are the quote's half-open offsets in the text as read; basis is explicit, inline or duty.
    """
    columns = (
        "plan",
        "id",
        "task",
        "unit",
        "role",
        "basis",
        "quote",
        "file",
        "where",
        "start",
        "end",
        "task iri",
        "unit iri",
    )
    said = _by(tables["ledger/assignments"], "task")
    rows = tuple(
        (
            *(task[name] for name in ("plan", "id", "title")),
            *(one[name] for name in ("unit", "role", "basis", "quote")),
            task["file"],
            *(one[name] for name in ("where", "start", "end", "task", "iri")),
        )
        for task in tables["ledger/tasks"].records()
        for one in said[task["task"]]
    )
    return Table(columns, rows)


def units(tables: Mapping[str, Table]) -> Table:
    """Return a row a unit, also those of no task: what it is, where, and how many tasks it has in how many plans.

    leads, supports and responsible count tasks by role; tasks counts a task once, however many roles the unit has in it.
    """
    columns = ("unit", "kind", "类别", "place", "level", "also called", "leads", "supports", "responsible", "tasks", "plans", "iri")  # fmt: skip
    files = {one["task"]: one["file"] for one in tables["ledger/tasks"].records()}
    aliases = gathered(tables["ledger/aliases"], ("iri",), "alias")
    done = _by(tables["ledger/assignments"], "iri")
    rows = []
    for iri, known in _by(tables["ledger/units"], "iri").items():
        has = {role: {one["task"] for one in done[iri] if one["role"] == role} for role in ROLES}
        tasks = set().union(*has.values())
        facts = (known[0][name] for name in ("unit", "kind", "kindZh", "place", "level"))
        counts = (*map(len, has.values()), len(tasks), len({files.get(task) for task in tasks}))
        rows.append((*facts, "、".join(sorted(aliases[iri,])), *counts, iri))
    return Table(columns, tuple(rows))


def policies(tables: Mapping[str, Table]) -> Table:
    """Return a row a document, those that most plans name first.

    status is read (a plan that was read), cited (a plan or task names it) or known (nobody here names it). plans and
    tasks say how many name it or carry it out; items how many titled parts it has, as far as they are known, and
    carried how many of them a task carries out, directly or through an item between. The title of a document without
    one is its file's name.
    """
    columns = ("title", "number", "date", "level", "issuers", "status", "plans", "tasks", "items", "carried", "file", "iri")  # fmt: skip
    items = {one["iri"]: (one["items"], one["carried"]) for one in tables["ledger/items"].records()}
    issuers = gathered(tables["ledger/policies"], ("iri",), "issuer")
    rows = []
    for iri, known in _by(tables["ledger/policies"], "iri").items():
        one = known[0]
        status = "read" if one["read"] else "cited" if one["plans"] else "known"
        rows.append(
            (
                one["title"] or one["file"],
                *(one[name] for name in ("number", "date", "level")),
                "、".join(issuers[iri,]),
                status,
                *(one[name] for name in ("plans", "tasks")),
                *items.get(iri, (0, 0)),
                one["file"],
                iri,
            )
        )
    return Table(columns, tuple(rows))


def _by(table: Table, key: str) -> Mapping[Cell, list[dict[str, Cell]]]:
    """The rows of each value of a column, in their order."""
    found: dict[Cell, list[dict[str, Cell]]] = defaultdict(list)
    for one in table.records():
        found[one[key]].append(one)
    return found
