"""How much a unit counts because those it is tied to count: walks without end, and what they converge to."""

from __future__ import annotations

from math import sqrt

import networkx as nx
import numpy as np
from scipy.sparse.linalg import eigsh

from kg.analyse.matrices import Matrix, Vector, adjacency, components
from kg.analyse.network import Directed, Network

Scores = dict[str, float]

_LENGTH = 240  # steps of a walk: what longer ones add is below 0.85 ** 240, the last digit of a float


def pagerank(network: Network | Directed) -> Scores:
    """Share of time that a walker spends at a unit, who goes on to a unit in proportion to the tasks shared.

    Network: any, each undirected edge in both directions, weighted by the number of tasks: from lead to supporter where
    directed. With probability 0.15 the walker starts anew at any unit. Range 0 to 1, all units add up to 1.
    Disconnected: from a unit that no edge leads from the walker always starts anew. Source: Page, Brin, Motwani
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
    return _by_node(network, _principal(adjacency(network, "weight")))


def katz(network: Network | Directed) -> Scores:
    """How many walks of whatever length lead to a unit, each further step counting less.

    Network: any, undirected or directed, then by walks towards the unit; weighted by the number of tasks, an edge of
    weight 2 being two ways. A walk of k steps counts a^k, and standing still 1, where a is 0.85 divided by the largest
    strength: below the inverse of the largest eigenvalue, so that the sum exists. Range 0 to 1, scaled to length 1.
    Disconnected: components do not meet, but share a and the scale; a unit that nothing leads to has the least.
    Source: Katz 1953, A new status index derived from sociometric analysis, Psychometrika 18.
    """
    back = adjacency(network, "weight").T.tocsr()
    walks = np.ones(len(network))
    if len(network):
        back *= 0.85 / max(back.sum(axis=1).max(), 1.0)
        for _ in range(_LENGTH):
            walks = 1 + back @ walks
        walks /= np.linalg.norm(walks)
    return _by_node(network, walks)


def hub(network: Directed) -> Scores:
    """How much a unit leads tasks that are supported by units which support much (HITS).

    Network: lead to supporter, directed, weighted by the number of tasks: the principal eigenvector of A·Aᵀ, as for
    `eigenvector`, where units are joined that lead tasks of the same supporter. Range 0 to 1; a unit that leads no
    supported task has 0. Disconnected: as for `eigenvector`, by the components of that matrix. Source: Kleinberg 1999,
    Authoritative sources in a hyperlinked environment, Journal of the ACM 46.
    """
    weights = adjacency(network, "weight")
    return _by_node(network, _principal((weights @ weights.T).tocsr()))


def authority(network: Directed) -> Scores:
    """How much a unit supports tasks that are led by units which are good hubs (HITS).

    Network: lead to supporter, directed, weighted by the number of tasks: the principal eigenvector of Aᵀ·A, as for
    `hub`. Range 0 to 1; a unit that supports no led task has 0. Disconnected: as for `hub`. Source: Kleinberg 1999.
    """
    weights = adjacency(network, "weight")
    return _by_node(network, _principal((weights.T @ weights).tocsr()))


def _principal(matrix: Matrix) -> Vector:
    """Return the principal eigenvector of each component of a symmetric matrix, scaled as `eigenvector` says."""
    scores = np.zeros(matrix.shape[0])
    for part in components(matrix):
        within = matrix[part][:, part]
        if len(part) > 1:
            start = np.ones(len(part))  # set, for a random one would change the last digits
            _, vectors = eigsh(within, k=1, which="LA", v0=start)
            scores[part] = np.abs(vectors[:, 0])
        elif within.nnz:
            scores[part] = 1.0
        scores[part] *= sqrt(len(part) / len(scores))
    return scores


def _by_node(network: Network | Directed, values: Vector) -> Scores:
    return dict(zip(network, values.tolist(), strict=True))
