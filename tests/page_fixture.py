"""A page's tables by hand: every sort of node and edge, names that would run as scripts if they were markup."""

from __future__ import annotations

from pathlib import Path

from network_fixture import Work, tables

from kg.analyse.findings import findings
from kg.analyse.measures import centrality
from kg.analyse.network import Tables
from kg.show.page import cut, render

ATTACKS = (
    "<img src=x onerror=window.hacked=1>",
    "</script><script>window.hacked=2</script>",
    '<a href="javascript:window.hacked=3">href</a>',
)

WORK: Work = {
    "1": {"教育局": "lead", "财政局": "support", ATTACKS[0]: "support"},
    "2": {"教育局": "responsible", "财政局": "responsible"},
    "3": {},
    "4": {"教育局": "lead"},
}

QUOTES = [
    ("1", "教育局", "lead", "explicit", "牵头单位:教育局", "line 1", 1),
    ("1", "财政局", "support", "explicit", f"配合单位:财政局、{ATTACKS[0]}", "page 3", 9),
    ("1", ATTACKS[0], "support", "explicit", f"配合单位:财政局、{ATTACKS[0]}", "page 3", 9),
    ("2", "教育局", "responsible", "duty", ATTACKS[1], "table 1, row 3, column 2", 30),
]


def given() -> Tables:
    return tables(
        WORK,
        [("1", "三"), ("2", "三"), ("4", "三"), ("三", "意见"), ("plan", "意见"), ("plan", "not drawn")],
        network_items=[
            ("三", "3", "突出德育实效", "意见", "国家意见"),
            ("十", "10", ATTACKS[1], "意见", "国家意见"),
        ],
        network_plans=[("plan", "plan.txt", ATTACKS[2], None, "甲市", "甲市", "2021-04-13")],
        page_origins=[
            ("plan", "plan", None, ATTACKS[2], "plan", "county"),
            ("意见", "document", None, "国家意见", "意见", "national"),
            ("三", "item", "3", "突出德育实效", "意见", "national"),
        ],
        page_assignments=QUOTES,
        page_facts=[
            ("1", "measure", None, ATTACKS[2], ATTACKS[2], "Sheet1!D7", 40),
            ("1", "deadline", None, "长期坚持", None, None, None),
            ("1", "derivation", "三", "突出德育实效", "落实第三条", "paragraph 4", 70),
        ],
        ledger_aliases=[("教育局", "教育部门"), ("教育局", ATTACKS[1])],
        ledger_sections=[("1", "一、总体要求"), ("1", ATTACKS[0])],
    )


def page(title: str = f"责任图谱 {ATTACKS[1]}") -> str:
    answers = given()
    return render(answers, centrality(answers), findings(answers), title)


def large() -> Tables:
    """More units, plans and tasks than are drawn at first: task n of plan n % 120 is led by 单位n, 单位0 supports 300.

    方案119 has two sections and names 议事厅, a unit without a task.
    """
    work = {str(n): {"单位0": "support"} if n < 300 else {} for n in range(450)}
    for n in range(450):
        work[str(n)][f"单位{n}"] = "lead"
    plans = [(f"方案{n}", f"{n}.txt", f"方案{n}", None, "甲市", "甲市", "2021-04-13") for n in range(120)]
    return tables(
        work,
        network_tasks=[(task, task, f"任务{task}", f"方案{int(task) % 120}", "", None, None) for task in work],
        network_plans=plans,
        network_named=[("议事厅", "议事厅", "方案119", "issuer")],
        ledger_sections=[("119", "一、目标"), ("239", "一、目标"), ("359", "二、举措")],
        page_origins=[(plan, "plan", None, plan, plan, "county") for plan, *_ in plans],
        page_assignments=[
            (task, f"单位{task}", "lead", "explicit", f"{task}由单位{task}牵头。", "line 2", 7) for task in work
        ],
    )


def written(answers: Tables, folder: Path, placed: int = cut.PLACED) -> Path:
    """The page of such tables as a file in the folder."""
    path = folder / "graph.html"
    path.write_text(render(answers, centrality(answers), findings(answers), "大", placed), encoding="utf-8")
    return path


if __name__ == "__main__":  # for the test that another process makes the same bytes
    print(page(), end="")
