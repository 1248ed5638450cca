"""A built graph held in memory, where a question takes a third to a sixth of the time that it takes on disk."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store

from kg.graph.store import STORE, open_store

__all__ = ["LARGEST", "Store", "hold"]

LARGEST = 500_000_000  # bytes of a store on disk, 2.5 million triples; in memory they take three times that


def hold(folder: Path) -> Store | None:
    """Return the graph that a build left in `folder` in memory; None if that is too large, to be read on disk.

    DataError if there is no graph.
    """
    on_disk = folder / STORE
    if sum(path.stat().st_size for path in on_disk.glob("*")) > LARGEST:
        return None
    opened = open_store(folder)
    if not on_disk.is_dir():  # then it came from graph.nq and is in memory already
        return opened
    store = Store()
    store.bulk_extend(opened)
    return store
