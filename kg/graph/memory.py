"""A built graph held in memory, where a question takes a third to a sixth of the time that it takes on disk."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.graph.store import current, open_earlier, open_store

__all__ = ["LARGEST", "Store", "hold"]

LARGEST = 500_000_000  # bytes of a store on disk, 2.5 million triples; in memory they take three times that


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
