"""The quads of a new state of the store, kept as they are written: to read them from the store takes ten times as long."""

from __future__ import annotations

from collections.abc import Iterable
from tempfile import TemporaryFile
from types import TracebackType

MOST = 1_000_000_000
"""Bytes that are kept: of twice as many tasks as get files of everything. Of more, nothing is."""


class Kept:
    """Lines of N-Quads on disk while the block lasts, in the order they came in."""

    def __enter__(self) -> Kept:
        self._file = TemporaryFile()
        self._held = 0
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, lines: bytes) -> None:
        """Keep some more, each with its line end."""
        self._held += len(lines)
        if self._held <= MOST:
            self._file.write(lines)
        else:
            self._file.truncate(0)

    def lines(self) -> Iterable[bytes] | None:
        """Return all that were added; None where there are none, or too many were."""
        if not 0 < self._held <= MOST:
            return None
        self._file.seek(0)
        return self._file
