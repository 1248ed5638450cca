"""Lines in order, however many: sorted in memory by parts, which wait on disk where there are several."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import Any

HELD = 16_000_000
"""Bytes of lines that are sorted in memory at once: with their keys they take up to three times as much."""


def in_order(lines: Iterable[bytes], key: Callable[[bytes], Any] | None = None) -> Iterator[bytes]:
    """Yield lines, each with its line end, sorted by a key of theirs, by their bytes without one; equal ones all stay."""
    with ExitStack() as files:
        parts: list[Iterable[bytes]] = []
        for part in _parts(lines):
            if parts:
                parts[-1] = _on_disk(parts[-1], files)
            part.sort(key=key)
            parts.append(part)
        yield from parts[0] if len(parts) == 1 else heapq.merge(*parts, key=key)


def _parts(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield the lines by parts of about HELD bytes."""
    part: list[bytes] = []
    held = 0
    for line in lines:
        part.append(line)
        held += len(line)
        if held >= HELD:
            yield part
            part, held = [], 0
    if part:
        yield part


def _on_disk(part: Iterable[bytes], files: ExitStack) -> Iterable[bytes]:
    file = files.enter_context(TemporaryFile())  # noqa: SIM115 - the stack closes it
    file.writelines(part)
    file.seek(0)
    return file
