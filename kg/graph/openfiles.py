"""How many files of a store the engine keeps open while it writes one, and so how much memory it takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

_KEPT_OPEN = 256
"""Files of a store that is written, at most: each takes some 70 kB of memory (index and filter) as long as it is open."""
_ALLOWED = 4096  # of the process: while it merges files the engine opens more than it keeps


@contextmanager
def few_open_files() -> Iterator[None]:
    """Have the engine keep few files open of a store that is opened within: it goes by the limit that the process has
    then. Behind the block the process may open as many files as before, or more; on Windows nothing changes."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = _ALLOWED if hard == resource.RLIM_INFINITY else min(_ALLOWED, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(_KEPT_OPEN, allowed), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, allowed), hard))
