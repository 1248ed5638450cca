"""Items without numbers: a paragraph that opens with its own short heading sentence, under headings on lines of their own."""

from __future__ import annotations

import re

from kg.read.lines import lines
from kg.read.markers import Marker
from kg.read.outline import Block
from kg.read.view import Reading

# 一是 · 第一, · 二要 · -- · ◆ before a paragraph, no part of its title
MARK = r"(?:(?:[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,2}[,、]|-{1,2}|[◆●■◎▲★◇○•▪])[ \t]*)"
# 改善乡村道路。加快通村公路和桥梁建设,…
_OPENS = re.compile(rf"{MARK}?(?P<title>[^\s。,;:!?、“”\"()《》]*(?:[、“”\"][^\s。,;:!?()《》]*)?)。(?=\s*[^\s。])")
_HEADING = (4, 26)  # characters of a heading sentence, 。 left out
_TEXT = 24  # characters that must follow it in its paragraph
# 到2025年,教育质量显著增强…: a goal by its year
BY_YEAR = r"到\d{4}年(?:底|末)?"
_BY_YEAR = re.compile(BY_YEAR)
_TITLE_LINE = re.compile(r"[^\s。,;:!?()|丨>\[\]]{2,24}")
_LEAST = 4  # such paragraphs in a document; fewer are chance


def paragraphs(reading: Reading, start: int, end: int) -> list[Block]:
    """Return headings, and below them the paragraphs that open with a heading sentence, as blocks in text order.

    An empty list where fewer than four paragraphs do: then the text is no plan without numbers.
    """
    blocks: list[Block] = []
    heading: list[tuple[int, int]] = []
    first = next(((line.start, line.end) for line in lines(reading, start, end)), None)
    section: Block | None = None
    counts = {"heading": 0, "paragraph": 0, "goal": 0}
    for line in lines(reading, start, end):
        style, title = _style(reading, line.start, line.end)
        if style == "heading":
            heading.append((line.start, line.end))
            continue
        if style and len(heading) > 1 and heading[0] == first:
            heading = heading[1:]  # the document's own title stands right over its first heading
        if style and heading:
            counts["heading"] += 1
            named = heading[-2:][0][0], heading[-1][1]
            section = _block("heading", counts["heading"], named, line.start, None)
            if len(heading) > 1 and not _continues(reading, heading[-2], heading[-1]):
                section.heading = heading[-1]
            blocks.append(section)
        heading = []
        if style:
            counts[style] += 1
            blocks.append(_block(style, counts[style], title, line.end, section))
            if section:
                section.children.append(blocks[-1])
    return blocks if counts["paragraph"] >= _LEAST else []


def _style(reading: Reading, start: int, end: int) -> tuple[str | None, tuple[int, int]]:
    """What a line is, and where its title stands: a heading, a paragraph with a heading sentence, a goal, or none of these."""
    line = reading.view[start:end]
    if match := _BY_YEAR.match(line):
        return "goal", (start, start + match.end())
    match = _OPENS.match(line)
    if match and _HEADING[0] <= len(match["title"]) <= _HEADING[1] and len(line) - len(match[0]) >= _TEXT:
        return "paragraph", (start + match.start("title"), start + match.end("title"))
    return ("heading" if _TITLE_LINE.fullmatch(line) else None), (start, end)


def _continues(reading: Reading, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether two heading lines are one, broken: no empty line between them."""
    return reading.view[before[1] : after[0]].count("\n") == 1


def _block(style: str, number: int, title: tuple[int, int], end: int, parent: Block | None) -> Block:
    return Block(Marker(style, number, str(number), title[0], title[0], True), title, end, parent)
