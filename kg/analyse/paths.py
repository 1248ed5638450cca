"""How near each unit is to the others, and how many of their shortest paths lead through it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import sqrt
from random import Random

import numpy as np

from kg.analyse.matrices import Matrix, Vector, adjacency, components
from kg.analyse.network import Directed, Network

Scores = dict[str, float]

SEED = 7
_BLOCK = 64  # paths are followed from so many nodes at once: more would only need more memory


def betweenness(network: Network | Directed) -> Scores:
    """Share of the pairs of other nodes whose shortest paths lead through a node.

    Network: any, undirected or directed; every edge is one step, weights are not used. A pair with several shortest
    paths counts in proportion; where edges have a direction, so have pairs. Range 0 to 1, divided by (n-1)(n-2)/2, or
    twice that where directed. Disconnected: a pair that no path joins counts for nobody; fewer than three nodes give
    0. Source: Freeman 1977, A set of measures of centrality based on betweenness, Sociometry 40; accumulated as in
    Brandes 2001, A faster algorithm for betweenness centrality, from many nodes at once by products of matrices.
    """
    steps, total = adjacency(network), np.zeros(len(network))
    for part in components(steps):
        within = steps[part][:, part]
        for sources in _blocks(len(part)):
            total[part] += _dependencies(within, sources).sum(axis=1)
    return _by_node(network, total / _pairs(network))


def sampled_betweenness(network: Network | Directed, sample: int) -> tuple[Scores, Scores]:
    """Return an estimate of `betweenness` from paths that start at `sample` nodes only, and its standard error.

    Network, direction, weights, range and the disconnected case are those of `betweenness`; the nodes are drawn without
    putting back, with a set seed. The error is the estimated standard deviation of the estimate over such draws, with
    the correction for a finite population: 0 where the sample is the whole. Of one node it is unknown: NaN. A
    sample of more than there are is the whole; no nodes give none; ValueError if it is below 1. Source: Brandes and Pich 2007, Centrality estimation in large
    networks, International Journal of Bifurcation and Chaos 17; Cochran 1977, Sampling techniques, theorem 2.2.
    """
    if sample < 1:
        raise ValueError(f"a sample of {sample}")
    nodes = len(network)
    sample = min(sample, nodes)
    if not nodes:
        return {}, {}
    steps, drawn = adjacency(network), np.array(sorted(Random(SEED).sample(range(nodes), sample)))
    total, squares = np.zeros(nodes), np.zeros(nodes)
    for some in np.array_split(drawn, range(_BLOCK, sample, _BLOCK)):
        found = _dependencies(steps, some)
        total += found.sum(axis=1)
        squares += (found**2).sum(axis=1)
    scale = nodes / _pairs(network)
    variance = np.maximum(squares - total**2 / sample, 0) / (sample - 1) if sample > 1 else np.full(nodes, np.nan)
    error = np.sqrt(variance / sample) * sqrt(1 - sample / nodes)
    return _by_node(network, total / sample * scale), _by_node(network, error * scale)


def closeness(network: Network | Directed) -> Scores:
    """Inverse of the mean number of steps between a node and those it is reached from, times the share of these.

    Network: any, undirected or directed, then by paths towards the node; every edge is one step, weights are not used.
    Range 0 to 1; 1 is a node with an edge from each of the others. Disconnected: the share of those that reach it
    makes components of different size comparable; a node that none reaches has 0. Source: Freeman 1978, Centrality in
    social networks: conceptual clarification, Social Networks 1; for disconnected networks Wasserman and Faust 1994,
    Social Network Analysis, formula 5.22.
    """
    reached, steps = np.zeros(len(network)), np.zeros(len(network))
    for part, distance, nodes in _distances(network):
        reached[part] += nodes
        steps[part] += distance * nodes
    others = max(len(network) - 1, 1)
    return _by_node(network, np.divide(reached**2, steps * others, out=np.zeros(len(network)), where=steps > 0))


def harmonic(network: Network | Directed) -> Scores:
    """Mean over all other nodes of the inverse of the number of steps from them to a node; 0 from where no path leads.

    Network: any, undirected or directed, then by paths towards the node; every edge is one step, weights are not used.
    Range 0 to 1, divided by n-1; 1 is a node with an edge from each of the others. Disconnected: what cannot reach the
    node adds nothing, so nothing more need be done. Source: Marchiori and Latora 2000, Harmony in the small-world,
    Physica A 285; Rochat 2009, Closeness centrality extended to unconnected graphs, for the division.
    """
    total = np.zeros(len(network))
    for part, distance, nodes in _distances(network):
        total[part] += nodes / distance
    return _by_node(network, total / max(len(network) - 1, 1))


def _distances(network: Network | Directed) -> Iterator[tuple[Vector, int, Vector]]:
    """Yield places of nodes, a distance, and from how many of some others each of these nodes has it."""
    steps = adjacency(network)
    for part in components(steps):
        within = steps[part][:, part]
        for sources in _blocks(len(part)):
            for distance, paths in enumerate(_levels(within, sources), start=1):
                yield part, distance, (paths > 0).sum(axis=1).astype(float)


def _dependencies(steps: Matrix, sources: Vector) -> Vector:
    """Return how much each source's shortest paths depend on each node: nodes by sources. The source has none."""
    share = np.zeros((steps.shape[0], len(sources)))
    for nearer, farther in reversed(list(pairwise(_levels(steps, sources)))):
        beyond = np.divide(1 + share, farther, out=np.zeros_like(share), where=farther > 0)
        share += nearer * (steps @ beyond)
    return share


def _levels(steps: Matrix, sources: Vector) -> Iterator[Vector]:
    """Yield for 1, 2, 3 … steps how many shortest paths of that length lead to each node from each source."""
    back = steps.T.tocsr()
    paths = steps[sources].toarray().T
    seen = paths > 0
    seen[sources, np.arange(len(sources))] = True
    while paths.any():
        yield paths
        if seen.all():
            return
        paths = back @ paths
        paths *= ~seen
        seen |= paths > 0


def _blocks(nodes: int) -> Iterator[Vector]:
    for start in range(0, nodes, _BLOCK):
        yield np.arange(start, min(start + _BLOCK, nodes))


def _pairs(network: Network | Directed) -> int:
    return max((len(network) - 1) * (len(network) - 2), 1)


def _by_node(network: Network | Directed, values: Vector) -> Scores:
    return dict(zip(network, values.tolist(), strict=True))
