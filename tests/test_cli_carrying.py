"""The commands that carry a graph elsewhere: what export writes where, and pushes into a real server."""

from __future__ import annotations

import gzip
import io
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import networkx as nx
import pyoxigraph as ox
import pytest
from canonical import canonical
from click.testing import CliRunner
from command import kg
from http_fixture import Asked, Oxigraph, Said, oxigraph, scripted

from kg import cli
from kg.cli.carrying import SUFFIXES
from kg.graph.store import open_store

ROOT = Path(__file__).resolve().parents[1]


def exported(built: Path, file: Path, *words: str) -> bytes:
    result = kg("export", "--data", built, "-o", file, *words)
    assert (result.exit_code, result.output) == (0, "")
    assert [path.name for path in file.parent.iterdir()] == [file.name], "what was written on the way is gone"
    return file.read_bytes()


# ---- export ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_suffix_names_the_format_and_stdout_is_the_same(built: Path, tmp_path: Path, suffix: str) -> None:
    written = exported(built, tmp_path / f"graph{suffix}")
    for words in ([], ["-o", "-"]):
        result = kg("export", "--data", built, "--format", SUFFIXES[suffix], *words)
        assert (result.exit_code, result.stderr, result.stdout_bytes) == (0, "", written)


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nq", ".jsonld", ".gexf"])
def test_gz_packs_the_same_bytes_without_time_and_name(built: Path, tmp_path: Path, suffix: str) -> None:
    plain = kg("export", "--data", built, "--format", SUFFIXES[suffix]).stdout_bytes
    packed = exported(built, tmp_path / f"图{suffix}.gz")
    assert gzip.decompress(packed) == plain
    flags, time = packed[3], packed[4:8]
    assert (flags, time) == (0, bytes(4))


def test_without_a_file_or_a_format_it_is_turtle(built: Path) -> None:
    assert kg("export", "--data", built).stdout_bytes == (built / "graph.ttl").read_bytes()


def test_the_format_goes_before_the_suffix(built: Path, tmp_path: Path) -> None:
    written = exported(built, tmp_path / "graph.txt", "--format", "nquads")
    assert written == (built / "graph.nq").read_bytes()


@pytest.mark.parametrize(("suffix", "read"), [(".graphml", nx.read_graphml), (".gexf", nx.read_gexf)])
def test_networkx_gets_the_network_of_the_examples(
    built: Path, tmp_path: Path, suffix: str, read: Callable[[BinaryIO], nx.MultiDiGraph[str]]
) -> None:
    network = read(io.BytesIO(exported(built, tmp_path / f"network{suffix}")))
    task = next(node for node in network if node.endswith("plan/panshi-2021-tasks/task/3"))
    assert network.nodes[task]["label"] == "强化学校体育"
    edges = [data for _, _, data in network.out_edges(task, data=True)]
    assert [edge["quote"] for edge in edges if edge["label"] == "牵头"] == ["牵头单位:市教育局"]
    assert {edge["relation"] for edge in edges} == {"led by", "supported by", "derives from", "part of"}


def test_a_file_that_was_there_is_replaced_only_by_a_whole_one(built: Path, tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text("earlier")
    assert kg("export", "--data", tmp_path, "-o", file).exit_code == 1  # there is no graph
    assert file.read_text() == "earlier"
    assert exported(built, file) == (built / "graph.ttl").read_bytes()


def test_a_link_stays_a_link(built: Path, tmp_path: Path) -> None:
    (tmp_path / "real.ttl").write_text("earlier")
    (tmp_path / "link.ttl").symlink_to("real.ttl")
    assert kg("export", "--data", built, "-o", tmp_path / "link.ttl").exit_code == 0
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").read_bytes() == (built / "graph.ttl").read_bytes()


@pytest.mark.parametrize("place", ["nowhere/graph.ttl", "file/graph.ttl"])
def test_a_place_that_cannot_be_written_is_named(built: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    result = kg("export", "--data", built, "-o", tmp_path / place)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {tmp_path / place} cannot be written: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("format", ["trig", "nquads", "jsonld", "gexf"])
def test_a_full_disk_is_an_error_in_one_line(built: Path, format: str) -> None:
    result = kg("export", "--data", built, "--format", format, "-o", "/dev/full")
    assert (result.exit_code, result.stderr) == (1, "error: /dev/full cannot be written: No space left on device\n")
    assert Path("/dev/full").is_char_device()
    run = [sys.executable, "-m", "kg", "export", "--data", str(built), "--format", format]
    with Path("/dev/full").open("wb") as full:
        piped = subprocess.run(run, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    said = "error: standard output cannot be written: No space left on device\n"
    assert (piped.returncode, piped.stderr) == (1, said)


def test_a_reader_that_has_enough_is_no_error(built: Path) -> None:
    run = [sys.executable, "-m", "kg", "export", "--data", str(built), "--format", "nquads"]
    with subprocess.Popen(run, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        assert process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


# ---- push -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oxigraph]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as running:
        yield running


@pytest.mark.parametrize(("path", "protocol"), [("/store", "Graph Store"), ("/update", "SPARQL Update")])
def test_the_examples_arrive(built: Path, server: Oxigraph, path: str, protocol: str) -> None:
    server.update("DROP ALL")
    named = {quad for quad in open_store(built) if quad.graph_name != ox.DefaultGraph()}
    count = len({quad.graph_name for quad in named})
    for _ in range(2):
        result = kg("push", server.url + path, "--data", built)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"{count} graphs with {len(named)} triples are at {server.url}{path} ({protocol})\n"
        there = {quad for quad in server.quads() if not str(quad.graph_name).endswith("/pushed>")}
        assert canonical(there) == canonical(named)


@pytest.mark.usefixtures("undrawn")
def test_what_was_removed_is_said(built: Path, server: Oxigraph, tmp_path: Path) -> None:
    kg("push", f"{server.url}/store", "--data", built)
    plan = ROOT / "examples" / "panshi-2021-tasks.txt"
    assert kg("build", plan, "-o", tmp_path).exit_code == 0
    result = kg("push", f"{server.url}/store", "--data", tmp_path)
    there, here = ({quad.graph_name for quad in open_store(folder)} for folder in (built, tmp_path))
    gone = len(there - here)  # the other plans, and what is proposed for them alone
    assert gone >= 3
    assert result.stderr.splitlines()[1:] == [f"removed there, because gone here: {gone}"]


def test_the_examples_of_the_help_are_right_use(built: Path, server: Oxigraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_PASSWORD", "secret")
    lines = kg("push", "--help").stdout.partition("Examples:")[2].strip().splitlines()
    for line in lines:
        _, _, url, *options = shlex.split(line)
        path = "/update" if "update" in url else "/store"
        options = [str(built) if word == "graph" else word for word in options]
        data = [] if "--data" in options else ["--data", built]
        assert kg("push", server.url + path, *options, *data).exit_code == 0, line


def guarded(asked: Asked) -> Said:
    if asked.headers.get("Authorization") != "Basic bWU6c2VjcmV0":  # me:secret
        return 401, {"WWW-Authenticate": "Basic"}, "who are you"
    return (404 if asked.method == "GET" else 405 if asked.method == "POST" else 204), {}, ""


@pytest.mark.parametrize(("given", "typed"), [("secret", None), (None, "secret\n")])
def test_the_password_is_in_the_environment_or_asked_for(
    built: Path, monkeypatch: pytest.MonkeyPatch, given: str | None, typed: str | None
) -> None:
    monkeypatch.delenv("KG_PASSWORD", raising=False)
    if given:
        monkeypatch.setenv("KG_PASSWORD", given)
    with scripted(guarded) as server:
        words = ["push", server.url, "--data", str(built), "--user", "me"]
        result = CliRunner().invoke(cli.main, words, input=typed)
    assert result.exit_code == 0, result.output
    assert "secret" not in result.output
    assert ("Password of me" in result.stderr) == (typed is not None)


@pytest.mark.parametrize("user", [[], ["--user", "me"]])
def test_without_the_right_password_nothing_is_sent(
    built: Path, monkeypatch: pytest.MonkeyPatch, user: list[str]
) -> None:
    monkeypatch.setenv("KG_PASSWORD", "wrong")
    with scripted(guarded) as server:
        result = kg("push", server.url, "--data", built, *user)
        assert {asked.method for asked in server.asked} == {"POST", "GET"}
        assert {b"", server.asked[0].body} == {asked.body for asked in server.asked}
    said = f"error: POST {server.url}: 401 Unauthorized: who are you; give --user, and the password in KG_PASSWORD\n"
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", said)


def test_a_server_that_breaks_is_an_error_in_one_line(built: Path) -> None:
    with scripted(lambda asked: (500, {}, "<html>\nTraceback")) as server:
        result = kg("push", server.url, "--data", built, "--protocol", "update")
    said = f"error: POST {server.url}: 500 Internal Server Error: <html>; see the server's log\n"
    assert (result.exit_code, result.stderr) == (1, said)


def test_a_server_that_is_not_there_is_an_error_in_one_line(built: Path) -> None:
    result = kg("push", "http://127.0.0.1:1/store", "--data", built)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: http://127.0.0.1:1/store: no answer: ")
    assert len(result.stderr.splitlines()) == 1
