"""What a wrong query is told, and where in it."""

from __future__ import annotations

import pytest
from answer_fixture import STORE, asked, found

from kg.errors import DataError, QueryError

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
def test_a_query_that_does_not_parse_says_where(query: str, message: str) -> None:
    with pytest.raises(QueryError) as raised:
        asked(STORE, query)
    assert str(raised.value) == f"the query does not parse: {message}".replace("{GROUP}", GROUP)
    assert f"column {raised.value.column}:" in message
    assert raised.value.line in (*query.splitlines(), "")


def test_a_column_counts_characters() -> None:
    with pytest.raises(QueryError) as raised:
        asked(STORE, 'SELECT ?s { ?s ?p "中文" ; , }')
    assert raised.value.line[: raised.value.column - 1].endswith('中文" ; ')


@pytest.mark.parametrize("query", ["SELECT * { SERVICE <urn:x> { ?s ?p ?o } }", "ASK { service silent ?x {} }"])
def test_no_other_server_is_asked(query: str) -> None:
    with pytest.raises(DataError, match="SERVICE is not answered here"):
        asked(STORE, query)


def test_a_word_that_only_looks_like_service_is_harmless() -> None:
    query = "PREFIX service: <urn:x:> SELECT ?service { ?service service:p 'SERVICE'@service } # SERVICE"
    assert found(STORE, query) == []


def test_an_unknown_function_is_an_error_of_the_query() -> None:
    with pytest.raises(DataError, match=r"could not be evaluated: .*custom function"):
        asked(STORE, "SELECT ?s { ?s ?p ?o FILTER(<urn:f>(?o)) }")
