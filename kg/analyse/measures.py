"""How central each unit is in the network of units that share tasks: five measures, one ranking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import sqrt
from types import MappingProxyType

import networkx as nx
import numpy as np
from scipy.sparse.linalg import eigsh

from kg.analyse.network import Network, Tables, text, unit_task, unit_unit
from kg.table import Cell, Table

QUERIES = ("network/units", "network/tasks", "network/unit-task")
"""The queries that `centrality` needs in its `tables`."""

PLACES = 6  # decimals kept: more would print the noise of floating point

Scores = dict[str, float]


def degree(network: Network) -> Scores:
    """Share of the other units with which a unit shares at least one task.

    Network: units that share tasks, undirected; weights are not used. Range 0 to 1; a unit that shares no
    task has 0, so has the only unit of a network. Components do not matter. Source: Freeman 1978,
    Centrality in social networks: conceptual clarification, Social Networks 1.
    """
    others = max(len(network) - 1, 1)
    return {unit: count / others for unit, count in network.degree()}


def betweenness(network: Network) -> Scores:
    """Share of the pairs of other units whose shortest paths lead through a unit.

    Network: units that share tasks, undirected; every edge is one step, weights are not used. A pair with
    several shortest paths counts in proportion. Range 0 to 1, divided by (n-1)(n-2)/2. Disconnected: a pair
    that no path joins counts for nobody; fewer than three units give 0. Source: Freeman 1977, A set of
    measures of centrality based on betweenness, Sociometry 40; computed after Brandes 2001, A faster
    algorithm for betweenness centrality.
    """
    return dict(nx.betweenness_centrality(network))


def closeness(network: Network) -> Scores:
    """Inverse of the mean number of steps from a unit to those it can reach, times the share of these.

    Network: units that share tasks, undirected; every edge is one step, weights are not used. Range 0 to 1;
    1 is a unit that shares a task with each of the others. Disconnected: the share of reached units makes
    components of different size comparable; a unit that reaches none has 0. Source: Freeman 1978; for
    disconnected networks Wasserman and Faust 1994, Social Network Analysis, formula 5.22.
    """
    return dict(nx.closeness_centrality(network, wf_improved=True))


def pagerank(network: Network) -> Scores:
    """Share of time that a walker spends at a unit, who goes on to a unit in proportion to the tasks shared.

    Network: units that share tasks, each edge in both directions, weighted by the number of shared tasks.
    With probability 0.15 the walker starts anew at any unit. Range 0 to 1, all units add up to 1.
    Disconnected: from a unit that shares no task the walker always starts anew. Source: Page, Brin, Motwani
    and Winograd 1999, The PageRank citation ranking.
    """
    return dict(nx.pagerank(network, alpha=0.85, max_iter=1000, tol=1e-12, weight="weight"))


def eigenvector(network: Network) -> Scores:
    """How much a unit shares with units that themselves share much.

    Network: units that share tasks, undirected, weighted by the number of shared tasks. The entry of the
    adjacency matrix's principal eigenvector, none negative. Range 0 to 1. Disconnected: each component has
    its own vector, scaled to length sqrt(its units / all units), so that the mean square is the same in
    every component and a small one does not outrank a large one by its size; a unit that shares no task has
    0. A connected network thus has the usual vector of length 1. Source: Bonacich 1972, Factoring and
    weighting approaches to status scores.
    """
    scores = dict.fromkeys(network, 0.0)
    for component in nx.connected_components(network):
        units = sorted(component)
        if len(units) > 1:
            matrix = nx.to_scipy_sparse_array(network, nodelist=units, weight="weight", dtype=np.dtype(float))
            start = np.ones(len(units))  # set, for a random one would change the last digits
            _, vectors = eigsh(matrix, k=1, which="LA", v0=start)
            scale = sqrt(len(units) / len(network))
            scores.update((unit, scale * abs(float(x))) for unit, x in zip(units, vectors[:, 0], strict=True))
    return scores


MEASURES: Mapping[str, Callable[[Network], Scores]] = MappingProxyType(
    {
        "degree": degree,
        "betweenness": betweenness,
        "closeness": closeness,
        "pagerank": pagerank,
        "eigenvector": eigenvector,
    }
)
"""Every measure by name, in the order of the columns; each scores all units of the network it is given."""

COLUMNS = ("rank", "unit", "kind", "place", "leads", "supports", "responsible", "tasks", *MEASURES, "iri")


def centrality(tables: Tables, by: str = "degree") -> Table:
    """Return all units of `network/units` with their tasks and measures, the most central by `by` first.

    rank counts from 1; equal scores are ordered by name, then IRI. unit and place are labels, kind the
    local name of a concept, "" where unknown. leads, supports, responsible count the tasks in that role,
    tasks those in any. Measures are rounded to six places. No units give a table without rows. KeyError if
    `by` is not in MEASURES.
    """
    if by not in MEASURES:
        raise KeyError(by)
    column = COLUMNS.index(by) - 1  # a row has no rank yet
    network = unit_unit(tables)
    scores = {name: measure(network) for name, measure in MEASURES.items()}
    facts = {text(row["unit"]): row for row in reversed(list(tables["network/units"].records()))}
    work = unit_task(tables)

    def row(iri: str) -> tuple[Cell, ...]:
        roles = [edge["roles"] for _, _, edge in work.edges(iri, data=True)]
        counts = [sum(role in held for held in roles) for role in ("lead", "support", "responsible")]
        fact = facts[iri]
        return (
            text(fact["unitLabel"]) or iri,
            text(fact["kind"]),
            text(fact["place"]),
            *counts,
            len(roles),
            *(round(scores[name][iri], PLACES) + 0.0 for name in MEASURES),
            iri,
        )

    rows = sorted(map(row, facts), key=lambda r: (-float(r[column] or 0), text(r[0]), text(r[-1])))
    return Table(COLUMNS, tuple((rank, *cells) for rank, cells in enumerate(rows, 1)))
