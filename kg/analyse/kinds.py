"""Kinds of department in place of units: who shares tasks with whom, across places."""

from __future__ import annotations

from collections import defaultdict

from kg.analyse.network import Tables, text
from kg.table import Table

QUERIES = ("network/units", "network/unit-task", "page/kinds")
"""The queries that `by_kind` needs in its `tables`."""

COLUMNS = ("unit", "unitLabel", "kind", "units", "places")


def by_kind(tables: Tables) -> dict[str, Table]:
    """Return the tables with each unit's kind in its place, so that any network of units is one of kinds.

    `network/units` has a row a kind: its local name as `unit` and `kind`, its name in Chinese, how many units of it
    there are and in how many places. A kind has a role in a task if one of its units has. Units of unknown kind are
    left out. Two units of one kind that share a task give no edge.
    """
    names = {text(row["kind"]): text(row["kindZh"]) for row in tables["page/kinds"].records()}
    kind_of = {text(row["unit"]): text(row["kind"]) for row in tables["network/units"].records() if row["kind"]}
    units, places = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for row in tables["network/units"].records():
        if row["kind"]:
            units[text(row["kind"])].add(text(row["unit"]))
            places[text(row["kind"])] |= {text(row["place"])} - {""}
    kinds = ((kind, names.get(kind) or kind, kind, len(units[kind]), len(places[kind])) for kind in sorted(units))
    work = tables["network/unit-task"]
    at = work.columns.index("unit")
    done = (
        tuple(kind_of[text(cell)] if n == at else cell for n, cell in enumerate(row))
        for row in work.rows
        if text(row[at]) in kind_of
    )
    return {
        **tables,
        "network/units": Table(COLUMNS, tuple(kinds)),
        "network/unit-task": Table(work.columns, tuple(done)),
    }
