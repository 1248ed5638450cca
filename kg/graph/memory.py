"""A built graph held in memory, where a question takes a third to a sixth of the time that it takes on disk."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.graph.export import triples_of
from kg.graph.store import current, open_earlier, open_store

__all__ = ["LARGEST", "Store", "hold", "merged"]

LARGEST = 500_000_000  # bytes of a store on disk, 2.5 million triples; in memory they take three times that

_AT_ONCE = 10_000  # lines loaded at a time


def hold(folder: Path) -> Store | None:
    """Return the graph that a build left in `folder` in memory; None if that is too large, to be read on disk.

    DataError if there is no graph.
    """
    opened, place = open_earlier(folder), current(folder)
    if opened is None or place is None:
        return open_store(folder)  # from graph.nq, in memory already
    if sum(path.stat().st_size for path in place.iterdir()) > LARGEST:
        return None
    store = Store()
    store.bulk_load(opened.dump(format=RdfFormat.N_QUADS), format=RdfFormat.N_QUADS)
    return store


def merged(nquads: Iterable[bytes]) -> Store:
    """Return a store whose default graph holds what `export` wrote as N-Quads, each triple once; no named graphs."""
    store = Store()
    triples = triples_of(nquads)
    while some := b"".join(islice(triples, _AT_ONCE)):
        store.bulk_load(some, format=RdfFormat.N_TRIPLES)
    return store
