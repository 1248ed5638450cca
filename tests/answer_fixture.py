"""A store of three small graphs, and what is answered of it as bytes."""

from __future__ import annotations

import csv
import io

from pyoxigraph import RdfFormat, Store

from kg.graph.answer import FORMATS, answer

DATA = """
@prefix : <urn:x:> .
:a :p :b .
GRAPH <urn:g:1> { :c :p :d , "中,\\"文"@zh }
GRAPH <urn:g:2> { :c :p :d ; :q 5 }
"""
SELECT, ASK, CONSTRUCT = "SELECT ?s ?o { ?s ?p ?o }", "ASK { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
DESCRIBE = "DESCRIBE <urn:x:a>"


def load(data: str) -> Store:
    store = Store()
    store.load(data.encode(), format=RdfFormat.TRIG)
    return store


STORE = load(DATA)


def asked(store: Store, query: str, format: str | None = None, **options: object) -> bytes:
    sink = io.BytesIO()
    answer(store, query, sink=sink, format=FORMATS[format] if format else None, **options)  # type: ignore[arg-type]
    return sink.getvalue()


def found(store: Store, query: str, **options: object) -> list[tuple[str, ...]]:
    _head, *rows = csv.reader(io.StringIO(asked(store, query, "csv", **options).decode()))
    return sorted(map(tuple, rows))
