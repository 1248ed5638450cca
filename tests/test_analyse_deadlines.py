"""Deadlines: the last day of what the graph holds, the order of the groups, what is overdue on a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.deadlines import COLUMNS, GROUPS, LEFT, deadlines, last_day
from kg.table import Table

TASKS = ("task", "plan", "id", "class", "title", "deadline", "file", "when", "by")
UNITS = ("task", "role", "unit")


@pytest.mark.parametrize(
    ("value", "last"),
    [
        ("2025-06-15", date(2025, 6, 15)),
        ("2025-06", date(2025, 6, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("2025", date(2025, 12, 31)),
        ("2021/2025", date(2025, 12, 31)),
        ("2024-09/2025-01", date(2025, 1, 31)),
        ("", None),
        ("--12", None),
        ("2025-13", None),
        ("2025-02-30", None),
        ("0000", None),
        ("２０２５", None),
    ],
)
def test_last_day(value: str, last: date | None) -> None:
    assert last_day(value) == last


@given(st.text(alphabet="0129-/ 年", max_size=12))
def test_no_text_breaks_the_reading_of_a_date(value: str) -> None:
    assert last_day(value) is None or value[-2:].isdecimal()


def row(id: str, when: str | None, by: str | None, sort: str = "task") -> tuple[str | None, ...]:
    return (id, "方案", id, sort, f"任务{id}", f"原文{id}" if when else None, "a.txt", when, by)


def given_tables() -> dict[str, Table]:
    rows = [
        row("1", None, None),
        row("2", "long-term", None),
        row("3", "by", "2025"),
        row("4", "annual", None),
        row("5", "during", "2021/2023"),
        row("6", "by", "2025-06"),
        row("7", "by", None),  # a deadline whose day nobody can tell
        row("8", None, None, "goal"),
    ]
    units = [("3", "lead", "教育局"), ("3", "lead", "财政局"), ("3", "lead", "教育局"), ("3", "responsible", "团委")]
    return {"ledger/tasks": Table(TASKS, tuple(rows)), "ledger/assignments": Table(UNITS, tuple(units))}


def test_dated_tasks_come_by_day_then_the_groups() -> None:
    table = deadlines(given_tables())
    assert table.columns == COLUMNS
    assert [(one["id"], one["deadline"], one["until"]) for one in table.records()] == [
        ("5", "during", "2023-12-31"),
        ("6", "by", "2025-06-30"),
        ("3", "by", "2025-12-31"),
        ("7", "by", None),
        ("4", "annual", None),
        ("2", "long-term", None),
        ("1", "undated", None),
    ]
    assert {one["deadline"] for one in table.records()} == {*GROUPS}


def test_leaders_and_others_are_named_once() -> None:
    (third,) = (one for one in deadlines(given_tables()).records() if one["id"] == "3")
    assert (third["lead"], third["responsible"], third["printed"]) == ("教育局、财政局", "团委", "原文3")


@pytest.mark.parametrize(
    ("day", "left", "overdue"),
    [(date(2025, 6, 29), 1, False), (date(2025, 6, 30), 0, False), (date(2025, 7, 1), -1, True)],
)
def test_a_task_is_overdue_from_the_day_after_its_last(day: date, left: int, overdue: bool) -> None:
    table = deadlines(given_tables(), day)
    found = {one["id"]: (one["days"], one["overdue"]) for one in table.records()}
    assert found["6"] == (left, overdue)
    assert found["2"] == found["1"] == found["7"] == (None, None)
    assert table.columns[2:4] == LEFT


def test_no_tasks_give_no_rows() -> None:
    empty = {"ledger/tasks": Table(TASKS), "ledger/assignments": Table(UNITS)}
    assert deadlines(empty, date(2025, 1, 1)).rows == ()
