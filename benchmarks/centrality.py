"""How fast units are ranked in a large network: python -m benchmarks.centrality [--edges 100000]

Made-up units of many places share made-up tasks. Shortest-path measures are timed beside plain networkx and, where it is
installed, networkx with nx-rustworkx; all must find the same. CPU seconds of one process.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from random import Random
from typing import Any

import networkx as nx
from tabulate import tabulate

from benchmarks.clock import used
from benchmarks.generate import SEED
from kg.analyse.measures import NETWORKS, centrality
from kg.analyse.network import Tables, unit_task
from kg.analyse.paths import betweenness, closeness, harmonic, sampled_betweenness
from kg.table import Table

_UNITS, _PLACES = 1_000, 50
_TEAM = (1, 5)  # units of a place in one task
_RUNS = 3  # the best counts
_OUTSIDE = 0.3  # share of tasks with one unit more, from anywhere


def tables(edges: int, seed: int = SEED) -> Tables:
    """Return units and tasks with at least so many edges, a lead and its supporters in each; the same for one seed."""
    random = Random(seed)
    per_place = _UNITS // _PLACES
    units = [f"unit/{n:04}" for n in range(_UNITS)]
    tasks: list[str] = []
    rows: list[tuple[str, ...]] = []
    while len(rows) < edges:
        first = per_place * random.randrange(_PLACES)
        team = random.sample(units[first : first + per_place], random.randint(*_TEAM))
        if random.random() < _OUTSIDE:
            team.append(random.choice(units))
        tasks.append(task := f"task/{len(tasks):06}")
        roles = ("lead", *["support"] * len(team))
        rows += [
            (unit, unit, task, task, role, "explicit") for unit, role in zip(dict.fromkeys(team), roles, strict=False)
        ]
    return {
        "network/units": Table(("unit", "unitLabel", "place", "kind"), tuple((unit, unit, None, None) for unit in units)),
        "network/tasks": Table(("task",), tuple((task,) for task in tasks)),
        "network/unit-task": Table(("unit", "unitLabel", "task", "taskLabel", "role", "basis"), tuple(rows)),
    }  # fmt: skip


def main() -> None:
    """Print the seconds of each measure, and how many times as fast as plain networkx it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, default=100_000, help="between units and tasks (default: %(default)s)")
    parser.add_argument("--sample", type=int, default=100, help="units to estimate betweenness from (default: 100)")
    args = parser.parse_args()
    given = tables(args.edges)
    network = NETWORKS["shared"].make(given)
    print(f"{unit_task(given).number_of_edges():,} edges between {_UNITS:,} units and {len(given['network/tasks'].rows):,} tasks; "
          f"{network.number_of_edges():,} pairs of units share tasks")  # fmt: skip
    rows = []
    for ours, theirs in (
        (betweenness, nx.betweenness_centrality),
        (closeness, nx.closeness_centrality),
        (harmonic, nx.harmonic_centrality),
    ):
        rows += _compared(network, ours, theirs)
    print(
        tabulate(
            rows,
            ("measure", "way", "CPU s", "× networkx", "largest difference"),
            floatfmt=("", "", ".2f", ".1f", ".0e"),
        )
    )
    _sampled(network, args.sample)
    print(
        f"all {len(NETWORKS['shared'].measures)} measures, from tables to ranking: {used(lambda: centrality(given)):.1f} s"
    )


def _compared(network: Any, ours: Callable[[Any], Any], theirs: Callable[..., Any]) -> list[tuple[object, ...]]:
    ways: dict[str, Callable[[], Any]] = {"networkx": lambda: theirs(network), "kg": lambda: ours(network)}
    if find_spec("nx_rustworkx") and theirs is not nx.harmonic_centrality:  # which it does not have
        ways["nx-rustworkx"] = lambda: theirs(network.copy(), backend="rustworkx")
    found: dict[str, Any] = {}
    seconds: dict[str, float] = {}
    for way, call in ways.items():
        seconds[way] = min(used(partial(_keep, found, way, call)) for _ in range(_RUNS))
    scale = len(network) - 1 if theirs is nx.harmonic_centrality else 1  # networkx does not divide it
    apart = {
        way: max(abs(found[way][n] - found["networkx"][n] / (scale if way == "kg" else 1)) for n in network)
        for way in ways
    }
    return [(ours.__name__, way, seconds[way], seconds["networkx"] / seconds[way], apart[way]) for way in ways]


def _keep(found: dict[str, Any], way: str, call: Callable[[], Any]) -> None:
    found[way] = call()


def _sampled(network: Any, sample: int) -> None:
    found: list[Any] = []
    seconds = used(lambda: found.append(sampled_betweenness(network, sample)))
    (estimate, error), exact = found[0], betweenness(network)
    within = sum(abs(estimate[n] - exact[n]) <= 2 * error[n] for n in network) / len(network)
    print(f"betweenness from {sample} units: {seconds:.2f} s, largest standard error {max(error.values()):.5f} "
          f"beside a largest value of {max(exact.values()):.5f}; {within:.0%} of units within two errors")  # fmt: skip


if __name__ == "__main__":
    main()
