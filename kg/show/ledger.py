"""What an office works from, as tables: the tasks, the findings, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Plan
from kg.source import locator
from kg.table import Table, gathered

QUERIES = tuple(f"ledger/{name}" for name in ("tasks", "sections", "assignments", "origins", "doubts"))
"""The queries that these tables are made of, by name: what ontology/queries/NAME.rq answers."""

ROLES = ("lead", "support", "responsible")


def tasks(tables: Mapping[str, Table]) -> Table:
    """Return a row a task, in the order of the plans: who leads, supports or is responsible, by when, on whose word."""
    columns = ("plan", "id", "kind", "section", "title", "lead 牵头", "support 配合", "responsible 责任", "deadline", "derives from", "measures", "targets")  # fmt: skip
    sections = gathered(tables["ledger/sections"], ("task",), "heading")
    origins = gathered(tables["ledger/origins"], ("task",), "origin")
    units = gathered(tables["ledger/assignments"], ("task", "role"), "unit")
    rows = tuple(
        (
            *(one[name] for name in ("plan", "id", "class")),
            " / ".join(sections[one["task"],]),
            one["title"],
            *("、".join(units[one["task"], role]) for role in ROLES),
            one["deadline"] or "",
            "、".join(origins[one["task"],]),
            *(one[name] for name in ("measures", "targets")),
        )
        for one in tables["ledger/tasks"].records()
    )
    return Table(columns, rows)


def doubts(tables: Mapping[str, Table]) -> Table:
    """Return a row a doubt: what was seen and not understood, where, and why it was refused."""
    return tables["ledger/doubts"]


def doubts_of(plans: Iterable[Plan]) -> Table:
    """Return the same of plans that are in no graph."""
    found = sorted(
        (plan.source.name, one.evidence.start, one.evidence.end, one.reason, one.task or "", one.evidence.quote, where)
        for plan in plans
        for locate in [locator(plan.source)]
        for one in plan.doubts
        for where in [locate(one.evidence.start)]
    )
    rows = tuple(
        (file, task or None, reason, quote, where, start, end) for file, start, end, reason, task, quote, where in found
    )
    return Table(("file", "task", "reason", "quote", "where", "start", "end"), rows)
