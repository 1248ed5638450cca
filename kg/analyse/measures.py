"""How central each unit is in a network of units: the measures by name, and the ranking by one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isnan
from types import MappingProxyType
from typing import Any

from kg.analyse.neighbours import (
    constraint,
    core,
    degree,
    indegree,
    instrength,
    outdegree,
    outstrength,
    strength,
    task_share,
)
from kg.analyse.network import Tables, lead_support, tasks_in, text, unit_task, unit_unit
from kg.analyse.paths import betweenness, closeness, harmonic, sampled_betweenness
from kg.analyse.spectral import authority, eigenvector, hub, katz, pagerank
from kg.table import Cell, Table

QUERIES = ("network/units", "network/tasks", "network/unit-task")
"""The queries that `centrality` needs in its `tables`."""

PLACES = 6  # decimals kept: more would print the noise of floating point

Measure = Callable[[Any], dict[str, float]]  # of a network that has it


@dataclass(frozen=True, slots=True)
class Measured:
    """A network that units can be ranked in: how it is made, and what can be measured, in the order of the columns."""

    make: Callable[[Tables], Any]
    measures: Mapping[str, Measure]


def _named(*measures: Measure) -> Mapping[str, Measure]:
    return MappingProxyType({measure.__name__: measure for measure in measures})


_DEGREES = degree, strength
_DIRECTED = outdegree, indegree, outstrength, instrength
_PATHS = betweenness, closeness, harmonic

NETWORKS: Mapping[str, Measured] = MappingProxyType(
    {
        "shared": Measured(unit_unit, _named(*_DEGREES, *_PATHS, pagerank, eigenvector, katz, core, constraint)),
        "lead-support": Measured(lead_support, _named(*_DIRECTED, *_PATHS, pagerank, katz, hub, authority)),
        "unit-task": Measured(unit_task, _named(task_share, *_PATHS, pagerank, katz)),
    }
)
"""The networks by name; the first measure of each is what units are ranked by unless another is asked for."""

MEASURES = NETWORKS["shared"].measures
"""Every measure of the network of units that share tasks, by name."""

_TOLD = ("kind", "place", "units", "places", "level")
_ROLES = {"leads": "lead", "supports": "support", "responsible": "responsible"}
LOW_IS_CENTRAL = frozenset({"constraint"})

COLUMNS = ("rank", "unit", "kind", "place", *_ROLES, "tasks", *MEASURES, "iri")


def centrality(
    tables: Tables, measures: Sequence[str] = (), network: str = "shared", sample: int | None = None
) -> Table:
    """Return all units of `network/units` with their tasks and measures, the most central by the first one first.

    Without `measures` all of the network are worked out. rank counts from 1; units of equal score have equal rank, and
    the next has the number of units before it and one: 1, 2, 2, 4. They are ordered by name, then IRI. unit and
    place are labels, kind the local name of a concept, "" where unknown; of kinds (see kinds.by_kind) the columns are
    name, kind, units and places, of policies (see policies.by_policy) name and level, without roles. leads, supports, responsible count the tasks in that role, tasks those in any.
    Measures are rounded to six places, before they are compared; None where one is not defined, which ranks last.
    With `sample` betweenness is estimated from so many units, and `error` is its standard error. No units give
    a table without rows. KeyError for a network or measure that is not there.
    """
    made, wanted = NETWORKS[network].make(tables), tuple(measures) or tuple(NETWORKS[network].measures)
    scores: dict[str, dict[str, float]] = {}
    for name in wanted:
        if name == "betweenness" and sample is not None:
            scores[name], scores["error"] = sampled_betweenness(made, sample)
        else:
            scores[name] = NETWORKS[network].measures[name](made)
    facts = {text(row["unit"]): row for row in reversed(list(tables["network/units"].records()))}
    work = unit_task(tables)
    of_units = tables["network/units"].columns
    told = [column for column in _TOLD if column in of_units]
    roles = {} if "level" in of_units else _ROLES  # policies have none

    def row(iri: str) -> tuple[Cell, ...]:
        held = [edge["roles"] for _, _, edge in work.edges(iri, data=True)]
        counts = [sum(role in each for each in held) for role in roles.values()]
        described = [value if isinstance(value := facts[iri][column], int) else text(value) for column in told]
        found = [rounded(scores[name][iri]) for name in scores]
        return (text(facts[iri]["unitLabel"]) or iri, *described, *counts, len(held), *found, iri)

    columns = ("unit" if "place" in of_units else "name", *told, *roles, "tasks", *scores, "iri")
    at = columns.index(wanted[0])
    sign = 1 if wanted[0] in LOW_IS_CENTRAL else -1

    def order(row: tuple[Cell, ...]) -> float:
        return inf if row[at] is None else sign * float(row[at] or 0)

    rows = sorted(map(row, facts), key=lambda r: (order(r), text(r[0]), text(r[-1])))
    ranks = _ranks(map(order, rows))
    return Table(("rank", *columns), tuple((rank, *cells) for rank, cells in zip(ranks, rows, strict=True)))


def rounded(value: float) -> float | None:
    """Return a score to six places; None for NaN. What differs only by the noise of floating point becomes equal."""
    if isnan(value):
        return None
    return round(round(value, 12), PLACES) + 0.0  # first the noise, lest it tip a half to either side; and no -0.0


def basis(tables: Tables) -> tuple[int, int]:
    """Return on how many tasks and units a ranking rests: those that are tied to each other."""
    work = unit_task(tables)
    tasks = [task for task in tasks_in(work) if work.degree(task)]
    return len(tasks), len({unit for task in tasks for unit in work[task]})


def _ranks(ordered: Iterable[float]) -> list[int]:
    """Return the place of each of some sorted values, equal for equal ones, counted on as if they differed."""
    ranks: list[int] = []
    before = None
    for place, value in enumerate(ordered, start=1):
        ranks.append(ranks[-1] if value == before else place)
        before = value
    return ranks
