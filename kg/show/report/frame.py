"""How a section and a table of the report are made, with what is said where there is nothing or too much."""

from __future__ import annotations

from collections.abc import Sequence

from kg.show.report import words
from kg.show.report.content import Block, Note, Section, Sheet, Words
from kg.table import Cell

ROWS = 30
"""Rows of a table, unless it says otherwise."""


def section(key: str, *blocks: Block | None, empty: Words | None = None) -> Section:
    """Return the section of that key with the blocks that there are; `empty` is said where there is none."""
    there = tuple(block for block in blocks if block is not None)
    return Section(key, words.SECTIONS[key], there or ((Note(empty),) if empty else ()))


def sheet(
    heads: Sequence[str], rows: Sequence[tuple[Cell, ...]], rest: str, *, most: int = ROWS, name: Words | None = None
) -> Sheet:
    """Return a table of the first rows, with what is said of the others: they stand in `rest`."""
    more = words.cut(min(len(rows), most), len(rows), rest)
    return Sheet(name, tuple(words.HEADS[head] for head in heads), tuple(rows[:most]), more)
