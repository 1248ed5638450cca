"""Networks from tables: who shares tasks with whom, who does what, what comes from what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations, product
from typing import TypeAlias

import networkx as nx

from kg.table import Cell, Table

Tables: TypeAlias = Mapping[str, Table]
"""Answers by query name: "network/unit-task" is what ontology/queries/network/unit-task.rq says."""

Network: TypeAlias = "nx.Graph[str]"
Directed: TypeAlias = "nx.DiGraph[str]"


def text(cell: Cell) -> str:
    """Return a cell as text; "" for no value."""
    return "" if cell is None else str(cell)


def by_number(printed: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts printed numbers as people count: "2" before "10", "四-2" before "四-10"."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in printed.split("-"))


def plan_names(tables: Tables) -> Mapping[str, str]:
    """Return what each plan of `network/plans` is called, by its IRI: its title, or the file that it was read from."""
    rows = reversed(list(tables["network/plans"].records()))  # of two titles the first counts
    return {text(row["plan"]): text(row["planTitle"]) or text(row["file"]) for row in rows}


def unit_unit(tables: Tables) -> Network:
    """Return the undirected network of units, an edge for each two that share tasks: `unit_task`'s projection.

    Nodes are the units of `network/units`, those without an edge too, in the order of their IRIs. The edge
    attribute `weight` is the number of shared tasks, 1 or more. Empty tables give an empty network.
    """
    network: Network = nx.Graph()
    network.add_nodes_from(sorted({text(row["unit"]) for row in tables["network/units"].records()}))
    work = unit_task(tables)
    teams = (work[task] for task in tasks_in(work))
    shared = Counter(pair for team in teams for pair in combinations(sorted(team), 2))
    network.add_weighted_edges_from((*pair, weight) for pair, weight in sorted(shared.items()))
    return network


def unit_task(tables: Tables) -> Network:
    """Return the bipartite network of units and tasks, an edge for each unit that has a role in a task.

    The node attribute `sort` is "unit" or "task"; tasks of no unit are there, without an edge. The edge
    attribute `roles` is the sorted tuple of the unit's roles in the task: lead, responsible, support. It is frozen:
    the same tables give the same network, which others hold too.
    """
    return _unit_task(*(tables[f"network/{name}"] for name in ("tasks", "units", "unit-task")))


@lru_cache(maxsize=1)  # each finding and measure asks for it, of the same tables
def _unit_task(tasks: Table, units: Table, edges: Table) -> Network:
    network: Network = nx.Graph()
    for sort, table in (("task", tasks), ("unit", units)):
        network.add_nodes_from(sorted(text(row[sort]) for row in table.records()), sort=sort)
    for row in edges.records():
        unit, task = text(row["unit"]), text(row["task"])
        if unit in network and task in network:  # a goal that names a unit is no task
            roles = network.get_edge_data(unit, task, {"roles": ()})["roles"]
            network.add_edge(unit, task, roles=tuple(sorted({*roles, text(row["role"])})))
    nx.freeze(network)
    return network


def tasks_in(network: Network) -> list[str]:
    """Return the tasks among the nodes of `unit_task`'s network, in their order."""
    return [node for node in network if network.nodes[node]["sort"] == "task"]


def lead_support(tables: Tables) -> Directed:
    """Return the directed network of who leads whom: an edge from each lead of a task to each of its supporters.

    Nodes are the units of `network/units`, in the order of their IRIs. The edge attribute `weight` is the number of
    such tasks, 1 or more. A unit that both leads and supports a task has no edge to itself.
    """
    network: Directed = nx.DiGraph()
    network.add_nodes_from(sorted({text(row["unit"]) for row in tables["network/units"].records()}))
    work = unit_task(tables)
    led: Counter[tuple[str, str]] = Counter()
    for task in tasks_in(work):
        leads, supporters = (
            [unit for unit in work[task] if role in work[task][unit]["roles"]] for role in ("lead", "support")
        )
        led.update(pair for pair in product(leads, supporters) if pair[0] != pair[1])
    network.add_weighted_edges_from((*pair, weight) for pair, weight in sorted(led.items()))
    return network


def derivation(tables: Tables) -> Directed:
    """Return the directed network of what comes from what: an edge points from the derived to its origin.

    Nodes are all tasks, all items of `network/items`, and whatever `network/derivation` names. Frozen, as `unit_task`'s.
    """
    return _derivation(*(tables[f"network/{name}"] for name in ("tasks", "items", "derivation")))


@lru_cache(maxsize=1)
def _derivation(tasks: Table, items: Table, edges: Table) -> Directed:
    network: Directed = nx.DiGraph()
    network.add_nodes_from(sorted(text(row["task"]) for row in tasks.records()))
    network.add_nodes_from(sorted(text(row["item"]) for row in items.records()))
    network.add_edges_from(sorted((text(row["derived"]), text(row["origin"])) for row in edges.records()))
    nx.freeze(network)
    return network
