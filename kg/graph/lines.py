"""Quads as lines of N-Quads, for programs that carry graphs as text, and back."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Store, serialize


def lines(quads: Iterable[Quad]) -> list[str]:
    """Return the quads as canonical N-Quads, each once, in the order of their bytes, without the line ends; [] for none."""
    written = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return [line.decode() for line in sorted(set(written.split(b"\n")) - {b""})]


def store_of(written: Iterable[str]) -> Store:
    """Return a store in memory of such lines, in their named graphs."""
    store = Store()
    store.bulk_load("\n".join(written).encode(), format=RdfFormat.N_QUADS)
    return store
