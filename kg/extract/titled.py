"""Items without numbers under a numbered heading: paragraphs that open with a title of their own and name who does them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.assignments import explicit
from kg.extract.lists import leading_units
from kg.read.lines import lines
from kg.read.markers import Marker
from kg.read.outline import Block
from kg.read.view import Reading

# 培育各类平台。重点培育一批平台。(责任单位:市教育局)
_TITLED = re.compile(r"[ \t\ufffc]*(?P<title>[^\s。,;:!?()《》\d][^。,;:!?()《》\n]{2,24})。(?=[ \t]*[^\s。])")
_TITLED_LINE = re.compile(rf"^{_TITLED.pattern}", re.MULTILINE)
_LEAST = 2  # such paragraphs under one heading
_LINE = 200  # characters of a line that are looked at
_ENDS = "。)]"  # what stands before a new paragraph, else a line is broken


def with_paragraphs(reading: Reading, blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks, below each that is but a heading over titled paragraphs these as its children, where every one
    of them has its own list of units; else as they were."""
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if block.children or len(_TITLED_LINE.findall(reading.view, block.heading[1], block.end)) < _LEAST:
            continue
        inside = list(_paragraphs(reading, block))
        if len(inside) >= _LEAST and all(explicit(reading, one.heading[1], one.end).assignments for one in inside):
            block.children.extend(inside)
            found += inside
    return found


def _paragraphs(reading: Reading, block: Block) -> Iterator[Block]:
    """The titled paragraphs of a block, with the lines that go on with each; none where other text stands before them."""
    under = lines(reading, block.heading[1], block.end)
    if under and under[0].start < reading.view.find("\n", block.heading[1]):
        under = under[1:] if under[0].name in ("", "。", ":") else []
    starts = [line for line in under if _is_titled(reading, line.start)]
    if not starts or starts[0] is not under[0]:
        return
    for number, (line, stop) in enumerate(zip(starts, [*(s.start for s in starts[1:]), block.end], strict=True), 1):
        title = _TITLED.match(reading.view, line.start)
        if title:
            marker = Marker("paragraph", number, str(number), line.start, line.start, True)
            yield Block(marker, title.span("title"), stop, block, document=block.document)


def _is_titled(reading: Reading, start: int) -> bool:
    """Whether a paragraph with a title begins here: what stands before has ended, or is a heading, and no unit acts in
    what would be the title (市财政局安排经费。)."""
    title = _TITLED.match(reading.view, start)
    above = reading.view[max(0, start - _LINE) : start].rstrip().rpartition("\n")[2]
    begins = above[-1:] in _ENDS or not re.search("[。,;]", above)
    return title is not None and begins and not leading_units(reading, *title.span("title"))
