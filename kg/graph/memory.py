"""A built graph held in memory, where a question takes a third to a sixth of the time that it takes on disk."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.graph.export import triples_of
from kg.graph.store import current, open_earlier, open_store
from kg.graph.vocabulary import PREFIXES, RDF

__all__ = ["LARGEST", "Store", "asked_for", "hold"]

LARGEST = 500_000_000  # bytes of a store on disk, 2.5 million triples; in memory they take three times that

_AT_ONCE = 10_000  # lines loaded at a time
_NAME = re.compile(r"\b([\w-]+):([\w-]+)")
_TYPE = f"<{RDF.type}>".encode()


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


def asked_for(nquads: Iterable[bytes], queries: Iterable[str]) -> Store:
    """Return what some queries need of a graph that `export` wrote as N-Quads: a store whose default graph holds the
    triples with a property that one of them names, of rdf:type those of such a class, each once.

    It answers these queries as the whole does, where each names its properties and classes with the usual prefixes and
    has no variable in their place; and takes half to three quarters of the memory.
    """
    names = {name for query in queries for name in _NAME.findall(query)}
    wanted = {f"<{PREFIXES[prefix]}{name}>".encode() for prefix, name in names if prefix in PREFIXES} | {_TYPE}

    def needed(line: bytes) -> bool:
        _, said, value = line.split(b" ", 2)
        return said in wanted and (said != _TYPE or value.partition(b" ")[0] in wanted)

    store, triples = Store(), triples_of(filter(needed, nquads))
    while some := b"".join(islice(triples, _AT_ONCE)):
        store.bulk_load(some, format=RdfFormat.N_TRIPLES)
    return store
