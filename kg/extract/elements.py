"""A list cut into its elements, each to be one unit: at 、, at line ends, at blanks and 和 where both sides are units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract import classes
from kg.extract.units import is_generic, parse, parse_acting, parse_open
from kg.read.view import Reading

# What may stand before or after a name inside a list
_BEFORE = re.compile(r"^(?:由|以及|及|和|与|并|或)")
_AFTER = re.compile(r"(?:等[^、,;等]{0,10}(?:部门|单位|机关|机构|组织|企业)(?:和单位)?|等|各自|共同|分别)?[。;.]*$")
_NOTE = re.compile(r"[(\[](?P<note>[^()\[\]]*)[)\]]$")
_JOINTS_AT_MOST = 8  # in one element of a list; more is a sentence, and would take ever longer to try
_JOINT = re.compile(r"以及|会同|[和与及]")


@lru_cache(maxsize=16384)
def bare(word: str) -> tuple[str, str]:
    """Return an element without what stands around its name (由, 等, a note in brackets), and the note."""
    note = _NOTE.search(word)
    if note and not parse(word):
        word = word[: note.start()]
    if not parse(word):  # 和平区教育局 keeps its 和
        word = _BEFORE.sub("", word)
    shorter = _AFTER.sub("", word)
    return (shorter if shorter != word and not parse(word) else word), (note["note"] if note else "")


def elements(reading: Reading, start: int, end: int, *, shaped: bool) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the elements: split at 、 , ; / and line ends outside brackets, then at blanks and 和 where both sides are units."""
    for chunk in (_unmarked(reading, one) for one in split(reading, start, end, "、,;/|")):
        name = bare(reading.name(*chunk))[0]
        if parse(name) or not name:
            if name:
                yield chunk
            continue
        yield from (
            _at_blanks(reading, chunk)
            or _at_conjunction(reading, chunk, shaped=shaped)
            or _at_heads(reading, chunk)
            or [chunk]
        )


_MARK = re.compile(r"[()\[\]、,;/|]")


def split(reading: Reading, start: int, end: int, separators: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the stretches between separators that stand outside brackets."""
    marks = list(_MARK.finditer(reading.view, start, end))
    if not marks:
        yield reading.trim(start, end)
        return
    depth, since = 0, start
    whole = {i for match in classes.ONE_CLASS.finditer(reading.view, start, end) for i in range(*match.span())}
    for mark in marks:
        char, i = mark[0], mark.start()
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char in separators and depth == 0 and i not in whole:
            yield reading.trim(since, i)
            since = i + 1
    yield reading.trim(since, end)


_MARKS = "*★☆▲△※●◆"
# 1.市财政局 · ①市财政局 · ★市财政局
_FRONT = re.compile(rf"(?:(?:\(?\d{{1,2}}[.)]|[①-⑳{_MARKS}])\s*)+")


def _unmarked(reading: Reading, chunk: tuple[int, int]) -> tuple[int, int]:
    """The offsets of an element without the number or the mark before it, or the mark behind (市财政局*)."""
    if reading.view[chunk[0] : chunk[0] + 1].isalpha() and reading.view[chunk[1] - 1 : chunk[1]].isalpha():
        return chunk
    front = _FRONT.match(reading.view, *chunk)
    start = front.end() if front else chunk[0]
    return start, start + len(reading.view[start : chunk[1]].rstrip(_MARKS).rstrip())


_UNPARTED_AT_MOST = 150  # characters of units printed with nothing between them
_NEXT_HEAD = re.compile(r"(?<=[局厅委办部会院队司府])(?=[省市县区州旗各])")


def _at_heads(reading: Reading, chunk: tuple[int, int]) -> list[tuple[int, int]]:
    """Units printed with nothing between them: cut before each head (市, 县, 各) so that every piece is a known unit."""
    if chunk[1] - chunk[0] > _UNPARTED_AT_MOST:
        return []
    for cut in _NEXT_HEAD.finditer(reading.view, *chunk):
        left, right = (chunk[0], cut.start()), (cut.start(), chunk[1])
        known = parse(bare(reading.name(*left))[0])
        if known and known.scope:
            rest = [right] if parse(bare(reading.name(*right))[0]) else _at_heads(reading, right)
            if rest:
                return [left, *rest]
    return []


def _at_blanks(reading: Reading, chunk: tuple[int, int]) -> list[tuple[int, int]]:
    """Cut at blanks so that every piece is a known unit (自然资源局 | 编  办); else at each blank, unless a letter is alone."""
    found = re.finditer(r"\S+", reading.view[chunk[0] : chunk[1]])
    words = [_unmarked(reading, (chunk[0] + word.start(), chunk[0] + word.end())) for word in found]
    if len(words) < 2:
        return []
    starts: list[int | None] = [0]  # where the last piece of a cutting that ends before this word begins
    for end in range(1, len(words) + 1):
        starts.append(None)
        for start in range(max(0, end - 4), end):
            if starts[start] is not None and parse(reading.name(words[start][0], words[end - 1][1])):
                starts[end] = start
                break
    alone = any(
        len(name) == 1 or _JOINT.match(name) or name[-1:] in "和与及"
        for name in (reading.name(*word) for word in words)
    )
    if starts[-1] is None:
        return [] if alone or _is_broken(reading, chunk, words) else words
    pieces: list[tuple[int, int]] = []
    end = len(words)
    while end:
        start = starts[end] or 0
        pieces.append((words[start][0], words[end - 1][1]))
        end = start
    return pieces[::-1]


_OF_A_PLACE = re.compile("[一-龥]{0,8}?[省市州盟县区旗]")


def _is_broken(reading: Reading, chunk: tuple[int, int], words: list[tuple[int, int]]) -> bool:
    """Whether two words are one name of a place's unit that was broken at a line's end: neither is whole by itself."""
    if len(words) != 2 or "\n" not in reading.view[words[0][1] : words[1][0]]:
        return False
    first, second = (reading.name(*word) for word in words)
    whole = parse_open(first) or parse(second) or _OF_A_PLACE.match(second)
    return not whole and bool(_OF_A_PLACE.match(first)) and parse_open(reading.name(*chunk)) is not None


# 各园区管理单位 · 专班成员单位
_OPENS_CLASS = re.compile("各|相关|有关|其他|其它|[一-龥]{2,20}成员单位$")


def _at_conjunction(reading: Reading, chunk: tuple[int, int], *, shaped: bool) -> list[tuple[int, int]]:
    """Cut at 和, 及 and the like so that every piece is a unit; nothing where that cannot be."""
    joints = list(_JOINT.finditer(reading.view, *chunk))
    if len(joints) > _JOINTS_AT_MOST:
        return []
    for joint in joints:
        left, right = (chunk[0], joint.start()), (joint.end(), chunk[1])
        if _stands_alone(reading, left) and _OPENS_CLASS.match(reading.name(*right)):  # 市人社局及各园区管理单位
            return [left, *(_at_conjunction(reading, right, shaped=shaped) or [right])]
        beside_known = shaped and _stands_alone(reading, right) and parse_open(reading.name(*left))
        if _stands_alone(reading, left) or beside_known:
            whole = _stands_alone(reading, right) or (not beside_known and parse_open(reading.name(*right)))
            rest = [right] if whole else _at_conjunction(reading, right, shaped=shaped)
            if rest:
                return [left, *rest]
    return []


def _stands_alone(reading: Reading, chunk: tuple[int, int]) -> bool:
    name = bare(reading.name(*chunk))[0]
    return bool(parse(name) or parse_acting(name)) or is_generic(name)
