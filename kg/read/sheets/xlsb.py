"""XLSB by calamine: values alone; merges, formats of numbers and hidden rows it does not tell."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from kg.read.limits import Limits
from kg.read.packed import damaged
from kg.read.sheets.numbers import day, plain
from kg.read.sheets.package import Package
from kg.read.sheets.sheet import Sheet

_ROW, _CELLS = 0, range(2, 12)  # kinds of records (MS-XLSB 2.3.2): BrtRowHdr, BrtCellRk to BrtFmlaError


def sheets(package: Package, data: bytes, limits: Limits) -> list[Sheet]:
    """Return the sheets that are shown, in order."""
    for member in package.names():
        content = b"".join(package.chunks(member))
        if "worksheets/" in member and member.endswith(".bin"):
            limits.check_cells(_extent(content))
    try:
        return list(_sheets(data))
    except Exception as error:
        raise damaged(error) from error
    except BaseException as error:  # a panic of Rust's is no Exception, and its class has no place to import it from
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(error) from error


def _sheets(data: bytes) -> Iterator[Sheet]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for about in book.sheets_metadata:
        if about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet:
            yield _sheet(about.name, book.get_sheet_by_name(about.name))


def _extent(content: bytes) -> int:
    """How many cells lie between a sheet's first and last: calamine makes room for all of them before it reads one."""
    at, row, rows, columns = 0, 0, set[int](), set[int]()
    while at < len(content):
        kind, at = _number(content, at, 2)
        size, at = _number(content, at, 4)
        value = int.from_bytes(content[at : at + 4], "little")
        if kind == _ROW:
            row = value
        elif kind in _CELLS:
            rows.add(row)
            columns.add(value)
        at += size
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) if rows else 0


def _number(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in groups of seven bits, the lowest first, and the offset behind it."""
    value = 0
    for i, byte in enumerate(content[at : at + most]):
        value |= (byte & 0x7F) << 7 * i
        if not byte & 0x80:
            return value, at + i + 1
    return value, at + most


def _sheet(name: str, page: CalamineSheet) -> Sheet:
    sheet = Sheet(name)
    top, left = page.start or (0, 0)
    for row, values in enumerate(page.to_python(), start=top):
        for column, value in enumerate(values, start=left):
            if text := _shown(value):
                sheet.cells[row, column] = text
    return sheet


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return plain(value)
    return day(value) if isinstance(value, datetime | date | time) else str(value)
