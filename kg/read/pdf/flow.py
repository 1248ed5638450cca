"""Lines become paragraphs: a line goes on where the one before is full and nothing shows a beginning."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.read.parts import Paragraph
from kg.read.pdf.lines import Line, first_word
from kg.read.wrapping import joined

_ROOM = 0.6  # of the size: how much nearer to the margin the next word may still not have fitted
_RAGGED = 0.2  # of the width
_INDENT = 0.8  # of the size
_LARGE = 1.15  # times the size of the text: a title
_OTHER = 1.12  # times a line's size: the next one is of another kind
_REACHED = 12  # one line in so many makes a margin
_BESIDE = 3.0  # points
_SPACED = 1.35  # times the usual distance of lines: a new paragraph
# 一、 (一) 1. 1、 (1) 1) ① 第一条: what an item or a step begins with
OPENS = re.compile(
    r"(?:[一二三四五六七八九十百]{1,4}\s*[、.．]|[(（]\s*(?:[一二三四五六七八九十百]{1,4}|\d{1,3})\s*[)）]|\d{1,3}\s*(?:[、)）]|[.．](?!\d))"
    r"|[①-⑳]|[•●■◆▪➢◇○]|第\s*[一二三四五六七八九十百\d]{1,4}\s*[条章节部项])"
)
_HEADS = re.compile(r"[(（]?[一二三四五六七八九十百]|第")  # at the margin even where paragraphs are set in
CLOSED = tuple("。；：！？.;:!?”」』）)》")

Margins = dict[tuple[int, int], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: its margins by page and column, the size of its text, the usual distance of lines."""

    margins: Margins
    size: float
    leading: float  # times the size

    @classmethod
    def of(cls, lines: Sequence[Line], widths: dict[int, float]) -> Setting:
        """Return the setting of lines on pages of these widths."""
        sizes = Counter(round(line.size, 1) for line in lines)
        kinds: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
        for line in lines:
            kinds[round(widths[line.page]), line.column].append(line)
        ends = {
            kind: (_edge([-one.x0 for one in some]), _edge([one.x1 for one in some])) for kind, some in kinds.items()
        }
        margins = {
            (line.page, line.column): (-ends[kind][0], ends[kind][1])
            for line in lines
            for kind in [(round(widths[line.page]), line.column)]
        }
        steps = [
            (after.base - before.base) / before.size
            for before, after in pairwise(lines)
            if before.page == after.page and 0 < after.base - before.base < 4 * before.size
        ]
        return cls(margins, max(sizes, key=lambda size: (sizes[size], -size), default=1.0), median(steps or [1.5]))


def _edge(places: Sequence[float]) -> float:
    """The outermost place that a good number of lines reach; the outermost of all where there are few."""
    ordered = sorted(places, reverse=True)
    for place, another in zip(ordered, ordered[max(2, len(ordered) // _REACHED) :], strict=False):
        if another > place - _BESIDE:
            return place
    return max(places)


def paragraphs(lines: Iterable[Line], setting: Setting) -> list[Paragraph]:
    """Return the paragraphs of lines that no table parts; each stands where it begins."""
    found: list[list[Line]] = []
    for line in lines:
        if found and not _begins(found[-1], line, setting):
            found[-1].append(line)
        else:
            found.append([line])
    return [Paragraph(text_of(one), f"page {one[0].page}") for one in found]


def text_of(lines: Iterable[Line]) -> str:
    """Return lines of one paragraph as its text."""
    text = ""
    for line in lines:
        text = joined(text, line.text)
    return text


def _begins(paragraph: Sequence[Line], line: Line, setting: Setting) -> bool:
    """Whether a line begins a new paragraph."""
    first, before = paragraph[0], paragraph[-1]
    if max(line.size, before.size) > _OTHER * min(line.size, before.size):
        return True
    if before.page == line.page and before.column != line.column and not (before.column and line.column):
        return True
    step = line.base - before.base
    if before.page == line.page and before.column == line.column and step > _SPACED * setting.leading * line.size:
        return True
    left, _ = setting.margins[line.page, line.column]
    if before.page == line.page and _is_title(before, setting) and _is_title(line, setting):
        return False
    room = setting.margins[before.page, before.column][1] - before.x1
    if room > first_word(line) + _ROOM * line.size and not _ragged(paragraph, line, room, setting):
        return True
    closed = before.text.endswith(CLOSED)
    deep = line.x0 > left + _INDENT * line.size
    level = deep or first.x0 <= setting.margins[first.page, first.column][0] + _INDENT * first.size
    if OPENS.match(line.text) and (deep or (closed and (level or _HEADS.match(line.text)))):
        return True
    return _indented(paragraph, line, left, setting, closed=closed)


def _ragged(paragraph: Sequence[Line], line: Line, room: float, setting: Setting) -> bool:
    """Whether a line goes on though the one before ends early: that ends in the middle of a sentence, and where first lines
    are set in, this one is not."""
    first, before = paragraph[0], paragraph[-1]
    left, right = setting.margins[first.page, first.column]
    near = room < _RAGGED * (right - left) and not before.text.endswith(CLOSED)
    return near and first.x0 > left + _INDENT * first.size and line.x0 < left + _INDENT * line.size


def _indented(paragraph: Sequence[Line], line: Line, left: float, setting: Setting, *, closed: bool) -> bool:
    """Whether the beginning of a line is set in as a first line is."""
    first, before = paragraph[0], paragraph[-1]
    indent = _INDENT * line.size
    start = line.x0 - left
    if len(paragraph) > 1:
        return abs(start - (before.x0 - setting.margins[before.page, before.column][0])) > indent
    above = first.x0 - setting.margins[first.page, first.column][0]
    if start > above + indent:  # deeper than the first line: only an item's text hangs from its number
        return not OPENS.match(first.text)
    return start > indent and abs(start - above) <= indent and closed


def _is_title(line: Line, setting: Setting) -> bool:
    """Whether a line is larger than the text and centred."""
    left, right = setting.margins[line.page, line.column]
    return line.size >= _LARGE * setting.size and abs((line.x0 + line.x1) - (left + right)) < 3 * line.size
