"""Three ways to ask our program: the function behind them all, the command, and the server."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

from pyoxigraph import RdfFormat

from benchmarks.serving import post, serving
from kg.errors import KgError, QueryError
from kg.graph.answer import FORMATS, answer
from kg.graph.store import new_generation, open_store

_WAIT = 60  # seconds for one answer


class Refused(Exception):
    """A query that got no answer: why, in one line; `parses` is False if the query is no SPARQL."""

    def __init__(self, message: str, *, parses: bool) -> None:
        super().__init__(message)
        self.parses = parses


Ask = Callable[[str, str], bytes]  # a query and a format's name → the answer; Refused if there is none


def keep(folder: Path, nquads: bytes) -> None:
    """Make a folder with a store that holds those quads, the default graph too as they give it."""
    with new_generation(folder) as new:
        new.store.load(nquads, RdfFormat.N_QUADS)


@contextmanager
def function(folder: Path) -> Iterator[Ask]:
    """Ask by the function that the command and the server use."""
    store = open_store(folder)

    def ask(query: str, format: str) -> bytes:
        sink = io.BytesIO()
        try:
            answer(store, query, sink=sink, format=FORMATS[format])
        except KgError as error:
            raise Refused(str(error), parses=not isinstance(error, QueryError)) from error
        return sink.getvalue()

    yield ask


@contextmanager
def command(folder: Path) -> Iterator[Ask]:
    """Ask by `kg query`, a process for each query."""

    def ask(query: str, format: str) -> bytes:
        call = [sys.executable, "-m", "kg", "query", "-", "--data", str(folder), "--format", format]
        done = subprocess.run(call, input=query.encode(), capture_output=True, timeout=_WAIT, check=False)
        if done.returncode:
            message = done.stderr.decode(errors="replace").strip()
            raise Refused(message, parses="does not parse" not in message)
        return done.stdout

    yield ask


@contextmanager
def server(folder: Path) -> Iterator[Ask]:
    """Ask a `kg serve` of our own by POST."""
    with serving(folder) as url:

        def ask(query: str, format: str) -> bytes:
            try:
                return post(url, query, FORMATS[format].media_type.partition(";")[0], _WAIT)
            except HTTPError as error:
                message = error.read().decode(errors="replace").strip()
                raise Refused(f"{error.code} {message}", parses="does not parse" not in message) from error

        yield ask


WAYS = {"function": function, "query": command, "serve": server}
