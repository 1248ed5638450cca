"""The graph written in the formats of RDF, sorted: Turtle, TriG, N-Quads and JSON-LD."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kg.graph.jsonld import write_jsonld
from kg.graph.vocabulary import PREFIXES

Subject = NamedNode | BlankNode | Triple


def export(store: Store, format: str, out: BinaryIO) -> None:
    """Write what the named graphs of `store` say to `out`; the same store gives the same bytes.

    Turtle has them merged, each triple once; the other formats keep each graph by its name and leave the
    default graph out, which repeats them. No more than one graph, or the names of all things, is held in
    memory. KeyError for a format that is not in FORMATS.
    """
    FORMATS[format](store, out)


def _turtle(store: Store, out: BinaryIO) -> None:
    serialize(_merged(store), out, format=RdfFormat.TURTLE, prefixes=PREFIXES)


def _trig(store: Store, out: BinaryIO) -> None:
    quads = chain.from_iterable(quads for _, quads in _graphs(store))
    serialize(quads, out, format=RdfFormat.TRIG, prefixes=PREFIXES)


def _nquads(store: Store, out: BinaryIO) -> None:
    """The lines are in the order of their bytes, as in canonical N-Quads."""
    for subject in _subjects(store):
        stated = (quad for quad in store.quads_for_pattern(subject, None, None) if quad.graph_name != DefaultGraph())
        lines = (serialize(stated, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
        out.writelines(sorted(lines))


def _jsonld(store: Store, out: BinaryIO) -> None:
    write_jsonld(_graphs(store), out)


FORMATS: Mapping[str, Callable[[Store, BinaryIO], None]] = MappingProxyType(
    {"turtle": _turtle, "trig": _trig, "nquads": _nquads, "jsonld": _jsonld}
)
"""What `export` can write, by name."""


def _merged(store: Store) -> Iterator[Triple]:
    for subject in sorted(_subjects(store), key=lambda subject: str(subject).rstrip(">")):
        stated = store.quads_for_pattern(subject, None, None, DefaultGraph())
        yield from sorted((quad.triple for quad in stated), key=order)


def _graphs(store: Store) -> Iterator[tuple[str, list[Quad]]]:
    """Yield each named graph that states something: its IRI, and its quads in order."""
    for graph in sorted(store.named_graphs(), key=str):
        quads = sorted(store.quads_for_pattern(None, None, None, graph), key=lambda quad: order(quad.triple))
        if quads:
            yield graph.value, quads


def _subjects(store: Store) -> list[Subject]:
    """Return all subjects, in the order of their N-Quads."""
    return sorted({quad.subject for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}, key=str)


def order(triple: Triple) -> tuple[str, str, str]:
    """A thing before its parts: "<…/task/1>" before "<…/task/1/measure/1>"."""
    return str(triple.subject).rstrip(">"), str(triple.predicate), str(triple.object)
