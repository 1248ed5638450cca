"""What a document was read as: the marks over its text, where names stand, and the facts as a table."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from corpus_fixture import DING

from kg.extract.plan import read_plan
from kg.model import Plan
from kg.read.source import decode, read
from kg.resources import EXAMPLES
from kg.show.explain import KINDS, Mark, facts, layers, marks, stretches

TEXT = """戊市义务教育提升行动方案
戊市人民政府办公室
2024年3月1日
一、改善条件
1.建设学校。到2025年,新建学校6所以上。(牵头单位:市教育局,配合单位:市财政局、市住 房城乡建设局、有关部门)
2.配齐设备。落实《教育装备规范》,各校设备配齐。县市委编办、财政、人力资源和社会保障部门配合。
二、加强管理
3.规范招生。由市教育局牵头。<b>经办单位:市统计局。
以上任务均由各县(市、区)人民政府负责落实。
"""


def plan_of(text: str) -> Plan:
    return read_plan(decode(text.encode(), "plan.txt"), "plan")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(TEXT)


def seen(plan: Plan, kind: str, task: str | None = None) -> list[tuple[str, str]]:
    """The text under each mark of a kind, with the mark's detail."""
    text = plan.source.text
    return [(text[m.start : m.end], m.detail) for m in marks(plan) if m.kind == kind and m.task == task]


# ---- marks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "task", "expected"),
    [
        ("title", None, [("戊市义务教育提升行动方案", "")]),
        ("section", None, [("改善条件", ""), ("加强管理", "")]),
        ("task", "1", [("建设学校", "1")]),
        ("deadline", "1", [("到2025年", "by 2025")]),
        ("target", "1", [("新建学校6所以上", ">= 6所 2025")]),
        ("cites", "2", [("《教育装备规范》", "implements")]),
        ("doubt", "1", [("有关部门", "generic phrase, names no unit")]),
        ("noise", None, [("<b>", "markup")]),
        (
            "measure",
            "2",
            [("落实《教育装备规范》,各校设备配齐", ""), ("县市委编办、财政、人力资源和社会保障部门配合", "")],
        ),
    ],
)
def test_what_was_found_is_marked(plan: Plan, kind: str, task: str | None, expected: list[tuple[str, str]]) -> None:
    assert seen(plan, kind, task) == expected


def test_a_unit_is_marked_in_its_list_with_its_role(plan: Plan) -> None:
    assert seen(plan, "list", "1") == [
        ("牵头单位:市教育局", ""),
        ("配合单位:市财政局、市住 房城乡建设局、有关部门", ""),
    ]
    assert seen(plan, "unit", "1")[:3] == [
        ("市教育局", "lead"),
        ("市财政局", "support"),
        ("市住 房城乡建设局", "support"),
    ]


def test_a_name_that_shares_its_head_or_tail_is_marked_where_its_own_part_stands(plan: Plan) -> None:
    found = [mark for mark in seen(plan, "unit", "2") if mark[1] == "support"]
    assert found == [("县市委编办", "support"), ("财政", "support"), ("人力资源和社会保障部门", "support")]


def test_what_one_sentence_says_of_several_tasks_is_marked_for_each(plan: Plan) -> None:
    for task in ("1", "2"):
        assert ("各县(市、区)人民政府", "responsible") in seen(plan, "unit", task)


def test_every_mark_has_its_rule_and_a_known_kind(plan: Plan) -> None:
    found = list(marks(plan))
    assert found and all(mark.rule and mark.kind in KINDS and mark.start < mark.end for mark in found)


def test_a_unit_that_is_not_printed_is_told_with_its_list() -> None:
    task = DING.tasks[0]
    listed = task.assignments[0]
    unprinted = replace(listed, unit="市档案馆", surface="市档案馆")
    plan = replace(DING, tasks=(replace(task, assignments=(unprinted,)),))
    assert seen(plan, "unit", task.id) == [(listed.evidence.quote, "lead 市档案馆")]


# ---- layers ---------------------------------------------------------------------------------------


def mark(start: int, end: int, kind: str) -> Mark:
    return Mark(start, end, kind, "", "made")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], [(0, 10, "")]),
        ([mark(2, 5, "unit")], [(0, 2, ""), (2, 5, "unit"), (5, 10, "")]),
        # the longer outside, the shorter inside
        ([mark(4, 5, "unit"), mark(2, 8, "list")], [(0, 2, ""), (2, 4, "list"), (4, 5, "list unit"), (5, 8, "list"), (8, 10, "")]),
        # of the same place, by kind
        ([mark(0, 10, "unit"), mark(0, 10, "list")], [(0, 10, "list unit")]),
        # where two cross the shorter stays whole
        ([mark(0, 6, "measure"), mark(4, 10, "target")], [(0, 4, "measure"), (4, 6, "measure target"), (6, 10, "target")]),
        ([mark(0, 3, "unit"), mark(1, 10, "list")], [(0, 1, "unit"), (1, 3, "list unit"), (3, 10, "list")]),
        # said of two tasks alike
        ([mark(0, 10, "unit"), mark(0, 10, "unit")], [(0, 10, "unit")]),
    ],
)  # fmt: skip
def test_layers(given: list[Mark], expected: list[tuple[int, int, str]]) -> None:
    found = [(start, end, " ".join(m.kind for m in over)) for start, end, over in layers(given, 0, 10)]
    assert found == expected


def test_layers_of_a_stretch_have_the_marks_that_reach_into_it() -> None:
    given = [mark(0, 6, "measure"), mark(8, 9, "unit"), mark(6, 8, "cites")]
    assert [(a, b, [m.kind for m in over]) for a, b, over in layers(given, 4, 7)] == [
        (4, 6, ["measure"]),
        (6, 7, ["cites"]),
    ]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_layers_cover_the_text_once(path: Path) -> None:
    plan = read_plan(read(path), path.stem)
    end = len(plan.source.text)
    found = [(since, until) for since, until, _ in layers(marks(plan), 0, end)]
    assert found[0][0] == 0 and found[-1][1] == end
    assert all(a[1] == b[0] and a[0] < a[1] for a, b in pairwise(found))


# ---- the text of one task -------------------------------------------------------------------------


def test_a_tasks_text_is_its_item_and_what_is_said_of_it_elsewhere(plan: Plan) -> None:
    text = plan.source.text
    found = [text[start:end] for start, end in stretches(plan, marks(plan), "2")]
    assert found == [
        "2.配齐设备。落实《教育装备规范》,各校设备配齐。县市委编办、财政、人力资源和社会保障部门配合。",
        "以上任务均由各县(市、区)人民政府负责落实。",
    ]


def test_items_on_one_line_are_told_apart() -> None:
    plan = plan_of(
        "己市工作要点\n一、重点任务\n1.建设学校。新建学校6所。  2.培训教师。培训教师30人。  3.规范招生。由市教育局牵头落实。\n"
    )
    text = plan.source.text
    found = [text[start:end] for start, end in stretches(plan, marks(plan), "2")]
    assert found == ["2.培训教师。培训教师30人。"]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_tasks_text_holds_all_its_marks(path: Path) -> None:
    plan = read_plan(read(path), path.stem)
    found = marks(plan)
    assert plan.tasks
    for task in plan.tasks:
        places = stretches(plan, found, task.id)
        assert places == sorted(places)
        assert [m for m in found if m.task == task.id and not any(a <= m.start and m.end <= b for a, b in places)] == []


# ---- facts ----------------------------------------------------------------------------------------


def test_facts_of_a_task_with_rule_quote_and_place(plan: Plan) -> None:
    rows = list(facts(plan, "1").records())
    assert [(row["fact"], row["value"]) for row in rows if row["fact"] in ("task", "lead", "support", "target")] == [
        ("task", "1"),
        ("target", ">= 6所 2025"),
        ("lead", "市教育局"),
        ("support", "市财政局"),
        ("support", "市住房城乡建设局"),
    ]
    for row in rows:
        start, end = row["start"], row["end"]
        assert isinstance(start, int) and isinstance(end, int) and row["rule"]
        assert row["quote"] == TEXT[start:end]
    assert [row["start"] for row in rows] == sorted(int(str(row["start"])) for row in rows)


def test_facts_of_the_document_itself(plan: Plan) -> None:
    found = {(row["fact"], row["quote"]) for row in facts(plan).records()}
    assert {
        ("title", "戊市义务教育提升行动方案"),
        ("date", "2024年3月1日"),
        ("section", "改善条件"),
        ("noise", "<b>"),
    } <= found
    assert "task" not in {fact for fact, _ in found}


def test_an_unknown_task_has_no_facts(plan: Plan) -> None:
    assert facts(plan, "99").rows == ()


def test_both_readings_of_a_discrepancy_are_facts() -> None:
    path = EXAMPLES / "panshi-2021-tasks.txt"
    plan = read_plan(read(path), path.stem)
    rows = [row for row in facts(plan, "3").records() if row["fact"] == "discrepancy"]
    assert [row["quote"] for row in rows] == ["强化学校体育", "强化体育锻炼"]
    assert len({row["value"] for row in rows}) == 1
