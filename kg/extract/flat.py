"""Tables flattened to a cell a line, or a line of a cell a line."""

from __future__ import annotations

from kg.extract import heads
from kg.extract.fit import Span, is_row, over_number
from kg.extract.numbered import numbered
from kg.extract.rows import Row, TaskTable, by_columns
from kg.extract.sheet import PRINTED_ALL, Sheet, sheets
from kg.read.view import Reading


def flat_tables(reading: Reading, start: int, end: int) -> list[TaskTable]:
    """Return the flattened task tables between the offsets in order; an empty list where no head is found."""
    tables: list[TaskTable] = []
    at = 0
    for printed in sheets(reading, start, end):
        if printed.head.start >= at:
            sheet = _with_number(printed)
            table, at = numbered(sheet) if "number" in sheet.head.columns else _unnumbered(sheet)
            tables += [table] if table else []
    return tables


def _with_number(sheet: Sheet) -> Sheet:
    """The sheet with a column of numbers where its head has none and its first row prints one."""
    first = sheet.cells[sheet.head.after : min(sheet.stop, sheet.head.after + heads.HEADS_AT_MOST)]
    columns = over_number(sheet.reading, sheet.head.columns, [cell.span for cell in first])
    return sheet._replace(head=sheet.head._replace(columns=columns)) if columns else sheet


def _unnumbered(sheet: Sheet) -> tuple[TaskTable | None, int]:
    """The table of which every row prints all its cells, and the cell after it; it ends at the first that does not.

    The line before a head (a title: 重点任务分工) and the first cell after it may look like one head more; the first
    column (类别) may be one of names that stand on lines of their own, between rows.
    """
    for columns, at in (
        (sheet.head.columns, sheet.head.after),
        (sheet.head.columns[1:], sheet.head.after),
        (sheet.head.columns[2:], sheet.head.after),
        (sheet.head.columns[:-1], sheet.head.after - 1),
    ):
        if len(columns) >= PRINTED_ALL and heads.is_head(columns):
            rows, end = _windows(sheet, columns, at)
            if rows:
                return sheet.table(columns, rows), end
    return None, sheet.head.after


def _windows(sheet: Sheet, columns: tuple[str | None, ...], at: int) -> tuple[list[Row], int]:
    rows: list[Row] = []
    while at < sheet.stop:
        after = sheet.again(at)
        if after and rows:
            at = after
        elif heads.SECTION.fullmatch(sheet.cells[at].name):
            at += 1
        else:
            own, end = ((), at) if after else _row(sheet, columns, at, merged=bool(rows))
            if not own:
                break
            rows.append(by_columns(sheet.reading, columns[-len(own) :], own))
            at = end
    return rows, at


def _row(sheet: Sheet, columns: tuple[str | None, ...], at: int, *, merged: bool) -> tuple[list[Span], int]:
    """The cells of the row that begins here, and the cell after it; none for no row.

    `merged`: below another, a row may lack its first cell, of a group that goes on (做好规划配套).
    """
    shorter = (columns[1:],) if merged and heads.is_head(columns[1:]) else ()
    for own in (columns, *shorter):
        cells, end = _next(sheet, at, len(own))
        if len(cells) == len(own) and is_row(sheet.reading, own, cells):
            return cells, end
    return [], at


def _next(sheet: Sheet, at: int, count: int) -> tuple[list[Span], int]:
    """So many cells, one that ends with 、 going on with the next line, and the cell after them."""
    cells: list[Span] = []
    while at < sheet.stop and len(cells) < count:
        start = sheet.cells[at].start
        while sheet.cells[at].name.endswith("、") and at + 1 < sheet.stop:
            at += 1
        cells.append((start, sheet.cells[at].end))
        at += 1
    return cells, at
