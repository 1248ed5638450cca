"""Items without numbers or titles of their own, each a paragraph over lines with labels: who does it, and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.assignments import explicit
from kg.read.lines import Line, lines
from kg.read.markers import Marker
from kg.read.outline import Block
from kg.read.view import Reading

# 责任单位:市教育局 · 主管领导:… · 进度安排:…
_LABEL = re.compile(r"[一-龥]{2,8}(?:\([^()\n]{1,12}\))?:(?=[^\n]*\S)")
_LABEL_ENDS = r"(?:单位|部门|[科股处部]室)(?:\([^()\n]{1,12}\))?:"
_ANY_DOERS = re.compile(_LABEL_ENDS)
_DOERS = re.compile(rf"[一-龥]{{0,6}}{_LABEL_ENDS}")
_UNDER_HEADING, _IN_ALL = 2, 3  # such items at least, under a heading and where no number opens any


def over_labels(reading: Reading, start: int, end: int, parent: Block | None = None) -> list[Block]:
    """Return the paragraphs between the offsets that stand over lines with labels, as blocks; [] where one of them has
    nobody who does it, or where they are too few."""
    if not _ANY_DOERS.search(reading.view, start, end):
        return []
    groups = _groups(reading, lines(reading, start, end))
    if len(groups) < (_UNDER_HEADING if parent else _IN_ALL) or not all(_has_doers(reading, group) for group in groups):
        return []
    stops = [*(group[0].start for group in groups[1:]), groups[-1][-1].end]
    blocks = []
    for number, (group, stop) in enumerate(zip(groups, stops, strict=True), 1):
        first = group[0]
        marker = Marker("labelled", number, str(number), first.start, first.start, True)
        sentence = reading.view.find("。", first.start, first.end)
        heading = first.start, first.end if sentence < 0 else sentence
        blocks.append(Block(marker, heading, stop, parent, document=parent.document if parent else 0))
    return blocks


def _groups(reading: Reading, under: Sequence[Line]) -> list[list[Line]]:
    """Each paragraph right above lines with labels, and these lines."""
    groups: list[list[Line]] = []
    before: Line | None = None
    for line in under:
        labelled = _LABEL.match(reading.view, line.start, line.end) is not None
        if labelled and before:
            groups.append([before, line])
        elif labelled and groups:
            groups[-1].append(line)
        before = None if labelled else line
    return groups


def _has_doers(reading: Reading, group: Sequence[Line]) -> bool:
    return any(
        _DOERS.match(reading.view, line.start, line.end) and explicit(reading, line.start, line.end).assignments
        for line in group[1:]
    )
