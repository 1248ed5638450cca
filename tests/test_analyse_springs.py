"""Layout by force: many networks at once stand as networkx lays out each of them."""

from __future__ import annotations

from math import dist, hypot, sqrt

import networkx as nx
import pytest

from kg.analyse.network import Network
from kg.analyse.springs import LARGE, SEED, forced

NAMES = "甲乙丙丁戊己庚辛壬癸"


def named(shape: nx.Graph[int]) -> Network:
    network: Network = nx.Graph()
    network.add_nodes_from(NAMES[: len(shape)])
    network.add_edges_from((NAMES[a], NAMES[b]) for a, b in shape.edges)
    return network


def test_as_networkx_lays_out_each() -> None:
    shapes = [nx.path_graph(5), nx.star_graph(4), nx.complete_graph(9), nx.cycle_graph(9), nx.path_graph(5)]
    networks = [named(shape) for shape in shapes]
    for network, found in zip(networks, forced(networks), strict=True):
        wish = 2 / sqrt(len(network))
        said = nx.spring_layout(network, seed=SEED, weight=None, iterations=200, k=wish)
        assert list(found) == list(network)
        assert {node: pytest.approx(said[node], abs=1e-9) for node in network} == found


def test_large_ones_are_laid_out_too() -> None:
    network = nx.cycle_graph(LARGE)
    found = forced([network])[0]
    assert found.keys() == set(network)
    assert max(max(map(abs, at)) for at in found.values()) == pytest.approx(1)


def test_what_is_tied_stands_nearer() -> None:
    found = forced([named(nx.path_graph(4))])[0]
    assert dist(found["甲"], found["乙"]) < dist(found["甲"], found["丙"]) < dist(found["甲"], found["丁"])


def test_two_stand_opposite_and_one_in_the_middle() -> None:
    pair, alone = forced([named(nx.path_graph(2)), named(nx.path_graph(1))])
    assert pair["甲"] == pytest.approx([-at for at in pair["乙"]])
    assert hypot(*pair["甲"]) >= 1
    assert alone == {"甲": (0.0, 0.0)}


def test_none() -> None:
    assert forced([]) == []
