"""Ctrl-C while documents are read: the first ends the reading and keeps what was read, the second stops at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass(slots=True)
class Stop:
    """Whether the user asked to stop."""

    asked: bool = False


@contextmanager
def gently() -> Iterator[Stop]:
    """Within, the first SIGINT is only noted and the second does what it did before.

    It stays as it was outside the main thread, which alone gets signals, and where a program handles it itself.
    """
    stop, before = Stop(), signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler or threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def note(number: int, frame: FrameType | None) -> None:
        stop.asked = True
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, note)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
