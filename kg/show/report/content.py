"""What a report is made of, whatever it is drawn as: sections of findings, tables and plots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeAlias

from kg.show.report.grids import Grid
from kg.show.report.tracks import Bars, Timeline
from kg.show.tables import is_numeric
from kg.table import Cell

_SHORT = 10  # characters of a cell that stay on one line


class Words(NamedTuple):
    """A label in both languages."""

    zh: str
    en: str


class Quote(NamedTuple):
    """An exact stretch of a document's text, and where it stands, as file and offsets."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that was found, and the sentences that it rests on."""

    number: str  # of the task or item, as printed; "" where there is none
    title: str
    note: str = ""
    quotes: tuple[Quote, ...] = ()

    @property
    def brief(self) -> bool:
        """Return whether its title is all that it rests on, so that the words need not be given twice."""
        return not self.note and all(quote.text == self.title for quote in self.quotes)


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of one document, the first of them where there are many."""

    document: str
    total: int
    shown: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found of one kind, document by document; `total` counts the cases of all documents."""

    sort: ClassVar[str] = "findings"
    key: str
    name: Words
    meaning: Words
    total: int
    documents: tuple[Cases, ...]
    more: Words | None = None  # what is not shown, and where it stands


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: every row has as many cells as there are heads."""

    sort: ClassVar[str] = "sheet"
    name: Words | None  # None where the heading above says it
    heads: tuple[Words, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: Words | None = None

    @property
    def widths(self) -> tuple[str, ...]:
        """Return what each column holds: numbers alone ("count"), or text that need not ("short") or may be broken."""
        columns = list(zip(*self.rows, strict=True)) or [("",)] * len(self.heads)
        longest = [max(len(str(cell or "")) for cell in column) for column in columns]
        widths = ["short" if most <= _SHORT else "long" for most in longest]
        return tuple("count" if is_numeric(column) else width for column, width in zip(columns, widths, strict=True))


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot, with the table that says the same; Markdown has the table alone."""

    sort: ClassVar[str] = "figure"
    name: Words
    meaning: Words  # what is seen, for those who do not see it
    plot: Bars | Timeline | Grid
    sheet: Sheet
    folded: bool = False  # whether the table is shown only on demand, since the plot says it all


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence or two."""

    sort: ClassVar[str] = "note"
    said: Words


Block: TypeAlias = Findings | Sheet | Figure | Note


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a heading; `key` is the same in every report, to be linked to."""

    key: str
    name: Words
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says: how much there is, then what was found, then the tables."""

    title: str
    scope: str  # the filters that it was made with; "" for none
    tally: tuple[tuple[int, Words], ...]
    sections: tuple[Section, ...]
