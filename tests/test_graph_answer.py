"""SPARQL answered as bytes: formats and bindings."""

from __future__ import annotations

import io
import json

import pytest
from answer_fixture import ASK, CONSTRUCT, DESCRIBE, SELECT, STORE, asked, found
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, parse
from rdflib import Graph
from rdflib.compare import to_isomorphic
from rdflib.query import Result as RdflibResult
from rdflib.query import ResultRow

from kg.errors import DataError, ResultTooLarge
from kg.graph.answer import FORMATS, Format, answer, evaluate, formats

ROWS = ("json", "xml", "csv", "tsv")
TRIPLES = ("turtle", "nt", "nq", "trig", "jsonld", "rdfxml")


# ---- formats


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_rows_are_what_rdflib_reads_in_the_same_format(name: str) -> None:
    written = asked(STORE, "SELECT ?s ?o ?none FROM <urn:g:1> { ?s ?p ?o FILTER(isLiteral(?o)) }", name)
    read = RdflibResult.parse(io.BytesIO(written), format=name)
    assert [str(variable) for variable in read.vars or ()] == ["s", "o", "none"]
    assert [tuple(map(str, row)) for row in read if isinstance(row, ResultRow)] == [("urn:x:c", '中,"文', "None")]


@pytest.mark.parametrize("name", TRIPLES)
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_triples_come_back_from_every_format(name: str, query: str) -> None:
    triples = {quad.triple for quad in parse(asked(STORE, query, name), format=FORMATS[name].writes)}  # type: ignore[arg-type]
    assert triples == {quad.triple for quad in STORE.quads_for_pattern(None, None, None, DefaultGraph())}


@pytest.mark.parametrize(("name", "theirs"), [("turtle", "turtle"), ("jsonld", "json-ld"), ("rdfxml", "xml")])
def test_rdflib_reads_the_same_graph(name: str, theirs: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } FROM <urn:g:1> FROM <urn:g:2> { ?s ?p ?o }"
    read = Graph().parse(data=asked(STORE, query, name), format=theirs)
    assert to_isomorphic(read) == to_isomorphic(Graph().parse(data=asked(STORE, query, "nt"), format="nt"))
    assert len(read) == 3


def test_turtle_is_written_with_the_projects_prefixes() -> None:
    assert b"resp:ledBy" in asked(STORE, "CONSTRUCT { ?s resp:ledBy ?o } { ?s ?p ?o }")


def test_a_truth_value() -> None:
    assert json.loads(asked(STORE, ASK)) == {"head": {}, "boolean": True}
    assert asked(STORE, "ASK { ?s <urn:x:nothing> ?o }", "csv") == b"false"


@pytest.mark.parametrize(("query", "names"), [(SELECT, ROWS), (ASK, ROWS), (CONSTRUCT, TRIPLES), (DESCRIBE, TRIPLES)])
def test_each_form_has_its_formats(query: str, names: tuple[str, ...]) -> None:
    result = evaluate(STORE, query)
    assert tuple(each.name for each in formats(result)) == names
    sink = io.BytesIO()
    assert answer(STORE, query, sink=sink).name == names[0]


@pytest.mark.parametrize(("query", "name"), [(SELECT, "turtle"), (ASK, "nt"), (CONSTRUCT, "json"), (DESCRIBE, "csv")])
def test_a_format_that_does_not_fit_says_which_do(query: str, name: str) -> None:
    with pytest.raises(DataError, match=f"{name} cannot hold the answer to .*; choose one of: "):
        asked(STORE, query, name)


def test_formats_are_named_once_and_by_one_media_type() -> None:
    types = [kind for each in FORMATS.values() for kind in (each.media_type.partition(";")[0], *each.aliases)]
    assert len(types) == len(set(types))
    assert all(isinstance(each, Format) and each.name == name for name, each in FORMATS.items())
    assert tuple(FORMATS) == ROWS + TRIPLES


@pytest.mark.parametrize("query", [SELECT, CONSTRUCT])
def test_an_answer_larger_than_allowed_is_stopped(query: str) -> None:
    store = Store()
    store.extend(Quad(NamedNode(f"urn:x:{n}"), NamedNode("urn:p"), Literal(n)) for n in range(5000))
    whole = len(asked(store, query))
    assert len(asked(store, query, limit=whole)) == whole
    sink = io.BytesIO()
    with pytest.raises(ResultTooLarge, match=f"larger than {whole - 1} bytes"):
        answer(store, query, sink=sink, limit=whole - 1)
    assert len(sink.getvalue()) < whole


# ---- bindings
BOUND = {"s": NamedNode("urn:x:c")}


@pytest.mark.parametrize(
    ("pattern", "rows"),
    [
        ("?s <urn:x:q> ?o", [("urn:x:c", "5")]),
        ("{ SELECT ?s ?o { ?s <urn:x:q> ?o } }", [("urn:x:c", "5")]),
        ("{ SELECT ?s (SUM(?n) AS ?o) { ?s <urn:x:q> ?n } GROUP BY ?s }", [("urn:x:c", "5")]),
        ("{ ?s <urn:x:p> ?o } UNION { ?s <urn:x:q> ?o }", [("urn:x:c", "5"), ("urn:x:c", "urn:x:d")]),
        ("?x <urn:x:q> ?o FILTER(?x = ?s)", [("urn:x:c", "5")]),
        ("?x <urn:x:q> ?o FILTER EXISTS { ?s <urn:x:p> ?any }", [("urn:x:c", "5")]),
        ("?x <urn:x:q> ?o FILTER NOT EXISTS { ?s <urn:x:p> ?any }", []),
        ("?x <urn:x:q> ?o OPTIONAL { ?s <urn:x:none> ?any }", [("urn:x:c", "5")]),
        ("VALUES ?s { <urn:x:a> } ?s ?p ?o", []),
    ],
)
def test_a_bound_variable_has_its_value_everywhere(pattern: str, rows: list[tuple[str, ...]]) -> None:
    query = f"SELECT ?s ?o {{ {pattern} }}"
    assert found(STORE, query, bindings=BOUND, default_graphs=["urn:g:2"]) == rows


def test_other_forms_are_bound_too() -> None:
    bound = {"s": NamedNode("urn:x:a")}
    assert b"<urn:x:a>" in asked(STORE, "CONSTRUCT { ?s a ?o } { ?s ?p ?o }", bindings=bound)
    assert b"false" in asked(STORE, ASK, bindings=BOUND)
    assert b"<urn:x:a>" in asked(STORE, "DESCRIBE ?s { ?s ?p ?o }", bindings=bound)


def test_a_value_is_never_read_as_sparql() -> None:
    hostile = {"s": Literal("\"} ; DROP ALL # ' \\ ?o")}
    assert found(STORE, "SELECT ?s { BIND(1 AS ?one) }", bindings=hostile) == [(hostile["s"].value,)]


@pytest.mark.parametrize("name", ["p", "nobody"])
def test_a_variable_that_is_not_selected_cannot_be_bound(name: str) -> None:
    with pytest.raises(DataError, match=rf"\?{name} cannot be given a value: .*behind SELECT"):
        asked(STORE, SELECT, bindings={name: Literal("x")})
