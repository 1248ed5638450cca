"""Answers in the W3C's formats, and the suite's own result sets in RDF, as rows that can be compared."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from benchmarks.w3c import terms
from benchmarks.w3c.compare import Row, same, within

_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_SRX = "{http://www.w3.org/2005/sparql-results#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SUFFIXES = {".srj": "json", ".srx": "xml", ".tsv": "tsv", ".csv": "csv"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A table, its columns sorted by name; a graph, as the table (s, p, o); or a truth value, as one without columns."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    numbered: bool = False  # the rows' order is part of the answer


def format_for(result: Path | None, form: str) -> str:
    """Return the format to ask for: that of the expected file, so that each is written, else one that fits the form."""
    if form in ("construct", "describe"):
        return "nt"
    return _SUFFIXES.get(result.suffix, "json") if result else "json"


def expected(result: Path) -> Answer:
    """Read a file of the suite: a result set in any of its formats, or a graph."""
    if result.suffix in _SUFFIXES:
        return found(result.read_bytes(), _SUFFIXES[result.suffix])
    triples = [quad.triple for quad in parse(path=result, base_iri=result.resolve().as_uri())]
    if any(triple.object == NamedNode(_RS + "ResultSet") for triple in triples):
        return _result_set(triples)
    return _graph(triples)


def found(answer: bytes, format: str) -> Answer:
    """Read what our query path wrote. An exception if it is not in the format."""
    return _READERS[format](answer)


def difference(want: Answer, have: Answer, *, ordered: bool, lax: bool) -> str:
    """Say in a word or two what is wrong with an answer; "" if nothing is."""
    if want.variables != have.variables:
        return f"other columns: {' '.join(have.variables) or 'none'}"
    if lax:
        return "" if within(want.rows, have.rows) else "other rows"
    if same(want.rows, have.rows, ordered=ordered or want.numbered):
        return ""
    if len(want.rows) != len(have.rows):
        return f"{len(have.rows)} rows for {len(want.rows)}"
    return "other order" if same(want.rows, have.rows) else "other rows"


def _table(names: Sequence[str], rows: Iterable[Mapping[str, str | None]], numbered: bool = False) -> Answer:
    columns = tuple(sorted(names))
    return Answer(columns, tuple(tuple(row.get(name) for name in columns) for row in rows), numbered)


def _truth(value: bool) -> Answer:
    return Answer((), ((str(value).lower(),),))


def _graph(triples: Iterable[Triple]) -> Answer:
    rows = {(terms.text(t.subject), terms.text(t.predicate), terms.text(t.object)) for t in triples}
    return Answer(("s", "p", "o"), tuple(sorted(rows)))


def _ntriples(answer: bytes) -> Answer:
    return _graph(quad.triple for quad in parse(answer, RdfFormat.N_TRIPLES))


def _json(answer: bytes) -> Answer:
    read = json.loads(answer)
    if "boolean" in read:
        return _truth(read["boolean"])
    return _table(
        read["head"]["vars"],
        [{name: _json_term(**term) for name, term in row.items()} for row in read["results"]["bindings"]],
    )


def _json_term(type: str, value: str, datatype: str | None = None, **rest: str) -> str:
    if type == "uri":
        return terms.iri(value)
    return terms.blank(value) if type == "bnode" else terms.literal(value, datatype, rest.get("xml:lang"))


def _xml(answer: bytes) -> Answer:
    read = ElementTree.fromstring(answer)
    truth = read.findtext(f"{_SRX}boolean")
    if truth is not None:
        return _truth(truth.strip() == "true")
    names = [each.attrib["name"] for each in read.iterfind(f"{_SRX}head/{_SRX}variable")]
    rows = [
        {each.attrib["name"]: _xml_term(each[0]) for each in row.iterfind(f"{_SRX}binding")}
        for row in read.iterfind(f"{_SRX}results/{_SRX}result")
    ]
    return _table(names, rows)


def _xml_term(element: ElementTree.Element) -> str:
    value = element.text or ""
    if element.tag == f"{_SRX}uri":
        return terms.iri(value)
    if element.tag == f"{_SRX}bnode":
        return terms.blank(value)
    return terms.literal(value, element.get("datatype"), element.get(_LANG))


def _csv(answer: bytes) -> Answer:
    """Cells as text: the format keeps no types, and of blank nodes that they are."""
    head, *rows = csv.reader(io.StringIO(answer.decode("utf-8"), newline=""))
    return _table(head, [dict(zip(head, row, strict=True)) for row in rows])


def _tsv(answer: bytes) -> Answer:
    read = parse_query_results(answer, QueryResultsFormat.TSV)
    if isinstance(read, QueryBoolean):
        return _truth(bool(read))
    names = [variable.value for variable in read.variables]
    return _table(names, [{name: terms.text(row[name]) if row[name] else None for name in names} for row in read])


_READERS = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv, "nt": _ntriples}


def _result_set(triples: Iterable[Triple]) -> Answer:
    """Read a result set told in RDF, the rows by their index where they have one."""
    told: defaultdict[object, defaultdict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for t in triples:
        told[t.subject][t.predicate.value.removeprefix(_RS)].append(t.object)
    (table,) = (node for node in told.values() if NamedNode(_RS + "ResultSet") in node[_TYPE])
    if table["boolean"]:
        return _truth(_value(table["boolean"][0]) == "true")
    solutions = sorted((told[row] for row in table["solution"]), key=lambda row: [int(_value(i)) for i in row["index"]])
    rows = [
        {_value(told[each]["variable"][0]): terms.text(told[each]["value"][0]) for each in row["binding"]}
        for row in solutions
    ]
    numbered = any(row["index"] for row in solutions)
    return _table([_value(name) for name in table["resultVariable"]], rows, numbered)


_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def _value(term: object) -> str:
    assert isinstance(term, Literal), term
    return term.value
