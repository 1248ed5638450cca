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
    numbers never; a head of several lines is not cut. Where the narrowest columns are too wide together, the last are
    left out; the first always stays.
    """
    natural = [_natural(name, cells) for name, cells in _columns(table)]
    least = [_least(name, cells) for name, cells in _columns(table)]
    kept = max([1, *(n for n in range(len(least) + 1) if sum(least[:n]) + _GAP * (n - 1) <= width)])
    room = width - _GAP * (kept - 1)
    cap = min(width, max(natural[:kept], default=0))
    while cap > _LEAST and sum(map(max, least[:kept], (min(cap, each) for each in natural[:kept]))) > room:
        cap -= 1
    widths = [max(most, min(cap, each)) for most, each in zip(least[:kept], natural[:kept], strict=True)]
    several = any("\n" in name for name in table.columns[:kept])
    room_of = zip(table.columns[:kept], widths, strict=True)
    heads = tuple(name if several else cut(name, most - _WIDER) for name, most in room_of)
    rows = tuple(tuple(map(_cut, row[:kept], widths)) for row in table.rows)
    return Table(heads, rows), table.columns[kept:]


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


def _columns(table: Table) -> list[tuple[str, list[Cell]]]:
    return [(name, [row[at] for row in table.rows]) for at, name in enumerate(table.columns)]


def _natural(head: str, cells: list[Cell]) -> int:
    return max(_heading(head), *(_places(cell) for cell in cells), 0)


def _least(head: str, cells: list[Cell]) -> int:
    """What a column cannot go below: its numbers, and ten places of text."""
    texts = [min(_LEAST, _places(cell)) for cell in cells if isinstance(cell, str)]
    numbers = [_places(cell) for cell in cells if not isinstance(cell, str)]
    return max(min(_LEAST, _heading(head)), *texts, *numbers, 0)


def _heading(head: str) -> int:
    """The places of a head: of several lines its widest, of one line two more, as `render` sets it."""
    if "\n" in head:
        return max(_places(line) for line in head.split("\n"))
    return _places(head) + _WIDER


def _places(cell: Cell) -> int:
    return max(0, wcswidth(one_line(shown(cell))))
