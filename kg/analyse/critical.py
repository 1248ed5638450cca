"""Where a single unit's absence would stop things: tasks that hang on one unit."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from kg.analyse.network import Network, Tables, by_number, plan_names, tasks_in, text, unit_task
from kg.table import Cell, Table

QUERIES = ("network/plans", "network/units", "network/tasks", "network/unit-task")
"""The queries that `critical` needs in its `tables`."""

COLUMNS = ("unit", "kind", "place", "hanging", "document", "id", "task", "role", "link", "bridge", "iri", "taskIri")


def critical(tables: Tables) -> Table:
    """Return a row for each task that hangs on a unit, the units with most such tasks first.

    Network: units and tasks, undirected, unweighted. A task hangs on a unit if without the unit it has no unit
    (link "alone"), or no path to the largest part of what the unit held together (link "through"): the unit is then
    an articulation point. Where the two largest parts have equally many tasks, both hang. hanging is the number of
    tasks that hang on the unit; role is what the unit does in the task, "" where it hangs through others; several
    roles stand with a comma; document is as in `findings.orphans`. bridge is whether that one edge between unit and task is a bridge: without it the task, or
    the unit, is cut off from the rest. Units are ordered by hanging, name and IRI, their tasks by document and number.
    Nothing that hangs gives a table without rows. Source: Hopcroft and Tarjan 1973, Efficient algorithms for graph
    manipulation; Wasserman and Faust 1994, Social Network Analysis, section 4.3.
    """
    work, plans = unit_task(tables), plan_names(tables)
    links = {text(row["unit"]): _alone(work, text(row["unit"])) for row in tables["network/units"].records()}
    for unit, task in _through(work):
        links[unit].setdefault(task, "through")
    bridges = {frozenset(edge) for edge in nx.bridges(work)}
    units = {text(row["unit"]): row for row in reversed(list(tables["network/units"].records()))}
    tasks = {text(row["task"]): row for row in reversed(list(tables["network/tasks"].records()))}

    def row(unit: str, task: str) -> tuple[Cell, ...]:
        of_unit, of_task = units[unit], tasks[task]
        return (
            text(of_unit["unitLabel"]) or unit,
            text(of_unit["kind"]),
            text(of_unit["place"]),
            len(links[unit]),
            plans[text(of_task["plan"])],
            text(of_task["id"]),
            text(of_task["taskLabel"]),
            ", ".join(work.get_edge_data(unit, task, {"roles": ()})["roles"]),
            links[unit][task],
            frozenset((unit, task)) in bridges,
            unit,
            task,
        )

    rows = [row(unit, task) for unit, found in links.items() for task in found]
    rows.sort(key=lambda r: (-int(r[3] or 0), text(r[0]), text(r[10]), text(r[4]), by_number(text(r[5])), text(r[11])))
    return Table(COLUMNS, tuple(rows))


def _alone(work: Network, unit: str) -> dict[str, str]:
    return {task: "alone" for task in sorted(work[unit]) if work.degree(task) == 1}


def _through(work: Network) -> Iterator[tuple[str, str]]:
    """Yield each articulation point of the tasks of two units or more, with each task that it ties to the rest."""
    shared = work.copy()
    shared.remove_nodes_from([task for task in tasks_in(work) if work.degree(task) < 2])
    tasks = set(tasks_in(shared))
    for unit in sorted(set(nx.articulation_points(shared)) - tasks):
        ties = list(shared.edges(unit))
        shared.remove_node(unit)
        parts: list[set[str]] = []
        for _, task in ties:
            if not any(task in part for part in parts):
                parts.append(nx.node_connected_component(shared, task) & tasks)
        shared.add_edges_from(ties)
        largest, second = sorted(map(len, parts), reverse=True)[:2]
        for part in parts:
            if len(part) < largest or largest == second:
                yield from ((unit, task) for task in sorted(part))
