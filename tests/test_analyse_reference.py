"""Every measure on random networks against another library: networkx for our own, rustworkx where ours is networkx's."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import networkx as nx
import pytest
import rustworkx as rx

from kg.analyse import measures, neighbours, paths, spectral

SEEDS = range(8)


def undirected(seed: int) -> Any:
    """A network of units in components of different size, some units alone."""
    random = Random(seed)
    network: Any = nx.Graph()
    network.add_nodes_from(f"u{n:02}" for n in range(random.randint(3, 40)))
    nodes = list(network)
    for _ in range(random.randint(0, 2 * len(nodes))):
        network.add_edge(*random.sample(nodes, 2), weight=random.randint(1, 5))
    return network


def directed(seed: int) -> Any:
    random = Random(seed)
    network: Any = nx.DiGraph()
    network.add_nodes_from(f"u{n:02}" for n in range(random.randint(3, 40)))
    nodes = list(network)
    for _ in range(random.randint(0, 2 * len(nodes))):
        network.add_edge(*random.sample(nodes, 2), weight=random.randint(1, 5))
    return network


def connected(seed: int) -> Any:
    network = undirected(seed)
    nodes = list(network)
    nx.add_path(network, nodes, weight=1)
    network.add_edge(nodes[0], nodes[2], weight=1)  # a triangle: no eigenvalue has its own negative beside it
    return network


def both_ways(network: Any) -> Any:
    """The network for rustworkx, each undirected edge in both directions."""
    return rx.networkx_converter(network.to_directed())


def by_name(network: Any, scores: Any) -> dict[str, float]:
    return {node: scores[n] for n, node in enumerate(network)}


def weight(edge: dict[str, float]) -> float:
    return float(edge["weight"])


def katz_of_rustworkx(network: Any) -> dict[str, float]:
    into = [sum(data["weight"] for *_, data in network.to_directed().in_edges(node, data=True)) for node in network]
    alpha = 0.85 / max([*into, 1])
    found = rx.katz_centrality(both_ways(network), alpha=alpha, weight_fn=weight, max_iter=5000, tol=1e-13)
    return by_name(network, found)


def hits_of_rustworkx(network: Any, which: int) -> dict[str, float]:
    found = by_name(network, rx.hits(both_ways(network), weight_fn=weight, max_iter=20000, tol=1e-14)[which])
    length = sum(value**2 for value in found.values()) ** 0.5
    return {node: value / length for node, value in found.items()}


Reference = Callable[[Any], dict[str, float]]
CHECKS: list[tuple[Callable[[Any], dict[str, float]], Callable[[int], Any], Reference]] = [
    (neighbours.degree, undirected, nx.degree_centrality),
    (neighbours.outdegree, directed, nx.out_degree_centrality),
    (neighbours.indegree, directed, nx.in_degree_centrality),
    (neighbours.core, undirected, lambda g: by_name(g, rx.core_number(rx.networkx_converter(g)))),
    (neighbours.constraint, undirected, lambda g: nx.constraint(g, weight="weight")),
    (paths.betweenness, undirected, nx.betweenness_centrality),
    (paths.betweenness, directed, nx.betweenness_centrality),
    (paths.betweenness, undirected, lambda g: by_name(g, rx.betweenness_centrality(rx.networkx_converter(g)))),
    (paths.closeness, undirected, nx.closeness_centrality),
    (paths.closeness, directed, nx.closeness_centrality),
    (paths.harmonic, undirected, lambda g: {n: s / (len(g) - 1) for n, s in nx.harmonic_centrality(g).items()}),
    (paths.harmonic, directed, lambda g: {n: s / (len(g) - 1) for n, s in nx.harmonic_centrality(g).items()}),
    (spectral.pagerank, undirected, lambda g: by_name(g, rx.pagerank(both_ways(g), weight_fn=weight, max_iter=1000, tol=1e-13))),
    (spectral.pagerank, directed, lambda g: by_name(g, rx.pagerank(both_ways(g), weight_fn=weight, max_iter=1000, tol=1e-13))),
    (spectral.katz, undirected, katz_of_rustworkx),
    (spectral.katz, directed, katz_of_rustworkx),
    (spectral.eigenvector, connected, lambda g: by_name(g, rx.eigenvector_centrality(both_ways(g), weight_fn=weight, max_iter=20000, tol=1e-14))),
    (spectral.hub, lambda seed: connected(seed).to_directed(), lambda g: hits_of_rustworkx(g, 0)),
    (spectral.authority, lambda seed: connected(seed).to_directed(), lambda g: hits_of_rustworkx(g, 1)),
]  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("measure", "network", "reference"), CHECKS, ids=lambda one: getattr(one, "__name__", ""))
def test_it_is_what_the_other_library_finds(
    seed: int, measure: Reference, network: Callable[[int], Any], reference: Reference
) -> None:
    made = network(seed)
    assert measure(made) == pytest.approx(reference(made), rel=1e-6, abs=1e-9, nan_ok=True)


def test_every_measure_but_those_that_only_count_is_compared() -> None:
    compared = {measure.__name__ for measure, *_ in CHECKS}
    every = {name for kind in measures.NETWORKS.values() for name in kind.measures}
    assert every - compared == {"strength", "outstrength", "instrength", "task_share"}


@pytest.mark.parametrize("seed", SEEDS)
def test_hubs_and_authorities_that_are_no_mirror_of_each_other(seed: int) -> None:
    """A network in which one unit leads all others, and is led by none, so that both matrices are in one piece."""
    made = directed(seed)
    first, *others = made
    made.remove_edges_from(list(made.in_edges(first)))
    made.add_weighted_edges_from((first, other, 1) for other in others)
    for which, measure in enumerate((spectral.hub, spectral.authority)):
        ours = measure(made)
        length = sum(value**2 for value in ours.values()) ** 0.5
        assert {n: s / length for n, s in ours.items()} == pytest.approx(hits_of_rustworkx(made, which), abs=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sample_of_all_is_exact(seed: int) -> None:
    made = undirected(seed)
    exact = paths.betweenness(made)
    found, error = paths.sampled_betweenness(made, len(made) + seed)
    assert found == pytest.approx(exact)
    assert error == pytest.approx(dict.fromkeys(made, 0))


def test_over_all_samples_the_estimate_is_right_on_average_and_its_error_is_its_spread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = connected(3)
    exact = paths.betweenness(made)
    runs = []
    for seed in range(1000):
        monkeypatch.setattr(paths, "SEED", seed)
        runs.append(paths.sampled_betweenness(made, 8))
    for node in exact:
        values = [found[node] for found, _ in runs]
        mean = sum(values) / len(values)
        spread = sum((value - mean) ** 2 for value in values) / len(values)
        said = sum(error[node] ** 2 for _, error in runs) / len(runs)
        assert mean == pytest.approx(exact[node], abs=0.01)
        assert said == pytest.approx(spread, rel=0.2, abs=1e-9)


@pytest.mark.parametrize("sample", [0, -1])
def test_a_sample_that_cannot_be_drawn_is_refused(sample: int) -> None:
    with pytest.raises(ValueError, match=f"a sample of {sample}"):
        paths.sampled_betweenness(undirected(1), sample)
