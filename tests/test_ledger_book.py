"""The ledger of the examples as offices get it: its sheets, a row that is known, and what LibreOffice reads in it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from office_fixture import convert, needs_office, sheets
from openpyxl.worksheet.worksheet import Worksheet

from kg.analyse.findings import Fault, Orphan
from kg.show.sheets import COLUMNS, KINDS

PANSHI = "磐政办发〔2021〕2号"


@pytest.fixture(scope="module")
def book(built: Path) -> dict[str, Worksheet]:
    loaded = openpyxl.load_workbook(built / "ledger.xlsx")
    return {name: page for name in loaded.sheetnames if isinstance(page := loaded[name], Worksheet)}


def head(page: Worksheet) -> list[object]:
    return [cell.value for cell in page[3]]


def rows(page: Worksheet) -> list[dict[object, object]]:
    return [dict(zip(head(page), (cell.value for cell in row), strict=True)) for row in page.iter_rows(min_row=4)]


def test_each_plan_has_a_sheet_then_come_the_matrix_and_the_findings(book: dict[str, Worksheet]) -> None:
    assert len(book) == 4 + 2 and PANSHI in book
    assert [*book][-2:] == ["责任矩阵", "疑点"]
    assert all(tuple(head(book[name])) == COLUMNS for name in [*book][:-2])


def test_a_task_of_the_example_is_there_in_full(book: dict[str, Worksheet]) -> None:
    (task,) = (row for row in rows(book[PANSHI]) if row["任务"] == "强化学校体育")
    assert (task["序号"], task["牵头单位"], task["责任单位"], task["完成时限"]) == (
        "3",
        "磐石市教育局",
        None,
        "长期坚持",
    )
    assert task["配合单位"] == "磐石市文化广播电视和旅游局、磐石市卫生健康局"
    assert task["依据"] == "《关于深化教育教学改革全面提高义务教育质量的意见》5 强化体育锻炼"
    assert str(task["原文"]).splitlines()[0] == "牵头单位:市教育局"
    assert task["出处"] == "panshi-2021-tasks.txt line 28"
    assert str(task["具体措施"]).startswith("1. ")


def test_the_sheets_hold_every_task_and_no_goal(book: dict[str, Worksheet], built: Path) -> None:
    from kg.show.tables import read_csv  # noqa: PLC0415 - of this test alone

    listed = list(read_csv(built / "tasks.csv").records())
    assert sum(len(rows(book[name])) for name in [*book][:-2]) == sum(one["kind"] == "task" for one in listed)
    assert {one["kind"] for one in listed} == {"task", "goal"}
    assert len(rows(book["责任矩阵"])) == sum(one["kind"] == "task" for one in listed)


def test_matrix_and_sheets_say_the_same(book: dict[str, Worksheet]) -> None:
    marked = {
        (row["序号"], unit): mark
        for row in rows(book["责任矩阵"])
        if row["文件"] == "panshi-2021-tasks.txt"
        for unit, mark in row.items()
        if mark in {"牵", "配", "责"}
    }
    said = {
        (row["序号"], unit): mark
        for row in rows(book[PANSHI])
        for column, mark in (("牵头单位", "牵"), ("配合单位", "配"), ("责任单位", "责"))
        for unit in str(row[column] or "").split("、")
        if unit
    }
    assert marked == said and len(said) > 50


def test_each_kind_of_finding_has_a_name_in_chinese() -> None:
    assert {*KINDS} == {*Orphan, *Fault, "doubts"}


def test_findings_say_what_is_missing_where_and_why(book: dict[str, Worksheet]) -> None:
    found = rows(book["疑点"])
    assert {row["类别"] for row in found} >= {
        "无牵头单位",
        "无责任单位",
        "未写明来源",
        "国家意见条目无任务落实",
        "前后不一致",
    }
    assert all("-" not in str(row["类别"]) and row["方案或文件"] and row["说明"] for row in found)
    (title,) = (row for row in found if "标题不一致" in str(row["说明"]))
    assert (title["任务、条目或单位"], title["程度"]) == ("强化学校体育", "须核实")
    assert "强化学校体育 ≠ 强化体育锻炼" in str(title["说明"])


@needs_office
def test_libreoffice_reads_the_same_text_in_every_sheet(
    book: dict[str, Worksheet], built: Path, tmp_path: Path
) -> None:
    found = sheets(built / "ledger.xlsx", tmp_path)
    assert {*found} == {*book}
    for name, page in book.items():
        ours = [[str(cell or "") for cell in row] for row in page.iter_rows(values_only=True)]
        assert found[name] == ours, name


@needs_office
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed (Debian: poppler-utils)")
def test_it_prints_with_its_chinese_and_its_head_on_every_page(built: Path, tmp_path: Path) -> None:
    convert(built / "ledger.xlsx", "pdf", tmp_path)
    words = ["pdftotext", "-layout", str(tmp_path / "ledger.pdf"), "-"]
    printed = subprocess.run(words, capture_output=True, check=True, encoding="utf-8").stdout.split("\f")[:-1]
    assert "牵头单位:市教育局" in "".join(printed)
    ledgers = [page for page in printed if "责任矩阵" not in page and "具体措施" in page]
    assert len(ledgers) >= 4 and all("牵头单位" in page for page in ledgers)
    assert all(f"第 {number} 页" in page for number, page in enumerate(printed, start=1))
