"""What fails in a graph, for people to read and for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.check import Objection, Sentence

COLUMNS = ("severity", "finding", "问题", "thing", "file", "start", "end", "quote", "more", "corrections.toml", "iri")

_INDENT = " " * 11  # "violation" and two blanks
_CONTROL = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_NOUNS = {"violation": "violation", "warning": "warning", "info": "remark"}


def blocks(objections: Iterable[Objection]) -> str:
    """Return a block for each: how grave, what, of what, and each sentence with its file and place; "" for none."""
    return "\n\n".join("\n".join(_block(one)) for one in objections)


def table(objections: Iterable[Objection]) -> Table:
    """Return a row for each with COLUMNS: start, end and quote are those of the first sentence, `more` has the others."""
    return Table(COLUMNS, tuple(_row(one) for one in objections))


def counts(objections: Sequence[Objection]) -> str:
    """Return how many there are of each severity: 3 violations, 1 warning, 2 remarks."""
    numbers = {noun: sum(one.severity == severity for one in objections) for severity, noun in _NOUNS.items()}
    return ", ".join(f"{number} {noun}" + "s" * (number != 1) for noun, number in numbers.items())


def _block(one: Objection) -> list[str]:
    told = [f"{one.en} {one.zh}", f"{one.thing}  ({one.file})" if one.file else one.thing]
    told += [_quoted(sentence) for sentence in one.sentences]
    lines = [_CONTROL.sub(" ", line) for line in told] + one.remedy.splitlines()
    return [f"{one.severity:<{len(_INDENT)}}{lines[0]}", *(_INDENT + line for line in lines[1:])]


def _quoted(sentence: Sentence) -> str:
    return f"“{sentence.quote}” {sentence.file} {sentence.start}-{sentence.end}"


def _row(one: Objection) -> tuple[str | int | None, ...]:
    first = one.sentences[0] if one.sentences else None
    place = (first.start, first.end, first.quote) if first else (None, None, None)
    more = " ".join(_quoted(sentence) for sentence in one.sentences[1:])
    return one.severity, one.en, one.zh, one.thing, one.file, *place, more, one.remedy, one.iri
