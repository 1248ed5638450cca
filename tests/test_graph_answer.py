"""SPARQL answered as bytes: formats, datasets, bindings, and what a wrong query is told."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
)
from rdflib import Graph
from rdflib.compare import to_isomorphic
from rdflib.query import Result as RdflibResult
from rdflib.query import ResultRow

from kg.errors import DataError, QueryError, ResultTooLarge
from kg.graph.answer import FORMATS, Format, answer, evaluate, formats

DATA = """
@prefix : <urn:x:> .
:a :p :b .
GRAPH <urn:g:1> { :c :p :d , "中,\\"文"@zh }
GRAPH <urn:g:2> { :c :p :d ; :q 5 }
"""
SELECT, ASK, CONSTRUCT = "SELECT ?s ?o { ?s ?p ?o }", "ASK { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
DESCRIBE = "DESCRIBE <urn:x:a>"
COUNT = "SELECT (COUNT(*) AS ?n) {} { {} }"
ROWS = ("json", "xml", "csv", "tsv")
TRIPLES = ("turtle", "nt", "nq", "trig", "jsonld", "rdfxml")


def load(data: str) -> Store:
    store = Store()
    store.load(data.encode(), format=RdfFormat.TRIG)
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return load(DATA)


def asked(store: Store, query: str, format: str | None = None, **options: object) -> bytes:
    sink = io.BytesIO()
    answer(store, query, sink=sink, format=FORMATS[format] if format else None, **options)  # type: ignore[arg-type]
    return sink.getvalue()


def found(store: Store, query: str, **options: object) -> list[tuple[str, ...]]:
    _head, *rows = csv.reader(io.StringIO(asked(store, query, "csv", **options).decode()))
    return sorted(map(tuple, rows))


# ---- formats --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_rows_are_what_rdflib_reads_in_the_same_format(store: Store, name: str) -> None:
    written = asked(store, "SELECT ?s ?o ?none FROM <urn:g:1> { ?s ?p ?o FILTER(isLiteral(?o)) }", name)
    read = RdflibResult.parse(io.BytesIO(written), format=name)
    assert [str(variable) for variable in read.vars or ()] == ["s", "o", "none"]
    assert [tuple(map(str, row)) for row in read if isinstance(row, ResultRow)] == [("urn:x:c", '中,"文', "None")]


@pytest.mark.parametrize("name", TRIPLES)
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_triples_come_back_from_every_format(store: Store, name: str, query: str) -> None:
    triples = {quad.triple for quad in parse(asked(store, query, name), format=FORMATS[name].writes)}  # type: ignore[arg-type]
    assert triples == {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}


@pytest.mark.parametrize(("name", "theirs"), [("turtle", "turtle"), ("jsonld", "json-ld"), ("rdfxml", "xml")])
def test_rdflib_reads_the_same_graph(store: Store, name: str, theirs: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } FROM <urn:g:1> FROM <urn:g:2> { ?s ?p ?o }"
    read = Graph().parse(data=asked(store, query, name), format=theirs)
    assert to_isomorphic(read) == to_isomorphic(Graph().parse(data=asked(store, query, "nt"), format="nt"))
    assert len(read) == 3


def test_turtle_is_written_with_the_projects_prefixes(store: Store) -> None:
    assert b"resp:ledBy" in asked(store, "CONSTRUCT { ?s resp:ledBy ?o } { ?s ?p ?o }")


def test_a_truth_value(store: Store) -> None:
    assert json.loads(asked(store, ASK)) == {"head": {}, "boolean": True}
    assert asked(store, "ASK { ?s <urn:x:nothing> ?o }", "csv") == b"false"


@pytest.mark.parametrize(("query", "names"), [(SELECT, ROWS), (ASK, ROWS), (CONSTRUCT, TRIPLES), (DESCRIBE, TRIPLES)])
def test_each_form_has_its_formats(store: Store, query: str, names: tuple[str, ...]) -> None:
    result = evaluate(store, query)
    assert tuple(each.name for each in formats(result)) == names
    sink = io.BytesIO()
    assert answer(store, query, sink=sink).name == names[0]


@pytest.mark.parametrize(("query", "name"), [(SELECT, "turtle"), (ASK, "nt"), (CONSTRUCT, "json"), (DESCRIBE, "csv")])
def test_a_format_that_does_not_fit_says_which_do(store: Store, query: str, name: str) -> None:
    with pytest.raises(DataError, match=f"{name} cannot hold the answer to .*; choose one of: "):
        asked(store, query, name)


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


# ---- datasets -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clauses", "count"),
    [
        ("", "1"),
        ("FROM <urn:g:1>", "2"),
        ("FROM <urn:g:1> FROM <urn:g:2>", "3"),  # the triple that both state counts once
        ("FROM<urn:g:1>#FROM <urn:g:3>\nfrom<urn:g:2>", "3"),
        ("FROM g:1 FROM g:2", "3"),
        ("FROM <1> FROM <2>", "3"),
        ("FROM <urn:g:nowhere>", "0"),
        ("FROM NAMED <urn:g:1>", "0"),
        ("FROM NAMED <urn:g:1> FROM <urn:g:2>", "2"),
    ],
)
def test_from_makes_the_default_graph(store: Store, clauses: str, count: str) -> None:
    query = f"BASE <urn:g:> PREFIX g: <urn:g:> SELECT (COUNT(*) AS ?n) {clauses} WHERE {{ ?s ?p ?o }}"
    if "<1>" in clauses:
        query = query.replace("BASE <urn:g:>", "BASE <http://e/>").replace("<1>", "g:1").replace("<2>", "g:2")
    assert found(store, query) == [(count,)]


@pytest.mark.parametrize(
    ("clauses", "graphs"),
    [
        ("", {"urn:g:1", "urn:g:2"}),
        ("FROM NAMED <urn:g:1>", {"urn:g:1"}),
        ("FROM <urn:g:1>", set()),
        ("FROM <urn:g:1> FROM <urn:g:2> FROM NAMED <urn:g:2>", {"urn:g:2"}),
        ("FROM <urn:g:1> FROM <urn:g:2>", set()),
    ],
)
def test_from_named_makes_the_named_graphs(store: Store, clauses: str, graphs: set[str]) -> None:
    rows = found(store, f"SELECT DISTINCT ?g {clauses} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}")
    assert {graph for (graph,) in rows} == graphs


def test_a_dataset_given_beside_the_query_goes_before_its_own(store: Store) -> None:
    count = "SELECT (COUNT(*) AS ?n) FROM <urn:g:2> FROM <urn:g:1> { ?s ?p ?o }"
    assert found(store, count, default_graphs=["urn:g:1"]) == [("2",)]
    assert found(store, count, default_graphs=["urn:g:1", "urn:g:2"]) == [("3",)]
    assert found(store, count, named_graphs=["urn:g:1"]) == [("0",)]
    graphs = "SELECT DISTINCT ?g FROM NAMED <urn:g:2> { GRAPH ?g { ?s ?p ?o } }"
    assert found(store, graphs, named_graphs=["urn:g:1"]) == [("urn:g:1",)]
    assert found(store, graphs, default_graphs=["urn:g:1", "urn:g:2"]) == []


def test_a_graph_that_is_no_iri_is_said(store: Store) -> None:
    with pytest.raises(DataError, match=r"graph no iri: .*expected IRIs"):
        asked(store, SELECT, default_graphs=["no iri"])


def test_without_a_default_graph_all_named_ones_are_asked() -> None:
    store = load(DATA.replace(":a :p :b .", ""))
    assert len(found(store, "SELECT DISTINCT ?s ?p ?o { ?s ?p ?o }")) == 3
    assert found(store, "SELECT ?s FROM <urn:g:nowhere> { ?s ?p ?o }") == []


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?s { ?s ?p "FROM <urn:g:1> FROM <urn:g:2>" }',
        "SELECT ?FROM { ?FROM <urn:x:p> ?o } # FROM <urn:g:1> FROM <urn:g:2>",
        "SELECT ?s { ?s ?p '''it's FROM <urn:g:1>''' }",
        'SELECT ?s { ?s ?p """a "FROM" <urn:g:1> \\""" """ }',
        "PREFIX FROM: <urn:x:> SELECT ?s { ?s FROM:p ?o }",
    ],
)
def test_a_from_that_is_none_changes_nothing(store: Store, query: str) -> None:
    plain = store.query(query)
    assert isinstance(plain, QuerySolutions)
    assert asked(store, query, "csv") == plain.serialize(format=QueryResultsFormat.CSV)


# ---- bindings -------------------------------------------------------------------------------------

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
def test_a_bound_variable_has_its_value_everywhere(store: Store, pattern: str, rows: list[tuple[str, ...]]) -> None:
    query = f"SELECT ?s ?o {{ {pattern} }}"
    assert found(store, query, bindings=BOUND, default_graphs=["urn:g:2"]) == rows


def test_other_forms_are_bound_too(store: Store) -> None:
    bound = {"s": NamedNode("urn:x:a")}
    assert b"<urn:x:a>" in asked(store, "CONSTRUCT { ?s a ?o } { ?s ?p ?o }", bindings=bound)
    assert b"false" in asked(store, ASK, bindings=BOUND)
    assert b"<urn:x:a>" in asked(store, "DESCRIBE ?s { ?s ?p ?o }", bindings=bound)


def test_a_value_is_never_read_as_sparql(store: Store) -> None:
    hostile = {"s": Literal("\"} ; DROP ALL # ' \\ ?o")}
    assert found(store, "SELECT ?s { BIND(1 AS ?one) }", bindings=hostile) == [(hostile["s"].value,)]


@pytest.mark.parametrize("name", ["p", "nobody"])
def test_a_variable_that_is_not_selected_cannot_be_bound(store: Store, name: str) -> None:
    with pytest.raises(DataError, match=rf"\?{name} cannot be given a value: .*behind SELECT"):
        asked(store, SELECT, bindings={name: Literal("x")})


# ---- errors ---------------------------------------------------------------------------------------

GROUP = ", or the group that it closes gives a value to a variable that has one"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x\nWHERE { ?x ?y }", "line 2, column 15: '}' is not expected here{GROUP}"),
        ("SELECT ?x WHER { ?x ?p ?y }", "line 1, column 11: 'WHER' is not expected here"),
        ("SELECT (COUNT(*) ?n) { ?x ?p ?y }", "line 1, column 18: '?n' is not expected here"),
        ("SELECT ?x { ?x ?p ?y } ORDER ?x", "line 1, column 30: '?x' is not expected here"),
        ("SELECT ?x { ?x ?p 'a'@zh , '1'^^xsd:date }}", "line 1, column 43: '}' is not expected here{GROUP}"),
        ("SELECT ?x {\n  ?x ?p ?y .\n  FILTER ?x > 2\n}", "line 3, column 10: '?x' is not expected here"),
        ("SELECT ?x WHERE {\n", "line 1, column 18: it ends too early"),
        ("SELECT ?s WHERE { ?s nobody:knows ?o }", "line 1, column 22: Prefix not found"),
        ("SELECT ?s { ?s <a> ?o }", "line 1, column 16: <a> is relative, and no BASE is given"),
        ("SELECT ?s { ?s ?p 'a }", "line 1, column 19: ' begins a string that does not end"),
        ("SELECT ?s ?x { ?s ?p ?o } GROUP BY ?s", "line 1, column 38: The SELECT contains a variable that is unbound"),
        ("SELECT ?s { ?s ?p ?o . BIND(1 AS ?s) }", "line 1, column 38: '}' is not expected here{GROUP}"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "line 1, column 1: 'INSERT' is not expected here"),
        ("# only words", "line 1, column 13: it ends too early"),
        ("", "line 1, column 1: it ends too early"),
    ],
)
def test_a_query_that_does_not_parse_says_where(store: Store, query: str, message: str) -> None:
    with pytest.raises(QueryError) as raised:
        asked(store, query)
    assert str(raised.value) == f"the query does not parse: {message}".replace("{GROUP}", GROUP)
    assert f"column {raised.value.column}:" in message
    assert raised.value.line in (*query.splitlines(), "")


def test_a_column_counts_characters(store: Store) -> None:
    with pytest.raises(QueryError) as raised:
        asked(store, 'SELECT ?s { ?s ?p "中文" ; , }')
    assert raised.value.line[: raised.value.column - 1].endswith('中文" ; ')


@pytest.mark.parametrize("query", ["SELECT * { SERVICE <urn:x> { ?s ?p ?o } }", "ASK { service silent ?x {} }"])
def test_no_other_server_is_asked(store: Store, query: str) -> None:
    with pytest.raises(DataError, match="SERVICE is not answered here"):
        asked(store, query)


def test_a_word_that_only_looks_like_service_is_harmless(store: Store) -> None:
    query = "PREFIX service: <urn:x:> SELECT ?service { ?service service:p 'SERVICE'@service } # SERVICE"
    assert found(store, query) == []


def test_an_unknown_function_is_an_error_of_the_query(store: Store) -> None:
    with pytest.raises(DataError, match=r"could not be evaluated: .*custom function"):
        asked(store, "SELECT ?s { ?s ?p ?o FILTER(<urn:f>(?o)) }")
