"""The graph on disk: canonical N-Quads, sorted Turtle, and a store made of the N-Quads."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, Triple, serialize

from kg.errors import DataError
from kg.graph.ontology import ontology_quads
from kg.graph.vocabulary import PREFIXES

NQUADS = "graph.nq"
TURTLE = "graph.ttl"
STORE = "store"


def canonical(quads: Iterable[Quad]) -> bytes:
    """Return N-Quads, each quad once, lines in the order of their bytes; b"" for no quads."""
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(set(lines)))


def turtle(quads: Iterable[Quad]) -> bytes:
    """Return all named graphs merged as Turtle, each triple once, sorted; only prefixes for no quads."""
    triples = sorted({quad.triple for quad in quads}, key=_order)
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def save(quads: Iterable[Quad], folder: Path) -> None:
    """Write graph.nq, graph.ttl and store/ into `folder`, the ontology with them, so that labels come along.

    The two files are the same bytes for the same quads in any order; the store is disposable. `folder` must
    exist and hold no store.
    """
    everything = list(chain(ontology_quads(), quads))
    (folder / TURTLE).write_bytes(turtle(everything))
    (folder / NQUADS).write_bytes(canonical(everything))
    store = Store(str(folder / STORE))
    _fill(store, folder / NQUADS)
    store.flush()


def open_store(folder: Path) -> Store:
    """Open the store that a build left in `folder`, to read; where it is missing or broken, load graph.nq.

    Its default graph holds all named graphs merged, each triple once. DataError if neither is there, or if
    graph.nq is no N-Quads.
    """
    try:
        return Store.read_only(str(folder / STORE))
    except (OSError, RuntimeError):  # a missing file, a damaged one
        return _in_memory(folder / NQUADS)


def _in_memory(path: Path) -> Store:
    if not path.is_file():
        raise DataError(f"{path.parent}: no graph there; {_remedy(path)}")
    store = Store()
    try:
        _fill(store, path)
    except (SyntaxError, OSError) as error:
        raise DataError(f"{path}: {error}; {_remedy(path)}") from error
    return store


def _fill(store: Store, path: Path) -> None:
    """Load the named graphs, then merge them into the default graph.

    A query over Oxigraph's own union of graphs meets a triple once for each graph that states it, so that
    counts come out too high; a default graph meets it once, at the price of twice the quads.
    """
    store.bulk_load(path=path, format=RdfFormat.N_QUADS)
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)


def _order(triple: Triple) -> tuple[str, str, str]:
    """A thing before its parts: "<…/task/1>" before "<…/task/1/measure/1>"."""
    return str(triple.subject).rstrip(">"), str(triple.predicate), str(triple.object)


def _remedy(path: Path) -> str:
    return f"build it with: python build_graph.py -o {path.parent}"
