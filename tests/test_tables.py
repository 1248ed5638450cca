"""Tables as text: what each format keeps, quotes and aligns."""

from __future__ import annotations

import csv
import io
import json
import math
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from kg.show.tables import FORMATS, read_csv, render, write_csv
from kg.table import Table

UNITS = Table(
    ("unit", "tasks", "score"),
    (("市教育局", 18, 0.041666), ("市委编办", 2, 0.5), ("团市委", None, 3.0)),
)
AWKWARD = ('说"是"', "一,二", "上\n下", "左\r右", "甲\t乙", " 编  办 ", "", "=1+1", "a|b", "\\", "<b>")


def test_terminal_columns_line_up_under_chinese() -> None:
    lines = render(UNITS, "table").splitlines()
    cells = [line.split() for line in lines[2:]]
    assert cells == [["市教育局", "18", "0.0417"], ["市委编办", "2", "0.5000"], ["团市委", "3"]]
    assert len({wcswidth(line) for line in lines}) == 1


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.123456, "0.1235"),
        (0.0, "0"),
        (95.0, "95"),
        (0.00001234, "1.2e-05"),
        (-0.25, "-0.2500"),
        (12345.678, "12345.6780"),
        (math.nan, "nan"),
        (True, "true"),
        (None, ""),
    ],
)
def test_values_on_the_terminal(value: float | None, shown: str) -> None:
    last = render(Table(("name", "v"), (("x", value),)), "table").splitlines()[-1]
    assert last.split() == ["x", *shown.split()]


@pytest.mark.parametrize("text", ["007", "1e5", "四-2", "2021-04-13", "nan"])
def test_text_that_looks_like_a_number_stays_as_it_is(text: str) -> None:
    assert render(Table(("id",), ((text,),)), "table").splitlines()[-1] == text


def test_a_cell_cannot_break_its_line_or_move_the_cursor() -> None:
    shown = render(Table(("quote",), (("牵头单位:\n\x1b[2J市教育局",),)), "table")
    assert shown.splitlines()[-1] == "牵头单位: [2J市教育局"


@pytest.mark.parametrize(("format", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_awkward_text_comes_back_from_csv_and_tsv(format: str, delimiter: str) -> None:
    text = render(Table(("a", "b"), tuple((cell, 1) for cell in AWKWARD)), format)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert rows == [["a", "b"], *([cell, "1"] for cell in AWKWARD)]


def test_csv_keeps_numbers_whole_and_has_no_byte_order_mark() -> None:
    text = render(UNITS, "csv")
    assert text.splitlines() == ["unit,tasks,score", "市教育局,18,0.041666", "市委编办,2,0.5", "团市委,,3.0"]


def test_csv_file_has_a_byte_order_mark_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    write_csv(Table(("a", "b"), tuple((cell, None) for cell in AWKWARD)), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfa,b\n")
    assert read_csv(path) == Table(("a", "b"), tuple((cell, "") for cell in AWKWARD))


FORMULAS = ("=1+1", "+1", "-1", "@A1", " =1", "\t甲", "\r甲", "\n甲", "＝1", "＋1", "－1", "＠1", "'=1", "''-1", "' @")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_in_a_csv_file_is_text_and_comes_back(text: str, tmp_path: Path) -> None:
    table = Table(("a", "b"), ((text, None),))
    write_csv(table, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == [f"'{text}", ""]
    assert read_csv(tmp_path / "a.csv") == Table(("a", "b"), ((text, ""),))


@pytest.mark.parametrize("cell", ["教育局", "四-2", "'引'", "'", "", "a=1", "2021-04-13", "——", -1, -0.5])
def test_what_is_no_formula_is_written_as_it_is(cell: str | float, tmp_path: Path) -> None:
    write_csv(Table(("a", "b"), ((cell, 1),)), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()[1] == f"{cell},1"


@given(st.text(alphabet="'=+-@ \t\r\n＝a\",", max_size=8))
def test_any_text_comes_back_from_a_csv_file(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        write_csv(Table(("a", "b"), ((text, 1),)), path)
        assert read_csv(path).rows == ((text, "1"),)
        with path.open(encoding="utf-8-sig", newline="") as file:
            (_, (cell, _)) = csv.reader(file)
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝")) and not cell.startswith(("\t", "\r", "\n"))


def test_json_is_records_with_chinese_as_it_is() -> None:
    text = render(Table(("unit", "x", "y"), (("教育局", math.nan, None), ("编办", 0.5, True))), "json")
    assert json.loads(text) == [
        {"unit": "教育局", "x": None, "y": None},
        {"unit": "编办", "x": 0.5, "y": True},
    ]
    assert "教育局" in text and "NaN" not in text


def test_markdown_escapes_what_would_break_a_row() -> None:
    head, rule, row = render(Table(("a|b", "n"), (("x|y\n\\<br>", 2),)), "md").splitlines()
    assert head.split() == ["|", "a\\|b", "|", "n", "|"]
    assert rule.startswith("|:") and rule.endswith(":|")
    assert row.split() == ["|", "x\\|y", "\\\\&lt;br>", "|", "2", "|"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_table_without_rows_keeps_its_head(format: str) -> None:
    text = render(Table(("unit", "tasks")), format)
    assert text == "[]" if format == "json" else "unit" in text and "tasks" in text


def test_an_unknown_format_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"xml.*table, csv"):
        render(UNITS, "xml")
