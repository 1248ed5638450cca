"""The cells of a table element, and whether it is one: old pages are laid out by tables."""

from __future__ import annotations

import re
from bisect import bisect_left

from selectolax.lexbor import LexborNode

from kg.read.html.tree import walk
from kg.read.limits import Limits

Found = tuple[LexborNode, int, int, int, int]  # a cell with its row and column from 0, and how many of each it covers
_MOST_COLUMNS = 1000  # that HTML lets one cell cover
_HEAD = 14  # characters of a column's head
_FRAME = (0.75, 200)  # share of the text, and characters, in the one cell of a frame


def cells_of(table: LexborNode, skip: set[int], limits: Limits) -> list[Found]:
    """Return the cells of a table, in order; none where it holds another one or has but one row or column.

    ReadError over the limit of cells.
    """
    rows, holds_table = _rows(table, skip)
    if holds_table:
        return []
    cells = _placed(rows, limits)
    height, width = len({cell[1] for cell in cells}), len({cell[2] for cell in cells})
    return cells if min(height, width) > 1 else []


def is_frame(cells: list[Found], texts: list[str]) -> bool:
    """Return whether the cells with these texts are none of a table's: all empty, or one of them all but the whole."""
    lengths = [len(text) for text in texts]
    head = [length for cell, length in zip(cells, lengths, strict=True) if cell[1] == 0]
    headed = len(head) > 2 and all(0 < length <= _HEAD for length in head)
    return not any(lengths) or (max(lengths) > max(_FRAME[0] * sum(lengths), _FRAME[1]) and not headed)


def _rows(table: LexborNode, skip: set[int]) -> tuple[list[list[LexborNode]], bool]:
    """The cells by rows, as they are written, and whether a cell holds a table that is one."""
    rows: list[list[LexborNode]] = []
    inner = set(skip)
    holds_table = False
    for node, begins in walk(table, inner):
        if not begins:
            continue
        if node.tag == "tr":
            rows.append([])
        elif node.tag in ("td", "th") and rows:
            rows[-1].append(node)
        elif node.tag == "table" and node.mem_id != table.mem_id:
            inner.add(node.mem_id)
            inside = node.css("tr")
            holds_table = holds_table or (len(inside) > 1 and any(len(row.css("td, th")) > 1 for row in inside[:3]))
    return rows, holds_table


def _placed(rows: list[list[LexborNode]], limits: Limits) -> list[Found]:
    """The cells on the grid; rows and columns in which none begins are no rows and columns."""
    placed: list[Found] = []
    taken: list[int] = []  # of each column the row down to which it is covered from above
    for r, row in enumerate(rows):
        column = 0
        for node in row:
            while column < len(taken) and taken[column] > r:
                column += 1
            said = node.attributes
            rowspan = min(_count(said.get("rowspan")) or len(rows), len(rows) - r)
            colspan = min(_count(said.get("colspan")) or 1, _MOST_COLUMNS)
            limits.check_cells((column + colspan) * len(rows))
            taken += [0] * (column + colspan - len(taken))
            taken[column : column + colspan] = [r + rowspan] * colspan
            placed.append((node, r, column, rowspan, colspan))
            column += colspan
    row_starts, column_starts = sorted({cell[1] for cell in placed}), sorted({cell[2] for cell in placed})
    found: list[Found] = []
    for node, r, c, rowspan, colspan in placed:
        at_row, rows_covered = _among(row_starts, r, rowspan)
        at_column, columns_covered = _among(column_starts, c, colspan)
        found.append((node, at_row, at_column, rows_covered, columns_covered))
    return found


def _among(begun: list[int], start: int, count: int) -> tuple[int, int]:
    """The place of a row or column among those in which a cell begins, and how many of these are covered."""
    at = bisect_left(begun, start)
    return at, bisect_left(begun, start + count) - at


def _count(said: str | None) -> int:
    """How many rows or columns a cell covers: 1 unless it says otherwise; 0 is all that are left."""
    return int(said) if said and re.fullmatch(r"\s*[0-9]{1,5}\s*", said) else 1
