"""A process beside this one that does pieces of work, and gets ready for them while this one is busy with another."""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVarTuple

from kg.inputs.pool import begin, unheard

Given = TypeVarTuple("Given")


class Aside:
    """A process that does what it is given, one piece after the other; it ends when nobody holds this, or with a piece
    that fails."""

    def __init__(self, ready: Callable[[], object]) -> None:
        """Start it; the first that it does is `ready()`."""
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._sender = ThreadPoolExecutor(1)  # a pipe takes no more than its reader does, which is busy
        self._given: deque[Future[None]] = deque()
        self._process = context.Process(target=_serve, args=(there, ready), daemon=True)
        with unheard():
            self._process.start()
        there.close()  # so that its end is seen here

    def give(self, work: Callable[[*Given], object], *args: *Given) -> None:
        """Let it do `work(*args)` next; where it has died, `done` says so."""
        self._given.append(self._sender.submit(self._here.send, (work, args)))

    def done(self) -> bool:
        """Wait until the earliest piece that was not yet asked for has ended, and return whether it is done: not where it,
        or one before, failed, or the process died. Whoever then does it again meets the error itself. What cannot be sent
        raises what pickle raises."""
        try:
            self._given.popleft().result()
            self._here.recv()
        except (EOFError, OSError):
            return False
        return True

    def close(self) -> None:
        """End it, whatever it is doing."""
        self._process.terminate()
        self._process.join()


def _serve(there: Connection, ready: Callable[[], object]) -> None:
    begin()
    with suppress(Exception):  # also where no more is given, and this process is no longer held
        gc.disable()  # what is loaded stays: going through it for what does not takes an eighth of the time
        ready()
        gc.enable()
        while True:
            work, args = there.recv()
            work(*args)
            there.send(None)
