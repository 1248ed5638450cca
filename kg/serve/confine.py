"""What a process that evaluates other people's queries may not do: fill the memory, reach other servers."""

from __future__ import annotations

import contextlib
from pathlib import Path

MEMORY = 2 << 30  # bytes beyond those it starts with: room for large joins; a process that asks for more dies of it


def bound_memory(more: int = MEMORY) -> None:
    """Let this process take `more` bytes than it has; without effect where the system does not say what it has."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def seal() -> None:
    """Let this process open no file and no connection any more; those that are open stay so.

    SERVICE is refused when a query is read; this holds even for one that hides it from the reader.
    """
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
