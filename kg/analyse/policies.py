"""Policies in place of units: which documents tasks carry out, and which are carried out together."""

from __future__ import annotations

import networkx as nx

from kg.analyse.network import Tables, derivation, text
from kg.table import Table

QUERIES = ("network/tasks", "network/items", "network/derivation", "network/unit-task", "page/origins")
"""The queries that `by_policy` needs in its `tables`."""

COLUMNS = ("unit", "unitLabel", "level")


def by_policy(tables: Tables) -> dict[str, Table]:
    """Return the tables with policies in the place of units, so that `unit_task` is the network of tasks and policies.

    A policy is a document above a task: one that the task derives from by its own text, directly, by an item of it, or
    over what these derive from. `network/units` has a row for each: its IRI, its title and its level. The edges have
    the role "derives". What only the plan as a whole carries out is no policy of its tasks.
    """
    origins, known = derivation(tables), {}
    for row in tables["page/origins"].records():
        known[text(row["origin"])] = text(row["document"])
    told = {text(row["origin"]): row for row in tables["page/origins"].records()}
    columns = tables["network/unit-task"].columns
    edges = []
    for row in tables["network/tasks"].records():
        task, label = row["task"], row["taskLabel"]
        above = {known[origin] for origin in nx.descendants(origins, text(task)) if origin in known}
        edge = {"task": task, "taskLabel": label, "role": "derives"}
        edges += [
            {**edge, "unit": policy, "unitLabel": told[policy]["label"]} for policy in sorted(above) if policy in told
        ]
    policies = sorted({text(edge["unit"]) for edge in edges})
    return {
        **tables,
        "network/units": Table(COLUMNS, tuple((one, told[one]["label"], told[one]["level"]) for one in policies)),
        "network/unit-task": Table(columns, tuple(tuple(edge.get(column) for column in columns) for edge in edges)),
    }
