"""The graph written in the formats of RDF, sorted: Turtle, TriG, N-Quads and JSON-LD."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby, islice
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import BinaryIO

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple, parse, serialize

from kg.graph.jsonld import write_jsonld
from kg.graph.sorting import in_order
from kg.graph.vocabulary import PREFIXES

_AT_ONCE = 10_000  # lines parsed at a time


def export(store: Store, format: str, out: BinaryIO) -> None:
    """Write what the named graphs of `store` say to `out`; the same store gives the same bytes.

    Turtle has them merged, each triple once; the other formats keep each graph by its name and leave the
    default graph out, which repeats them. No more than one graph, or `sorting.HELD` bytes, is held in
    memory. KeyError for a format that is not in FORMATS.
    """
    FORMATS[format](store, out)


def _turtle(store: Store, out: BinaryIO) -> None:
    with TemporaryFile() as dumped:
        store.dump(dumped, format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
        dumped.seek(0)
        _write_turtle(dumped, out)


def turtle_of(nquads: Iterable[bytes], out: BinaryIO) -> None:
    """Write as Turtle what `export` wrote as N-Quads: the same bytes as from the store, in half the time."""
    _write_turtle(triples_of(nquads), out)


def triples_of(nquads: Iterable[bytes]) -> Iterator[bytes]:
    """Yield as N-Triples what `export` wrote as N-Quads, line by line."""
    return (line.rpartition(b" <")[0] + b" .\n" for line in nquads)


def _write_turtle(triples: Iterable[bytes], out: BinaryIO) -> None:
    """Write lines of N-Triples, in any order and however often each, as Turtle."""
    each = (line for line, _ in groupby(in_order(triples, _by_thing)))
    serialize(_parsed(each), out, format=RdfFormat.TURTLE, prefixes=PREFIXES)


def _trig(store: Store, out: BinaryIO) -> None:
    quads = chain.from_iterable(quads for _, quads in _graphs(store))
    serialize(quads, out, format=RdfFormat.TRIG, prefixes=PREFIXES)


def _nquads(store: Store, out: BinaryIO) -> None:
    write_nquads(_lines(store), out)


def write_nquads(lines: Iterable[bytes], out: BinaryIO) -> None:
    """Write lines of N-Quads, in any order and however often each, as `export` does: each once, in the order of their
    bytes, as in canonical N-Quads."""
    out.writelines(line for line, _ in groupby(in_order(lines)))


def _lines(store: Store) -> Iterator[bytes]:
    """Yield what each named graph states, as N-Quads."""
    for graph in store.named_graphs():
        end = f"{graph} .\n".encode()
        triples = store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
        yield from (line[:-1] + end for line in triples.split(b"\n")[:-1])


def _jsonld(store: Store, out: BinaryIO) -> None:
    write_jsonld(_graphs(store), out)


FORMATS: Mapping[str, Callable[[Store, BinaryIO], None]] = MappingProxyType(
    {"turtle": _turtle, "trig": _trig, "nquads": _nquads, "jsonld": _jsonld}
)
"""What `export` can write, by name."""


def _parsed(lines: Iterator[bytes]) -> Iterator[Quad]:
    while some := b"".join(islice(lines, _AT_ONCE)):
        yield from parse(some, format=RdfFormat.N_TRIPLES)


def _graphs(store: Store) -> Iterator[tuple[str, list[Quad]]]:
    """Yield each named graph that states something: its IRI, and its quads in order."""
    for graph in sorted(store.named_graphs(), key=str):
        quads = sorted(store.quads_for_pattern(None, None, None, graph), key=lambda quad: order(quad.triple))
        if quads:
            yield graph.value, quads


def _by_thing(line: bytes) -> tuple[bytes, bytes]:
    """The same order as that of `order`, for a line of N-Triples."""
    subject, _, said = line.partition(b" ")
    return subject.rstrip(b">"), said


def order(triple: Triple) -> tuple[str, str, str]:
    """A thing before its parts: "<…/task/1>" before "<…/task/1/measure/1>"."""
    return str(triple.subject).rstrip(">"), str(triple.predicate), str(triple.object)
