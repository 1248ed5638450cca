"""A process beside this one that does one piece of work, and gets ready for it while this one is busy with another."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from kg.inputs.pool import begin, unheard

Item = TypeVar("Item")


class Aside(Generic[Item]):
    """A process that does `work(item)` once it is given the item; it ends with its work, or when nobody holds this."""

    def __init__(self, ready: Callable[[], object], work: Callable[[Item], object]) -> None:
        """Start it; the first that it does is `ready()`."""
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, ready, work), daemon=True)
        with unheard():
            self._process.start()
        there.close()  # so that its end is seen here

    def give(self, item: Item) -> None:
        """Let it begin."""
        with suppress(OSError):  # it has died: `done` says so
            self._here.send(item)

    def done(self) -> bool:
        """Wait until the work has ended, and return whether it is done: not where it failed or the process died. Whoever
        then does it again meets the error itself."""
        try:
            self._here.recv()
        except (EOFError, OSError):
            return False
        return True

    def close(self) -> None:
        """End it, whatever it is doing."""
        self._process.terminate()
        self._process.join()


def _serve(there: Connection, ready: Callable[[], object], work: Callable[[Item], object]) -> None:
    begin()
    with suppress(Exception):  # also where nothing is given, and this process is no longer held
        ready()
        work(there.recv())
        there.send(None)
