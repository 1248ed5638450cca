"""Workbooks: text stays text, what spreadsheets cannot hold is cut and said, the same sheets give the same bytes."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kg.show import workbook
from kg.show.workbook import CHARACTERS, Sheet, write
from kg.table import Cell, Table


def sheet(*rows: tuple[Cell, ...], name: str = "表", title: str = "台账", note: str = "2 项") -> Sheet:
    return Sheet(name, title, note, Table(("任务", "项数"), rows), (20, 6), fixed=1)


def opened(path: Path, *sheets: Sheet) -> Workbook:
    write(sheets, path / "a.xlsx")
    return openpyxl.load_workbook(path / "a.xlsx")


def page(path: Path, *sheets: Sheet) -> Worksheet:
    book = opened(path, *sheets)
    assert isinstance(book.active, Worksheet)
    return book.active


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://a.example\",\"x\")", "＝1+1", " =1", "'=1")  # fmt: skip


@pytest.mark.parametrize("text", [*FORMULAS, "http://a.example", "mailto:a@b.example", "12", "true", "{=1}"])
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    found = page(tmp_path, sheet((text, None), name="甲", title=text, note=text))
    for cell in (found["A1"], found["A2"], found["A4"]):
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_what_begins_like_a_formula_stays_text_when_it_is_edited(tmp_path: Path) -> None:
    found = page(tmp_path, sheet(("=1+1", 1), ("教育局", 2)))
    assert [found[at].quotePrefix for at in ("A4", "A5")] == [True, False]


def test_numbers_are_numbers(tmp_path: Path) -> None:
    found = page(tmp_path, sheet(("a", -3), ("b", 0.25), ("c", None), ("d", "-3")))
    assert [(found.cell(row, 2).value, found.cell(row, 2).data_type) for row in range(4, 8)] == [
        (-3, "n"),
        (0.25, "n"),
        (None, "n"),
        ("-3", "s"),
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("牵头\x0b单位\x00", "牵头\ufffd单位\ufffd"),
        ("上\r\n下\r右\n左\t中", "上\n下\n右\n左\t中"),
        ("\ud800半个\uffff", "\ufffd半个\ufffd"),
        ("𠀀编<办>&", "𠀀编<办>&"),
        (" 编  办 ", " 编  办 "),
        ("_x0041_", "_x0041_"),
    ],
)
def test_text_that_xml_cannot_hold_costs_those_characters_alone(tmp_path: Path, text: str, kept: str) -> None:
    assert page(tmp_path, sheet((text, None)))["A4"].value == kept


@pytest.mark.parametrize("char", ["字", "𠀀"])  # of one and of two UTF-16 units
def test_a_cell_that_is_too_long_is_cut_and_says_how_much(tmp_path: Path, char: str) -> None:
    units = len(char.encode("utf-16-le")) // 2
    found = page(tmp_path, sheet((char * (CHARACTERS // units), None), (char * 40_000, None)))
    assert found["A4"].value == char * (CHARACTERS // units)
    kept, _, said = str(found["A5"].value).partition("……")
    assert len(f"{kept}……{said}".encode("utf-16-le")) // 2 <= CHARACTERS
    assert set(kept) == {char} and f" {40_000 - len(kept)} 字未列出" in said


def test_rows_that_are_too_many_are_left_out_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 5)
    found = page(tmp_path, sheet(*(("任务", n) for n in range(7))))
    assert found.max_row == 5
    assert found["A2"].value == "2 项　本表放不下的 5 行未列出 (5 rows left out)"


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["磐政办发〔2021〕2号", "磐政办发〔2021〕2号"], ["磐政办发〔2021〕2号", "磐政办发〔2021〕2号 2"]),
        (["[甲]:乙*丙?丁/戊\\己"], ["甲  乙 丙 丁 戊 己"]),
        (["长" * 40, "长" * 40], ["长" * 30 + "…", "长" * 28 + "… 2"]),
        (["𠀀" * 20], ["𠀀" * 15 + "…"]),
        (["Plan", "PLAN"], ["Plan", "PLAN 2"]),
        (["History", "'引'", "", "\x00"], ["History 2", "引", "表", "表 2"]),
    ],
)
def test_names_of_sheets_are_such_as_spreadsheets_take(tmp_path: Path, wanted: list[str], names: list[str]) -> None:
    assert opened(tmp_path, *(sheet(name=name) for name in wanted)).sheetnames == names


def test_the_head_stays_in_view_and_is_printed_on_each_page(tmp_path: Path) -> None:
    found = page(tmp_path, sheet(("强化学校体育", 1), ("突出德育实效", 2)))
    assert [cell.value for cell in found[3]] == ["任务", "项数"]
    assert (found.freeze_panes, found.auto_filter.ref, found.print_title_rows) == ("B4", "A3:B5", "$3:$3")
    assert (found.page_setup.orientation, found.page_setup.paperSize, found.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert found["A4"].alignment.wrap_text and found.column_dimensions["A"].width == pytest.approx(20, abs=1)


def test_a_row_is_as_high_as_its_longest_cell_needs(tmp_path: Path) -> None:
    found = page(tmp_path, sheet(("短", 1), ("长" * 27, 1), ("一\n二\n三", 1), ("长" * 9_000, 1)))
    one, three, lines, most = (float(found.row_dimensions[row].height or 0) for row in range(4, 8))
    assert one < three == lines < most == pytest.approx(409, abs=1)  # nine characters a line: three lines


def test_the_same_sheets_give_the_same_bytes_at_any_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write([sheet(("=1", 1)), sheet(("二", 2))], tmp_path / "a.xlsx")
    later = time.time() + 90_000
    monkeypatch.setattr(time, "time", lambda: later)
    write([sheet(("=1", 1)), sheet(("二", 2))], tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as file:
        assert {one.date_time[0] for one in file.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z</dcterms:created>" in file.read("docProps/core.xml")
