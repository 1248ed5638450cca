"""Documents of 10 MB and of a million rows: read, or refused by a limit that is named. Run by: pytest -m large"""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from kg.graph.vocabulary import DEFAULT_BASE
from kg.inputs.document import Document
from kg.inputs.told import Teller, Told, Unread
from kg.read.limits import Limits

pytestmark = pytest.mark.large
HEAD = "实施方案\n一、加强领导\n1.推进工作。(牵头单位:市教育局)"


def told(data: bytes, name: str, seconds: int = 1000) -> Told | Unread:
    limits = Limits(seconds=seconds)
    found = Teller(DEFAULT_BASE, limits, ()).tell(Document(name, name, lambda _: data), "made")
    assert not (isinstance(found, Unread) and "fault in the program" in found.message), found.message
    return found


@pytest.mark.parametrize("piece", ["a", "完善校舍改造和课后服务,", "市教育局、", "1.", "("])
def test_a_line_of_ten_megabytes(piece: str) -> None:
    size = len(piece.encode())
    assert isinstance(told((HEAD + piece * (10_000_000 // size)).encode(), "made.txt"), Told)


@pytest.mark.parametrize("name", ["made.html", "made.md", "made.csv"])
def test_a_line_of_ten_megabytes_in_other_formats(name: str) -> None:
    told((HEAD + "完善校舍改造和课后服务," * 300_000).encode(), name)


def test_the_limit_of_time_is_kept_in_the_midst_of_a_line() -> None:
    found = told((HEAD + "完善校舍改造和课后服务," * 900_000).encode(), "made.txt", seconds=2)
    assert isinstance(found, Unread)
    assert "took over 2 s" in found.message


def test_a_million_rows_of_csv_are_over_the_limit_of_cells() -> None:
    rows = "".join(f"{i},任务{i},市教育局\n" for i in range(1_000_001))
    found = told(rows.encode(), "made.csv")
    assert isinstance(found, Unread)
    assert "over the limit of 2,000,000" in found.message


def test_a_million_rows_of_xlsx_are_over_the_limit_of_cells() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    page = book.add_worksheet()
    for row in range(1_000_001):
        page.write_row(row, 0, (row, "看好校门", "市教育局"))
    book.close()
    found = told(out.getvalue(), "made.xlsx")
    assert isinstance(found, Unread)
    assert "over the limit of 2,000,000" in found.message
