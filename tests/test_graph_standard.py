"""Queries that the store's engine answers otherwise than SPARQL 1.1: what is rewritten, what is left, what is then found."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store

from kg.errors import DataError, QueryError
from kg.graph.answer import FORMATS, answer, evaluate
from kg.graph.standard import standard

PREFIX = "PREFIX : <x:>\n"
DATA = """
@prefix : <x:> .
GRAPH <g:1> { :a :p :b . :b :p :c . :a :name "甲"@zh }
GRAPH <g:2> { :a :p :d . :d :q 5 ; :name "丁"@zh , "戊"@zh }
"""


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TRIG)
    return store


def found(store: Store, query: str, **options: object) -> list[str]:
    """The rows, each as one string, sorted."""
    sink = io.BytesIO()
    answer(store, PREFIX + query, sink=sink, format=FORMATS["csv"], **options)  # type: ignore[arg-type]
    _head, *rows = csv.reader(io.StringIO(sink.getvalue().decode()))
    return sorted(" ".join(row) for row in rows)


def rewritten(store: Store, query: str) -> str:
    asked = standard(PREFIX + query, lambda text: store.query(text, use_default_graph_as_union=True))
    return asked.removeprefix(PREFIX)


# ---- GROUP_CONCAT -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("selected", "value"),
    [
        ('GROUP_CONCAT(?n; SEPARATOR="")', Literal("丁戊")),
        ('group_concat (DISTINCT CONCAT(?n, ")") ; separator = "(")', Literal("丁)(戊)")),
        ("CONCAT(GROUP_CONCAT(?n), GROUP_CONCAT(?n))", Literal("丁 戊丁 戊")),
    ],
)
def test_what_is_joined_has_no_language(store: Store, selected: str, value: Literal) -> None:
    query = f"SELECT ({selected} AS ?all) {{ {{ SELECT ?n {{ :d :name ?n }} ORDER BY ?n }} }}"
    result = evaluate(store, PREFIX + query)
    assert isinstance(result, QuerySolutions)
    assert [row["all"] for row in result] == [value]


def test_it_is_joined_behind_having_and_order_too(store: Store) -> None:
    group = "{ ?s :name ?n } GROUP BY ?s"
    assert found(store, f'SELECT ?s {group} HAVING (LANG(GROUP_CONCAT(?n)) = "") ORDER BY GROUP_CONCAT(?n)') == [
        "x:a",
        "x:d",
    ]


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("GROUP_CONCAT(?x)" AS ?t) { }',
        "SELECT ?s { ?s ?p ?o } # GROUP_CONCAT(?x)",
        "SELECT ?group_concat (:GROUP_CONCAT(1) AS ?x) { ?group_concat ?p <x:GROUP_CONCAT(?s)> }",
        "SELECT (GROUP_CONCAT(?n AS ?all) { ?s :name ?n }",  # wrong, and said of these words
        "SELECT (GROUP_CONCAT(?n) AS ?all) (?a <'GROUP_CONCAT(?n)'&&1>?b AS ?x) { }",  # a string to the parser
        r'SELECT (GROUP_CONCAT("\u0022") AS ?all) { }',
    ],
)
def test_what_only_looks_like_it_or_is_unclear_is_left(store: Store, query: str) -> None:
    assert rewritten(store, query) == query


# ---- paths of length zero ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "becomes"),
    [
        ("SELECT * { :z :p* ?o }", "SELECT * { VALUES ?o { :z } }"),
        ("SELECT * {?s :p? <x:z>}", "SELECT * {VALUES ?s { <x:z> }}"),
        ("SELECT * { ?s ^(:p/:q)* :z.?s ?p ?o }", "SELECT * { VALUES ?s { :z }.?s ?p ?o }"),
        ("SELECT * { ?s :q ?o . OPTIONAL { :z a? ?k } }", "SELECT * { ?s :q ?o . OPTIONAL { VALUES ?k { :z } } }"),
        ("SELECT * { FILTER(?s > 1) 'z' :p* ?s }", "SELECT * { FILTER(?s > 1) VALUES ?s { 'z' } }"),
        ("ASK { :z :p* :z }", "ASK { { } }"),
    ],
)
def test_a_constant_that_no_triple_has_is_all_that_it_reaches(store: Store, query: str, becomes: str) -> None:
    assert rewritten(store, query) == becomes
    evaluate(store, PREFIX + becomes)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { :a :p* ?o }",  # a triple has it
        "SELECT * { ?s :p* :c . }",
        "SELECT * { :z :p+ ?o }",
        "SELECT * { :z :p*/:q ?o }",
        "SELECT * { :z :p|:q* ?o }",
        "SELECT * { :z :p* :y }",
        "SELECT * { ?s :p* ?o }",
        "SELECT * { :z :p* ?o ; :q ?r }",
        "SELECT * { :z :p* ?o , :z }",
        "SELECT * { ?s :q 5 ; :p* :z }",
        "SELECT * { ?s :q [ :p* :z ] }",
        "SELECT * { _:z :p* :z }",
        "SELECT * { :z :p* _:z }",
        "SELECT * { :z :p* 'z'@en }",
        "SELECT * { GRAPH <g:none> { :z :p* ?o } }",
        "SELECT * { SERVICE <http://there> { :z :p* ?o } }",
        "SELECT (':z :p* ?o' AS ?t) { } # :z :p* ?o",
        "SELECT * { :z :p* ?o",
        "SELECT (?a *:z AS ?x) (COUNT(*) AS ?n) { ?s ?p ?a } GROUP BY ?a",
    ],
)
def test_other_paths_are_left(store: Store, query: str) -> None:
    assert rewritten(store, query) == query


def test_what_is_found_at_length_zero(store: Store) -> None:
    assert found(store, "SELECT * { :z :p* ?o }") == ["x:z"]
    assert found(store, "SELECT * { :z :p? ?o . ?o :q ?n }") == []
    assert found(store, "SELECT * { ?s :q 5 . :z :p* ?o }") == ["x:z x:d"]
    assert found(store, "SELECT ?s { ?s :q 5 FILTER NOT EXISTS { :z :p* ?s } }") == ["x:d"]
    assert found(store, "SELECT * { :z :p* ?o }", bindings={"o": NamedNode("x:a")}) == []
    assert found(store, "BASE <x:y> SELECT * { ?s :p* <#z> }") == ["x:y#z"]


def test_the_default_graph_of_the_query_counts(store: Store) -> None:
    assert found(store, "SELECT * FROM <g:1> { :d :name* ?o }") == ["x:d"]
    assert found(store, "SELECT * FROM <g:2> { :d :name* ?o }") == ["x:d", "丁", "戊"]
    assert found(store, "SELECT * { :d :name* ?o }", default_graphs=["g:1"]) == ["x:d"]
    assert found(store, "SELECT * { :d :name* ?o }", default_graphs=["g:1", "g:2"]) == ["x:d", "丁", "戊"]


NAMES = st.sampled_from("abcdef")  # :e and :f are in no triple
EDGES = st.sets(st.tuples(st.sampled_from("abcd"), st.sampled_from("pq"), st.sampled_from("abcd")), max_size=8)
STEPS = {":p": {"p"}, "^:p": {"P"}, "(:p|:q)": {"p", "q"}, "(^:p|:q)": {"P", "q"}}


def quad(edge: tuple[str, str, str], graph: NamedNode | None = None) -> Quad:
    here, by, there = (NamedNode(f"x:{part}") for part in edge)
    return Quad(here, by, there, graph or DefaultGraph())


@given(EDGES, NAMES, st.sampled_from(sorted(STEPS)), st.sampled_from("*?+"), st.booleans())
def test_a_path_finds_what_a_walk_finds(
    edges: set[tuple[str, str, str]], name: str, step: str, times: str, forward: bool
) -> None:
    store = Store()
    store.extend([quad(edge) for edge in edges])
    labelled = edges | {(there, by.upper(), here) for here, by, there in edges}
    ends = [(a, b) if forward else (b, a) for a, by, b in labelled if by in STEPS[step]]
    reached = {b for a, b in ends if a == name}
    while times != "?" and (more := {b for a, b in ends if a in reached} - reached):
        reached |= more
    reached |= set() if times == "+" else {name}
    triple = f":{name} {step}{times} ?end" if forward else f"?end {step}{times} :{name}"
    assert found(store, f"SELECT * {{ {triple} }}") == sorted(f"x:{end}" for end in reached)


# ---- GRAPH ?g ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("GRAPH ?g { VALUES (?g ?n) { (UNDEF 1) (<g:1> 2) (<g:9> 3) } }", ["g:1 1", "g:1 2", "g:2 1"]),
        ("GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s :q ?o } }", ["g:1 0", "g:2 1"]),
        ("GRAPH ?g { { SELECT ?n { ?n :p :d } } }", ["g:2 x:a"]),
        ("GRAPH ?g { ?n :p :d MINUS { ?other :p :d } }", ["g:2 x:a"]),
        ("GRAPH ?g { ?n :p ?o MINUS { ?n :q ?other } }", ["g:1 x:a", "g:1 x:b", "g:2 x:a"]),
        ("GRAPH ?g { OPTIONAL { ?n :q 5 } }", ["g:1 ", "g:2 x:d"]),
        ("GRAPH ?g { BIND(1 AS ?n) }", ["g:1 1", "g:2 1"]),
        ("GRAPH ?g { BIND(BOUND(?g) AS ?n) }", ["g:1 false", "g:2 false"]),
        ("GRAPH ?g { GRAPH <g:1> { ?n :p :c } }", ["g:1 x:b", "g:2 x:b"]),
        ("GRAPH ?g { GRAPH ?h { VALUES ?n { 1 } } }", ["g:1 1", "g:1 1", "g:2 1", "g:2 1"]),
        ("VALUES ?g { <g:2> } GRAPH $g { VALUES ?n { 1 } }", ["g:2 1"]),
    ],
)
def test_each_graph_is_asked_for_the_whole_pattern(store: Store, query: str, rows: list[str]) -> None:
    assert found(store, f"SELECT ?g ?n {{ {query} }}") == rows


@pytest.mark.parametrize(
    "pattern",
    [
        "GRAPH ?g { ?s :p ?o . ?o :p ?x FILTER(?g = <g:1>) }",
        "GRAPH ?g { ?s :p ?o OPTIONAL { ?o :q ?x } }",
        "GRAPH ?g { FILTER(?o > 1) BIND(1 AS ?one) VALUES ?x { 1 } ?s :q ?o }",
        "GRAPH ?g { { ?s :p ?o } UNION { ?s :q ?o } UNION { [] :q ?o } }",
        "GRAPH ?g { ?s :p ?o { BIND(1 AS ?x) } FILTER NOT EXISTS { ?s :q ?x } }",
        "GRAPH ?g { ?s :p ?o MINUS { ?s :q ?x } }",
        "GRAPH ?g { } GRAPH <g:1> { SELECT ?s { ?s ?p ?o } }",
        "GRAPH <g:1> { VALUES ?g { 1 } }",
        "SERVICE <http://there> { GRAPH ?g { VALUES ?x { 1 } } }",
        "BIND('GRAPH ?g { VALUES ?x { 1 } }' AS ?text) # GRAPH ?g { VALUES ?x { 1 } }",
        "?graph :GRAPH ?g { VALUES ?x { 1 } }",
        "GRAPH ?g { VALUES ?x { 1 }",
    ],
)
def test_a_pattern_that_binds_the_graph_is_left(store: Store, pattern: str) -> None:
    query = f"SELECT * {{ {pattern} }}"
    assert rewritten(store, query) == query


def test_only_the_named_graphs_of_the_query_are_asked(store: Store) -> None:
    query = "GRAPH ?g { VALUES ?n { 1 } }"
    assert found(store, f"SELECT ?g ?n FROM NAMED <g:2> {{ {query} }}") == ["g:2 1"]
    assert found(store, f"SELECT ?g ?n {{ {query} }}", named_graphs=["g:1"]) == ["g:1 1"]
    assert found(store, f"SELECT ?g ?n {{ {query} }}", default_graphs=["g:1"]) == []
    assert found(store, f"SELECT ?g ?n {{ {query} }}", bindings={"g": NamedNode("g:2")}) == ["g:2 1"]
    assert found(Store(), f"SELECT * {{ {query} }}") == []


def test_where_blank_nodes_have_labels_the_query_is_asked_as_it_is(store: Store) -> None:
    query = "SELECT ?s { GRAPH ?g { SELECT ?s { ?s :p _:b . _:b :q 5 } } }"
    assert rewritten(store, query) != query
    assert found(store, query) == ["x:a"]


PATTERNS = (
    "?s :p ?o",
    "?s :p ?o . ?o :q ?x",
    "OPTIONAL { ?s :p ?o } ?s :q ?x",
    "?s :p ?o OPTIONAL { ?o :q ?x OPTIONAL { ?x :p ?y } }",
    "?s :p ?o OPTIONAL { OPTIONAL { ?o :q ?x } ?x :p ?y }",
    "VALUES ?s { :a :b } OPTIONAL { ?s :p ?o }",
    "{ ?s :p ?o } UNION { ?s :q ?o } UNION { VALUES ?o { 1 } }",
    "{ ?s :p ?o } UNION { ?o :q ?s } ?o :p ?x",
    "?s :p ?o MINUS { ?s :q ?x }",
    "?s :p ?o MINUS { ?x :q ?y }",
    "?s :p ?o { SELECT DISTINCT ?o { ?o :q ?x } }",
    "?s :p ?o FILTER NOT EXISTS { ?o :q ?x }",
    "?s :p ?o FILTER EXISTS { SELECT ?o { ?o :q ?x } }",
    "FILTER(!BOUND(?x)) BIND(2 AS ?two) ?s :p+ ?o",
    "?s :p ?o { OPTIONAL { ?o :q ?x } }",
    "SELECT ?s (COUNT(?o) AS ?n) { ?s :p ?o } GROUP BY ?s",
    "SELECT ?o { ?s :p ?o } ORDER BY ?o LIMIT 1",
)


@given(EDGES, EDGES, st.sampled_from(PATTERNS))
def test_graph_finds_what_each_graph_alone_finds(
    first: set[tuple[str, str, str]], second: set[tuple[str, str, str]], pattern: str
) -> None:
    together, expected = Store(), Counter[str]()
    for name, edges in (("g:1", first), ("g:2", second)):
        alone = Store()
        alone.extend([quad(edge) for edge in edges])
        together.extend([quad(edge, NamedNode(name)) for edge in edges])
        together.add_graph(NamedNode(name))
        expected += Counter(f"{name} {row}" for row in found(alone, f"SELECT ?s ?o ?x ?y ?n {{ {pattern} }}"))
    assert Counter(found(together, f"SELECT ?g ?s ?o ?x ?y ?n {{ GRAPH ?g {{ {pattern} }} }}")) == expected


# ---- errors -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT (GROUP_CONCAT(?n) AS ?all) {\n :z :p* ?o . ?s ?p }", "line 3, column 20: '}'"),
        ("SELECT * { GRAPH ?g { VALUES ?x { 1 } } } LIMIT x", "line 2, column 49: 'x'"),
        ("SELECT * { none:z :p* ?o }", "line 2, column 12: 'none:z'"),
    ],
)
def test_a_wrong_query_is_told_the_place_in_its_own_words(store: Store, query: str, place: str) -> None:
    with pytest.raises(QueryError, match="does not parse") as error:
        evaluate(store, PREFIX + query)
    assert place in str(error.value)


def test_a_thousand_brackets_are_left_to_the_engine(store: Store) -> None:
    query = f"SELECT * {'{' * 1000} GRAPH ?g {{ SELECT ?o {{ :z :p* ?o }} }} {'}' * 1000}"
    assert rewritten(store, query) == query


def test_a_pattern_of_its_own_for_too_many_graphs_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.standard_graphs._LARGEST", 50)
    with pytest.raises(DataError, match=r"GRAPH \?g asks each of 2 graphs .* FROM NAMED"):
        evaluate(store, PREFIX + "SELECT ?g ?n { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }")
    assert found(store, "SELECT ?g { GRAPH ?g { ?s :q 5 } }") == ["g:2"]
