"""YASGUI, the query editor, from an installed package: the wheel of Oxigraph's server holds it inside its program."""

from __future__ import annotations

import contextlib
import http.client
import socket
import subprocess
import time
from importlib import metadata

FILES = ("yasgui.min.js", "yasgui.min.css")
_PATIENCE = 10.0  # seconds; the program takes a tenth of one


def files() -> dict[str, bytes]:
    """Return FILES by name; {} if the package is not installed or its program does not run here.

    The program is run once, over an empty store in memory and on loopback, asked for them, and ended.
    """
    try:
        program = next(str(path.locate()) for path in metadata.files("oxigraph") or () if path.stem == "oxigraph")
        port = _free_port()
        command = [program, "serve", "--bind", f"127.0.0.1:{port}"]
        running = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except (metadata.PackageNotFoundError, StopIteration, OSError):
        return {}
    try:
        return _fetched(running, port)
    finally:
        running.kill()
        running.wait()


def _fetched(running: subprocess.Popen[bytes], port: int) -> dict[str, bytes]:
    ends = time.monotonic() + _PATIENCE
    while running.poll() is None and time.monotonic() < ends:
        with contextlib.suppress(OSError, http.client.HTTPException):
            return {name: _get(port, name) for name in FILES}
        time.sleep(0.02)
    return {}


def _get(port: int, name: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    with contextlib.closing(connection):
        connection.request("GET", f"/{name}")
        response = connection.getresponse()
        if response.status != 200:
            raise http.client.HTTPException(f"{name}: {response.status}")
        return response.read()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port
