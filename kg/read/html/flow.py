"""What an element says, as paragraphs and tables in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from kg.read.html.numbering import Numbering
from kg.read.html.tables import cells_of, is_frame
from kg.read.html.tree import walk
from kg.read.invisible import INVISIBLE
from kg.read.limits import Limits
from kg.read.parts import Cell, Paragraph, Part, Table

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption figure footer "
        "form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead "
        "tr ucapcontent ucaptitle ul",
    )
)
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff01-\uffee\u3001-\u303f]"
_WRAP = re.compile(rf"(?<={_WIDE})[ \t\r\f]*\n\s*?(?={_WIDE})")  # a break in the file within a line of Chinese
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_PRE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)


def parts_of(root: LexborNode, skip: Iterable[int], limits: Limits) -> list[Part]:
    """Return the paragraphs and tables of an element, "paragraph 12" and "table 2, row 3, column 1" counted from 1.

    A table that only lays out the page is none: its cells are read one after the other.
    """
    flow = _Flow()
    left_out = set(skip)
    tables = 0
    for node, begins in walk(root, left_out):
        if begins and node.tag == "table" and (cells := _cells(node, left_out, limits, tables + 1)):
            flow.end()
            left_out.add(node.mem_id)
            tables += 1
            flow.parts += [Paragraph(text, f"table {tables}") for text in _captions(node, left_out)]
            flow.parts.append(Table(cells))
        else:
            flow.take(node, begins)
    flow.end()
    return flow.parts


def _cells(table: LexborNode, skip: set[int], limits: Limits, number: int) -> tuple[Cell, ...]:
    """The cells of a table, none where it only lays out the page."""
    found = cells_of(table, skip, limits)
    texts = ["\n".join(_lines(node, skip)) for node, *_ in found]
    if not found or is_frame(found, texts):
        return ()
    return tuple(
        Cell(text, row, column, f"table {number}, row {row + 1}, column {column + 1}", rows, columns)
        for text, (_, row, column, rows, columns) in zip(texts, found, strict=True)
    )


def _captions(table: LexborNode, skip: set[int]) -> list[str]:
    child = table.child
    while child is not None and child.tag != "caption":
        child = child.next
    return _lines(child, skip) if child is not None else []


def _lines(root: LexborNode, skip: set[int]) -> list[str]:
    """The paragraphs of an element, tables within it not kept apart."""
    if root.child is None:
        return []
    flow = _Flow()
    for node, begins in walk(root, skip):
        flow.take(node, begins)
    flow.end()
    return [part.text for part in flow.parts if isinstance(part, Paragraph)]


class _Flow:
    """The paragraphs so far and the one under way."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.count = 0
        self.pieces: list[str] = []
        self.numbering = Numbering()
        self.printed_as_is: list[int] = []  # elements whose blanks and line ends count

    def take(self, node: LexborNode, begins: bool) -> None:
        """Take up a node as it begins or ends."""
        tag = node.tag
        if tag == "-text":
            if begins:
                self.write(node.text_content or "")
            return
        if tag in _BLOCKS:
            self.end()
            self.numbering.take(node, begins)
        if begins and (tag == "pre" or ("style" in node.attributes and _PRE.search(node.attributes["style"] or ""))):
            self.printed_as_is.append(node.mem_id)
        elif not begins and self.printed_as_is and self.printed_as_is[-1] == node.mem_id:
            self.end()
            self.printed_as_is.pop()

    def write(self, text: str) -> None:
        """Add text to the paragraph under way; a line's end ends it where line ends count."""
        if self.printed_as_is:
            *lines, text = text.split("\n")
            for line in lines:
                self.pieces.append(line)
                self.end()
        self.pieces.append(text)

    def end(self) -> None:
        """End the paragraph under way, if it says anything."""
        if not self.pieces:
            return
        text = INVISIBLE.sub("", "".join(self.pieces))
        self.pieces = []
        if not self.printed_as_is:
            text = _BLANKS.sub(" ", _WRAP.sub("", text))
        text = text.strip()
        if text:
            self.count += 1
            self.parts.append(Paragraph(self.numbering.before(text) + text, f"paragraph {self.count}"))
