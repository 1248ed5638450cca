"""XLS and WPS .et by xlrd, which tells merges, formats of numbers and what is hidden."""

from __future__ import annotations

import io

import xlrd
from xlrd.biffh import error_text_from_code

from kg.errors import ReadError
from kg.read.limits import Limits
from kg.read.packed import LOCKED, damaged
from kg.read.sheets.numbers import printed
from kg.read.sheets.sheet import Sheet


def sheets(data: bytes, limits: Limits) -> list[Sheet]:
    """Return the sheets that are shown, in order; values alone where formats are written so oddly that they stop xlrd."""
    try:
        return _sheets(data, limits, formats=True)
    except ReadError:
        raise
    except Exception as error:  # xlrd lets pass whatever an odd file makes of its reading
        if "encrypted" in str(error):
            raise ReadError(LOCKED) from error
    try:
        return _sheets(data, limits, formats=False)
    except ReadError:
        raise
    except Exception as error:
        raise damaged(str(error) or type(error).__name__) from error


def _sheets(data: bytes, limits: Limits, *, formats: bool) -> list[Sheet]:
    log = io.StringIO()  # else what it finds odd goes to standard output
    book = xlrd.open_workbook(
        file_contents=data,
        formatting_info=formats,
        ragged_rows=True,
        ignore_workbook_corruption=not formats,
        logfile=log,
    )
    return [_sheet(book, page, limits) for page in book.sheets() if page.visibility == 0]


def _sheet(book: xlrd.book.Book, page: xlrd.sheet.Sheet, limits: Limits) -> Sheet:
    sheet = Sheet(page.name)
    for row in range(page.nrows):
        for column in range(page.row_len(row)):
            if (text := _shown(book, page, row, column)).strip():
                sheet.cells[row, column] = text
        limits.check_cells(len(sheet.cells))
    sheet.merges += [(top, left, bottom - 1, right - 1) for top, bottom, left, right in page.merged_cells]
    sheet.hidden_rows += [(row, row) for row, about in page.rowinfo_map.items() if about.hidden]
    sheet.hidden_columns += [(column, column) for column, about in page.colinfo_map.items() if about.hidden]
    return sheet


def _shown(book: xlrd.book.Book, page: xlrd.sheet.Sheet, row: int, column: int) -> str:
    """What a cell shows of the value that its file keeps."""
    kind, value = page.cell_type(row, column), page.cell_value(row, column)
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        style = page.cell_xf_index(row, column) if book.formatting_info else None
        day = "yyyy-m-d" if kind == xlrd.XL_CELL_DATE else ""
        code = day if style is None else book.format_map[book.xf_list[style].format_key].format_str
        return printed(float(value), code, since_1904=book.datemode == 1)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == xlrd.XL_CELL_ERROR:
        return error_text_from_code.get(int(value), "")
    return str(value)
