"""CPU seconds of a call, and the project's memos: emptied before a cold run, filled by a run before a warm one."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper
from types import FrameType

_LEAST = 0.2  # CPU seconds to repeat a short call for; the best run counts


class OutOfTime(Exception):
    """A call used more CPU time than it was given."""


def forget() -> None:
    """Empty every bounded memo of kg: names taken apart, numbers read. Tables of the lexicon stay: they hold no text."""
    for name, module in list(sys.modules.items()):
        if name == "kg" or name.startswith("kg."):
            for value in vars(module).values():
                if isinstance(value, _lru_cache_wrapper) and value.cache_info().maxsize is not None:
                    value.cache_clear()


def cold(call: Callable[[], object]) -> float:
    """Return the CPU seconds of a call, the best of several if it is short, with nothing of the text in memory."""
    return _best(lambda: once(call))


def once(call: Callable[[], object]) -> float:
    """Return the CPU seconds of one call with nothing of the text in memory."""
    forget()
    return used(call)


def warm(call: Callable[[], object]) -> float:
    """Return the CPU seconds of a call that was made on the same text just before."""
    call()
    return _best(lambda: used(call))


def _best(run: Callable[[], float]) -> float:
    runs = [run()]
    while sum(runs) < _LEAST:
        runs.append(run())
    return min(runs)


def used(call: Callable[[], object]) -> float:
    """Return the CPU seconds of one call, whatever is in memory."""
    start = time.process_time()
    call()
    return time.process_time() - start


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in the block once it has used that many CPU seconds."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise OutOfTime

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
