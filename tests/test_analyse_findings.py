"""Orphans: each kind, and what is none."""

from __future__ import annotations

import pytest
from network_fixture import tables

from kg.analyse.findings import COLUMNS, Orphan, orphans
from kg.table import Table

ITEMS = [("三", "3", "突出德育实效", "意见", "国家意见"), ("十", "10", "作业", "意见", "国家意见")]
STANDS = [("三", "意见"), ("十", "意见")]  # an item comes from its own opinion: that is no task's doing


def kinds_of(table: Table) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {kind: [] for kind in Orphan}
    for row in table.records():
        found[str(row["kind"])].append(str(row["iri"]))
    return found


@pytest.mark.parametrize(
    ("roles", "without"),
    [
        ({"甲": "lead"}, []),
        ({"甲": "lead", "乙": "support"}, []),
        ({"甲": "support"}, ["task-without-lead"]),
        ({"甲": "responsible", "乙": "responsible"}, ["task-without-lead"]),
        ({}, ["task-without-lead", "task-without-unit"]),
    ],
)
def test_who_answers_for_a_task(roles: dict[str, str], without: list[str]) -> None:
    found = kinds_of(orphans(tables({"1": roles}, [("1", "意见")])))
    assert [kind for kind, iris in found.items() if iris == ["1"]] == without


def test_a_task_that_names_its_origin_is_no_orphan_and_one_whose_plan_does_is() -> None:
    found = kinds_of(orphans(tables({"1": {"甲": "lead"}, "2": {"甲": "lead"}}, [("1", "意见"), ("plan", "意见")])))
    assert found[Orphan.NO_ORIGIN] == ["2"]


def test_an_item_is_carried_out_directly_or_through_a_provincial_item() -> None:
    work = {"1": {"甲": "lead"}, "2": {"甲": "lead"}}
    neither = tables(work, STANDS, network_items=ITEMS)
    directly = tables(work, [*STANDS, ("1", "三")], network_items=ITEMS)
    both = tables(work, [*STANDS, ("1", "三"), ("2", "省三"), ("省三", "十")], network_items=ITEMS)
    assert kinds_of(orphans(neither))[Orphan.NO_TASK] == ["三", "十"]
    assert kinds_of(orphans(directly))[Orphan.NO_TASK] == ["十"]
    assert kinds_of(orphans(both))[Orphan.NO_TASK] == []


def test_carrying_out_the_whole_opinion_carries_out_no_item() -> None:
    given = tables({"1": {"甲": "lead"}}, [*STANDS, ("1", "意见"), ("plan", "意见")], network_items=ITEMS)
    assert kinds_of(orphans(given))[Orphan.NO_TASK] == ["三", "十"]


def test_rows_say_where_and_stand_in_the_order_of_numbers() -> None:
    given = tables({"10": {}, "2": {}}, STANDS, network_items=reversed(ITEMS))
    rows = orphans(given).rows
    assert rows[:2] == (
        ("task-without-lead", "分工方案", "2", "任务2", "2"),
        ("task-without-lead", "分工方案", "10", "任务10", "10"),
    )
    assert rows[-2:] == (
        ("item-without-task", "国家意见", "3", "突出德育实效", "三"),
        ("item-without-task", "国家意见", "10", "作业", "十"),
    )


def test_nothing_missing_gives_no_rows() -> None:
    given = tables({"1": {"甲": "lead"}}, [("1", "三"), *STANDS], network_items=ITEMS[:1])
    assert orphans(given) == Table(COLUMNS)
    assert orphans(tables({})) == Table(COLUMNS)
