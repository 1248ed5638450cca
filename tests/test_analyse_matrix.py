"""The responsibility matrix, worked by hand: marks, order of columns, names that are alike, kinds."""

from __future__ import annotations

import pytest
from network_fixture import Rows, tables

from kg.analyse.matrix import TASK, UNKNOWN, matrix
from kg.table import Table

LEDGER = ("task", "plan", "id", "class", "title", "file")
WORK = {
    "1": {"教育局": "lead", "财政局": "support"},
    "2": {"教育局": "lead support", "团委": "responsible"},
    "3": {},
}


def given(**more: Rows) -> dict[str, Table]:
    rows = tuple((task, "分工方案", task, "task", f"任务{task}", "plan.txt") for task in WORK)
    goal = ("9", "分工方案", "9", "goal", "目标", "plan.txt")
    return tables(WORK, (), **more) | {"ledger/tasks": Table(LEDGER, (*rows, goal))}


def test_a_cell_says_every_role_and_a_task_of_nobody_keeps_its_row() -> None:
    assert matrix(given()) == Table(
        (*TASK, "教育局", "团委", "财政局"),  # two tasks, then one each, by name
        (
            ("plan.txt", "1", "任务1", "牵", None, "配"),
            ("plan.txt", "2", "任务2", "牵/配", "责", None),
            ("plan.txt", "3", "任务3", None, None, None),
        ),
    )


def test_units_of_one_kind_share_a_column_and_what_has_no_kind_is_last() -> None:
    units = [("教育局", "教育局", "甲市", "education"), ("团委", "团委", "甲市", "education"), ("财政局", "财政局", "甲市", None)]  # fmt: skip
    found = matrix(given(network_units=units), by="kind")
    assert found.columns == (*TASK, "教育", UNKNOWN)
    assert [row[3:] for row in found.rows] == [("牵", "配"), ("牵/责/配", None), (None, None)]


@pytest.mark.parametrize(
    ("places", "heads"),
    [
        (("甲市", "乙县"), ["局（甲市）", "局（乙县）"]),
        (("甲市", "甲市"), ["局（甲市）", "局（甲市） 2"]),
        ((None, None), ["局", "局 2"]),
    ],
)
def test_units_of_one_name_are_told_apart(places: tuple[str | None, str | None], heads: list[str]) -> None:
    units = [("教育局", "局", places[0], None), ("财政局", "局", places[1], None), ("团委", "团委", None, None)]
    columns = matrix(given(network_units=units)).columns[3:]
    assert {*columns} == {*heads, "团委"} and len(columns) == 3


def test_no_tasks_give_no_rows() -> None:
    assert matrix(tables({}) | {"ledger/tasks": Table(LEDGER)}) == Table(TASK)
