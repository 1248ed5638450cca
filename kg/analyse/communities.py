"""Which units work together more than with others: communities, their units and their tasks."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from kg.analyse.measures import rounded
from kg.analyse.network import Network, Tables, by_number, plan_names, tasks_in, text, unit_task, unit_unit
from kg.table import Cell, Table

QUERIES = ("network/plans", "network/units", "network/tasks", "network/unit-task")
"""The queries that these functions need in their `tables`."""

SEED = 7

COLUMNS = ("community", "modularity", "sort", "name", "kind", "place", "document", "id", "tasks", "iri")


def partition(network: Network) -> list[list[str]]:
    """Return the communities of units, the largest first, then by their first unit's IRI; each sorted.

    Network: units that share tasks, undirected, weighted by the number of shared tasks. Each unit that shares a task is
    in one community, the others in none. Each community hangs together. The parts are those of the best modularity
    that the Louvain method reaches from a set seed: another seed can give other parts of about the same modularity.
    Source: Blondel, Guillaume, Lambiotte and Lefebvre 2008, Fast unfolding of communities in large networks; that it
    can leave a part in pieces, which are told apart here: Traag, Waltman and van Eck 2019, From Louvain to Leiden.
    """
    tied = network.copy()  # no subgraph: its order, which Louvain's result depends on, changes from run to run
    tied.remove_nodes_from([unit for unit in network if not network.degree(unit)])
    found = nx.community.louvain_communities(tied, weight="weight", seed=SEED)
    whole = [sorted(piece) for part in found for piece in nx.connected_components(tied.subgraph(part))]
    return sorted(whole, key=lambda part: (-len(part), part))


def modularity(network: Network, part: list[str]) -> float:
    """Return what a community adds to the modularity: the share of all ties, by weight, that stay within it, less the
    share that would if units were tied at random.

    Range -1/4 to 1; over all communities of a partition it adds up to the modularity, -1/2 to 1. No ties give 0.
    Source: Newman and Girvan 2004, Finding and evaluating community structure in networks, formula 5.
    """
    total = network.size(weight="weight")
    if not total:
        return 0.0
    within = network.subgraph(part).size(weight="weight")
    ends = sum(strength for _, strength in network.degree(part, weight="weight"))
    return float(within / total - (ends / (2 * total)) ** 2)


def communities(tables: Tables) -> Table:
    """Return a row for each unit of a community and for each task of its units, the largest community first.

    community counts from 1, modularity is what the community adds to it. sort is unit or task. A unit has kind, place
    and the number of its tasks; a task its document, called as in `findings.orphans`, and id, the number as printed. A task stands in the community of most
    of its units, the larger one where there are several. Units come before tasks, those with most tasks first.
    No two units that share a task give a table without rows.
    """
    network, work, plans = unit_unit(tables), unit_task(tables), plan_names(tables)
    parts = partition(network)
    home = {unit: number for number, part in enumerate(parts, start=1) for unit in part}
    share = {number: rounded(modularity(network, part)) for number, part in enumerate(parts, start=1)}
    units = {text(row["unit"]): row for row in reversed(list(tables["network/units"].records()))}
    tasks = {text(row["task"]): row for row in reversed(list(tables["network/tasks"].records()))}
    rows: list[tuple[Cell, ...]] = []
    for unit, number in home.items():
        told = [text(units[unit][column]) for column in ("kind", "place")]
        name = text(units[unit]["unitLabel"]) or unit
        rows.append((number, share[number], "unit", name, *told, "", "", work.degree(unit), unit))
    for task in tasks_in(work):
        count = Counter(home[unit] for unit in work[task] if unit in home)
        if count:
            number = min(count, key=lambda one: (-count[one], one))
            title, plan, printed = (text(tasks[task][column]) for column in ("taskLabel", "plan", "id"))
            rows.append((number, share[number], "task", title, "", "", plans[plan], printed, None, task))
    rows.sort(key=_order)
    return Table(COLUMNS, tuple(rows))


def _order(row: tuple[Cell, ...]) -> tuple[object, ...]:
    number, _, sort, name, _, _, document, printed, tasks, iri = row
    return number, sort == "task", -int(tasks or 0), document, by_number(text(printed)), text(name), iri
