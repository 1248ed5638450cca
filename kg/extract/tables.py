"""Task tables in a text: those with their cells kept apart, and between them those flattened to a cell a line."""

from __future__ import annotations

from kg.extract.flat import flat_tables
from kg.extract.grid import Grid, find_grids
from kg.extract.rows import TaskTable, by_columns
from kg.read.view import Reading


def find_tables(reading: Reading, start: int, end: int) -> list[TaskTable]:
    """Return the task tables between the offsets in order; an empty list where no head is found."""
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
