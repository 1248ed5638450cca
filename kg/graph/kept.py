"""The quads of a new state of the store, kept as they are written: to read them from the store takes ten times as long."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO

MOST = 1_000_000_000
"""Bytes that are kept: of twice as many tasks as get files of everything. Of more, nothing is."""


class Kept:
    """Lines of N-Quads on disk while the block lasts, in the order they came in."""

    def __init__(self, folder: Path) -> None:
        """They are kept where the store is: the system's own place for such files is often small, or in memory. The folder
        must be there only once something is added."""
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._held = 0

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file:
            self._file.close()

    def add(self, lines: bytes) -> None:
        """Keep some more, each with its line end."""
        if self._file is None:
            self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115 - the block's end closes it
        self._held += len(lines)
        if self._held <= MOST:
            self._file.write(lines)
        else:
            self._file.truncate(0)

    def lines(self) -> Iterable[bytes] | None:
        """Return all that were added; None where there are none, or too many were."""
        if self._file is None or not 0 < self._held <= MOST:
            return None
        self._file.seek(0)
        return self._file
