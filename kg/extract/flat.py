"""Tables flattened to a cell a line, or a line of a cell a line."""

from __future__ import annotations

from kg.extract import heads
from kg.extract.fit import is_row
from kg.extract.numbered import numbered
from kg.extract.rows import Row, TaskTable, by_columns
from kg.extract.sheet import PRINTED_ALL, Sheet, sheets
from kg.read.view import Reading


def flat_tables(reading: Reading, start: int, end: int) -> list[TaskTable]:
    """Return the flattened task tables between the offsets in order; an empty list where no head is found."""
    tables: list[TaskTable] = []
    at = 0
    for sheet in sheets(reading, start, end):
        if sheet.head.start >= at:
            table, at = numbered(sheet) if "number" in sheet.head.columns else _unnumbered(sheet)
            tables += [table] if table else []
    return tables


def _unnumbered(sheet: Sheet) -> tuple[TaskTable | None, int]:
    """The table of which every row prints all its cells, and the cell after it; it ends at the first that does not.

    The line before a head (a title: 重点任务分工) and the first cell after it may look like one head more.
    """
    for columns, at in (
        (sheet.head.columns, sheet.head.after),
        (sheet.head.columns[1:], sheet.head.after),
        (sheet.head.columns[:-1], sheet.head.after - 1),
    ):
        if len(columns) >= PRINTED_ALL and heads.is_head(columns):
            rows, end = _windows(sheet, columns, at)
            if rows:
                return sheet.table(columns, rows), end
    return None, sheet.head.after


def _windows(sheet: Sheet, columns: tuple[str | None, ...], at: int) -> tuple[list[Row], int]:
    rows: list[Row] = []
    while at + len(columns) <= sheet.stop:
        after = sheet.again(at)
        if after and rows:
            at = after
        elif heads.SECTION.fullmatch(sheet.cells[at].name):
            at += 1
        else:
            cells = [cell.span for cell in sheet.cells[at : at + len(columns)]]
            if after or not is_row(sheet.reading, columns, cells):
                break
            rows.append(by_columns(sheet.reading, columns, cells))
            at += len(columns)
    return rows, at
