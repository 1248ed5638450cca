"""What a query is asked of: FROM, FROM NAMED, and graphs given beside it."""

from __future__ import annotations

import pytest
from answer_fixture import DATA, SELECT, STORE, asked, found, load
from pyoxigraph import QueryResultsFormat, QuerySolutions

from kg.errors import DataError


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
def test_from_makes_the_default_graph(clauses: str, count: str) -> None:
    query = f"BASE <urn:g:> PREFIX g: <urn:g:> SELECT (COUNT(*) AS ?n) {clauses} WHERE {{ ?s ?p ?o }}"
    if "<1>" in clauses:
        query = query.replace("BASE <urn:g:>", "BASE <http://e/>").replace("<1>", "g:1").replace("<2>", "g:2")
    assert found(STORE, query) == [(count,)]


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
def test_from_named_makes_the_named_graphs(clauses: str, graphs: set[str]) -> None:
    rows = found(STORE, f"SELECT DISTINCT ?g {clauses} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}")
    assert {graph for (graph,) in rows} == graphs


def test_a_dataset_given_beside_the_query_goes_before_its_own() -> None:
    count = "SELECT (COUNT(*) AS ?n) FROM <urn:g:2> FROM <urn:g:1> { ?s ?p ?o }"
    assert found(STORE, count, default_graphs=["urn:g:1"]) == [("2",)]
    assert found(STORE, count, default_graphs=["urn:g:1", "urn:g:2"]) == [("3",)]
    assert found(STORE, count, named_graphs=["urn:g:1"]) == [("0",)]
    graphs = "SELECT DISTINCT ?g FROM NAMED <urn:g:2> { GRAPH ?g { ?s ?p ?o } }"
    assert found(STORE, graphs, named_graphs=["urn:g:1"]) == [("urn:g:1",)]
    assert found(STORE, graphs, default_graphs=["urn:g:1", "urn:g:2"]) == []


def test_a_graph_that_is_no_iri_is_said() -> None:
    with pytest.raises(DataError, match=r"graph no iri: .*expected IRIs"):
        asked(STORE, SELECT, default_graphs=["no iri"])


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
def test_a_from_that_is_none_changes_nothing(query: str) -> None:
    plain = STORE.query(query)
    assert isinstance(plain, QuerySolutions)
    assert asked(STORE, query, "csv") == plain.serialize(format=QueryResultsFormat.CSV)
