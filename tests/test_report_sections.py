"""What the sections of the report say: plans, findings with their sentences, coverage."""

from __future__ import annotations

from kg.analyse.coverage import SUMMARY
from kg.analyse.findings import ALL_COLUMNS
from kg.show.report import sections, words
from kg.show.report.content import Case, Figure, Findings, Quote, Sheet, Words
from kg.show.report.coverage import coverage
from kg.show.report.facts import facts
from kg.show.report.findings import findings
from kg.show.report.grids import Grid
from kg.table import Cell, Table

PLANS = ("plan", "file", "planTitle", "number", "place", "placeLabel", "date")
TASKS = ("task", "plan", "id", "class", "title", "deadline", "measures", "targets", "file", "when", "by", "quote", "where", "start", "end")  # fmt: skip
WORK = ("task", "role", "unit", "basis", "quote", "where", "start", "end", "iri")
KNOWN = facts(
    {
        "network/plans": Table(
            PLANS,
            (
                ("p2", "乙.txt", None, None, None, None, None),
                ("p1", "甲.txt", "甲市方案", "甲政〔2021〕1号", "甲", "甲市", "2021-04-13"),
            ),
        ),
        "ledger/tasks": Table(
            TASKS,
            (
                (
                    "t1",
                    "甲市方案",
                    "1",
                    "task",
                    "强化体育",
                    None,
                    0,
                    0,
                    "甲.txt",
                    None,
                    None,
                    "强化体育",
                    "line 10",
                    10,
                    14,
                ),
                (
                    "t2",
                    "甲市方案",
                    "2",
                    "task",
                    "保障经费",
                    None,
                    0,
                    0,
                    "甲.txt",
                    None,
                    None,
                    "保障经费",
                    "line 40",
                    40,
                    44,
                ),
                (
                    "g1",
                    "甲市方案",
                    "3",
                    "goal",
                    "全面提高",
                    None,
                    0,
                    0,
                    "甲.txt",
                    None,
                    None,
                    "全面提高",
                    "line 70",
                    70,
                    74,
                ),
                ("t3", "乙", "1", "task", "建设校舍", None, 0, 0, "乙.txt", None, None, "建设校舍", "line 5", 5, 9),
            ),
        ),
        "ledger/assignments": Table(
            WORK,
            (
                ("t1", "lead", "教育局", "explicit", "牵头:教育局、体育局", "line 15", 15, 25, "u1"),
                ("t1", "lead", "体育局", "explicit", "牵头:教育局、体育局", "line 15", 15, 25, "u2"),
                ("t2", "responsible", "财政局", "explicit", "责任单位:财政局", "line 45", 45, 53, "u3"),
                ("g1", "lead", "教育局", "explicit", "goals are no tasks", "line 75", 75, 80, "u1"),
            ),
        ),
    }
)


def test_plans_are_listed_by_file_with_their_tasks_and_units() -> None:
    (table,) = sections.plans(KNOWN).blocks
    assert isinstance(table, Sheet)
    assert table.rows == (
        (1, "乙.txt", "", "", "", 1, 0, 0),  # no title: its file
        (2, "甲市方案", "甲政〔2021〕1号", "2021-04-13", "甲市", 2, 1, 3),
    )


def told(*rows: tuple[Cell, ...]) -> dict[str, Findings]:
    tables = {
        "network/discrepancies": Table(
            ("task", "finding", "note", "quote", "where", "start"),
            (
                ("t2", "f", "标题不一致", "保障经费", "line 40", 40),
                ("t2", "f", "标题不一致", "保障投入", "line 90", 90),
            ),
        ),
        "report/doubts": Table(
            ("plan", "id", "note", "quote", "where", "start"), (("p2", "1", "no unit: 专班", "专班负责", "line 6", 6),)
        ),
        "network/plans": Table(("plan", "file"), (("p1", "甲.txt"), ("p2", "乙.txt"))),
    }
    return {one.key: one for one in findings(tables, KNOWN, Table(ALL_COLUMNS, rows))}


def test_a_finding_rests_on_the_sentences_of_the_roles_that_it_is_about() -> None:
    found = told(
        ("task-with-several-leads", "warning", "甲市方案", "1", "强化体育", "体育局、教育局", "2 units lead it", "t1"),
        ("task-without-lead", "info", "甲市方案", "2", "保障经费", "财政局", "one is responsible", "t2"),
        ("task-without-unit", "violation", "乙.txt", "1", "建设校舍", "", "no unit is named", "t3"),
        ("discrepancy", "warning", "甲市方案", "2", "保障经费", "", "标题不一致（保障经费 ≠ 保障投入）", "t2"),
        ("item-without-task", "warning", "意见", "4", "美育", "", "no task carries it out", "i4"),
    )
    cases = {kind: case for kind, one in found.items() for each in one.documents for case in each.shown}
    assert cases["task-with-several-leads"] == Case(
        "1", "强化体育", "2 units lead it：体育局、教育局", (Quote("牵头:教育局、体育局", "甲.txt line 15"),)
    )
    assert cases["task-without-lead"].quotes == (Quote("责任单位:财政局", "甲.txt line 45"),)
    assert cases["task-without-unit"] == Case("1", "建设校舍", "", (Quote("建设校舍", "乙.txt line 5"),))
    assert cases["task-without-unit"].brief and not cases["task-without-lead"].brief
    assert cases["discrepancy"] == Case(
        "2", "保障经费", "标题不一致", (Quote("保障经费", "甲.txt line 40"), Quote("保障投入", "甲.txt line 90"))
    )
    assert cases["item-without-task"] == Case("4", "美育")
    assert cases["doubts"] == Case("1", "", "no unit: 专班", (Quote("专班负责", "乙.txt line 6"),))
    assert [found[kind].total for kind in ("task-without-origin", "unit-overloaded")] == [0, 0]


def test_of_many_cases_some_of_each_document_are_shown_and_all_are_counted() -> None:
    rows = [
        ("task-without-unit", "violation", f"方案{plan}", str(n), "题", "", "why", f"{plan}-{n}")
        for plan in range(10)
        for n in range(12 - plan)
    ]
    found = told(*rows)["task-without-unit"]
    assert found.total == sum(range(3, 13)) == 75
    assert [(one.document, one.total, len(one.shown)) for one in found.documents[:2]] == [
        ("方案0", 12, 6),
        ("方案1", 11, 6),
    ]
    assert len(found.documents) == 8
    assert found.more == Words(
        "共 75 项，此处显示 47 项，全部见 orphans.csv。", "47 of 75 shown; for all: orphans.csv."
    )


def test_an_empty_square_is_an_item_that_a_plan_does_not_carry_out() -> None:
    summary = Table(SUMMARY, (("意见", 2, 2, 1, 0.5, "2", "w"),))
    grids = {"w": Table(("id", "item", "tasks", "甲", "乙", "iri"), (("1", "德育", 2, "1 教育部门；4 无", "", "i1"), ("2", "美育", 0, "", "", "i2")))}  # fmt: skip
    table, figure = coverage(summary, grids, Table(("score",))).blocks
    assert isinstance(table, Sheet) and isinstance(figure, Figure) and isinstance(figure.plot, Grid)
    assert table.rows == (("意见", 2, 2, 1, "2"),)
    assert [(square.tone, square.sign) for square in figure.plot.squares] == [("some", "2"), *[("none", "–")] * 3]
    assert figure.sheet.rows == (("1", "德育", 2, "甲: 1 教育部门；4 无"), ("2", "美育", 0, ""))


def test_proposals_stand_apart_from_what_plans_say() -> None:
    columns = ("score", "file", "dated", "id", "task", "number", "item", "document", "issued", "plan", "work")
    row = (0.62, "甲.txt", None, "1", "强化体育", "5", "强化体育锻炼", "意见", None, "p1", "w")
    (proposed,) = coverage(Table(SUMMARY), {}, Table(columns, (row,))).blocks
    assert isinstance(proposed, Sheet) and proposed.name == words.CLOSE
    assert proposed.rows == ((0.62, "甲.txt", "1", "强化体育", "意见", "5", "强化体育锻炼"),)
