"""Two spellings of a graph that differ only where the graphs do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.graph.export import order
from kg.graph.store import open_store
from kg.graph.vocabulary import PREFIXES


def canonical(quads: Iterable[Quad]) -> bytes:
    """N-Quads, each quad once, lines in the order of their bytes."""
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(set(lines)))


def turtle(triples: Iterable[Triple]) -> bytes:
    """Turtle, each triple once, sorted."""
    return serialize(sorted(set(triples), key=order), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def stated(out: Path) -> bytes:
    """What the store of a build states, as `canonical`."""
    return canonical(open_store(out))
