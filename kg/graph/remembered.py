"""Answers that took long, kept beside the store until it changes: a question that is asked again is read, not worked out."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from pyoxigraph import NamedNode, QueryResultsFormat, Store, parse_query_results

from kg.errors import ResultTooLarge
from kg.graph.answer import FORMATS, Result, Term, answer, evaluate
from kg.graph.store import STORE, open_store
from kg.graph.vocabulary import RESP

SLOW = 0.1  # seconds from which on an answer is worth keeping
LARGEST = 64_000_000  # bytes of an answer that is kept
ROWS = FORMATS["json"]  # the format from which all others can be made
_FOLDER = "answers"
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b", re.IGNORECASE)  # another answer each time


class Remembered:
    """The answers kept beside the store in `folder`, which is open as `store`.

    Only a store that a build made is known to be unchanged: of any other, of a query that may answer differently each
    time, and where nothing can be written, nothing is kept and each answer is worked out.
    """

    def __init__(self, folder: Path, store: Store) -> None:
        self._store, state = store, _state(store)
        self._place = None if state is None else folder / STORE / _FOLDER / state

    def written(self, query: str, bindings: Mapping[str, Term], format: str, work: Callable[[], bytes]) -> bytes:
        """Return what `work` returns for a query with these bindings, written in a format; kept if it took long."""
        path = self._path(query, bindings, format)
        if path is None:
            return work()
        with suppress(OSError):
            return path.read_bytes()
        began = time.perf_counter()
        whole = work()
        if time.perf_counter() - began >= SLOW and len(whole) <= LARGEST:
            with suppress(OSError):
                _keep(path, whole)
        return whole

    def result(self, query: str, bindings: Mapping[str, Term]) -> Result:
        """Return what a query gives: from the rows if they are kept, else as `answer.evaluate` does, SERVICE allowed."""
        path = self._path(query, bindings, ROWS.name)
        if path is not None:
            with suppress(OSError):
                return parse_query_results(path.read_bytes(), format=QueryResultsFormat.JSON)
        return evaluate(self._store, query, bindings=bindings, federated=True)

    def _path(self, query: str, bindings: Mapping[str, Term], format: str) -> Path | None:
        if self._place is None or _CHANGING.search(query):
            return None
        said = "\0".join((query, format, *(f"{name}={term}" for name, term in sorted(bindings.items()))))
        return self._place / hashlib.sha256(said.encode()).hexdigest()


def answer_now(folder: Path, queries: Iterable[str]) -> None:
    """Ask each query of the store in `folder`, so that its answer is there, if it takes long, when somebody asks. One
    of more than LARGEST bytes is given up."""
    store = open_store(folder)
    kept = Remembered(folder, store)
    for query in queries:
        with suppress(ResultTooLarge):
            kept.written(query, {}, ROWS.name, partial(_rows, store, query))


def _rows(store: Store, query: str) -> bytes:
    whole = io.BytesIO()
    answer(store, query, sink=whole, format=ROWS, limit=LARGEST)
    return whole.getvalue()


def _state(store: Store) -> str | None:
    """The hash of all that the store was made of; None for a store that no build made."""
    found = store.quads_for_pattern(None, NamedNode(RESP.inputHash), None, None)
    return next((str(getattr(quad.object, "value", "")) for quad in found), None)


def _keep(path: Path, whole: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for earlier in path.parent.parent.iterdir():
        if earlier != path.parent:
            shutil.rmtree(earlier, ignore_errors=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as made:
        made.write(whole)
    Path(made.name).replace(path)
