"""Answers that took long, kept beside the store until it changes: a question that is asked again is read, not worked out."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pyoxigraph import NamedNode, Store

from kg.graph.store import STORE
from kg.graph.vocabulary import RESP

SLOW = 0.1  # seconds from which on an answer is worth keeping
LARGEST = 64_000_000  # bytes of an answer that is kept
_FOLDER = "answers"
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b", re.IGNORECASE)  # another answer each time


def remembered(folder: Path, store: Store, query: str, how: str, work: Callable[[], bytes]) -> bytes:
    """Return what `work` returns for a query asked of the store in `folder`; from an earlier time where that is the same.

    `how` is all else that the answer depends on: format, parameters. Only a store that a build made is known to be
    unchanged; of any other, of a query that may answer differently each time, and where nothing can be written,
    the answer is worked out.
    """
    state = _state(store)
    if state is None or _CHANGING.search(query):
        return work()
    key = hashlib.sha256(f"{query}\0{how}".encode()).hexdigest()
    path = folder / STORE / _FOLDER / state / key
    with suppress(OSError):
        return path.read_bytes()
    began = time.perf_counter()
    answer = work()
    if time.perf_counter() - began >= SLOW and len(answer) <= LARGEST:
        with suppress(OSError):
            _keep(path, answer)
    return answer


def _state(store: Store) -> str | None:
    """The hash of all that the store was made of; None for a store that no build made."""
    found = store.quads_for_pattern(None, NamedNode(RESP.inputHash), None, None)
    return next((str(getattr(quad.object, "value", "")) for quad in found), None)


def _keep(path: Path, answer: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for earlier in path.parent.parent.iterdir():
        if earlier != path.parent:
            shutil.rmtree(earlier, ignore_errors=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as made:
        made.write(answer)
    Path(made.name).replace(path)
