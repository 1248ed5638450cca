"""Items without numbers under a numbered heading: paragraphs with a title of their own, and goals by their years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.assignments import explicit
from kg.extract.lists import leading_units
from kg.read.lines import lines
from kg.read.markers import Marker
from kg.read.outline import Block
from kg.read.paragraphs import BY_YEAR, MARK
from kg.read.view import Reading

# 培育各类平台。重点培育一批平台。(责任单位:市教育局) · 一是培育平台。重点培育一批平台。
_TITLED = re.compile(
    rf"[ \t\ufffc]*{MARK}?(?P<title>[^\s。,;:!?()《》\d][^。,;:!?()《》\n]{{2,24}})。(?=[ \t]*[^\s。])"
)
_TITLED_LINE = re.compile(rf"^{_TITLED.pattern}", re.MULTILINE)
_LEAST = 2  # such paragraphs under one heading
_IN_ALL = 4  # under all headings, where no lists tell that they are items
_LINE = 200  # characters of a line that are looked at
_ENDS = "。)]"  # what stands before a new paragraph, else a line is broken


def with_paragraphs(reading: Reading, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, below each that is but a heading over titled paragraphs these as its children, where every one
    of them has its own list of units, or several headings stand over nothing else, and below goals those of each year;
    else as they were."""
    inside = {id(block): _inside(reading, block) for block in blocks}
    plain = {id(block) for block in blocks if _nothing_else(reading, block, inside[id(block)])}
    several = len(plain) > 1 and sum(len(inside[key]) for key in plain) >= _IN_ALL
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if goals := _goals(reading, block):
            block.children.extend(goals)
            found += goals
            continue
        under = inside[id(block)]
        listed = under and all(explicit(reading, one.heading[1], one.end).assignments for one in under)
        if listed or (several and id(block) in plain):
            block.children.extend(under)
            found += under
    return found


# 一、总体目标 | 到2027年,… | 到2035年,…
_BY_YEAR = re.compile(rf"^[ \t\ufffc]*(?P<title>{BY_YEAR})(?=[,，])", re.MULTILINE)


def _goals(reading: Reading, block: Block) -> list[Block]:
    """The goals under a heading that is one, each a paragraph with its year; [] for fewer than two."""
    if block.children or not reading.name(*block.heading).endswith("目标"):
        return []
    starts = [match.span("title") for match in _BY_YEAR.finditer(reading.view, block.heading[1], block.end)]
    if len(starts) < _LEAST:
        return []
    stops = [*(start for start, _ in starts[1:]), block.end]
    return [
        Block(
            Marker("goal", number, str(number), heading[0], heading[0], True),
            heading,
            stop,
            block,
            document=block.document,
        )
        for number, (heading, stop) in enumerate(zip(starts, stops, strict=True), 1)
    ]


def _inside(reading: Reading, block: Block) -> list[Block]:
    """The titled paragraphs under a heading; [] for fewer than two."""
    if block.children or len(_TITLED_LINE.findall(reading.view, block.heading[1], block.end)) < _LEAST:
        return []
    found = list(_paragraphs(reading, block))
    return found if len(found) >= _LEAST else []


def _nothing_else(reading: Reading, block: Block, inside: Sequence[Block]) -> bool:
    """Whether a heading stands alone in its line, and each line below it opens a titled paragraph, none with a list."""
    if not inside:
        return False
    below = [line for line in lines(reading, block.heading[1], block.end) if line.name.strip("。:")]
    return len(inside) == len(below) and not explicit(reading, block.heading[1], block.end).assignments


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
