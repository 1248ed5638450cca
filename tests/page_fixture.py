"""A page's tables by hand: every sort of node and edge, names that would run as scripts if they were markup."""

from __future__ import annotations

from network_fixture import Work, tables

from kg.analyse.findings import findings
from kg.analyse.measures import centrality
from kg.analyse.network import Tables
from kg.show.page import render

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
    ("1", "教育局", "lead", "explicit", "牵头单位:教育局", 1),
    ("1", "财政局", "support", "explicit", f"配合单位:财政局、{ATTACKS[0]}", 9),
    ("1", ATTACKS[0], "support", "explicit", f"配合单位:财政局、{ATTACKS[0]}", 9),
    ("2", "教育局", "responsible", "duty", ATTACKS[1], 30),
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
            ("1", "measure", None, ATTACKS[2], ATTACKS[2], 40),
            ("1", "deadline", None, "长期坚持", None, None),
            ("1", "derivation", "三", "突出德育实效", "落实第三条", 70),
        ],
        ledger_aliases=[("教育局", "教育部门"), ("教育局", ATTACKS[1])],
        ledger_sections=[("1", "一、总体要求"), ("1", ATTACKS[0])],
    )


def page(title: str = f"责任图谱 {ATTACKS[1]}") -> str:
    answers = given()
    return render(answers, centrality(answers), findings(answers), title)


if __name__ == "__main__":  # for the test that another process makes the same bytes
    print(page(), end="")
