"""Orphans and other findings: each kind, and what is none."""

from __future__ import annotations

import pytest
from network_fixture import Rows, Work, tables

from kg.analyse.findings import ALL_COLUMNS, COLUMNS, SEVERITIES, SUPPORTERS, Fault, Orphan, findings, orphans
from kg.analyse.workload import MOST
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


NAMED = [("甲", "甲局", "plan", "issuer"), ("乙", "乙局", "plan", "duty"), ("乙", "乙局", "plan", "named")]


def test_a_unit_that_a_plan_names_and_gives_no_task_is_an_orphan() -> None:
    given = tables({"1": {"甲": "support"}}, [("1", "意见")], network_named=NAMED)
    assert [row for row in orphans(given).rows if row[0] == Orphan.IDLE] == [
        ("unit-without-task", "分工方案", "", "乙局", "乙")
    ]


def test_a_plan_without_a_title_is_called_by_its_file() -> None:
    plans = [("plan", "plan.txt", None, None, None, None, None)]
    given = tables({"1": {}}, network_plans=plans, network_named=NAMED)
    assert {row["document"] for row in orphans(given).records()} == {"plan.txt"}


# ---- every finding


def found(work: Work, **more: Rows) -> list[tuple[object, ...]]:
    """kind, severity, id, units and why of what is wrong with tasks that all have an origin."""
    given = tables(work, [(task, "意见") for task in work], **more)
    names = ("kind", "severity", "id", "units", "why")
    return [tuple(row[name] for name in names) for row in findings(given).records()]


@pytest.mark.parametrize(
    ("roles", "kind", "severity", "units", "why"),
    [
        ({}, Orphan.NO_UNIT, "violation", "", "no unit is named"),
        ({"甲": "responsible", "乙": "responsible"}, Orphan.NO_LEAD, "warning", "乙、甲", "several are responsible"),
        ({"甲": "responsible"}, Orphan.NO_LEAD, "info", "甲", "one is responsible"),
        ({"甲": "support"}, Orphan.NO_LEAD, "warning", "甲", "units support it and none leads"),
        ({"甲": "lead", "乙": "lead support"}, Fault.LEADS, "warning", "乙、甲", "2 units lead it"),
        (
            dict.fromkeys("甲乙丙丁戊", "support") | {"己": "lead"},
            Fault.SUPPORTERS,
            "info",
            "丁、丙、乙、戊、甲",
            "5 units",
        ),
    ],
)
def test_what_is_wrong_with_a_task(roles: dict[str, str], kind: str, severity: str, units: str, why: str) -> None:
    ((*row, said),) = found({"1": roles})
    assert row == [kind, severity, "1", units]
    assert str(said).startswith(why)


@pytest.mark.parametrize("roles", [{"甲": "lead"}, {"甲": "lead", "乙": "support responsible"}])
def test_exactly_one_leader_is_right(roles: dict[str, str]) -> None:
    assert found({"1": roles}) == []


def test_one_supporter_fewer_is_not_many() -> None:
    assert found({"1": dict.fromkeys("甲乙丙丁戊"[: SUPPORTERS - 1], "support") | {"己": "lead"}}) == []


def test_a_unit_that_leads_very_many_tasks_of_one_plan_is_overloaded() -> None:
    work = {str(n): {"甲": "lead"} for n in range(MOST + 1)} | {"x": {"乙": "lead", "甲": "support"}}
    assert found(work) == [(Fault.OVERLOAD, "info", "", "甲", "leads 11 of 12 tasks 牵头任务过多")]
    del work["0"]
    assert found(work) == []
    work["0"] = {"甲": "lead"}
    other = [(task, task, f"任务{task}", "plan" if task > "4" else "other", "方案", None, None) for task in work]
    plans = [(plan, f"{plan}.txt", plan, None, None, None, None) for plan in ("plan", "other")]
    assert found(work, network_tasks=other, network_plans=plans) == [], "eleven tasks of two plans are not too many"


def test_a_discrepancy_is_said_with_both_readings() -> None:
    readings = [
        ("1", "f", "时限不一致", "2021年", 5),
        ("1", "f", "时限不一致", "2022年", 9),
        ("9", "g", "无此任务", "", 0),
    ]
    ((*row, why),) = found({"1": {"甲": "lead"}}, network_discrepancies=readings)
    assert (row, why) == ([Fault.DISCREPANCY, "warning", "1", ""], "时限不一致（2021年 ≠ 2022年）")


def test_the_gravest_stand_first_and_each_kind_has_a_severity() -> None:
    given = tables({"1": {}, "2": {"甲": "support"}, "10": {}}, network_items=ITEMS, network_named=NAMED)
    rows = list(findings(given).records())
    assert [(row["severity"], row["kind"], row["id"]) for row in rows] == [
        ("violation", Orphan.NO_UNIT, "1"),
        ("violation", Orphan.NO_UNIT, "10"),
        ("warning", Orphan.NO_LEAD, "2"),
        ("warning", Orphan.NO_TASK, "3"),
        ("warning", Orphan.NO_TASK, "10"),
        ("info", Orphan.NO_ORIGIN, "1"),
        ("info", Orphan.NO_ORIGIN, "2"),
        ("info", Orphan.NO_ORIGIN, "10"),
        ("info", Orphan.IDLE, ""),
    ]
    assert rows[-1]["why"] == "one sentence gives it a duty, and no task is its own 仅有部门职责"
    assert set(SEVERITIES) == {*Orphan, *Fault}


def test_nothing_wrong_gives_no_findings() -> None:
    assert findings(tables({"1": {"甲": "lead"}}, [("1", "意见")])) == Table(ALL_COLUMNS)
    assert findings(tables({})) == Table(ALL_COLUMNS)
