"""A new state of the store while it is written, loaded by pieces beside what makes them."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.graph.footprint import few_open_files, give_back_at_once
from kg.graph.kept import Kept
from kg.graph.lines import Written

_AT_ONCE = 8_000_000
"""Bytes of quads that are loaded at once: the engine takes some ten times as much memory for them. Fewer take longer."""
_LOADERS = 2
"""Pieces that are loaded at the same time, each on a core of its own: the engine works outside Python's lock."""


class Generation:
    """A new state of the store: no more of it is in memory than the pieces that are loaded and one that is gathered."""

    def __init__(self, place: Path, kept: Kept | None = None) -> None:
        give_back_at_once()
        with few_open_files():
            self.store = Store(str(place))
        self._kept = kept
        self._waiting: list[bytes] = []
        self._held = 0
        self._loaders = ThreadPoolExecutor(_LOADERS)
        self._loading: deque[Future[None]] = deque()

    def add(self, written: Written) -> None:
        """Take quads in; all of them are in the store after `load` only. They are kept, too, where something is to keep them."""
        if self._kept:
            self._kept.add(written.quads)
        for said in (written.quads, written.triples):
            self._waiting.append(said)
            self._held += len(said)
        if self._held >= _AT_ONCE:
            self._load_waiting()

    def load(self) -> None:
        """Put what was added into its named graphs and, merged, into the default graph."""
        self._load_waiting()
        while self._loading:
            self._loading.popleft().result()

    def close(self) -> None:
        """End the loading, whether or not all is loaded; what is being loaded is waited for."""
        self._loaders.shutdown(cancel_futures=True)

    def _load_waiting(self) -> None:
        if len(self._loading) == _LOADERS:
            self._loading.popleft().result()
        whole = b"".join(self._waiting)  # N-Triples are N-Quads of the default graph
        self._waiting, self._held = [], 0
        # lenient: base and addresses were checked where they came in, and all else in an IRI is encoded
        self._loading.append(self._loaders.submit(self.store.bulk_load, whole, format=RdfFormat.N_QUADS, lenient=True))
