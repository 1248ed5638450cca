"""The lines of a text that hold something."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.read.view import Reading

_LINE = re.compile(r"[^\n]+")
DATE_LINE = re.compile(r"(?:20\d\d|二零[零一二三四五六七八九]{2})年.{1,3}月.{1,3}日")


class Line(NamedTuple):
    """A line that holds something: its offsets, blanks left out, and its text without any."""

    start: int
    end: int
    name: str


def lines(reading: Reading, start: int, end: int) -> list[Line]:
    """Return the lines between the offsets that hold anything but blanks and noise; empty for none."""
    found = []
    for match in _LINE.finditer(reading.view, start, end):
        a, b = reading.trim(*match.span())
        if b > a:
            found.append(Line(a, b, reading.name(a, b)))
    return found


def cells(reading: Reading, start: int, end: int) -> list[Line]:
    """Return the lines between the offsets; in a table whose cells are known, each cell's: 填报单位:县教育局 | 2024年3月1日."""
    found = []
    for line in lines(reading, start, end):
        if not any(table.span.start <= line.start < table.span.end for table in reading.source.tables):
            found.append(line)
            continue
        for cell in re.finditer(r"[^\t]+", reading.view[line.start : line.end]):
            a, b = reading.trim(line.start + cell.start(), line.start + cell.end())
            if b > a:
                found.append(Line(a, b, reading.name(a, b)))
    return found
