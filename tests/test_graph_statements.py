"""Plain values as literals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from rdflib import URIRef
from rdflib.namespace import XSD

from kg.graph.statements import moment, typed


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2024", XSD.gYear),
        ("2024-12", XSD.gYearMonth),
        ("2024-02-29", XSD.date),
        ("2023-02-29", XSD.string),
        ("2024-13", XSD.string),
        ("0000", XSD.string),
        ("2024-W01-1", XSD.string),
        ("２０２４", XSD.string),
        ("2021/2025", XSD.string),
        ("", XSD.string),
    ],
)
def test_a_moment_is_typed_only_if_it_is_one(text: str, datatype: URIRef) -> None:
    assert (moment(text).value, moment(text).datatype.value) == (text, str(datatype))


@pytest.mark.parametrize(
    ("value", "text", "datatype"),
    [
        (7, "7", XSD.integer),
        (Decimal("12.50"), "12.5", XSD.decimal),
        (Decimal("100"), "100", XSD.decimal),
        (Decimal("1E+4"), "10000", XSD.decimal),
        (Decimal("0.00001"), "0.00001", XSD.decimal),
    ],
)
def test_a_number_is_written_out(value: int | Decimal, text: str, datatype: URIRef) -> None:
    assert (typed(value).value, typed(value).datatype.value) == (text, str(datatype))
