"""A document's blocks in reading order: paragraphs with their numbers, tables with their cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.read.docx.content import Content, content, goes_on, style_of
from kg.read.docx.numbering import Numbering
from kg.read.docx.styles import Styles
from kg.read.docx.word import W, find, inside, number, value
from kg.read.packed import Element


@dataclass(slots=True)
class Place:
    """A cell of a table and what stands in it."""

    row: int
    column: int
    columns: int
    rows: int = 1
    blocks: list[Block] = field(default_factory=list)

    @property
    def lines(self) -> Iterator[str]:
        """Its paragraphs; of a table inside it, a line a row."""
        for block in self.blocks:
            if isinstance(block, str):
                yield block
            else:
                rows: dict[int, list[str]] = {}
                for cell in block.cells:
                    rows.setdefault(cell.row, []).extend(cell.lines)
                yield from ("\t".join(row) for _, row in sorted(rows.items()) if row)


@dataclass(slots=True)
class Grid:
    """A table by its cells; merged ones once, where they begin."""

    cells: list[Place]


Block = str | Grid
_SLIVER = 284  # twentieths of a point: half a centimetre


@dataclass(slots=True)
class Teller:
    """Tells a story, the file's word for a flow of blocks: the body, a cell, a text box, a note."""

    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str | None], Element]  # ("footnote", its id)

    def story(self, container: Element, *, cell: bool = False) -> Iterator[Block]:
        """Yield the blocks. Boxes and notes stand behind the paragraph that they hang on; a number alone only in a cell."""
        begun: str | None = None
        hanging: list[Content] = []
        for block in inside(container, "p", "tbl"):
            if block.tag == W + "tbl":
                if begun:
                    yield begun
                yield from self._hung(hanging)
                begun, hanging = None, []
                yield self._grid(block)
                continue
            if self.styles.contents(style_of(block)):
                continue
            own, open_ended = content(block, self.styles), goes_on(block)
            hanging.append(own)
            text = own.text
            if begun is None and (text.strip() or not open_ended):
                text = self._numbered(block, text, cell)
            begun = (begun or "") + text if begun or text else None
            if open_ended:
                continue
            if begun and begun.strip():
                yield begun
            yield from self._hung(hanging)
            begun, hanging = None, []
        if begun:
            yield begun
        yield from self._hung(hanging)

    def _hung(self, hanging: list[Content]) -> Iterator[Block]:
        for own in hanging:
            yield from (words for words in own.words if words.strip())
            for box in own.boxes:
                yield from self.story(box)
            for key in own.notes:
                if (note := self.notes.pop(key, None)) is not None:  # told once, wherever it is pointed to again
                    yield from self.story(note)

    def _numbered(self, paragraph: Element, text: str, cell: bool) -> str:
        place = self.numbering.place(paragraph, list(self.styles.chain(style_of(paragraph))))
        label = self.numbering.label(*place) if place else ""
        if not text.strip():
            return label.strip() if cell else ""
        text = text.lstrip() if label else text
        # 1.教育, as it would be typed; 1. 2020年 and 1.1 教育 would run together
        close = label[-2:-1] in "、.．。,，)）:：" and not text[:1].isascii()
        return (label.rstrip() if close else label) + text

    def _grid(self, table: Element) -> Grid:
        cells: list[Place] = []
        above: dict[int, Place] = {}  # by first column, the cells of the last row that may go on
        for row, line in enumerate(inside(table, "tr")):
            column = max(0, number(value(line, "trPr/gridBefore")) or 0)
            going: dict[int, Place] = {}
            beside: Place | None = None
            for cell in inside(line, "tc"):
                width = max(1, number(value(cell, "tcPr/gridSpan")) or 1)
                down, across = (_merge(cell, name) for name in ("vMerge", "hMerge"))
                if across == "continue" and beside:
                    beside.columns += width
                elif down == "continue" and column in above:
                    beside = going[column] = above[column]
                    beside.rows += 1
                else:
                    beside = Place(row, column, width, blocks=list(self.story(cell, cell=True)))
                    cells.append(beside)
                    if down:
                        going[column] = beside
                column += width
            above = going
        return Grid(
            _aligned(cells, [number(one.get(W + "w")) or 0 for one in table.iterfind(f"{W}tblGrid/{W}gridCol")])
        )


def _aligned(cells: list[Place], widths: list[int]) -> list[Place]:
    """The cells by the columns that a reader sees. Borders dragged by hand miss each other by a little, and Word counts a
    column between them: one too narrow for a character, of which no cell's text has need, is none."""
    alone = {cell.column for cell in cells if cell.columns == 1 and any(cell.lines)}
    slivers = [at for at, width in enumerate(widths) if 0 < width < _SLIVER and at not in alone]
    if not slivers:
        return cells
    kept = []
    for cell in cells:
        end = cell.column + cell.columns
        cell.column -= bisect_left(slivers, cell.column)
        cell.columns = end - bisect_left(slivers, end) - cell.column
        if cell.columns:
            kept.append(cell)
    return kept


def _merge(cell: Element, name: str) -> str | None:
    """Whether a cell begins a merged one ("restart") or goes on ("continue"); None for a cell of its own."""
    found = find(cell, f"tcPr/{name}")
    if found is None:
        return None
    return "restart" if found.get(W + "val") == "restart" else "continue"
