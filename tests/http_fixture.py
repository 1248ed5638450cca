"""Servers on loopback: Oxigraph's own program in a process of its own, and one that answers what a test says."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox

PROGRAM = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")


@dataclass(frozen=True)
class Oxigraph:
    """A running server; its store is asked and told in SPARQL only."""

    url: str

    def update(self, text: str) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        urlopen(Request(f"{self.url}/update", text.encode(), headers)).close()

    def quads(self) -> set[ox.Quad]:
        """What its named graphs state."""
        query = urlencode({"query": "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"})
        headers = {"Accept": "application/sparql-results+json"}
        with urlopen(Request(f"{self.url}/query?{query}", headers=headers)) as answer:
            rows = ox.parse_query_results(answer.read(), format=ox.QueryResultsFormat.JSON)
        assert isinstance(rows, ox.QuerySolutions)
        return {ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in rows}


@contextmanager
def oxigraph(folder: Path) -> Iterator[Oxigraph]:
    assert PROGRAM, "the tests need the program oxigraph: pip install -e '.[test]'"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with (folder / "log").open("wb") as log:
        words = [PROGRAM, "serve", "--bind", address]  # in memory
        process = subprocess.Popen(words, stdout=log, stderr=log)
    try:
        server = Oxigraph(f"http://{address}")
        for _ in range(600):
            try:
                server.quads()
                break
            except URLError:
                assert process.poll() is None, (folder / "log").read_text()
                time.sleep(0.05)
        yield server
    finally:
        process.terminate()
        process.wait()


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: Message
    body: bytes


Said = tuple[int, dict[str, str], str]


@dataclass
class Scripted:
    """A server that answers each request as `say` says, and remembers them."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def scripted(say: Callable[[Asked], Said]) -> Iterator[Scripted]:
    heard = Scripted()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked = Asked(self.command, self.path, self.headers, body)
            heard.asked.append(asked)
            status, headers, text = say(asked)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    for method in ("GET", "PUT", "POST", "DELETE"):
        setattr(Handler, f"do_{method}", Handler._answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    heard.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
