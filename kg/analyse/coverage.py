"""What the nation asked and who took it up: the items of national opinions against the plans that carry them out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import PurePath

import networkx as nx

from kg.analyse.network import Directed, Tables, by_number, derivation, text, unit_task
from kg.table import Cell, Table

QUERIES = (
    "network/plans",
    "network/units",
    "network/tasks",
    "network/unit-task",
    "network/items",
    "network/derivation",
    "page/kinds",
)
"""The queries that `summary` and `grid` need in their `tables`."""

SUMMARY = ("policy", "plans", "items", "carried", "share", "without", "iri")
NO_LEAD = "无牵头 no lead"

Carried = Mapping[str, list[str]]  # item → tasks


def carried(tables: Tables) -> Carried:
    """Return the tasks that carry out each item of `network/items`, by number; [] for an item that no task does.

    A task carries out an item if the item can be reached from it over derivation edges, directly or through a
    provincial item between, as in `findings.orphans`.
    """
    origins = derivation(tables)
    numbers = {text(row["task"]): text(row["id"]) for row in tables["network/tasks"].records()}
    found: dict[str, list[str]] = {text(row["item"]): [] for row in tables["network/items"].records()}
    for task in sorted(numbers, key=lambda task: (by_number(numbers[task]), task)):
        for origin in nx.descendants(origins, task):
            if origin in found:
                found[origin].append(task)
    return found


def summary(tables: Tables) -> Table:
    """Return a row for each national opinion that a plan or task comes from and whose items are known.

    plans: how many of the plans carry out the opinion, as a whole or by a task; items: how many it has; carried: how
    many of them some task carries out; share: carried / items, 0 to 1; without: the numbers of the others, joined by
    、. Ordered by title. No such opinion gives no rows.
    """
    done, origins = carried(tables), derivation(tables)
    rows: list[tuple[Cell, ...]] = []
    for work, parts in _items(tables).items():
        missing = [text(row["id"]) or text(row["itemLabel"]) for row in parts if not done[text(row["item"])]]
        met = len(parts) - len(missing)
        title = text(parts[0]["workTitle"]) or work
        counts = (len(_plans(tables, origins, work)), len(parts), met, round(met / len(parts), 4))
        rows.append((title, *counts, "、".join(missing), work))
    return Table(SUMMARY, tuple(sorted(rows, key=lambda row: (text(row[0]), text(row[-1])))))


def grid(tables: Tables, work: str) -> Table:
    """Return a row for each item of the opinion with the IRI `work`, by number, and a column for each plan that carries
    the opinion out, as a whole or by a task.

    A cell holds the plan's tasks that carry out the item, each with its number and the kinds of department that lead
    it (a unit of no known kind by its name, NO_LEAD where nobody does), joined by ；; "" for none. tasks counts them
    over all plans: 0 is a finding. A plan is called by its file without the ending. No such opinion gives no rows.
    """
    parts = _items(tables).get(work, [])
    plans = _plans(tables, derivation(tables), work) if parts else {}
    done, leads = carried(tables), _leads(tables)
    facts = {text(row["task"]): row for row in reversed(list(tables["network/tasks"].records()))}
    rows: list[tuple[Cell, ...]] = []
    for row in parts:
        cells: dict[str, list[str]] = defaultdict(list)
        for task in done[text(row["item"])]:
            cells[text(facts[task]["plan"])].append(f"{text(facts[task]['id'])} {leads[task] or NO_LEAD}".strip())
        shown = ("；".join(cells[plan]) for plan in plans)
        rows.append((text(row["id"]), text(row["itemLabel"]), len(done[text(row["item"])]), *shown, text(row["item"])))
    return Table(("id", "item", "tasks", *plans.values(), "iri"), tuple(rows))


def close(proposals: Table, least: float = 0.0, work: str | None = None) -> Table:
    """Return the rows of ontology/queries/close-to.rq with a score of `least` or more, of one document or all."""
    return Table(
        proposals.columns,
        tuple(
            tuple(row.values())
            for row in proposals.records()
            if float(row["score"] or 0) >= least and work in (None, row["work"])
        ),
    )


def _items(tables: Tables) -> dict[str, list[dict[str, Cell]]]:
    """The items of each opinion, each once, by number."""
    once = {text(row["item"]): row for row in reversed(list(tables["network/items"].records()))}
    found: dict[str, list[dict[str, Cell]]] = defaultdict(list)
    for row in sorted(once.values(), key=lambda row: (by_number(text(row["id"])), text(row["item"]))):
        found[text(row["work"])].append(row)
    return found


def _plans(tables: Tables, origins: Directed, work: str) -> dict[str, str]:
    """The plans that carry out the opinion, as a whole or by a task, with what each is called, in that order."""
    above = nx.ancestors(origins, work) if work in origins else set()
    plan_of = {text(row["task"]): text(row["plan"]) for row in tables["network/tasks"].records()}
    found = {plan_of.get(one, one) for one in above}
    names = {plan: name for plan, name in called(tables).items() if plan in found}
    return dict(sorted(names.items(), key=lambda pair: (pair[1], pair[0])))


def called(tables: Tables) -> Mapping[str, str]:
    """Return what each plan is called where room is short: its file without the ending; several of one name by file."""
    files = {text(row["plan"]): text(row["file"]) or text(row["plan"]) for row in tables["network/plans"].records()}
    stems = {plan: PurePath(file).stem if "." in file else file for plan, file in files.items()}
    shared = Counter(stems.values())
    return {plan: stem if shared[stem] == 1 else files[plan] for plan, stem in stems.items()}


def _leads(tables: Tables) -> Mapping[str, str]:
    """The kinds that lead each task, in Chinese, joined by 、; "" where nobody does."""
    kinds = kind_names(tables)
    work = unit_task(tables)
    found: dict[str, str] = defaultdict(str)
    for task in (node for node in work if work.nodes[node]["sort"] == "task"):
        leads = {kinds[unit]: None for unit, edge in sorted(work[task].items()) if "lead" in edge["roles"]}
        found[task] = "、".join(leads)
    return found


def kind_names(tables: Tables) -> Mapping[str, str]:
    """Return the kind of each unit in Chinese; of one without a kind its own name."""
    zh = {text(row["kind"]): text(row["kindZh"]) for row in reversed(list(tables["page/kinds"].records()))}
    rows = reversed(list(tables["network/units"].records()))
    return {
        text(row["unit"]): (
            zh.get(text(row["kind"])) or text(row["kind"]) or text(row["unitLabel"]) or text(row["unit"])
        )
        for row in rows
    }
