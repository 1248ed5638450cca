"""Work on many cores: results in the order of the work, few of them waiting, and no process that dies takes others along."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import resource_tracker
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 8  # pieces of work in flight for each process: enough that one slow piece does not idle the others


def ordered(
    work: Callable[[Item], Result], items: Iterable[Item], processes: int, died: Callable[[Item], Result]
) -> Iterator[Result]:
    """Yield `work(item)` for each item in order; `died(item)` for one that ends the process that it is done in.

    With one process all is done in this one.
    """
    if processes <= 1:
        yield from map(work, items)
        return
    pool = _Pool(processes)
    waiting: deque[tuple[Item, Future[Result]]] = deque()
    try:
        for item in items:
            waiting.append((item, pool.submit(work, item)))
            if len(waiting) >= processes * _AHEAD:
                yield _result(pool, work, waiting, died)
        while waiting:
            yield _result(pool, work, waiting, died)
    finally:
        pool.close()


class _Pool:
    """Processes that are kept, and replaced where one of them ends."""

    def __init__(self, processes: int) -> None:
        self._make = partial(
            ProcessPoolExecutor, processes, mp_context=multiprocessing.get_context("spawn"), initializer=begin
        )
        self._executor = self._make()

    def submit(self, work: Callable[[Item], Result], item: Item) -> Future[Result]:
        with unheard():
            try:
                return self._executor.submit(work, item)
            except BrokenProcessPool:
                self.renew()
                return self._executor.submit(work, item)

    def renew(self) -> None:
        self.close()
        self._executor = self._make()

    def close(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def unheard() -> Iterator[None]:
    """Let Ctrl-C wait within: a process that is started here never hears it, not even before it has begun."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # started within, it would let Ctrl-C be heard again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin() -> None:
    """What each process does first: leave Ctrl-C, which a terminal sends to all, to the parent, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        signal.raise_signal(signal.SIGTERM)  # a killed parent closes no pool: this would wait for work for ever


def _result(
    pool: _Pool,
    work: Callable[[Item], Result],
    waiting: deque[tuple[Item, Future[Result]]],
    died: Callable[[Item], Result],
) -> Result:
    """The first result that is waited for. Where a process ended, all that was in flight is done again, this one alone."""
    item, future = waiting.popleft()
    try:
        return future.result()
    except BrokenProcessPool:
        pool.renew()
    try:
        found = pool.submit(work, item).result()
    except BrokenProcessPool:
        pool.renew()
        found = died(item)
    for _ in range(len(waiting)):
        later, lost = waiting.popleft()
        lost.cancel()
        waiting.append((later, pool.submit(work, later)))
    return found
