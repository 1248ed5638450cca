"""The benchmarks' judgement of a server's replies: the right one passes, each way to be wrong is named."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from benchmarks.w3c.protocol import Call, wrong

YES = b'{"head": {}, "boolean": true}'
JSON = "application/sparql-results+json"


class _Handler(BaseHTTPRequestHandler):
    """Replies as its path says: /STATUS/TYPE."""

    def do_GET(self) -> None:
        _, status, media_type = self.path.split("/", 2)
        self.send_response(int(status))
        self.send_header("Content-Type", media_type)
        self.end_headers()
        self.wfile.write(YES)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Handler) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def call(target: str, statuses: str, format: str | None = None, truth: bool | None = None) -> Call:
    return Call("GET", target, (), b"", frozenset(statuses), format, truth)


def test_the_right_reply_passes(url: str) -> None:
    assert not wrong(url, call(f"/200/{JSON}", "23", "boolean", True))
    assert not wrong(url, call("/200/text/turtle;charset=utf-8", "2", "RDF"))
    assert not wrong(url, call("/405/text/plain", "4"))


@pytest.mark.parametrize(
    ("target", "statuses", "format", "truth", "reason"),
    [
        (f"/200/{JSON}", "4", None, None, "status 200"),
        ("/500/text/plain", "4", None, None, "status 500"),
        (f"/200/{JSON}", "2", "boolean", False, "another answer than false"),
        ("/200/text/html", "2", "tabular", None, "text/html for a result"),
        ("/200/text/csv", "2", "boolean", True, "text/csv for a result that is boolean"),
        (f"/200/{JSON}", "2", "RDF", None, "for a graph"),
    ],
)
def test_each_wrong_reply_is_named(
    url: str, target: str, statuses: str, format: str | None, truth: bool | None, reason: str
) -> None:
    assert reason in wrong(url, call(target, statuses, format, truth))
