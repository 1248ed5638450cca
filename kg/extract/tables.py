"""Task tables of a document: those whose cells its format keeps apart, and between them those printed as text."""

from __future__ import annotations

from kg.extract.cells import table_of_cells
from kg.extract.flat import flat_tables
from kg.extract.grid import Grid, find_grids
from kg.extract.rows import TaskTable, by_columns
from kg.extract.sections import in_sections
from kg.read.view import Reading


def find_tables(reading: Reading, start: int, end: int) -> list[TaskTable]:
    """Return the task tables between the offsets in order; an empty list where no head is found."""
    tables: list[TaskTable] = []
    at = start
    for known in reading.source.tables:
        if at <= known.span.start and known.span.end <= end:
            tables += _printed(reading, at, known.span.start)
            table = table_of_cells(reading, known)
            tables += [table] if table else []
            at = known.span.end
    return [in_sections(reading, table) for table in tables + _printed(reading, at, end)]


def _printed(reading: Reading, start: int, end: int) -> list[TaskTable]:
    """The tables in a stretch of text: cells parted by bars, tabs or blanks, or one a line."""
    tables: list[TaskTable] = []
    at = start
    for grid in [*find_grids(reading, start, end), None]:
        tables += flat_tables(reading, at, grid.start if grid else end)
        if grid:
            tables.append(_of_grid(reading, grid))
            at = grid.end
    return tables


def _of_grid(reading: Reading, grid: Grid) -> TaskTable:
    rows = [by_columns(reading, grid.columns, cells) for cells in grid.rows]
    return TaskTable(grid.columns, grid.start, grid.end, tuple(row for row in rows if row.title))
