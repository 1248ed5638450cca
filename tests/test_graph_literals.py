"""Plain values as literals."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad
from rdflib import URIRef
from rdflib.namespace import XSD

from kg.graph.lines import Written, written_as
from kg.graph.literals import Literal, en, moment, numeral, plain, zh

SUBJECT, PREDICATE, GRAPH = NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:g")


def written(literal: Literal) -> Written:
    return Written.of([f"{SUBJECT} {PREDICATE} {literal}"], GRAPH.value)


def read(literal: Literal) -> object:
    (quad,) = written(literal).parsed()
    return quad.object


@given(st.text())
def test_any_text_is_written_as_the_standard_has_it(text: str) -> None:
    for ours, theirs in (
        (plain(text), pyoxigraph.Literal(text)),
        (zh(text), pyoxigraph.Literal(text, language="zh")),
        (en(text), pyoxigraph.Literal(text, language="en")),
    ):
        assert written(ours) == written_as([Quad(SUBJECT, PREDICATE, theirs, GRAPH)])


def test_what_is_escaped_is_escaped_as_the_standard_has_it() -> None:
    odd = [*map(chr, [*range(0x100), 0x2028, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])]
    for text in ["".join(odd), *(f"校{char}门" for char in odd)]:
        assert written(plain(text)) == written_as([Quad(SUBJECT, PREDICATE, pyoxigraph.Literal(text), GRAPH)])


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
    assert read(moment(text)) == pyoxigraph.Literal(text, datatype=NamedNode(str(datatype)))


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
    assert read(numeral(value)) == pyoxigraph.Literal(text, datatype=NamedNode(str(datatype)))
