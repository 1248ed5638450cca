"""Processes that answer questions, each of which can be killed: nothing else stops the evaluation of a query."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import socket
import struct
from collections.abc import Callable
from typing import Any

# a fork shares the graph that its parent has loaded; where there is none, each process loads it for itself
FORKS = "fork" in multiprocessing.get_all_start_methods()
_CONTEXT = multiprocessing.get_context("fork" if FORKS else "spawn")
_LENGTH = struct.Struct("!Q")
_CHUNK = 1 << 20

Work = Callable[[Any], Any]


class Busy(Exception):
    """No process was free in time."""


class Overrun(Exception):
    """The answer took longer than the limit."""


class Broken(Exception):
    """The process died of the question."""


class Pool:
    """A fixed number of processes; each answers one question at a time.

    `prepare` is called in each process and returns what answers; questions and answers must pickle.
    """

    def __init__(self, prepare: Callable[[], Work], count: int, limit: float) -> None:
        self.limit = limit
        self._prepare = prepare
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all = {self._start() for _ in range(count)}

    async def ask(self, question: object) -> Any:
        """Return the answer; Busy, Overrun or Broken if there is none within the limit, in line or in evaluation.

        Whoever gives up (the limit, a cancelled task) kills the process; a fresh one takes its place.
        """
        try:
            async with asyncio.timeout(self.limit):
                worker = await self._idle.get()
        except TimeoutError as error:
            raise Busy from error
        try:
            async with asyncio.timeout(self.limit):
                answer = await worker.ask(question)
        except BaseException as error:
            self._all.discard(worker)
            worker.kill()
            self._all.add(self._start())
            if isinstance(error, TimeoutError):
                raise Overrun from error
            if isinstance(error, OSError):
                raise Broken from error
            raise
        self._idle.put_nowait(worker)
        return answer

    def close(self) -> None:
        """Kill all processes and wait for their end."""
        for worker in self._all:
            worker.kill()

    def _start(self) -> _Worker:
        worker = _Worker(self._prepare, self.limit)
        self._idle.put_nowait(worker)
        return worker


class _Worker:
    """A process and our end of the line to it."""

    def __init__(self, prepare: Callable[[], Work], limit: float) -> None:
        self._line, theirs = socket.socketpair()
        self._line.setblocking(False)
        self._process = _CONTEXT.Process(target=_live, args=(theirs, prepare, limit), daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()

    async def ask(self, question: object) -> Any:
        """Return the answer; OSError if the process has died."""
        loop, message = asyncio.get_running_loop(), pickle.dumps(question)
        await loop.sock_sendall(self._line, _LENGTH.pack(len(message)) + message)
        (length,) = _LENGTH.unpack(await self._receive(_LENGTH.size))
        return pickle.loads(await self._receive(length))

    async def _receive(self, length: int) -> bytearray:
        loop, received = asyncio.get_running_loop(), bytearray()
        while len(received) < length:
            chunk = await loop.sock_recv(self._line, min(length - len(received), _CHUNK))
            if not chunk:
                raise ConnectionResetError("the process has died")
            received += chunk
        return received

    def kill(self) -> None:
        """End the process whatever it does, and wait for its end."""
        self._process.kill()
        self._process.join()
        self._line.close()


def _live(line: socket.socket, prepare: Callable[[], Work], limit: float) -> None:
    """What a process does: answer until the other end closes."""
    for each in (signal.SIGINT, signal.SIGTERM):  # a terminal sends them to all processes; the parent decides
        signal.signal(each, signal.SIG_IGN)
    if FORKS:
        _let_go(line.fileno())
    work = prepare()
    with contextlib.suppress(EOFError, OSError), line.makefile("rwb") as stream:
        while True:
            (length,) = _LENGTH.unpack(_read(stream, _LENGTH.size))
            question = pickle.loads(_read(stream, length))
            with _doomed(limit):
                answer = pickle.dumps(work(question))
            stream.write(_LENGTH.pack(len(answer)))
            stream.write(answer)
            stream.flush()


def _read(stream: Any, length: int) -> bytes:
    received: bytes = stream.read(length)
    if len(received) < length:
        raise EOFError
    return received


def _let_go(own: int) -> None:
    """Drop what a fork inherits: a client's connection that a child holds open never ends for the client."""
    signal.set_wakeup_fd(-1)
    gc.freeze()  # else a collected object of the parent's may close a file that is ours by then
    os.closerange(3, own)
    os.closerange(own + 1, os.sysconf("SC_OPEN_MAX"))


@contextlib.contextmanager
def _doomed(limit: float) -> Any:
    """End this process if the parent, killed itself, cannot: twice the limit is more than it ever waits."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, 2 * limit)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
