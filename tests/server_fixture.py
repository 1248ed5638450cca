"""A real server process on a free port, and plain requests to it."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

SPARQL_QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

# two graphs that share one of their triples, and their merge as the default graph
GRAPHS = """
<http://e/a> <http://e/p> "1" <http://e/one> .
<http://e/a> <http://e/q> "both" <http://e/one> .
<http://e/a> <http://e/q> "both" <http://e/two> .
<http://e/b> <http://e/p> "2" <http://e/two> .
"""


@dataclass
class Reply:
    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers["content-type"].partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode()


class Server:
    def __init__(self, folder: Path, *options: object) -> None:
        command = [sys.executable, "-m", "kg", "serve", "--data", folder, "--port", 0, *options]
        self.process = subprocess.Popen(
            [str(word) for word in command], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
        )
        assert self.process.stderr is not None
        self.line = self.process.stderr.readline()
        self.url = self.line.split(" ")[0]

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(str(urlsplit(self.url).netloc), timeout=60)

    def send(self, method: str, path: str, body: bytes | None = None, /, **headers: str) -> Reply:
        with contextlib.closing(self.connect()) as connection:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            got = connection.getresponse()
            return Reply(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())

    def get(self, query: str, more: str = "", **headers: str) -> Reply:
        return self.send("GET", f"/sparql?query={quote(query)}{more}", **headers)

    def post(self, query: str, url: str = "/sparql", **headers: str) -> Reply:
        return self.send("POST", url, query.encode(), **{"Content_Type": SPARQL_QUERY, **headers})

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """The exit code, and what the server wrote after its first line."""
        self.process.send_signal(number)
        _, rest = self.process.communicate(timeout=60)
        return self.process.returncode, rest


@contextlib.contextmanager
def serving(folder: Path, *options: object) -> Iterator[Server]:
    server = Server(folder, *options)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
        server.process.communicate()


def small_graph(folder: Path) -> Path:
    (folder / "graph.nq").write_text(GRAPHS, encoding="utf-8")
    return folder


def children(pid: int) -> set[int]:
    found = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = (line.split() for line in found.splitlines())
    return {int(child) for child, parent in pairs if int(parent) == pid}


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
