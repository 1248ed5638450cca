"""Questions to the store: SPARQL in, plain tables out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, QueryBoolean, QuerySolutions, RdfFormat, Store

from kg.errors import DataError
from kg.graph.answer import Result, evaluate
from kg.graph.vocabulary import PREFIXES, XSD
from kg.resources import QUERIES
from kg.table import Cell, Table

if TYPE_CHECKING:
    from rdflib import Graph


class Cells(dict[object, Cell]):
    """What terms are in a table, each worked out once: names and IRIs come again and again."""

    def __missing__(self, term: object) -> Cell:
        cell = self[term] = _cell(term)
        return cell


def select(store: Store, query: str, cells: Cells | None = None) -> Table:
    """Answer a query as a table; see `answer.evaluate` and `table`."""
    return table(evaluate(store, query), cells)


def table(result: Result, cells: Cells | None = None) -> Table:
    """Return what a query gave as a table.

    SELECT gives its variables as columns and its rows in the query's order. ASK gives one cell, "answer".
    CONSTRUCT and DESCRIBE give subject, predicate and object, sorted. A cell is int for xsd:integer, float
    for xsd:decimal, double and float, bool for xsd:boolean, None where unbound, else text. DataError for what
    cannot be evaluated. Cells of the same term are one object, in all tables made with the same `cells`: else they take
    three times the memory.
    """
    cells = Cells() if cells is None else cells
    if isinstance(result, QueryBoolean):
        return Table(("answer",), ((bool(result),),))
    try:
        if isinstance(result, QuerySolutions):
            columns = tuple(variable.value for variable in result.variables)
            return Table(columns, tuple(tuple([cells[term] for term in row]) for row in result))
        triples = {(_text(t.subject), _text(t.predicate), _text(t.object)) for t in result}
    except (OSError, RuntimeError) as error:
        raise DataError(f"the query could not be evaluated: {error}") from error
    return Table(("subject", "predicate", "object"), tuple(sorted(triples)))


def named_queries(folder: Path = QUERIES) -> dict[str, Path]:
    """Return the questions that can be asked by name, sorted; empty if there are none."""
    return {path.stem: path for path in sorted(folder.glob("*.rq"))}


def describe(path: Path) -> tuple[str, str]:
    """Return a query's question in English and Chinese, from the `# en:` and `# zh:` comments at its head.

    A language whose comment is missing gives "".
    """
    said = {"en": "", "zh": ""}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        language, _, question = line.lstrip("# ").partition(":")
        if language in said:
            said[language] = question.strip()
    return said["en"], said["zh"]


def as_graph(store: Store) -> Graph:
    """Return a copy of all named graphs merged, as rdflib's Graph with the project's prefixes."""
    from rdflib import Graph  # noqa: PLC0415 - dear to import, and no query needs it

    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    merged = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    return graph.parse(data=merged, format="nt")


def _cell(term: object) -> Cell:
    if term is None:
        return None
    if isinstance(term, Literal):
        return _value(term.value, term.datatype.value)
    return _text(term)


def _value(text: str, datatype: str) -> Cell:
    try:
        if datatype == XSD.integer:
            return int(text)
        if datatype in (XSD.decimal, XSD.double, XSD.float):
            return float(text)
    except ValueError:  # a literal may carry any text under any type
        return text
    if datatype == XSD.boolean and text in ("true", "false"):
        return text == "true"
    return text


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
