"""Literals as N-Triples writes them: names and sentences, numbers, dates."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NewType

from kg.graph.vocabulary import XSD

_MOMENT = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
# What canonical N-Triples does not write as it is: https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f\ufffe\uffff]')
_SHORT = {'"': r"\"", "\\": r"\\", "\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r"}


Literal = NewType("Literal", str)
"""A literal in canonical N-Triples: it begins with a quotation mark, as no IRI does."""

_INTEGER, _DECIMAL = f"^^<{XSD.integer}>", f"^^<{XSD.decimal}>"


def plain(text: str) -> Literal:
    """Plain text: xsd:string."""
    return Literal(_quoted(text))


def zh(text: str) -> Literal:
    """A name or sentence in Chinese."""
    return Literal(f"{_quoted(text)}@zh")


def en(text: str) -> Literal:
    """A sentence in English."""
    return Literal(f"{_quoted(text)}@en")


def numeral(value: int | Decimal) -> Literal:
    """A number: xsd:integer, or xsd:decimal without trailing zeros."""
    if isinstance(value, int):
        return Literal(f'"{value}"{_INTEGER}')
    return Literal(f'"{value.normalize():f}"{_DECIMAL}')


def moment(text: str) -> Literal:
    """An ISO year, month or date as xsd:gYear, gYearMonth or date; anything else as plain text."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return plain(text)
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return plain(text)
    datatype = XSD.date if day else XSD.gYearMonth if month else XSD.gYear
    return Literal(f'"{text}"^^<{datatype}>')


def _quoted(text: str) -> str:
    if text.isprintable() and '"' not in text and "\\" not in text:  # all else that is escaped is not printable
        return f'"{text}"'
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"
