"""How little memory the engine takes while it writes a store, and what it leaves behind."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress

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


_M_MMAP_THRESHOLD = -3  # malloc.h
_LARGE = 512 * 1024  # bytes of a block


def give_back_at_once() -> None:
    """Have each large block of memory go back to the system when it is freed, from now on (mallopt(3)). glibc would keep ever
    larger ones for the engine, which asks for megabytes when it loads and merges: up to three times what is in use, and
    the more, the more has been loaded. Other C libraries are left to themselves."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Let the system have the memory of stores that are gone. glibc keeps it for the engine, and Python takes its own from
    elsewhere: what comes next would be held beside it. Other C libraries are left to themselves."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
