"""Workload, critical units and communities, on networks small enough to work out by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from network_fixture import Work, tables

from kg.analyse.communities import COLUMNS as OF_COMMUNITIES
from kg.analyse.communities import communities, modularity, partition
from kg.analyse.critical import COLUMNS as OF_CRITICAL
from kg.analyse.critical import critical
from kg.analyse.network import lead_support, unit_unit
from kg.analyse.workload import workload
from kg.table import Cell, Table

NOBODY: Work = {"1": {}}

# ---- workload -------------------------------------------------------------------------------------

LOAD: Work = {
    "1": {"甲": "lead", "乙": "support"},
    "2": {"甲": "lead support", "丙": "responsible"},
    "3": {"乙": "lead"},
    "4": {"乙": "responsible", "丙": "responsible"},
    "5": {},
}
DUE = {
    "1": ("by", "2025-06"),
    "2": ("during", "2021/2025"),
    "3": ("long-term", None),
    "4": ("by", None),
    "5": ("annual", None),
}


def load(most: int = 1) -> Table:
    tasks = [(task, task, task, "plan", "方案", *DUE[task]) for task in LOAD]
    return workload(tables(LOAD, network_tasks=tasks), most)


def test_each_unit_has_its_tasks_by_role_and_by_year() -> None:
    table = load()
    assert table.columns == ("unit", "kind", "place", "leads", "supports", "responsible", "tasks", "overload", "2025", "long-term", "annual", "undated", "iri")  # fmt: skip
    assert table.rows == (
        ("甲", "education", "甲市", 2, 1, 0, 2, True, 2, 0, 0, 0, "甲"),
        ("乙", "education", "甲市", 1, 1, 1, 3, False, 1, 1, 0, 1, "乙"),
        ("丙", "education", "甲市", 0, 0, 2, 2, False, 1, 0, 0, 1, "丙"),
    )


@pytest.mark.parametrize(("most", "over"), [(0, ["甲", "乙"]), (1, ["甲"]), (2, [])])
def test_overload_is_more_than_the_number_given(most: int, over: list[str]) -> None:
    assert [row["unit"] for row in load(most).records() if row["overload"]] == over


def test_no_units_have_no_load() -> None:
    assert workload(tables(NOBODY)).rows == ()


# ---- critical -------------------------------------------------------------------------------------


def hanging(work: Work) -> dict[tuple[Cell, Cell], tuple[Cell, Cell]]:
    """By unit and task: how it hangs, and whether the edge between them is a bridge."""
    return {(row["unit"], row["task"]): (row["link"], row["bridge"]) for row in critical(tables(work)).records()}


TEAM = {"甲": "lead", "乙": "support"}


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ({}, {}),
        (NOBODY, {}),
        ({"1": TEAM}, {}),
        ({"1": TEAM, "2": TEAM}, {}),  # either unit can go: the tasks keep the other, and each other through it
        ({"1": {"甲": "lead"}}, {("甲", "任务1"): ("alone", True)}),
        ({"1": TEAM, "2": TEAM, "3": {"甲": "lead"}}, {("甲", "任务3"): ("alone", True)}),
        ({"1": TEAM, "2": {"甲": "lead"}}, {("甲", "任务2"): ("alone", True)}),  # 1 goes on with 乙
        (  # a chain 甲–1–乙–2–丙: without 乙 both halves are equally large
            {"1": TEAM, "2": {"乙": "lead", "丙": "support"}},
            {("乙", "任务1"): ("through", True), ("乙", "任务2"): ("through", True)},
        ),
        (  # 丙 and its task hang on 乙, which the larger part does not
            {"1": TEAM, "2": TEAM, "3": {"乙": "lead", "丙": "support"}},
            {("乙", "任务3"): ("through", True)},
        ),
        (  # 3 and 4 hang on 乙 too, by two edges: neither is a bridge
            {"1": TEAM, "2": TEAM, "5": TEAM, "3": {"乙": "lead", "丙": "lead"}, "4": {"乙": "lead", "丙": "lead"}},
            {("乙", "任务3"): ("through", False), ("乙", "任务4"): ("through", False)},
        ),
        (  # a tail of two tasks: the farther hangs on both units, on 乙 without an edge of its own
            {"1": TEAM, "2": TEAM, "6": TEAM, "3": {"乙": "lead", "丙": "lead"}, "4": {"丙": "lead", "丁": "lead"}},
            {
                ("乙", "任务3"): ("through", True),
                ("乙", "任务4"): ("through", False),
                ("丙", "任务4"): ("through", True),
            },
        ),
    ],
)
def test_what_hangs_on_a_unit(work: Work, expected: Mapping[tuple[str, str], tuple[str, bool]]) -> None:
    assert hanging(work) == expected


def test_rows_name_both_and_units_with_most_come_first() -> None:
    table = critical(tables({"1": {"甲": "lead"}, "10": {"乙": "lead support"}, "2": {"乙": "responsible"}}))
    assert table.columns == OF_CRITICAL
    assert table.rows == (
        ("乙", "education", "甲市", 2, "分工方案", "2", "任务2", "responsible", "alone", True, "乙", "2"),
        ("乙", "education", "甲市", 2, "分工方案", "10", "任务10", "lead, support", "alone", True, "乙", "10"),
        ("甲", "education", "甲市", 1, "分工方案", "1", "任务1", "lead", "alone", True, "甲", "1"),
    )


def test_a_plan_without_a_title_is_called_by_its_file() -> None:
    given = tables(
        {"1": {"甲": "lead", "乙": "lead"}, "2": {"甲": "lead"}}, network_plans=[("plan", "a.txt", *[None] * 5)]
    )
    assert {row["document"] for row in critical(given).records()} == {"a.txt"}
    assert {row["document"] for row in communities(given).records() if row["sort"] == "task"} == {"a.txt"}


# ---- communities ----------------------------------------------------------------------------------

TWO: Work = {  # two triangles, and one task between them; 己 alone
    "1": {"甲": "lead", "乙": "support", "丙": "support"},
    "2": {"丁": "lead", "戊": "support", "庚": "support"},
    "3": {"丙": "lead", "丁": "support"},
    "4": {"己": "lead"},
    "5": {},
}


def test_two_groups_with_a_tie_between_them() -> None:
    network = unit_unit(tables(TWO))
    first, second = partition(network)
    assert {frozenset(first), frozenset(second)} == {frozenset("甲乙丙"), frozenset("丁戊庚")}
    # Of 7 ties 3 are within, and 7 of the 14 ends belong to it: 3/7 - 1/4.
    assert modularity(network, first) == pytest.approx(3 / 7 - 1 / 4)


def test_a_community_that_is_in_pieces_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("networkx.community.louvain_communities", lambda network, **_: [set(network)])
    work = {task: team for task, team in TWO.items() if task != "3"}
    assert [set(part) for part in partition(unit_unit(tables(work)))] == [set("丁戊庚"), set("丙乙甲")]


def test_rows_are_units_with_most_tasks_first_then_tasks() -> None:
    table = communities(tables(TWO))
    assert table.columns == OF_COMMUNITIES
    part = [row for row in table.records() if row["community"] == 1]
    assert [(row["sort"], row["name"], row["tasks"]) for row in part] == [
        ("unit", "丁", 2),
        ("unit", "庚", 1),
        ("unit", "戊", 1),
        ("task", "任务2", None),
        ("task", "任务3", None),  # one unit of each: it stands in the first
    ]
    assert {row["modularity"] for row in table.records()} == {0.178571}
    assert {row["name"] for row in table.records()}.isdisjoint({"己", "任务4", "任务5"})


def test_a_task_stands_where_most_of_its_units_are() -> None:
    work = {**TWO, "6": {"甲": "lead", "乙": "support", "丁": "support"}}
    home = {row["name"]: row["community"] for row in communities(tables(work)).records()}
    assert home["任务6"] == home["甲"] == home["乙"] != home["丁"]


@pytest.mark.parametrize("work", [{}, NOBODY, {"1": {"甲": "lead"}, "2": {"乙": "lead"}}])
def test_units_that_share_nothing_form_no_community(work: Work) -> None:
    assert communities(tables(work)).rows == ()
    assert modularity(unit_unit(tables(work)), []) == 0


def test_the_parts_add_up_to_the_modularity_and_cover_every_tied_unit_once() -> None:
    names = "甲乙丙丁戊己庚辛壬癸"
    work = {str(n): {names[n * k % 10]: "lead" for k in (1, 3, 4)} for n in range(10)}
    network = unit_unit(tables(work))
    parts = partition(network)
    assert sorted(unit for part in parts for unit in part) == sorted(u for u in network if network.degree(u))
    ends = {unit: network.degree(unit, weight="weight") for unit in network}
    total = sum(ends.values())
    home = {unit: n for n, part in enumerate(parts) for unit in part}
    by_definition = sum(
        network.get_edge_data(a, b, {"weight": 0})["weight"] / total - ends[a] * ends[b] / total**2
        for a in home
        for b in home
        if home[a] == home[b]
    )
    assert sum(modularity(network, part) for part in parts) == pytest.approx(by_definition)


# ---- leads and supporters -------------------------------------------------------------------------


def test_an_edge_leads_from_the_lead_to_the_supporter_and_joint_units_have_none() -> None:
    work = {
        "1": {"甲": "lead", "乙": "support", "丙": "responsible"},
        "2": {"甲": "lead support", "乙": "lead support"},
        "3": {"乙": "support"},
    }
    network = lead_support(tables(work))
    assert {(a, b): edge["weight"] for a, b, edge in network.edges(data=True)} == {("甲", "乙"): 2, ("乙", "甲"): 1}
    assert set(network) == {"甲", "乙", "丙"}
