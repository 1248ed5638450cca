"""A plain table: what a query answers, a measure takes and the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of plain values; every row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()

    def records(self) -> Iterator[dict[str, Cell]]:
        """Yield each row as a dict by column name; nothing for a table without rows."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))
