"""What is known, as tables: assignments with their words, units with their load, documents with who names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build
from kg.show.register import QUERIES, assignments, policies, units
from kg.show.tables import read_csv
from kg.table import Cell, Table

TASKS = ("task", "plan", "id", "title", "file")
SAID = ("task", "role", "unit", "basis", "quote", "where", "start", "end", "iri")
UNITS = ("iri", "unit", "kind", "kindZh", "place", "level")
POLICIES = ("iri", "title", "number", "date", "level", "issuer", "read", "plans", "tasks", "file")


def tables() -> dict[str, Table]:
    rows: dict[str, tuple[tuple[str, ...], list[tuple[Cell, ...]]]] = {
        "tasks": (TASKS, [("t1", "甲案", "1", "抓德育", "a.txt"), ("t2", "乙案", "1", "抓体育", "b.txt")]),
        "assignments": (
            SAID,
            [
                ("t2", "support", "教育局", "inline", "教育局配合", "line 2", 9, 14, "u1"),
                ("t1", "lead", "教育局", "explicit", "牵头单位:教育局", "line 1", 5, 13, "u1"),
                ("t1", "support", "教育局", "explicit", "配合单位:教育局", "line 1", 14, 22, "u1"),
            ],
        ),
        "units": (UNITS, [("u1", "教育局", "education", "教育部门", "甲市", "county"), ("u2", "国务院", None, None, None, None)]),
        "aliases": (("iri", "alias"), [("u1", "教育部门"), ("u1", "市教育局"), ("u1", "教育部门")]),
        "policies": (
            POLICIES,
            [
                ("w1", "意见", "中发1号", "2019-06-23", "national", "中共中央", False, 2, 3, None),
                ("w1", "意见", "中发1号", "2019-06-23", "national", "国务院", False, 2, 3, None),
                ("p1", None, None, None, None, None, True, 0, 0, "a.txt"),
                ("w2", "旧意见", None, None, None, None, False, 0, 0, None),
            ],
        ),
        "items": (("iri", "items", "carried"), [("w1", 22, 20)]),
    }  # fmt: skip
    return {f"ledger/{name}": Table(columns, tuple(found)) for name, (columns, found) in rows.items()}


def test_the_tables_need_no_more_than_their_queries() -> None:
    assert {*tables()} == {*QUERIES}


def test_assignments_stand_in_the_order_of_the_plans_with_their_words() -> None:
    assert assignments(tables()).rows == (
        ("甲案", "1", "抓德育", "教育局", "lead", "explicit", "牵头单位:教育局", "a.txt", "line 1", 5, 13, "t1", "u1"),
        (
            "甲案",
            "1",
            "抓德育",
            "教育局",
            "support",
            "explicit",
            "配合单位:教育局",
            "a.txt",
            "line 1",
            14,
            22,
            "t1",
            "u1",
        ),
        ("乙案", "1", "抓体育", "教育局", "support", "inline", "教育局配合", "b.txt", "line 2", 9, 14, "t2", "u1"),
    )


def test_a_unit_counts_a_task_once_and_one_without_tasks_is_there() -> None:
    assert units(tables()).rows == (
        ("教育局", "education", "教育部门", "甲市", "county", "市教育局、教育部门", 1, 2, 0, 2, 2, "u1"),
        ("国务院", None, None, None, None, "", 0, 0, 0, 0, 0, "u2"),
    )


def test_a_document_is_read_cited_or_only_known() -> None:
    assert policies(tables()).rows == (
        ("意见", "中发1号", "2019-06-23", "national", "中共中央、国务院", "cited", 2, 3, 22, 20, None, "w1"),
        ("a.txt", None, None, None, "", "read", 0, 0, 0, 0, "a.txt", "p1"),
        ("旧意见", None, None, None, "", "known", 0, 0, 0, 0, None, "w2"),
    )


ABOVE = "{place}方案\n为贯彻落实《{above}》，制定本方案。\n1.新建学校。各建一所。(牵头单位:{place}教育局)\n"


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city's plan and a county's that carries it out; the county's task names the Teachers' Law."""
    folder = tmp_path_factory.mktemp("chain")
    city = ABOVE.format(place="吉林市义务教育提质行动", above="教育部关于印发《中小学德育工作指南》的通知")
    county = (
        ABOVE.format(place="磐石市义务教育提质行动", above="吉林市义务教育提质行动方案")
        + "2.培训教师。落实《中华人民共和国教师法》。(牵头单位:磐石市教育局)\n"
    )
    files = []
    for name, text in (("city", city), ("county", county)):
        files.append(folder / f"{name}.txt")
        files[-1].write_text(text, encoding="utf-8")
    return build(files, folder / "output").out


def test_what_names_a_plan_by_its_title_names_the_plan(chain: Path) -> None:
    """The county's plan carries out the city's, which was read: one document, not two."""
    found = {row["title"]: row for row in read_csv(chain / "policies.csv").records()}
    titles = [row["title"] for row in read_csv(chain / "policies.csv").records()]
    assert titles.count("吉林市义务教育提质行动方案") == 1
    city = found["吉林市义务教育提质行动方案"]
    assert (city["status"], city["plans"], city["file"]) == ("read", "1", "city.txt")
    assert (found["中小学德育工作指南"]["status"], found["中小学德育工作指南"]["plans"]) == ("cited", "1")
    law = found["中华人民共和国教师法"]
    assert (law["status"], law["plans"], law["tasks"], law["carried"]) == ("cited", "1", "1", "0")
    assert int(str(law["items"])) > 5
    assert "known" in {row["status"] for row in found.values()}
