"""One SPARQL query over the store, answered in the formats that W3C names."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Final, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    serialize,
)

from kg.errors import DataError, ResultTooLarge
from kg.graph.dataset import dataset
from kg.graph.standard import standard
from kg.graph.syntax import syntax_error
from kg.graph.vocabulary import PREFIXES

Term = NamedNode | BlankNode | Literal | Triple
Result = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write what a query gives: rows and a truth value in the one sort, triples in the other."""

    name: str
    media_type: str
    suffix: str
    writes: QueryResultsFormat | RdfFormat
    aliases: tuple[str, ...] = ()  # other media types that mean it

    def fits(self, result: Result) -> bool:
        """Whether the format can hold the result: of SELECT and ASK, or of CONSTRUCT and DESCRIBE."""
        return isinstance(self.writes, RdfFormat) == isinstance(result, QueryTriples)


_ROWS, _TRIPLES = QueryResultsFormat, RdfFormat
_LISTED = (
    Format("json", "application/sparql-results+json", "srj", _ROWS.JSON, ("application/json",)),
    Format("xml", "application/sparql-results+xml", "srx", _ROWS.XML, ("application/xml", "text/xml")),
    Format("csv", "text/csv; charset=utf-8", "csv", _ROWS.CSV),
    Format("tsv", "text/tab-separated-values; charset=utf-8", "tsv", _ROWS.TSV),
    Format("turtle", "text/turtle", "ttl", _TRIPLES.TURTLE, ("application/x-turtle",)),
    Format("nt", "application/n-triples", "nt", _TRIPLES.N_TRIPLES, ("text/plain",)),
    Format("nq", "application/n-quads", "nq", _TRIPLES.N_QUADS),
    Format("trig", "application/trig", "trig", _TRIPLES.TRIG),
    Format("jsonld", "application/ld+json", "jsonld", _TRIPLES.JSON_LD),
    Format("rdfxml", "application/rdf+xml", "rdf", _TRIPLES.RDF_XML),
)
FORMATS: Final = {each.name: each for each in _LISTED}  # the first of a sort is the one for who asks for none


def answer(
    store: Store,
    query: str,
    *,
    sink: IO[bytes],
    format: Format | None = None,
    bindings: Mapping[str, Term] | None = None,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    limit: int | None = None,
    federated: bool = False,
) -> Format:
    """Evaluate a query, write its answer to `sink` and return the format written; see `evaluate` and `write`."""
    result = evaluate(
        store,
        query,
        bindings=bindings,
        default_graphs=default_graphs,
        named_graphs=named_graphs,
        federated=federated,
    )
    return write(result, sink, format=format, limit=limit)


def evaluate(
    store: Store,
    query: str,
    *,
    bindings: Mapping[str, Term] | None = None,
    base: str | None = None,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    federated: bool = False,
) -> Result:
    """Begin to evaluate a query as SPARQL 1.1 says (see `standard`); the project's prefixes need no declaring.

    The dataset is that of `default_graphs` and `named_graphs`, else of the query's own FROM and FROM NAMED, else
    the store's default graph (all its named graphs together where that is empty) and its named graphs.
    `bindings` gives variables their values before anything is matched: a SELECT must list them. `base` is what
    relative IRIs are relative to where the query sets no BASE; without either they are errors.

    QueryError with the place for a query that does not parse; DataError for one that cannot be evaluated, and
    for SERVICE, which reads from other servers, unless `federated`. Much of the work is done as the result is
    read, so that `write` may raise the same.
    """
    try:
        source, options = dataset(store, query, default_graphs, named_graphs, federated=federated)
        values = {Variable(name): term for name, term in (bindings or {}).items()}
        options |= {"base_iri": base, "prefixes": PREFIXES}
        try:
            asked = standard(query, lambda text: source.query(text, **options))
            return source.query(asked, substitutions=values, **options)
        except SyntaxError:
            return source.query(query, substitutions=values, **options)  # an error has the place in the user's text
    except SyntaxError as error:
        raise syntax_error(query, str(error)) from error
    except (OSError, RuntimeError) as error:
        raise _failure(error, bindings or {}) from error


def formats(result: Result) -> tuple[Format, ...]:
    """Return the formats that can hold the result, the usual one first."""
    return tuple(each for each in _LISTED if each.fits(result))


def write(result: Result, sink: IO[bytes], *, format: Format | None = None, limit: int | None = None) -> Format:
    """Write a result and return the format written: by default JSON for rows, Turtle for triples.

    DataError for a format that does not fit; ResultTooLarge once it needs more than `limit` bytes, of which
    fewer have then been written.
    """
    chosen = format or formats(result)[0]
    if not chosen.fits(result):
        names = ", ".join(each.name for each in formats(result))
        forms = "CONSTRUCT or DESCRIBE" if isinstance(result, QueryTriples) else "SELECT or ASK"
        raise DataError(f"{chosen.name} cannot hold the answer to {forms}; choose one of: {names}")
    out = sink if limit is None else cast("IO[bytes]", _Bounded(sink, limit))
    try:
        if isinstance(result, QueryTriples):
            assert isinstance(chosen.writes, RdfFormat)
            serialize(result, out, format=chosen.writes, prefixes=PREFIXES)
        else:
            assert isinstance(chosen.writes, QueryResultsFormat)
            result.serialize(out, format=chosen.writes)
    except RuntimeError as error:
        raise _failure(error, {}) from error
    return chosen


class _Bounded(io.RawIOBase):
    """Passes bytes on to `sink` until they are more than `limit`."""

    def __init__(self, sink: IO[bytes], limit: int) -> None:
        self._sink, self._limit, self._left = sink, limit, limit

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # any buffer; the writer hands over bytes
        self._left -= len(data)
        if self._left < 0:
            raise ResultTooLarge(f"the answer is larger than {self._limit} bytes; ask for less, such as with LIMIT")
        return self._sink.write(data)


def _failure(error: Exception, bindings: Mapping[str, Term]) -> DataError:
    for name in bindings:
        if f"variable ?{name} in its SELECT" in str(error):
            return DataError(f"?{name} cannot be given a value: write it among the variables behind SELECT")
    return DataError(f"the query could not be evaluated: {error}")
