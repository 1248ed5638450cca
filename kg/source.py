"""A document as read: text with fixed offsets, the cells that its format keeps apart, and where each stretch stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open character offsets in the text as read."""

    start: int
    end: int


class SourceTable(NamedTuple):
    """A table whose cells the file's format keeps apart.

    Every row has a span for each column; a merged cell has the same span in all that it covers, in rows and columns.
    """

    span: Span
    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sidecar file says of a document whose text does not say it."""

    file: str  # name of the sidecar
    title: str | None = None
    issuer: str | None = None
    place: str | None = None
    date: str | None = None  # ISO
    address: str | None = None  # IRI that the document came from


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its text and offsets never change afterwards."""

    name: str  # file name, as resp:sourceFile prints it
    text: str
    encoding: str  # of the characters; of a packed format its name: "docx"
    sha256: str  # of the bytes, the sidecar's among them
    tables: tuple[SourceTable, ...] = ()  # in order, none inside another
    places: tuple[tuple[int, str], ...] = ()  # by start, where the text from there on stands; empty: told by lines
    stated: Stated | None = None
    gaps: tuple[tuple[int, str], ...] = ()  # by offset, what stands there in the file and cannot be read, and why


def locator(source: Source) -> Callable[[int], str]:
    """Return the function that tells where an offset stands in the file: "line 12", "page 3", "Sheet1!D7"."""
    if source.places:
        starts = [start for start, _ in source.places]
        return lambda offset: source.places[max(0, bisect_right(starts, offset) - 1)][1]
    breaks = [match.start() for match in re.finditer("\n", source.text)]
    return lambda offset: f"line {bisect_right(breaks, offset - 1) + 1}"
