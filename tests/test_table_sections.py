"""Sections of task tables and the numbers that begin anew in them, as known cells and as text."""

from __future__ import annotations

from test_table_cells import HEAD, plan, table

from kg.extract.plan import read_plan
from kg.source import Source

SECTIONS = (
    "序号 工作任务 牵头单位 配合单位 完成时限",
    "一、学前教育 < < < <",
    "1 新建幼儿园两所 县教育局 县财政局 2024年",
    "2 招聘幼儿教师 县人社局 县教育局 2024年",
    "二、义务教育 < < < <",
    "1 修缮中小学校舍 县教育局 县住建局 2025年",
)
IN_SECTIONS = {
    "一-1": ("学前教育",),
    "一-2": ("学前教育",),
    "二-1": ("义务教育",),
}


def test_numbers_that_begin_anew_have_their_sections_number_in_front() -> None:
    assert {task.id: task.section for task in plan(table(*SECTIONS)).tasks} == IN_SECTIONS


def test_tables_printed_as_text_have_the_same_sections() -> None:
    rows = [row.replace(" <", "").split() for row in SECTIONS]
    for text in (
        "\n".join("|".join(row) for row in rows),
        "\n".join("\t".join(row) for row in rows),
        "\n".join("| " + " | ".join(row + [""] * (5 - len(row))) + " |" for row in rows),
        "\n".join("\n".join(row) for row in rows),
    ):
        made = read_plan(Source("made.txt", f"某县教育重点工作任务分工方案\n{text}\n", "utf-8", ""), "made")
        assert {task.id: task.section for task in made.tasks} == IN_SECTIONS, text


def test_parts_inside_parts() -> None:
    made = plan(
        table(
            "序号 工作任务 责任单位",
            "一、教育 < <",
            "（一）学前教育 < <",
            "1 新建幼儿园两所 县教育局",
            "（二）义务教育 < <",
            "1 修缮中小学校舍 县教育局",
            "二、卫生 < <",
            "1 新建卫生院一所 县卫生健康局",
        )
    )
    assert {task.id: task.section for task in made.tasks} == {
        "一-1-1": ("教育", "学前教育"),
        "一-2-1": ("教育", "义务教育"),
        "二-1": ("卫生",),
    }


def test_numbers_that_begin_anew_without_sections_are_counted() -> None:
    made = plan(
        table(
            "类别 序号 工作任务 责任单位",
            "学前教育 1 新建幼儿园两所 县教育局",
            "^ 2 招聘幼儿教师 县人社局",
            "义务教育 1 修缮中小学校舍 县教育局",
        )
    )
    assert [task.id for task in made.tasks] == ["1-1", "1-2", "2-1"]


def test_numbers_that_run_on_through_sections_stay_as_printed() -> None:
    rows = [row.replace("1 修缮", "3 修缮") for row in SECTIONS]
    made = plan(table(*rows))
    assert [(task.id, task.section) for task in made.tasks][2] == ("3", ("义务教育",))
    assert [task.id for task in made.tasks] == ["1", "2", "3"]


def test_a_number_misprinted_twice_is_counted() -> None:
    made = plan(table(HEAD, "1 修缮校舍 甲。 县住建局 -", "2 轮训教师 乙。 县教育局 -", "2 招聘教师 丙。 县人社局 -"))
    assert [task.id for task in made.tasks] == ["1", "2", "2~2"]


def test_numbers_of_several_parts_stay_as_printed() -> None:
    made = plan(
        table("序号 工作任务 责任单位", "1.1 修缮校舍 县住建局", "1.2 轮训教师 县教育局", "2-1 招聘教师 县人社局")
    )
    assert [task.id for task in made.tasks] == ["1.1", "1.2", "2-1"]
