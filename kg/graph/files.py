"""The graph as files, the same bytes for the same graph: canonical N-Quads and sorted Turtle."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple, serialize

from kg.graph.store import NQUADS
from kg.graph.vocabulary import PREFIXES

TURTLE = "graph.ttl"


def canonical(quads: Iterable[Quad]) -> bytes:
    """Return N-Quads, each quad once, lines in the order of their bytes; b"" for no quads."""
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(set(lines)))


def turtle(triples: Iterable[Triple]) -> bytes:
    """Return Turtle, each triple once, sorted; only prefixes for no triples."""
    return serialize(sorted(set(triples), key=_order), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def write_files(store: Store, folder: Path) -> None:
    """Write graph.nq, the named graphs, and graph.ttl, their merge, into `folder`, which must exist."""
    named = (quad for graph in store.named_graphs() for quad in store.quads_for_pattern(None, None, None, graph))
    (folder / NQUADS).write_bytes(canonical(named))
    merged = store.quads_for_pattern(None, None, None, DefaultGraph())
    (folder / TURTLE).write_bytes(turtle(quad.triple for quad in merged))


def _order(triple: Triple) -> tuple[str, str, str]:
    """A thing before its parts: "<…/task/1>" before "<…/task/1/measure/1>"."""
    return str(triple.subject).rstrip(">"), str(triple.predicate), str(triple.object)
