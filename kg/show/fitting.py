"""Tables as wide as a terminal: long cells cut, and columns left out where that is not enough."""

from __future__ import annotations

from wcwidth import wcswidth, wcwidth

from kg.show.tables import one_line, shown
from kg.table import Cell, Table

_GAP = 2  # blanks between columns
_WIDER = 2  # blanks that a column is wider than its head
_LEAST = 10  # places that a cut column keeps: four Chinese characters, and what says that it is cut


def fit(table: Table, width: int) -> tuple[Table, tuple[str, ...]]:
    """Return the table so that it fits so many places as `render` aligns it, and the names of columns left out.

    A Chinese character takes two places. The widest columns are cut first, their text and heads with … at the end,
    numbers never; heads of several lines are not cut. Where the narrowest columns are too wide together, the last are
    left out; the first always stays.
    """
    upright = any("\n" in name for name in table.columns)
    heads = [_heading(name) + (0 if upright else _WIDER) for name in table.columns]
    columns = [[row[at] for row in table.rows] for at in range(len(heads))]
    natural = [max(head, *map(_places, cells), 0) for head, cells in zip(heads, columns, strict=True)]
    least = [_least(head, cells) for head, cells in zip(heads, columns, strict=True)]
    kept = max([1, *(n for n in range(len(least) + 1) if sum(least[:n]) + _GAP * (n - 1) <= width)])
    cap = min(width, max(natural[:kept], default=0))
    while cap > _LEAST and sum(_widths(least, natural, kept, cap)) > width - _GAP * (kept - 1):
        cap -= 1
    widths = _widths(least, natural, kept, cap)
    names = table.columns[:kept]
    if not upright:
        names = tuple(cut(name, most - _WIDER) for name, most in zip(names, widths, strict=True))
    rows = tuple(tuple(map(_cut, row[:kept], widths)) for row in table.rows)
    return Table(names, rows), table.columns[kept:]


def _widths(least: list[int], natural: list[int], kept: int, cap: int) -> list[int]:
    return [max(low, min(cap, high)) for low, high in zip(least[:kept], natural[:kept], strict=True)]


def cut(text: str, width: int) -> str:
    """Return the text if it takes at most so many places, else its beginning and … within them."""
    if wcswidth(text) <= width:
        return text
    kept, places = "", 1
    for char in text:
        places += max(0, wcwidth(char))
        if places > width:
            break
        kept += char
    return kept + "…"


def _cut(cell: Cell, width: int) -> Cell:
    return cut(one_line(cell), width) if isinstance(cell, str) else cell


def _least(head: int, cells: list[Cell]) -> int:
    """What a column cannot go below: its numbers, and ten places of text."""
    texts = [min(_LEAST, _places(cell)) for cell in cells if isinstance(cell, str)]
    numbers = [_places(cell) for cell in cells if not isinstance(cell, str)]
    return max(min(_LEAST, head), *texts, *numbers, 0)


def _heading(name: str) -> int:
    return max(map(_places, name.split("\n")))


def _places(cell: Cell) -> int:
    return max(0, wcswidth(one_line(shown(cell))))
