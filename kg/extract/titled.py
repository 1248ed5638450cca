"""Items without numbers under a numbered heading: paragraphs with a title of their own, and goals by their years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.extract.assignments import explicit
from kg.extract.lists import leading_units
from kg.extract.over_labels import over_labels
from kg.extract.subjects import units_only
from kg.read.lines import lines
from kg.read.markers import Marker
from kg.read.outline import Block
from kg.read.paragraphs import BY_YEAR, MARK
from kg.read.view import Reading

# 培育各类平台。重点培育一批平台。(责任单位:市教育局) · 一是培育平台。重点培育一批平台。
_TITLED = re.compile(
    rf"[ \t\ufffc]*{MARK}?(?P<title>[^\s。,;:!?()《》\d][^。,;:!?()《》\n]{{2,24}})。(?=[ \t]*[^\s。])"
)
# 【建强支部】每校一个支部。 · 建强支部:每校一个支部。 · 县民政局、县残联:负责救助困难家庭。
_LABELLED = re.compile(
    r"[ \t\ufffc]*(?:(?P<boxed>\[[^\[\]\n]{2,24}\]:?)|(?P<label>[^\s。,;:!?《》\[\]\d][^。,;:!?《》\[\]\n]{1,40}):)(?=[^\n:]{8,}[。;])"
)
_LEAST = 2  # such paragraphs under one heading
_IN_ALL = 4  # under all headings, where no lists tell that they are items
_LINE = 200  # characters of a line that are looked at
_ENDS = "。)]"  # what stands before a new paragraph, else a line is broken


def with_paragraphs(reading: Reading, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, below each that is but a heading over titled paragraphs these as its children, where every one
    of them has its own list of units or is headed by units, or several headings stand over nothing else, and below
    goals those of each year; else as they were."""
    inside = {id(block): _inside(reading, block) for block in blocks}
    plain = {id(block) for block in blocks if _nothing_else(reading, block, inside[id(block)])}
    titles = Counter(reading.name(*one.heading) for under in inside.values() for one in under)
    plain -= {key for key in plain if any(titles[reading.name(*one.heading)] > 1 for one in inside[key])}
    several = len(plain) > 1 and sum(len(inside[key]) for key in plain) >= _IN_ALL
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if goals := _goals(reading, block):
            block.children.extend(goals)
            found += goals
            continue
        under = inside[id(block)]
        listed = under and all(_names_doers(reading, one) for one in under)
        if not listed and not (several and id(block) in plain):
            under = _over_labels(reading, block)
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


def _over_labels(reading: Reading, block: Block) -> list[Block]:
    """The items under a heading that stands alone in its line, each over lines with labels."""
    alone = not block.children and _stands_alone(reading, block)
    return over_labels(reading, reading.view.find("\n", block.heading[1]), block.end, block) if alone else []


def _stands_alone(reading: Reading, block: Block) -> bool:
    """Whether a heading is all of its line, and more lines follow."""
    line_end = reading.view.find("\n", block.heading[1], block.end)
    return line_end >= 0 and not reading.view[block.heading[1] : line_end].strip(" \t。:\ufffc")


def _inside(reading: Reading, block: Block) -> list[Block]:
    """The titled paragraphs under a heading; [] for fewer than two."""
    if block.children or not _stands_alone(reading, block):
        return []
    found = list(_paragraphs(reading, block))
    return found if len(found) >= _LEAST else []


def _names_doers(reading: Reading, paragraph: Block) -> bool:
    """Whether a paragraph has its own list of units, or is headed by units: 县民政局、县残联:负责救助困难家庭。"""
    headed = reading.view[paragraph.heading[1] : paragraph.heading[1] + 1] == ":"
    units = headed and units_only(reading, *paragraph.heading)
    return bool(units or explicit(reading, paragraph.heading[1], paragraph.end).assignments)


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
    labels = not _NO_WORK.search(reading.name(*block.heading))
    titled = [(line, _title(reading, line.start, labels=labels)) for line in under]
    starts = [(line, title) for line, title in titled if title]
    if not starts or starts[0][0] is not under[0]:
        return
    stops = [*(line.start for line, _ in starts[1:]), block.end]
    for number, ((line, title), stop) in enumerate(zip(starts, stops, strict=True), 1):
        text = title[1] if reading.view[title[0]] == "[" else line.start  # no unit acts in 【…】
        marker = Marker("paragraph", number, str(number), line.start, text, True)
        yield Block(marker, title, stop, block, document=block.document)


_NO_WORK = re.compile("(?:目标|原则|思想|要求|意义|机构)$")  # what stands by labels under such a heading is no work


def _title(reading: Reading, start: int, *, labels: bool) -> tuple[int, int] | None:
    """The title of a paragraph that begins here; None for none, where what stands before has not ended and is no heading,
    and where a unit acts in what would be the title (市财政局安排经费。)."""
    above = reading.view[max(0, start - _LINE) : start].rstrip().rpartition("\n")[2]
    if above[-1:] not in _ENDS and re.search("[。,;]", above):
        return None
    if title := _TITLED.match(reading.view, start):
        return None if leading_units(reading, *title.span("title")) else title.span("title")
    label = _LABELLED.match(reading.view, start) if labels else None
    return label.span("boxed" if label["boxed"] else "label") if label else None
