"""Ruled tables: the text of their cells, and pieces on following pages put together to one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.read.parts import Cell, Table
from kg.read.pdf.flow import CLOSED, OPENS
from kg.read.pdf.grid import NEAR, Field, Grid
from kg.read.pdf.lines import Line, first_word, lines_of
from kg.read.pdf.page import Glyph
from kg.read.wrapping import joined

_ROOM = 0.3  # of the size: what the next word may lack less than, for it did not fit
_PADDING = 8.0  # points: the most that a cell leaves free at either side


@dataclass(frozen=True, slots=True)
class Box:
    """A cell by the x of its sides; rows are counted within the piece."""

    lines: tuple[Line, ...]
    row: int
    rows: int
    x0: float
    x1: float
    page: int

    @property
    def text(self) -> str:
        """The paragraphs of the cell, a line each."""
        return cell_text(self.lines, self.x0, self.x1)


@dataclass(frozen=True, slots=True)
class Piece:
    """A table, or what of it stands on one page."""

    page: int
    top: float
    height: int
    xs: tuple[float, ...]
    boxes: tuple[Box, ...]


def piece(grid: Grid, glyphs: Iterable[Glyph], page: int) -> Piece | None:
    """Return the table that a grid and the glyphs in it make; None where less than two cells hold text."""
    inside: defaultdict[Field, list[Glyph]] = defaultdict(list)
    cell_at = grid.cells()
    for glyph in glyphs:
        if field := cell_at((glyph.x0 + glyph.x1) / 2, glyph.base - glyph.size / 3):
            inside[field].append(glyph)
    lines = {field: lines_of(some, page) for field, some in inside.items()}
    if sum(bool(some) for some in lines.values()) < 2:
        return None
    boxes = []
    for field in grid.fields:
        row, column, rows, columns = field
        x0, x1 = grid.xs[column], grid.xs[column + columns]
        boxes.append(Box(tuple(lines.get(field, ())), row, rows, x0, x1, page))
    return Piece(page, grid.ys[0], len(grid.ys) - 1, grid.xs, tuple(boxes))


def cell_text(lines: Sequence[Line], x0: float, x1: float) -> str:
    """Return a cell's lines as its paragraphs, a line each: a line that the width broke goes on."""
    if not lines:
        return ""
    padding = min(_PADDING, max(1.0, min(line.x0 for line in lines) - x0))
    centred = all(abs((line.x0 - x0) - (x1 - line.x1)) < line.size for line in lines)
    upright = all(len(line.text) == 1 for line in lines)
    text = lines[0].text
    for before, line in pairwise(lines):
        end = x0 + padding + (before.x1 - before.x0) + padding if centred else before.x1 + padding
        broken = x1 - end <= first_word(line) + _ROOM * line.size or upright
        opens = OPENS.match(line.text) and (not broken or before.text.endswith(CLOSED))
        text = joined(text, line.text) if broken and not opens else f"{text}\n{line.text}"
    return text


def goes_on(before: Piece, after: Piece) -> bool:
    """Whether a piece at a page's top is the rest of the table at the foot of the page before: its columns are the same."""
    few, many = sorted((before.xs, after.xs), key=len)
    same_sides = abs(few[0] - many[0]) <= 2 * NEAR and abs(few[-1] - many[-1]) <= 2 * NEAR
    return same_sides and all(any(abs(x - other) <= 2 * NEAR for other in many) for x in few)


def together(before: Piece, after: Piece) -> Piece:
    """Return both pieces as one: a repeated head once, a row that the page's end cut as one row."""
    shift = after.xs[0] - before.xs[0]
    boxes = [replace(box, x0=box.x0 - shift, x1=box.x1 - shift) for box in after.boxes]
    head = _repeated(before, boxes)
    boxes = [replace(box, row=box.row - head) for box in boxes if box.row >= head]
    kept = list(before.boxes)
    drop = _continue(kept, boxes, before.height)
    rest = [replace(box, row=box.row - drop + before.height) for box in boxes if box.row >= drop]
    height = before.height + after.height - head - drop
    xs = max(before.xs, tuple(x - shift for x in after.xs), key=len)
    return Piece(after.page, before.top, height, xs, (*kept, *rest))


def _repeated(before: Piece, boxes: Sequence[Box]) -> int:
    """How many rows at the top of a piece say what the table's first rows say."""
    count = 0
    for row in range(before.height):
        above = [box.text for box in before.boxes if box.row == row]
        if not any(above) or above != [box.text for box in boxes if box.row == row]:
            break
        count += 1
    return count


def _continue(kept: list[Box], boxes: list[Box], height: int) -> int:
    """Let the cells at the foot of a page go on with the row at the next one's top; return how many rows that used up.

    Cells merged over rows on either side of the page's end go on where the further one is empty. Of the others, the first
    tells: where it is empty as in no row before, this is the rest of a row that the page's end cut.
    """
    top = sorted((box for box in boxes if box.row == 0), key=lambda box: box.x0)
    above = {box: i for box in top for i, one in enumerate(kept) if _under(one, box) and one.row + one.rows == height}
    if len(above) < len(top):
        return 0
    merged = [box for box in top if not box.lines and (box.rows > 1 or kept[above[box]].rows > 1)]
    own = [box for box in top if box not in merged]
    empty = {one.row for one in kept if own and not one.lines and abs(one.x0 - own[0].x0) <= 2 * NEAR}
    cut = (
        bool(own)
        and not own[0].lines
        and any(box.lines for box in own)
        and all(box.rows == 1 for box in own)
        and not empty
    )
    for box in merged:
        one = kept[above[box]]
        kept[above[box]] = replace(one, rows=one.rows + box.rows - cut)
        boxes.remove(box)
    if cut:
        for box in own:
            one = kept[above[box]]
            kept[above[box]] = replace(one, lines=one.lines + box.lines)
    return int(cut)


def _under(one: Box, box: Box) -> bool:
    return abs(one.x0 - box.x0) <= 2 * NEAR and abs(one.x1 - box.x1) <= 2 * NEAR


def table(whole: Piece) -> Table:
    """Return the table with its cells counted in rows and columns."""
    cells = []
    for box in whole.boxes:
        first, last = _column(whole.xs, box.x0), _column(whole.xs, box.x1)
        cells.append(Cell(box.text, box.row, first, f"page {box.page}", box.rows, max(1, last - first)))
    return Table(tuple(cells))


def _column(xs: Sequence[float], x: float) -> int:
    return min(range(len(xs)), key=lambda i: abs(xs[i] - x))
