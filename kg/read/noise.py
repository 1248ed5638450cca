"""What is no part of a document is marked, never cut out: tag soup, page chrome, adverts spliced into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg import lexicon
from kg.model import Noise
from kg.source import Span

# Segments chained by "_": bet娱乐城_棋牌下载_365博彩官方网站管理办法
_CHAIN = re.compile(r"(?<![^\W_])[^\W_]+(?:_+[^\W_]+)+")
_LINE = re.compile(r"[^\n]+")


def find(view: str) -> tuple[Noise, ...]:
    """Return the noise of a folded text, in order and disjoint; an empty tuple for a clean one."""
    marks = [False] * len(view)
    found: list[Noise] = []
    for noise in (*_spans(view), *_adverts(view)):
        if not any(marks[noise.span.start : noise.span.end]):
            marks[noise.span.start : noise.span.end] = [True] * (noise.span.end - noise.span.start)
            found.append(noise)
    found += _lines(view, marks)
    return tuple(sorted(found, key=lambda noise: noise.span.start))


@cache
def patterns(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return (name, pattern) of the `span` or `line` rows of noise.toml."""
    return tuple((row["name"], re.compile(row["pattern"])) for row in lexicon.toml("noise")[group])


def _spans(view: str) -> Iterator[Noise]:
    for row, (name, pattern) in zip(lexicon.toml("noise")["span"], patterns("span"), strict=True):
        for match in pattern.finditer(view) if row.get("within", "") in view else ():
            yield Noise(Span(*match.span()), name)


@cache
def _chrome() -> re.Pattern[str]:
    """Any of the `line` rows: most lines are none, and are tried once."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in lexicon.toml("noise")["line"]))


def _adverts(view: str) -> Iterator[Noise]:
    if "_" not in view:
        return
    words = lexicon.toml("noise")["advert"]
    for match in _CHAIN.finditer(view):
        if sum(word in match[0] for word in words["words"]) < 2:
            continue
        first, last = match[0].index("_"), match[0].rindex("_") + 1
        ascii_start = re.search(r"[0-9A-Za-z]", match[0][:first])
        tail = match[0][last:]
        ends = [tail.rindex(word) + len(word) for word in words["ends"] if word in tail]
        start = match.start() + (ascii_start.start() if ascii_start else 0)
        end = match.start() + last + (max(ends) if ends else len(tail))
        yield Noise(Span(start, end), "advert")


def _lines(view: str, marks: list[bool]) -> Iterator[Noise]:
    """Whole lines of chrome, and what little stands between marked spans on a line (a bullet before a tag)."""
    for match in _LINE.finditer(view):
        marked = marks[match.start() : match.end()]
        touched = True in marked
        rest = "".join(c for c, mark in zip(match[0], marked, strict=True) if not mark) if touched else match[0]
        rest = rest.strip()
        if not _chrome().fullmatch(rest):
            continue
        for name, pattern in patterns("line"):
            if name == "list-bullet" and not touched:
                continue
            if pattern.fullmatch(rest):
                yield from _unmarked(match, marks, name)
                break


def _unmarked(match: re.Match[str], marks: list[bool], name: str) -> Iterator[Noise]:
    """The stretches of a line that no noise covers yet, blanks at their ends left out."""
    line, offset = match[0], match.start()
    covered = "".join("\0" if marks[offset + i] else c for i, c in enumerate(line))
    for stretch in re.finditer(r"[^\0\s](?:[^\0]*[^\0\s])?", covered):
        yield Noise(Span(offset + stretch.start(), offset + stretch.end()), name)
