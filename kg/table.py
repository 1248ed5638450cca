"""A plain table: what a query answers, a measure takes and the page shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
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


def gathered(table: Table, keys: tuple[str, ...], value: str) -> Mapping[tuple[Cell, ...], list[str]]:
    """Return the values of each key in the order of the rows, each once; [] for a key that no row has."""
    found: dict[tuple[Cell, ...], dict[str, None]] = defaultdict(dict)
    for one in table.records():
        if one[value] is not None:
            found[tuple(one[key] for key in keys)][str(one[value])] = None
    return defaultdict(list, {key: list(values) for key, values in found.items()})
