"""What must never happen to an analysis, whatever the network: another answer by the order of rows, or out of range."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_fixture import Work, tables

from kg.analyse.communities import communities
from kg.analyse.critical import critical
from kg.analyse.measures import NETWORKS, centrality
from kg.analyse.network import Tables
from kg.analyse.scope import BASES, Scope, narrow
from kg.analyse.workload import workload
from kg.table import Table

ROLES = ("lead", "support", "responsible", "lead support")
WORKS = st.dictionaries(
    st.integers(1, 30).map(str),
    st.dictionaries(st.sampled_from("甲乙丙丁戊己庚辛"), st.sampled_from(ROLES)),
    max_size=12,
)
WHOLE = {"degree", "indegree", "outdegree", "task_share", "closeness", "harmonic", "betweenness", "pagerank", "katz"}


def shuffled(given: Tables, seed: int) -> dict[str, Table]:
    random = Random(seed)
    return {
        name: Table(table.columns, tuple(random.sample(table.rows, len(table.rows)))) for name, table in given.items()
    }


@pytest.mark.parametrize(
    "answer", [workload, critical, communities, *(lambda t, n=n: centrality(t, (), n) for n in NETWORKS)]
)
@settings(max_examples=30)
@given(work=WORKS, seed=st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(answer: Callable[[Tables], Table], work: Work, seed: int) -> None:
    assert answer(shuffled(tables(work), seed)) == answer(tables(work))


@pytest.mark.parametrize("network", NETWORKS)
@settings(max_examples=50)
@given(work=WORKS)
def test_scores_are_in_the_range_that_they_are_said_to_have(network: str, work: Work) -> None:
    rows = list(centrality(tables(work), (), network).records())
    for measure in NETWORKS[network].measures:
        scores = [float(row[measure] or 0) for row in rows]
        assert all(score >= 0 for score in scores)
        assert measure not in WHOLE or all(score <= 1 for score in scores)
    assert [row["rank"] for row in rows[:1]] in ([], [1])


@settings(max_examples=50)
@given(work=WORKS, bases=st.sets(st.sampled_from(BASES)), since=st.sampled_from([None, 2020, 2022]))
def test_a_narrower_scope_has_no_unit_task_or_load_more(work: Work, bases: set[str], since: int | None) -> None:
    whole, part = tables(work), narrow(tables(work), Scope(bases=frozenset(bases), since=since))
    load = {row["unit"]: int(row["tasks"] or 0) for row in workload(whole).records()}
    assert all(load[row["unit"]] >= int(row["tasks"] or 0) > 0 for row in workload(part).records())
    assert set(part["network/tasks"].rows) <= set(whole["network/tasks"].rows)


@settings(max_examples=50)
@given(work=WORKS)
def test_a_task_hangs_on_no_unit_that_it_can_do_without(work: Work) -> None:
    """Taken away, the unit leaves the task without a unit, or without a path to some task that it had a path to."""
    for row in critical(tables(work)).records():
        task, unit = str(row["taskIri"]), str(row["iri"])
        rest = {name: {u for u in team if u != unit} for name, team in work.items()}
        assert not rest[task] or _reached(rest, task) < _reached({name: set(team) for name, team in work.items()}, task)


def _reached(teams: dict[str, set[str]], task: str) -> set[str]:
    """The tasks that hang together with one by the units they share."""
    found, ahead = {task}, [task]
    while ahead:
        team = teams[ahead.pop()]
        more = {name for name, other in teams.items() if other & team} - found
        found |= more
        ahead += more
    return found
