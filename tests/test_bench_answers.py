"""The benchmarks' judgement of answers: the right one passes in any spelling, a wrong one is seen as wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.w3c.answers import Answer, difference, expected, found
from benchmarks.w3c.compare import Row, same, within
from benchmarks.w3c.suite import Case, Kind

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ([("a",), ("b",)], [("b",), ("a",)]),
        ([("_:x", "a"), ("_:y", "b")], [("_:1", "b"), ("_:0", "a")]),
        ([("_:x", "_:y"), ("_:y", "_:x")], [("_:b", "_:a"), ("_:a", "_:b")]),
        ([("_:x", "_:y"), ("_:y", "_:z"), ("a", "_:x")], [("_:2", "_:3"), ("a", "_:1"), ("_:1", "_:2")]),
        ([(None, "a")], [(None, "a")]),
    ],
)
def test_rows_in_another_order_and_with_other_blank_nodes_are_the_same(wanted: list[Row], given: list[Row]) -> None:
    assert same(wanted, given)


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ([("a",)], [("a",), ("a",)]),
        ([("a",), ("a",), ("b",)], [("a",), ("b",), ("b",)]),
        ([("_:x", "_:x")], [("_:a", "_:b")]),
        ([("_:x", "_:y")], [("_:a", "_:a")]),
        ([("_:x", "a"), ("_:x", "b")], [("_:1", "a"), ("_:2", "b")]),
        ([("_:x", "_:y"), ("_:y", "_:x")], [("_:a", "_:a"), ("_:b", "_:b")]),
        ([("_:x",)], [("x",)]),
        ([(None,)], [("a",)]),
    ],
)
def test_other_counts_and_other_blank_nodes_are_not_the_same(wanted: list[Row], given: list[Row]) -> None:
    assert not same(wanted, given)


def test_order_counts_where_it_is_asked_for() -> None:
    assert same([("a",), ("_:x",)], [("a",), ("_:1",)], ordered=True)
    assert not same([("a",), ("b",)], [("b",), ("a",)], ordered=True)


def test_fewer_copies_pass_where_rows_may_be_reduced() -> None:
    assert within([("a",), ("a",), ("b",)], [("a",), ("b",)])
    assert not within([("a",), ("b",)], [("a",), ("a",), ("b",)])
    assert not within([("a",), ("b",)], [("a",)])


def _json(value: str, datatype: str) -> Answer:
    term = f'{{"type": "literal", "value": "{value}", "datatype": "{XSD}{datatype}"}}'
    return found(f'{{"head": {{"vars": ["x"]}}, "results": {{"bindings": [{{"x": {term}}}]}}}}'.encode(), "json")


@pytest.mark.parametrize(
    ("value", "datatype"), [("1.0", "decimal"), ("1.50E1", "double"), ("+07", "integer"), ("1", "boolean")]
)
def test_numbers_are_compared_by_value(value: str, datatype: str) -> None:
    other = {"1.0": "1", "1.50E1": "15", "+07": "7", "1": "true"}[value]
    assert not difference(_json(value, datatype), _json(other, datatype), ordered=False, lax=False)


def test_another_value_or_type_is_another_row() -> None:
    for wrong in (_json("2", "integer"), _json("1", "decimal"), _json("one", "integer")):
        assert difference(_json("1", "integer"), wrong, ordered=False, lax=False) == "other rows"


def test_formats_say_the_same_in_their_own_way() -> None:
    xml = b"""<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/><variable name="y"/></head>
      <results><result><binding name="x"><uri>http://e/a</uri></binding>
      <binding name="y"><literal xml:lang="EN">b</literal></binding></result></results></sparql>"""
    json = b"""{"head": {"vars": ["y", "x"]}, "results": {"bindings": [
      {"x": {"type": "uri", "value": "http://e/a"}, "y": {"type": "literal", "value": "b", "xml:lang": "en"}}]}}"""
    tsv = b'?x\t?y\n<http://e/a>\t"b"@en\n'
    assert found(xml, "xml") == found(json, "json") == found(tsv, "tsv")
    assert found(b"x,y\r\nhttp://e/a,b\r\n", "csv").rows == (("http://e/a", "b"),)
    assert found(b'{"head": {}, "boolean": true}', "json") != found(b'{"head": {}, "boolean": false}', "json")


def test_a_result_set_told_in_rdf_is_read_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "result.ttl"
    path.write_text("""@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .
      [] a rs:ResultSet ; rs:resultVariable "x" , "y" ;
        rs:solution [ rs:index 2 ; rs:binding [ rs:variable "x" ; rs:value 20 ] ] ,
                    [ rs:index 1 ; rs:binding [ rs:variable "x" ; rs:value 10 ] , [ rs:variable "y" ; rs:value <u> ] ] .""")
    answer = expected(path)
    ten, twenty = (f'"{n}"^^<{XSD}integer>' for n in (10, 20))
    assert answer == Answer(("x", "y"), ((ten, f"<{(tmp_path / 'u').as_uri()}>"), (twenty, None)), numbered=True)
    turned = Answer(answer.variables, answer.rows[::-1])
    assert difference(answer, turned, ordered=False, lax=False) == "other order"


@pytest.mark.parametrize(
    ("query", "form", "ordered"),
    [
        ("SELECT * {} ORDER BY ?x", "select", True),
        ("SELECT * { { SELECT * {} ORDER BY ?x } }", "select", False),
        ("# SELECT\nPREFIX ask: <http://e/select> CONSTRUCT {} WHERE {}", "construct", False),
        ("ASK { ?select ?p 'describe' }", "ask", False),
    ],
)
def test_a_query_s_form_and_order_are_read_off_its_text(query: str, form: str, ordered: bool) -> None:
    case = Case("sparql11", "group", "name", Kind.EVALUATED, query)
    assert (case.form, case.ordered) == (form, ordered)
