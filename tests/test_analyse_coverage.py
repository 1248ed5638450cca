"""Coverage: which task carries out which national item, in a small hand-made collection."""

from __future__ import annotations

import pytest
from network_fixture import tables

from kg.analyse.coverage import called, close, grid, summary
from kg.analyse.network import Tables
from kg.table import Table

ITEMS = [
    ("德", "3", "突出德育实效", "意见", "国家意见"),
    ("体", "10", "强化体育锻炼", "意见", "国家意见"),
    ("智", "9", "提升智育水平", "意见", "国家意见"),
    ("他", "1", "指导思想", "别的", "别的意见"),
]
PLANS = [
    ("甲", "jia-2021.txt", "甲市方案", None, "甲市", "甲市", "2021-04-13"),
    ("乙", "yi-2021.txt", "乙县方案", None, "乙县", "乙县", "2021-05-01"),
    ("丙", "bing.txt", "丙县要点", None, "丙县", "丙县", None),
]
TASKS = [
    ("甲1", "1", "抓德育", "甲", "甲市方案", None, None),
    ("甲2", "2", "抓体育", "甲", "甲市方案", None, None),
    ("甲10", "10", "再抓德育", "甲", "甲市方案", None, None),
    ("乙1", "1", "德育", "乙", "乙县方案", None, None),
    ("丙1", "1", "别的事", "丙", "丙县要点", None, None),
]
UNITS = [
    ("甲教", "甲市教育局", "甲市", "education"),
    ("甲办", "甲市专班", "甲市", None),
    ("乙教", "乙县教育局", "乙县", "education"),
]
WORK = [
    ("甲教", "", "甲1", "", "lead", None),
    ("甲办", "", "甲1", "", "lead", None),
    ("甲教", "", "甲2", "", "support", None),
    ("乙教", "", "乙1", "", "lead", None),
]
DERIVED = [
    *[(item, work) for item, _, _, work, _ in ITEMS],
    ("甲", "意见"),  # the whole plan: no item is carried out by that
    ("甲1", "德"),
    ("甲10", "德"),
    ("甲2", "省体"),
    ("省体", "体"),  # through a provincial item
    ("乙1", "德"),  # 乙 names only the item
]


@pytest.fixture
def given() -> Tables:
    return tables(
        {},
        DERIVED,
        network_items=ITEMS,
        network_plans=PLANS,
        network_tasks=TASKS,
        network_units=UNITS,
        network_unit_task=WORK,
    )


def test_each_opinion_with_how_much_of_it_is_carried_out(given: Tables) -> None:
    assert summary(given).rows == (
        ("别的意见", 0, 1, 0, 0.0, "1", "别的"),
        ("国家意见", 2, 3, 2, 0.6667, "9", "意见"),
    )


def test_items_by_plans(given: Tables) -> None:
    assert grid(given, "意见") == Table(
        ("id", "item", "tasks", "jia-2021", "yi-2021", "iri"),
        (
            ("3", "突出德育实效", 3, "1 甲市专班、教育；10 无牵头 no lead", "1 教育", "德"),
            ("9", "提升智育水平", 0, "", "", "智"),
            ("10", "强化体育锻炼", 1, "2 无牵头 no lead", "", "体"),
        ),
    )


def test_an_opinion_that_no_plan_carries_out_has_items_and_no_plans(given: Tables) -> None:
    assert grid(given, "别的") == Table(("id", "item", "tasks", "iri"), (("1", "指导思想", 0, "他"),))


def test_nothing_known_gives_no_rows(given: Tables) -> None:
    assert grid(given, "无此意见").rows == ()
    assert summary(tables({})).rows == ()


def test_plans_of_one_name_are_told_apart_by_their_files() -> None:
    plans = [("1", "a.txt", None, None, None, None, None), ("2", "a.docx", None, None, None, None, None)]
    assert called(tables({}, network_plans=plans)) == {"1": "a.txt", "2": "a.docx"}
    assert called(tables({}, network_plans=[*plans[:1], ("3", None, "题", None, None, None, None)])) == {
        "1": "a",
        "3": "3",
    }


def test_proposals_are_cut_at_a_score_and_an_opinion() -> None:
    proposals = Table(("score", "task", "work"), ((0.9, "一", "意见"), (0.4, "二", "意见"), (0.4, "三", "别的")))
    assert [row[1] for row in close(proposals, 0.4).rows] == ["一", "二", "三"]
    assert [row[1] for row in close(proposals, 0.41).rows] == ["一"]
    assert [row[1] for row in close(proposals, 0.4, "别的").rows] == ["三"]
