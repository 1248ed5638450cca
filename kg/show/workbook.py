"""Sheets as a workbook (.xlsx): a title, a head that stays in view, wrapped cells, set up for A4."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import BinaryIO

from wcwidth import wcswidth
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kg.table import Cell, Table

ROWS = 1_048_576
"""Rows of the largest sheet that spreadsheets hold, title and head included."""

CHARACTERS = 32_767
"""Characters of the longest cell, counted in UTF-16 as spreadsheets do."""

_NAME = 31  # characters of the longest name of a sheet
_HEAD = 2  # the row of the head, below title and note
_WHEN = datetime(2000, 1, 1, tzinfo=UTC)  # a file's own date would be another in every build
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)  # what XML 1.0 cannot hold, or should not
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_LINE_HEIGHT, _TALLEST = 13.5, 409  # points; spreadsheets know no taller row
_MARK = 8  # the width up to which a column holds marks and numbers, which stand in its middle
_FAINT, _LINE = "#DDE6F0", "#8C9BAB"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is to be printed: widths in characters, one a column; columns from `upright` on are narrow marks."""

    name: str
    title: str
    note: str
    table: Table
    widths: tuple[float, ...]
    fixed: int  # columns that stay in view
    upright: int | None = None


def write(sheets: Sequence[Sheet], to: Path | BinaryIO) -> None:
    """Write the sheets to a file, the same bytes for the same sheets; text is never a formula, a link or a number.

    A sheet's name loses what names cannot hold and what is too long, and gets a number where it is taken. Rows and
    characters above what spreadsheets hold are left out, and the sheet says how many.
    """
    # in memory the parts of the file get no time of their own
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = _Book(to, {"in_memory": True} | texts)
    book.set_properties({"title": "工作台账 work ledger", "created": _WHEN})
    styles = _Styles(book)
    taken = {"history"}  # Excel keeps that one for itself
    for sheet in sheets:
        page = book.add_worksheet(_name(sheet.name, taken))
        _set_up(page, sheet)
        _fill(page, sheet, styles)
    book.close()


class _Book(Workbook):  # type: ignore[misc]  # xlsxwriter has no types
    """A workbook that takes names as `_name` gives them: xlsxwriter compares each with all others, the square of them."""

    def _check_sheetname(self, sheetname: str, is_chartsheet: bool = False) -> str:
        return sheetname


class _Styles:
    """The workbook's few formats."""

    def __init__(self, book: Workbook) -> None:
        cell = {"font_name": "SimSun", "font_size": 10, "border": 1, "border_color": _LINE, "text_wrap": True}
        middle = {"align": "center", "valign": "vcenter"}
        head = cell | middle | {"font_name": "SimHei", "bg_color": _FAINT}
        self.title: Format = book.add_format({"font_name": "SimHei", "font_size": 16} | middle)
        self.note: Format = book.add_format(
            {"font_name": "SimSun", "font_size": 10, "align": "right", "valign": "vcenter"}
        )
        self.head: Format = book.add_format(head)
        self.upright: Format = book.add_format(head | {"rotation": 270, "valign": "top"})
        self.text: Format = book.add_format(cell | {"valign": "vcenter"})
        self.formula: Format = book.add_format(
            cell | {"valign": "vcenter", "quote_prefix": True}
        )  # text also when edited
        self.mark: Format = book.add_format(cell | middle)


def _name(wanted: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and none has yet, upper and lower case being one."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", _UNFIT.sub(" ", " ".join(wanted.split()))).strip("' ") or "表"
    for number in count(1):
        tail = f" {number}" if number > 1 else ""
        name = plain + tail
        if _length(name) > _NAME:
            name = _within(plain, _NAME - 1 - len(tail)) + "…" + tail
        if name.lower() not in taken:
            break
    taken.add(name.lower())
    return name


def _set_up(page: Worksheet, sheet: Sheet) -> None:
    """What is printed: A4 across, as wide as the paper, the head on each page; the head stays in view on the screen."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.center_horizontally()
    page.repeat_rows(_HEAD)
    page.set_footer("&C第 &P 页，共 &N 页")
    page.freeze_panes(_HEAD + 1, sheet.fixed)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)


def _fill(page: Worksheet, sheet: Sheet, styles: _Styles) -> None:
    columns, rows = sheet.table.columns, sheet.table.rows[: ROWS - _HEAD - 1]
    cut = len(sheet.table.rows) - len(rows)
    note = f"{sheet.note}　本表放不下的 {cut} 行未列出 ({cut} rows left out)" if cut else sheet.note
    last = len(columns) - 1
    page.merge_range(0, 0, 0, last, _fit(sheet.title), styles.title)
    page.merge_range(1, 0, 1, last, _fit(note), styles.note)
    page.set_row(0, 30)
    narrow = last + 1 if sheet.upright is None else sheet.upright
    for at, name in enumerate(columns):
        page.write_string(_HEAD, at, _fit(name), styles.upright if at >= narrow else styles.head)
    page.set_row(_HEAD, min(_TALLEST, max([24, *(14 * len(name) + 14 for name in columns[narrow:])])))
    for down, row in enumerate(rows, start=_HEAD + 1):
        page.set_row(down, _height(row, sheet.widths))
        for at, cell in enumerate(row):
            _put(page, down, at, cell, styles.mark if sheet.widths[at] <= _MARK else styles.text, styles.formula)
    page.autofilter(_HEAD, 0, _HEAD + len(rows), last)


def _put(page: Worksheet, row: int, column: int, cell: Cell, style: Format, formula: Format) -> None:
    if cell is None or cell == "":
        page.write_blank(row, column, None, style)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        page.write_number(row, column, cell, style)
    else:
        text = _fit(str(cell))
        page.write_string(row, column, text, formula if _FORMULA.match(text) else style)


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Points that a row needs for its wrapped cells: not all programs work it out where a file does not say it."""
    lines = 1
    for cell, width in zip(row, widths, strict=True):
        if isinstance(cell, str):
            room = max(2, int(width) - 1) // 2 * 2  # a Chinese character takes two places, and is not halved
            if 2 * len(cell) > room or "\n" in cell:
                lines = max(lines, sum(max(1, -(-max(0, wcswidth(line)) // room)) for line in cell.split("\n")))
    return min(_TALLEST, _LINE_HEIGHT * lines + 3)


def _fit(text: str) -> str:
    """Return text that a cell can hold."""
    text = _UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if 2 * len(text) <= CHARACTERS or _length(text) <= CHARACTERS:
        return text
    kept = _within(text, CHARACTERS - 60)
    return f"{kept}……（单元格放不下的 {len(text) - len(kept)} 字未列出 characters left out）"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _within(text: str, most: int) -> str:
    """The beginning of a text, at most so many UTF-16 units, no character halved."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore")
