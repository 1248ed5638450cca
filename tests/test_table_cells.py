"""Tables whose cells a file keeps apart: what each row says, merged cells counted in all that they cover."""

from __future__ import annotations

from kg.extract.plan import read_plan
from kg.model import Plan, Role
from kg.read.limits import Limits
from kg.read.parts import Cell, Paragraph, Part, Table, compose
from kg.source import Source, locator

HEAD = "序号 工作任务 工作措施 牵头单位 配合单位"


def table(*rows: str) -> Table:
    """A table of rows with cells between blanks; ^ goes on from the cell above, < from the cell to the left, - is empty."""
    grid = [row.split() for row in rows]
    cells = []
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in "^<-":
                continue
            height = next((i for i in range(r + 1, len(grid)) if grid[i][c] != "^"), len(grid)) - r
            width = next((i for i in range(c + 1, len(row)) if row[i] != "<"), len(row)) - c
            cells.append(Cell(text, r, c, f"Sheet1!{chr(65 + c)}{r + 1}", height, width))
    return Table(tuple(cells))


def plan(*parts: Part) -> Plan:
    composed = compose(parts, Limits())
    title = "某县教育重点工作任务分工方案\n"
    shifted = compose([Paragraph(title, "Sheet1!A0"), *parts], Limits())
    assert composed.text in shifted.text
    return read_plan(Source("made.xlsx", shifted.text, "xlsx", "", shifted.tables, shifted.places), "made")


def told(plan: Plan) -> dict[str, list[str]]:
    """Each task's id with its units, the lead first: 县教育局* leads, 县财政局 supports."""
    mark = {Role.LEAD: "*", Role.SUPPORT: "", Role.RESPONSIBLE: "~"}
    return {task.id: [a.unit + mark[a.role] for a in task.assignments] for task in plan.tasks}


def test_a_merged_unit_cell_leads_every_row_that_it_covers() -> None:
    made = plan(
        table(
            HEAD,
            "1 办好学前教育 新建幼儿园两所。 县教育局 县财政局",
            "2 改造薄弱学校 改造校舍三处。 ^ 县住建局",
            "3 培训乡村教师 轮训一遍。 县人社局 县教育局",
        )
    )
    assert told(made) == {
        "1": ["县教育局*", "县财政局"],
        "2": ["县教育局*", "县住建局"],
        "3": ["县人社局*", "县教育局"],
    }


def test_rows_that_share_number_and_task_are_one_task() -> None:
    made = plan(
        table(
            HEAD,
            "1 办好学前教育 新建幼儿园两所。 县教育局 县财政局",
            "^ ^ 招聘幼儿教师。 ^ 县人社局",
            "2 培训乡村教师 轮训一遍。 县人社局 县教育局",
        )
    )
    assert told(made) == {"1": ["县教育局*", "县财政局", "县人社局"], "2": ["县人社局*", "县教育局"]}
    assert [m.text for m in made.tasks[0].measures] == ["新建幼儿园两所", "招聘幼儿教师"]


def test_a_task_cell_over_rows_of_own_numbers_names_a_group() -> None:
    made = plan(
        table(
            HEAD,
            "1 学前教育 新建幼儿园两所。 县教育局 县财政局",
            "2 ^ 招聘幼儿教师。 县人社局 县教育局",
        )
    )
    assert [task.title for task in made.tasks] == ["新建幼儿园两所", "招聘幼儿教师"]


def test_a_head_of_two_rows() -> None:
    made = plan(
        table(
            "序号 工作任务 责任单位 <",
            "^ ^ 牵头单位 配合单位",
            "1 办好学前教育 县教育局 县财政局",
            "2 培训乡村教师 县人社局 县教育局",
        )
    )
    assert told(made) == {"1": ["县教育局*", "县财政局"], "2": ["县人社局*", "县教育局"]}


def test_a_name_of_a_section_over_the_whole_row_is_no_task() -> None:
    made = plan(
        table(
            HEAD,
            "一、学前教育 < < < <",
            "1 办好学前教育 新建幼儿园两所。 县教育局 县财政局",
            "2 招聘教师 招聘幼儿教师。 县人社局 -",
        )
    )
    assert told(made) == {"1": ["县教育局*", "县财政局"], "2": ["县人社局*"]}


def test_two_columns_are_enough_where_cells_are_known() -> None:
    made = plan(table("工作任务 责任单位", "新建幼儿园两所 县教育局", "开展校舍安全排查 县住建局"))
    assert told(made) == {"1": ["县教育局~"], "2": ["县住建局~"]}


def test_a_table_that_is_no_task_table_opens_no_items() -> None:
    made = plan(
        Paragraph("一、办好学前教育。县教育局牵头，县财政局配合。", "paragraph 1"),
        table("二、幼儿园 所 -", "三、小学 所 1.校舍", "四、中学 所 2.操场"),
        Paragraph("二、培训乡村教师。县人社局牵头，县教育局配合。", "paragraph 2"),
    )
    assert told(made) == {"一": ["县教育局*", "县财政局"], "二": ["县人社局*", "县教育局"]}


def test_each_fact_tells_its_cell() -> None:
    made = plan(table(HEAD, "1 办好学前教育 新建幼儿园两所。 县教育局 县财政局", "2 建校 改造校舍。 ^ 县住建局"))
    where = locator(made.source)
    assert [where(a.evidence.start) for task in made.tasks for a in task.assignments] == [
        "Sheet1!D2",
        "Sheet1!E2",
        "Sheet1!D2",
        "Sheet1!E3",
    ]


def test_a_frame_round_a_text_is_no_table() -> None:
    composed = compose([Table((Cell("一、任务", 0, 0, "a"), Cell("二、任务", 1, 0, "b")))], Limits())
    assert (composed.text, composed.tables) == ("一、任务\n二、任务\n", ())


def test_lines_are_counted_from_one() -> None:
    where = locator(Source("a.txt", "一\n二\n\n三", "utf-8", ""))
    assert [where(offset) for offset in (0, 1, 2, 4, 5)] == ["line 1", "line 1", "line 2", "line 3", "line 4"]


def test_a_group_of_columns_over_units_and_persons() -> None:
    made = plan(
        table(
            "重点工作任务责任分工表 < < < <",
            "序号 工作任务 牵头单位 < 配合单位",
            "^ ^ 单位 负责人 ^",
            "1 新建幼儿园两所 县教育局 张三 县财政局",
        )
    )
    assert told(made) == {"1": ["县教育局*", "县财政局"]}


def test_a_head_of_two_rows_whose_cells_were_never_merged() -> None:
    made = plan(
        table(
            "序号 工作任务 责任分工 - 备注",
            "- - 牵头单位 配合单位 -",
            "1 新建幼儿园两所 县教育局 县财政局 -",
            "2 轮训乡村教师 县人社局 县教育局 新增",
        )
    )
    assert told(made) == {"1": ["县教育局*", "县财政局"], "2": ["县人社局*", "县教育局"]}


def test_the_first_row_is_no_second_row_of_the_head() -> None:
    made = plan(table("工作任务 牵头单位 配合单位", "开展专项任务 县教育局 县财政局", "修缮校舍 县住建局 县财政局"))
    assert [task.title for task in made.tasks] == ["开展专项任务", "修缮校舍"]


def test_a_row_that_leaves_number_and_task_empty_goes_on() -> None:
    made = plan(
        table(
            HEAD,
            "1 办好学前教育 新建幼儿园两所。 县教育局 县财政局",
            "- - 招聘幼儿教师。 - 县人社局",
            "2 培训乡村教师 轮训一遍。 县人社局 县教育局",
        )
    )
    assert told(made) == {"1": ["县教育局*", "县财政局", "县人社局"], "2": ["县人社局*", "县教育局"]}
    assert [m.text for m in made.tasks[0].measures] == ["新建幼儿园两所", "招聘幼儿教师"]


def test_sums_and_notes_and_the_foot_of_a_form_are_no_tasks() -> None:
    made = plan(
        table(
            "序号 工作任务 责任单位 责任人 联系人",
            "1 新建幼儿园两所 县教育局 张三 李四",
            "合计 共1项 1家 - -",
            "注： 每月报送进展 县教育局 - -",
            "填表人：王五 联系电话 1234 - -",
            "2 说明政策 县教育局 张三 李四",
        )
    )
    assert [(task.id, task.title) for task in made.tasks] == [("1", "新建幼儿园两所"), ("2", "说明政策")]
    assert told(made) == {"1": ["县教育局~"], "2": ["县教育局~"]}


def test_a_second_table_says_more_of_a_task_of_the_same_title_and_takes_none_by_its_number_alone() -> None:
    made = plan(
        table("序号 工作任务 责任单位", "1 修缮校舍 县住建局", "2 轮训教师 县教育局"),
        table("序号 工作任务 责任单位 完成时限", "1 修缮校舍 县住建局 2024年", "2 招聘教师 县人社局 2025年"),
    )
    assert [(task.id, task.title, task.deadline and task.deadline.value) for task in made.tasks] == [
        ("1", "修缮校舍", "2024"),
        ("2", "轮训教师", None),
        ("表2-2", "招聘教师", "2025"),
    ]


def test_the_head_of_a_form_names_who_filled_it_in_and_when() -> None:
    made = plan(
        table(
            "填报单位（盖章）：某县教育局 < 填报时间：2024年3月1日",
            "序号 工作任务 责任单位",
            "1 修缮校舍 县住建局",
        )
    )
    assert [issuer.text for issuer in made.issuers] == ["某县教育局"]
    assert made.date and made.date.text == "2024-03-01"
    assert made.title and made.title.text == "某县教育重点工作任务分工方案"
