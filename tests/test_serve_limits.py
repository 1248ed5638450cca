"""A running `kg serve` keeps its limits and ends cleanly."""

from __future__ import annotations

import contextlib
import json
import shlex
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from command import kg
from server_fixture import FOREVER, Server, alive, children, serving, small_graph

from kg.serve.server import PROCESSES

LIMIT = 2  # seconds: time enough for any small query, and soon over


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph over which FOREVER is long enough to be called so."""
    folder = tmp_path_factory.mktemp("served")
    lines = (f'<http://e/{n}> <http://e/p> "{n}" <http://e/g> .\n' for n in range(2000))
    (folder / "graph.nq").write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(served: Path) -> Iterator[Server]:
    with serving(served, "--timeout", LIMIT, "--max-bytes", 20_000) as running:
        yield running


def answers(server: Server) -> bool:
    return bool(json.loads(server.get("ASK { ?s ?p '7' }").body)["boolean"])


def until(true: object, patience: float = 30) -> bool:
    ends = time.monotonic() + patience
    while not true():  # type: ignore[operator]
        if time.monotonic() > ends:
            return False
        time.sleep(0.05)
    return True


def test_a_query_that_takes_too_long_is_stopped(server: Server) -> None:
    before = children(server.process.pid)
    reply = server.get(FOREVER)
    assert (reply.status, reply.text) == (503, f"the query took longer than {LIMIT} seconds; ask for less\n")
    assert reply.headers["retry-after"] == str(LIMIT)
    assert answers(server)
    after = children(server.process.pid)
    assert len(before & after) == PROCESSES - 1
    assert len(after) == PROCESSES


def test_the_line_is_as_long_as_the_limit(server: Server) -> None:
    with ThreadPoolExecutor(3 * PROCESSES) as asking:
        replies = list(asking.map(server.get, [FOREVER] * 3 * PROCESSES))
    assert {reply.status for reply in replies} == {503}
    said = {reply.text.split(";")[0] for reply in replies}
    assert said == {f"the query took longer than {LIMIT} seconds", f"other queries took all of {LIMIT} seconds"}
    assert answers(server)


def test_an_answer_that_is_too_large_is_refused_whole(server: Server) -> None:
    fits, larger = "SELECT * { ?s ?p ?o } LIMIT 10", "SELECT * { ?s ?p ?o }"
    assert server.get(fits).status == 200
    reply = server.get(larger)
    assert reply.status == 403
    assert "larger than 20000 bytes" in reply.text
    assert server.get("CONSTRUCT WHERE { ?s ?p ?o }", Accept="application/n-triples").status == 403
    assert answers(server)


@pytest.mark.parametrize("nested", ["{" * 100_000 + "}" * 100_000, f"FILTER({'(' * 100_000}1{')' * 100_000})"])
def test_a_query_that_breaks_its_process_breaks_no_more(server: Server, nested: str) -> None:
    assert server.post(f"SELECT * {{ {nested} }}").status in (500, 503)
    assert answers(server)


def test_a_query_whose_client_has_left_is_stopped(served: Path) -> None:
    with serving(served, "--timeout", 3000) as server:
        before = children(server.process.pid)
        leaving = [server.connect() for _ in range(PROCESSES)]
        for connection in leaving:
            connection.request("POST", "/sparql", FOREVER, {"Content-Type": "application/sparql-query"})
        with contextlib.suppress(TimeoutError):
            leaving[0].sock.settimeout(0.5)
            leaving[0].getresponse()
        for connection in leaving:
            connection.close()
        assert answers(server)
        assert until(lambda: not before & children(server.process.pid))


@pytest.mark.parametrize(
    "sent", [b"\x00\x01\x02\r\n\r\n", b"GET /sparql\r\n\r\n", b"POST /sparql HTTP/1.1\r\nContent-Length: x\r\n\r\n"]
)
def test_what_is_no_http_is_refused(server: Server, sent: bytes) -> None:
    address = urlsplit(server.url)
    with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=30) as connection:
        connection.sendall(sent)
        assert connection.recv(100).startswith(b"HTTP/1.1 400 ")
    assert answers(server)


def test_a_request_that_never_ends_does(server: Server) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nASK"
    address = urlsplit(server.url)
    with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=30) as connection:
        connection.sendall(head)
        assert connection.recv(100).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_all_its_processes(served: Path, number: int) -> None:
    with serving(served) as server:
        assert answers(server)
        processes = children(server.process.pid)
        assert len(processes) == PROCESSES
        assert server.stop(number) == (0, "")
        assert not any(map(alive, processes))


def test_open_requests_end_first(served: Path) -> None:
    with serving(served, "--timeout", LIMIT) as server:
        replies = []
        asking = threading.Thread(target=lambda: replies.append(server.get(FOREVER)))
        asking.start()
        assert until(lambda: any(_running(pid) for pid in children(server.process.pid)))
        assert server.stop() == (0, "")
        asking.join()
        assert [reply.status for reply in replies] == [503]


def _running(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "R"


def test_no_process_outlives_a_server_that_was_killed(served: Path) -> None:
    with serving(served, "--timeout", LIMIT) as server:
        processes = children(server.process.pid)
        with contextlib.closing(server.connect()) as connection:
            connection.request("POST", "/sparql", FOREVER, {"Content-Type": "application/sparql-query"})
            assert until(lambda: any(_running(pid) for pid in processes))
            server.process.kill()
            assert until(lambda: not any(map(alive, processes)))


def test_a_port_in_use_is_said_in_one_line(served: Path, server: Server) -> None:
    port = urlsplit(server.url).port
    result = kg("serve", "--data", served, "--port", port)
    assert result.exit_code == 1
    assert result.stderr == f"error: 127.0.0.1:{port}: Address already in use; choose another with --port or --host\n"


def test_no_graph_is_said_in_one_line(tmp_path: Path) -> None:
    result = kg("serve", "--data", tmp_path, "--port", 0)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {tmp_path}: no graph there; ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("options", [("--port", 70000), ("--timeout", 0), ("--max-bytes", 0)])
def test_options_that_make_no_sense(options: tuple[object, ...]) -> None:
    assert kg("serve", *options).exit_code == 2


def test_the_examples_of_the_help_work(built: Path) -> None:
    lines = kg("serve", "--help").stdout.partition("Examples:")[2].strip().splitlines()
    for line in lines:
        with serving(built, *shlex.split(line)[2:], "--data", built, "--port", 0) as server:
            assert server.get("ASK {}").status == 200, line


def test_it_listens_to_this_machine_alone(tmp_path: Path) -> None:
    with serving(small_graph(tmp_path)) as server:
        assert urlsplit(server.url).hostname == "127.0.0.1"
