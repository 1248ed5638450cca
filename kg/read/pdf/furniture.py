"""What a printer repeats on pages: running heads and page numbers, which are no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.read.pdf.lines import Line

_ENDS = 3  # lines at a page's top and bottom that may be furniture
_MARGIN = 0.15  # of the page's height, at either end, where furniture stands
_SHARE = 0.4  # of the pages: left and right pages may have heads of their own
# — 3 — · - 3 - · 3 · 第3页 共10页 · 3/10 · Page 3 of 10
_NUMBER = re.compile(
    r"[-—–─－·\s]*\d{1,4}[-—–─－·\s]*|第\s*[\d一二三四五六七八九十]+\s*页[\s,，/]*(?:共\s*[\d一二三四五六七八九十]+\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|page\s*\d+(?:\s*(?:of|/)\s*\d+)?",
    re.IGNORECASE,
)

Key = tuple[str, int]


def furniture(pages: Sequence[tuple[Sequence[Line], float]]) -> set[Line]:
    """Return the lines to set aside, of pages given as their lines with the page's height.

    These are page numbers in the margin, and what stands (but for numbers) at the same place in the margin of two pages
    or more, and of two in five. They repeat what the text says elsewhere, or say nothing of it, and are not kept.
    """
    ends = [_at_ends(lines, height) for lines, height in pages]
    numbers = {line for lines in ends for line in lines if _NUMBER.fullmatch(line.text)}
    seen = Counter(key for lines in ends for key in {_key(line) for line in lines})
    least = max(2, _SHARE * len(pages))
    return numbers | {line for lines in ends for line in lines if seen[_key(line)] >= least}


def _at_ends(lines: Sequence[Line], height: float) -> list[Line]:
    ordered = sorted(lines, key=lambda line: line.base)
    top = [line for line in ordered[:_ENDS] if line.base < _MARGIN * height]
    return top + [line for line in ordered[-_ENDS:] if line.base > (1 - _MARGIN) * height]


def _key(line: Line) -> Key:
    return re.sub(r"\d+", "#", line.text), round(line.base / 4)
