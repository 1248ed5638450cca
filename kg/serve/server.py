"""The server as a process: where it listens, what it starts, and how it ends."""

from __future__ import annotations

import contextlib
import math
import os
import signal
import socket
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import uvicorn

from kg.errors import DataError
from kg.graph.memory import hold
from kg.graph.store import open_store
from kg.serve.app import application
from kg.serve.confine import bound_memory, seal
from kg.serve.evaluate import evaluator
from kg.serve.impatient import Impatient
from kg.serve.pages import pages
from kg.serve.workers import FORKS, Pool, Work

PROCESSES = min(max(3, os.cpu_count() or 1), 8)  # a long question leaves room for others; each may copy the graph
CONNECTIONS = 500  # at a time; more are told to come again


def serve(folder: Path, *, host: str, port: int, timeout: float, largest: int, ready: Callable[[str], None]) -> None:
    """Answer queries over the graph in `folder` until SIGINT or SIGTERM; then open requests end and it returns.

    `port` 0 takes a free one. `ready` is called with the address once questions are answered. An answer takes at
    most `timeout` seconds and `largest` bytes. DataError if there is no graph, or the address is not to be had.
    """
    with _listen(host, port) as listening:
        pool = Pool(_prepare(folder, largest), PROCESSES, timeout)
        try:
            config = uvicorn.Config(
                application(pool, pages(), folder / "graph.html"),
                http=Impatient,
                loop="asyncio",
                lifespan="off",
                ws="none",
                log_level="critical",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=CONNECTIONS,
                timeout_graceful_shutdown=math.ceil(2 * timeout) + 1,  # in line, then in evaluation
            )
            name, found = listening.getsockname()[:2]
            server = uvicorn.Server(config)
            with _ended_by_signals(server):
                ready(f"http://{f'[{name}]' if ':' in name else name}:{found}/")
                server.run(sockets=[listening])
        finally:
            pool.close()


@contextlib.contextmanager
def _ended_by_signals(server: uvicorn.Server) -> Iterator[None]:
    """Let signals end the server and do no more: uvicorn handles them as it runs, and raises them again at its end."""

    def end(number: int, frame: object) -> None:
        server.should_exit = True

    before = {each: signal.signal(each, end) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _listen(host: str, port: int) -> socket.socket:
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = str(error.strerror).partition(" (while")[0]
        raise DataError(f"{host}:{port}: {reason}; choose another with --port or --host") from error
    # asyncio does this only for sockets it makes; without it each answer waits 40 ms for the client's acknowledgement
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _prepare(folder: Path, largest: int) -> Callable[[], Work]:
    """Return what each process calls first: a graph in memory is loaded once and shared where processes fork."""
    if not FORKS:
        return partial(_load, folder, largest)
    store = hold(folder)
    if store is None:
        return partial(_open, folder, largest)

    def shared() -> Work:
        bound_memory()
        seal()
        return evaluator(store, largest)

    return shared


def _open(folder: Path, largest: int) -> Work:
    bound_memory()
    return evaluator(open_store(folder), largest)


def _load(folder: Path, largest: int) -> Work:
    return evaluator(hold(folder) or open_store(folder), largest)
