"""What is in scope, and what is left out: filters on a graph of two plans."""

from __future__ import annotations

import pytest
from network_fixture import tables

from kg.analyse.findings import Orphan, orphans
from kg.analyse.measures import centrality
from kg.analyse.network import Tables, unit_task, unit_unit
from kg.analyse.scope import BASES, QUERIES, Scope, left_out, narrow
from kg.cli import narrowing
from kg.table import Table

WORK = {
    "1": {"教": "lead", "财": "support"},  # 旧 2019, 甲市
    "2": {"教": "responsible", "公": "responsible"},  # 旧
    "3": {"财": "lead", "编": "support"},  # 新 2021, 乙县
    "4": {},  # 新
    "5": {"教": "lead"},  # 无, of no known date and place
}
OF = {"1": "旧", "2": "旧", "3": "新", "4": "新", "5": "无"}
BASIS = {("1", "教"): ("explicit", "inline"), ("2", "公"): ("duty",), ("3", "编"): ("inline",), ("5", "教"): (None,)}
KINDS = {"教": "education", "财": "finance", "公": "police", "编": "staffing"}


@pytest.fixture
def given() -> Tables:
    return tables(
        WORK,
        derived=[("1", "三"), ("三", "意见"), ("新", "他"), ("他一", "他")],
        network_units=[(unit, f"{unit}局", None, kind) for unit, kind in KINDS.items()],
        network_tasks=[(task, task, f"任务{task}", plan, plan, None, None) for task, plan in OF.items()],
        network_unit_task=[
            (unit, unit, task, task, role, basis)
            for task, team in WORK.items()
            for unit, role in team.items()
            for basis in BASIS.get((task, unit), ("explicit",))
        ],
        network_duties=[
            ("公", "公局", None, "police", "1", "任务1", "lead", "duty"),
            ("卫", "卫局", None, "health", "3", "任务3", "lead", "duty"),
        ],
        network_plans=[
            ("旧", "old.txt", "旧", None, "甲市", "甲市", "2019-06-12"),
            ("新", "new.txt", "新", None, "乙县", "乙县", "2021"),
            ("无", "none.txt", "无", None, None, None, None),
        ],
        network_items=[("三", "3", "德育", "意见", "国家意见"), ("他一", "1", "他事", "他", "另一意见")],
        page_kinds=[
            ("education", "教育", "education", "culture", "教科文", "culture"),
            ("finance", "财政", "finance", "money", "财经", "money"),
            ("police", "公安", "police", "police", "公安", "police"),
        ],
    )


def edges(given: Tables, scope: Scope) -> set[str]:
    """Each edge as task and unit."""
    narrowed = unit_task(narrow(given, scope))
    return {f"{task}{unit}" for task in WORK if task in narrowed for unit in narrowed[task]}


ALL = {"1教", "1财", "2教", "2公", "3财", "3编", "5教"}


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), ALL),
        (Scope(places=frozenset({"甲市"})), {"1教", "1财", "2教", "2公"}),
        (Scope(places=frozenset({"甲市", "乙县"})), ALL - {"5教"}),
        (Scope(plans=frozenset({"新"})), {"3财", "3编"}),
        (Scope(plans=frozenset({"新"}), places=frozenset({"甲市"})), set()),
        (Scope(since=2019), ALL - {"5教"}),
        (Scope(since=2020), {"3财", "3编"}),
        (Scope(since=2022), set()),
        (Scope(kinds=frozenset({"education"})), {"1教", "2教", "5教"}),
        (Scope(kinds=frozenset({"money"})), {"1财", "3财"}),  # a group of kinds
        (Scope(kinds=frozenset({"money", "police"})), {"1财", "3财", "2公"}),
        (Scope(kinds=frozenset({"police"}), teams=True), {"2教", "2公"}),
        (Scope(kinds=frozenset({"money"}), teams=True), {"1教", "1财", "3财", "3编"}),
        (Scope(bases=frozenset({"explicit"})), {"1教", "1财", "2教", "3财"}),
        (Scope(bases=frozenset({"inline"})), {"1教", "3编"}),
        (Scope(bases=frozenset({"duty"})), {"2公", "1公", "3卫"}),
        (Scope(bases=frozenset(BASES)), ALL - {"5教"} | {"1公", "3卫"}),
        (Scope(kinds=frozenset({"police"}), bases=frozenset({"duty"}), places=frozenset({"甲市"})), {"1公", "2公"}),
    ],
)
def test_which_edges_are_in_scope(given: Tables, scope: Scope, expected: set[str]) -> None:
    assert edges(given, scope) == expected


def test_units_that_have_no_task_in_scope_are_out_and_tasks_without_units_are_not(given: Tables) -> None:
    narrowed = narrow(given, Scope(plans=frozenset({"新"})))
    assert {row["unit"] for row in narrowed["network/units"].records()} == {"财", "编"}
    assert {row["task"] for row in narrowed["network/tasks"].records()} == {"3", "4"}
    of_kind = narrow(given, Scope(plans=frozenset({"新"}), kinds=frozenset({"finance"})))
    assert {row["task"] for row in of_kind["network/tasks"].records()} == {"3"}


def test_a_unit_that_only_a_goal_names_is_out(given: Tables) -> None:
    units, edges = given["network/units"], given["network/unit-task"]
    more = {
        "network/units": Table(units.columns, (*units.rows, ("目", "目局", None, None))),
        "network/unit-task": Table(edges.columns, (*edges.rows, ("目", "目", "目标", "目标", "lead", "explicit"))),
    }
    narrowed = narrow({**given, **more}, Scope(bases=frozenset({"explicit"})))
    assert "目" not in {row["unit"] for row in narrowed["network/units"].records()}


def test_units_are_joined_by_the_tasks_in_scope(given: Tables) -> None:
    assert set(unit_unit(narrow(given, Scope(since=2020))).edges) == {("编", "财")}
    assert set(unit_unit(narrow(given, Scope(bases=frozenset({"explicit"})))).edges) == {("教", "财")}


def test_a_ranking_counts_what_is_in_scope(given: Tables) -> None:
    counted = [
        (row["unit"], row["leads"], row["tasks"])
        for row in centrality(narrow(given, Scope(places=frozenset({"甲市"})))).records()
    ]
    assert sorted(counted, key=str) == [("公局", 0, 1), ("教局", 1, 2), ("财局", 0, 1)]


def test_orphans_are_those_in_scope_and_items_those_of_the_opinions_that_its_plans_carry_out(given: Tables) -> None:
    def found(scope: Scope) -> set[tuple[object, object]]:
        return {(row["kind"], row["iri"]) for row in orphans(narrow(given, scope)).records()}

    assert found(Scope(plans=frozenset({"新"}))) == {
        (Orphan.NO_LEAD, "4"),
        (Orphan.NO_UNIT, "4"),
        (Orphan.NO_ORIGIN, "3"),
        (Orphan.NO_ORIGIN, "4"),
        (Orphan.NO_TASK, "他一"),
    }
    assert found(Scope(plans=frozenset({"旧"}))) == {(Orphan.NO_LEAD, "2"), (Orphan.NO_ORIGIN, "2")}
    assert (Orphan.NO_LEAD, "5") in found(Scope(bases=frozenset({"explicit"})))


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), {}),
        (Scope(bases=frozenset({"explicit"})), {}),
        (Scope(since=2019), {"date": ("none.txt",)}),
        (Scope(places=frozenset({"甲市"})), {"place": ("none.txt",)}),
        (Scope(plans=frozenset({"旧"}), since=2019), {}),  # 无 was not asked for
    ],
)
def test_plans_of_unknown_date_or_place_are_named(given: Tables, scope: Scope, expected: dict[str, object]) -> None:
    assert left_out(given, scope) == expected
    assert expected == {} or "5教" not in edges(given, scope)


def test_a_filter_never_adds_an_edge_and_two_give_what_both_do(given: Tables) -> None:
    one, other = Scope(places=frozenset({"甲市"})), Scope(kinds=frozenset({"education"}))
    both = Scope(places=one.places, kinds=other.kinds)
    assert edges(given, both) == edges(given, one) & edges(given, other) < ALL


def test_the_options_offer_the_bases_there_are() -> None:
    assert narrowing.BASES == BASES
    assert set(QUERIES) <= set(tables({}))
