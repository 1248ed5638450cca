"""Networks laid out by force, many small ones at once: what is tied pulls, everything pushes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt

import networkx as nx
import numpy as np

from kg.analyse.ground import Point
from kg.analyse.matrices import Vector, adjacency
from kg.analyse.network import Network

SEED = 7
LARGE = 500
"""Nodes from which on networkx lays a network out, which then minimises the energy of the springs instead."""

_ROUNDS = 200
_NEAR = 0.01  # what is nearer pushes no harder
_STILL = 1e-4  # mean way of the nodes in a round below which a network is at rest
_ROOM = 20_000  # pairs of nodes that are worked on at once: more fall out of the processor's cache


def forced(networks: Sequence[Network]) -> list[dict[str, Point]]:
    """Return where the nodes of each network, none of them empty, stand, about 0 and within 1 both ways; edges count alike.

    The same as networkx' spring_layout with a wish of 2 / sqrt(nodes) between neighbours and a set seed, which takes ten
    times as long for many small networks: here those of one size share each step. A single node stands at 0. Source:
    Fruchterman and Reingold 1991, Graph drawing by force-directed placement, Software: Practice and Experience 21.
    """
    found: list[dict[str, Point]] = [{} for _ in networks]
    for nodes, some in _alike(networks):
        if nodes >= LARGE:
            placed = [
                nx.spring_layout(networks[n], seed=SEED, weight=None, iterations=_ROUNDS, k=2 / sqrt(nodes))
                for n in some
            ]
            at = np.stack([[one[node] for node in networks[n]] for n, one in zip(some, placed, strict=True)])
        else:
            ties = [adjacency(networks[n]).toarray() for n in some]
            at = _settled(np.stack(ties, axis=-1)).T
        for n, points in zip(some, at.tolist(), strict=True):
            found[n] = {node: (x, y) for node, (x, y) in zip(networks[n], points, strict=True)}
    return found


def _alike(networks: Sequence[Network]) -> Iterator[tuple[int, list[int]]]:
    """Yield a number of nodes, and the places of some networks that have so many."""
    by_size: dict[int, list[int]] = defaultdict(list)
    for place, network in enumerate(networks):
        by_size[len(network)].append(place)
    for nodes, places in by_size.items():
        most = max(1, _ROOM // (nodes * nodes))
        yield from ((nodes, places[start : start + most]) for start in range(0, len(places), most))


def _settled(ties: Vector) -> Vector:
    """Return x and y by node and network, of ties by node, node and network."""
    nodes, _, networks = ties.shape
    start = np.random.RandomState(SEED).rand(nodes, 2).T
    at = np.repeat(start[:, :, None], networks, axis=2)
    wish, heat = 2 / sqrt(nodes), 0.1 * float(np.ptp(start, axis=1).max())
    cooling, moving = heat / (_ROUNDS + 1), np.ones(networks, dtype=bool)
    for _ in range(_ROUNDS):
        apart = at[:, None] - at[:, :, None]
        distance = np.maximum(np.sqrt(apart[0] ** 2 + apart[1] ** 2), _NEAR)
        push = (apart * (wish * wish / distance**2 - ties * distance / wish)).sum(axis=1)
        step = push * (heat / np.maximum(np.sqrt(push[0] ** 2 + push[1] ** 2), _NEAR)) * moving
        at += step
        heat -= cooling
        moving &= np.sqrt((step**2).sum(axis=(0, 1))) / nodes >= _STILL
        if not moving.any():
            break
    at -= at.mean(axis=1, keepdims=True)
    at /= np.maximum(np.abs(at).max(axis=(0, 1)), np.finfo(float).tiny)
    return at
