"""The graph on disk: a store whose default graph is the merge of its named graphs, never half changed.

`store/` holds one folder a generation and `current.txt`, which names the one that counts. A new generation is made
beside the old one and counts from the moment that current.txt is replaced, which is one rename; a small change is one
transaction within the generation. So whoever is stopped, at whatever point, leaves the old state or the new one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple

from kg.errors import DataError
from kg.graph.generation import Generation
from kg.graph.kept import Kept

NQUADS = "graph.nq"
STORE = "store"
_CURRENT = "current.txt"


def open_store(folder: Path) -> Store:
    """Open the store that a build left in `folder`, to read; where it is missing or broken, load graph.nq.

    Its default graph holds all named graphs merged, each triple once: Oxigraph's own union of graphs meets a triple
    once for each graph that states it, so that counts come out too high. DataError if neither is there, or if
    graph.nq is no N-Quads.
    """
    store = open_earlier(folder)
    return _in_memory(folder / NQUADS) if store is None else store


def open_earlier(folder: Path) -> Store | None:
    """Open the store that an earlier build left in `folder`, to read; None where there is none, or none that opens."""
    place = current(folder)
    try:
        return Store.read_only(str(place)) if place else None
    except (OSError, RuntimeError):  # a missing file, a damaged one
        return None


def open_to_amend(folder: Path) -> Store:
    """Open the same to `amend`; DataError where it does not open, as when another program holds it."""
    place = current(folder)
    if place is None:
        raise DataError(f"{folder / STORE}: no store there; build with --full")
    try:
        return Store(str(place))
    except (OSError, RuntimeError) as error:
        held = "lock" in str(error).lower()
        remedy = "in use by another build; wait until it is done" if held else f"{error}; build with --full"
        raise DataError(f"{folder / STORE}: {remedy}") from error


def current(folder: Path) -> Path | None:
    """Return the folder of the generation that counts, or None if a build left none."""
    try:
        place = folder / STORE / (folder / STORE / _CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return place if place.is_dir() else None


def amend(store: Store, old: set[Quad], new: set[Quad]) -> None:
    """Put the quads `new` of named graphs in the place of `old`, and keep the default graph their merge: all of it
    or, if stopped, nothing. Made for few quads: the change is one SPARQL update in memory.
    """
    removed, added = old - new, new - old
    gained = {quad.triple for quad in added}
    lost = {quad.triple for quad in removed if not _said_elsewhere(store, quad, removed)} - gained
    gone = [*removed, *map(_merged, lost)]
    come = [*added, *map(_merged, gained)]
    if gone or come:
        store.update(f"DELETE DATA {{ {_data(gone)} }} ; INSERT DATA {{ {_data(come)} }}")
        store.flush()


def _said_elsewhere(store: Store, quad: Quad, removed: set[Quad]) -> bool:
    same = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(other.graph_name != DefaultGraph() and other not in removed for other in same)


def _merged(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object)


def _data(quads: Iterable[Quad]) -> str:
    """Quads as SPARQL's QuadData: N-Triples, in GRAPH where it is not the default graph."""
    lines = []
    for quad in quads:
        named = quad.graph_name != DefaultGraph()
        lines.append(f"GRAPH {quad.graph_name} {{ {quad.triple} }}" if named else f"{quad.triple} .")
    return "\n".join(lines)


@contextmanager
def sole(folder: Path) -> Iterator[None]:
    """Let one build at a time write to `folder`, which is made where it is missing; DataError while another is at it.

    The lock is on the folder itself and ends with the process, however that ends. Windows has no such lock.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield
        return
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise DataError(f"{folder}: in use by another build; wait until it is done") from error
    try:
        yield
    finally:
        os.close(handle)
        if made:
            with suppress(OSError):  # not empty: something was built
                folder.rmdir()


@contextmanager
def new_generation(folder: Path, kept: Kept | None = None) -> Iterator[Generation]:
    """Give an empty store to fill, whose quads go to `kept`, too; when the block ends it becomes the store of `folder`,
    unless by an error."""
    inside = folder / STORE
    inside.mkdir(parents=True, exist_ok=True)
    before = current(folder)
    place = inside / str(int(before.name) + 1 if before and before.name.isdecimal() else 1)
    shutil.rmtree(place, ignore_errors=True)
    pointer = inside / f"{_CURRENT}.new"
    try:
        with closing(Generation(place, kept)) as generation:
            yield generation
        generation.store.optimize()  # a third of the size, and read in half the time
        pointer.write_text(place.name, encoding="utf-8")
        pointer.replace(inside / _CURRENT)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        pointer.unlink(missing_ok=True)
        with suppress(OSError):  # not empty: there is an earlier build
            inside.rmdir()
            folder.rmdir()
        raise
    _sweep(inside, {place.name, _CURRENT})


def _sweep(inside: Path, kept: set[str]) -> None:
    """Remove earlier generations and what stopped builds left."""
    for path in inside.iterdir():
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _in_memory(path: Path) -> Store:
    if not path.is_file():
        raise DataError(f"{path.parent}: no graph there; {_remedy(path)}")
    store = Store()
    try:
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
        if not any(store.quads_for_pattern(None, None, None, DefaultGraph())):  # else it is not one of ours
            store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    except (SyntaxError, OSError) as error:
        raise DataError(f"{path}: {error}; {_remedy(path)}") from error
    return store


def _remedy(path: Path) -> str:
    return f"build it with: python build_graph.py -o {path.parent}"
