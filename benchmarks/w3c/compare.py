"""Whether two answers are the same: as lists or multisets of rows, blank nodes by any names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

Row = tuple[str | None, ...]  # terms as N-Triples writes them, or cells of a text format; None: unbound


def same(expected: Sequence[Row], found: Sequence[Row], *, ordered: bool = False) -> bool:
    """Say whether one renaming of blank nodes, one to one, makes the found rows the expected ones.

    As a list if `ordered`, else as a multiset. A cell that begins with "_:" is a blank node.
    """
    if len(expected) != len(found):
        return False
    if ordered:
        names: Mapping[str, str] | None = {}
        for row, other in zip(expected, found, strict=True):
            names = _extended(names, row, other) if names is not None else None
        return names is not None
    plain, others = (Counter(row for row in rows if not _blank(row)) for rows in (expected, found))
    if plain != others:
        return False
    left = sorted((row for row in expected if _blank(row)), key=_shape)
    return _matched({}, left, [row for row in found if _blank(row)])


def within(expected: Sequence[Row], found: Sequence[Row]) -> bool:
    """Say whether the found rows are the expected ones, each at least once and no more often (no blank nodes)."""
    wanted, given = Counter(expected), Counter(found)
    return wanted.keys() == given.keys() and given <= wanted


def _matched(names: Mapping[str, str], rows: Sequence[Row], others: Sequence[Row]) -> bool:
    if not rows:
        return True
    for at, other in enumerate(others):
        extended = _extended(names, rows[0], other)
        if extended is not None and _matched(extended, rows[1:], [*others[:at], *others[at + 1 :]]):
            return True
    return False


def _extended(names: Mapping[str, str], row: Row, other: Row) -> Mapping[str, str] | None:
    """Return the names with those that make `other` the row; None if none do."""
    if len(row) != len(other):
        return None
    new = dict(names)
    for cell, given in zip(row, other, strict=True):
        if cell is None or given is None or not (cell.startswith("_:") and given.startswith("_:")):
            if cell != given:
                return None
        elif cell in new:
            if new[cell] != given:
                return None
        elif given in new.values():
            return None
        else:
            new[cell] = given
    return new


def _blank(row: Row) -> bool:
    return any(cell is not None and cell.startswith("_:") for cell in row)


def _shape(row: Row) -> tuple[int, str]:
    """Order rows by how many blank nodes they have, so that the choice is narrow early."""
    return sum(cell is not None and cell.startswith("_:") for cell in row), str(row)
