"""A `kg serve` of our own to ask, on a free port."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import Request, urlopen


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """Run `kg serve` over a folder and give the address of its endpoint; stop it at the end."""
    call = [sys.executable, "-m", "kg", "serve", "--data", str(folder), "--port", "0", *options]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True, env=env) as process:
        assert process.stderr
        try:
            said = process.stderr.readline()
            if not said.startswith("http://"):
                raise RuntimeError(f"kg serve did not start: {said}{process.stderr.read()}")
            yield urljoin(said.split()[0], "sparql")
        finally:
            process.send_signal(signal.SIGINT)


def post(url: str, query: str, accept: str, seconds: float) -> bytes:
    """Return the endpoint's answer to a query. HTTPError where it has none, TimeoutError after that many seconds."""
    heads = {"Content-Type": "application/sparql-query", "Accept": accept}
    with urlopen(Request(url, query.encode(), heads), timeout=seconds) as reply:
        return bytes(reply.read())
