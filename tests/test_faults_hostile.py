"""Documents, names and requests that mean harm: no file is read for them, no address asked, no query or page changed."""

from __future__ import annotations

import socket
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser_fixture import chromium, run
from hypothesis import given, settings
from hypothesis import strategies as st
from making_docx import document as docx
from making_docx import paragraph
from making_ofd import document as ofd
from making_ofd import page, text
from making_sheets import ods, xlsx
from making_zip import packed
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
from server_fixture import Server, serving, small_graph

from kg.build import build
from kg.errors import KgError
from kg.graph.answer import evaluate
from kg.graph.lookup import SORTS, one
from kg.graph.parameters import bindings
from kg.graph.store import amend
from kg.inputs.found import find
from kg.read.source import decode

# ---- entities

OFFICE: dict[str, Callable[[], bytes]] = {
    "a.docx": lambda: docx(paragraph("甲")), "a.xlsx": xlsx, "a.ods": ods,
    "a.ofd": lambda: ofd(page([text("甲", 20, 20)])),
}  # fmt: skip
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10)) + '<!ENTITY b "&l9;">'


@pytest.fixture
def asked() -> Iterator[list[object]]:
    """Who connects to a port of this machine, which is the first in the list."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        seen: list[object] = [listening.getsockname()[1]]

        def accept() -> None:
            while True:
                try:
                    seen.append(listening.accept()[1])
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield seen
        listening.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("name", OFFICE)
def test_no_entity_grows_no_file_is_read_and_no_address_asked(name: str, asked: list[object], tmp_path: Path) -> None:
    """In whichever part of a packed document they are declared."""
    secret = tmp_path / "secret.txt"
    secret.write_text("机密机密", encoding="utf-8")
    address = f"http://127.0.0.1:{asked[0]}/a.dtd"
    declared = [
        f"<!DOCTYPE a [{LAUGHS}]>",
        f'<!DOCTYPE a [<!ENTITY b "{"哈" * 50_000}">]>',
        f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]>',
        f'<!DOCTYPE a [<!ENTITY b SYSTEM "{address}">]>',
        f'<!DOCTYPE a SYSTEM "{address}">',
        f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{address}">%p;]>',
    ]
    archive = zipfile.ZipFile(BytesIO(OFFICE[name]()))
    members = {member: archive.read(member) for member in archive.namelist()}
    refused = 0
    for part in members:
        if not part.endswith((".xml", ".rels")):
            continue
        for doctype in declared:
            xml = members[part].split(b"?>", 1)[-1]
            head, _, tail = xml.partition(b">")
            hostile = (
                doctype.encode() + head + (b">" + b"&b;" * 1000 + tail if not head.endswith(b"/") else b">" + tail)
            )
            try:
                said = decode(packed(members | {part: hostile}), name).text
            except KgError as error:
                said = str(error)
                refused += "document type" in said
            assert "机密" not in said
            assert len(said) < 10_000
    assert refused >= len(declared)
    assert asked[1:] == []


# ---- names that are looked up

NASTY = st.text(st.sampled_from("""'"\\{}<>?;#|()., \n\r\t\0*&市教育局aU"""), max_size=30) | st.sampled_from(
    ['" } UNION { ?s ?p ?o } #', "'''\n} ; DROP ALL ; #", '市教育局"@zh . ?s ?p ?o', "<http://e/a> ; DROP ALL"]
)


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.load(
        "<unit:1> a <https://w3id.org/responsibility-graph/ontology#Unit> ; "
        '<http://www.w3.org/2004/02/skos/core#prefLabel> "市教育局"@zh .'.encode(),
        format=RdfFormat.TURTLE,
    )
    return made


@given(NASTY)
def test_a_value_of_a_query_stays_a_value(store: Store, value: str) -> None:
    query = "# param x text: any\nSELECT ?x ?n { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }"
    try:
        bound = bindings(store, query, {"x": value})
    except KgError:
        assert value.startswith("<") and value.endswith(">")
        return
    (row,) = evaluate(store, query, bindings=bound)  # type: ignore[misc]
    assert isinstance(row["x"], NamedNode) or row["x"] == Literal(value)
    assert (row["n"], len(store)) == (Literal(2), 2)


@given(st.sampled_from(sorted(SORTS)), NASTY)
def test_a_name_that_is_looked_up_finds_its_thing_or_nothing(store: Store, sort: str, name: str) -> None:
    try:
        found = one(store, sort, name)
    except KgError as error:
        assert "none has that name" in str(error)
    else:
        assert (sort, found, "".join(name.split())) == ("unit", NamedNode("unit:1"), "市教育局")


@given(NASTY, NASTY)
def test_what_a_document_says_never_changes_an_update(old: str, new: str) -> None:
    """A small change is one SPARQL update, made of the quads' text."""
    quads = [Quad(NamedNode("http://e/a"), NamedNode("http://e/p"), Literal(said), NamedNode("http://e/g")) for said in (old, new)]  # fmt: skip
    kept = Quad(NamedNode("http://e/b"), NamedNode("http://e/p"), Literal("kept"))
    store = Store()
    amend(store, set(), {quads[0]})
    store.add(kept)
    amend(store, {quads[0]}, {quads[1]})
    assert set(store) == {kept, quads[1], Quad(*quads[1].triple)}


# ---- scripts

ATTACK = "<img src=x onerror=window.hacked=1>"


def test_nothing_that_documents_say_runs_on_the_page(tmp_path: Path) -> None:
    """Where they say it in their text, in a cell, in their names, and in what stands beside them."""
    plans = tmp_path / "plans"
    plans.mkdir()
    name = f"{ATTACK}'\"&lt;"
    plan = f"丁城市{ATTACK}工作要点\n一、{ATTACK}。\n1.新建{ATTACK}。到2024年{ATTACK}。（牵头单位：市{ATTACK}局，市教育局）\n"
    rows = f"序号,工作任务,牵头单位,完成时限\n1,修缮{ATTACK},市教育局,{ATTACK}\n2,</script><script>window.hacked=2</script>,市财政局,年底\n"
    (plans / f"{name}.txt").write_text(plan, encoding="utf-8")
    (plans / f"{name}.toml").write_text(
        "".join(f"{key} = '戊城市{ATTACK}'\n" for key in ("title", "issuer", "place")), encoding="utf-8"
    )
    (plans / f"table{name}.csv").write_text(rows, encoding="utf-8")
    report = build(find([plans]).documents, tmp_path / "out")
    assert (report.plans, report.failures) == (2, ())
    for file in ("graph.html", "report.html"):
        html = (report.out / file).read_text(encoding="utf-8")
        assert ATTACK not in html
        assert "<script>window.hacked" not in html
    with chromium(tmp_path / "profile") as browser:
        for file in ("report.html", "graph.html"):
            browser.get((report.out / file).as_uri())
            assert run(browser, "return typeof window.hacked") == "undefined"
            assert run(browser, "return document.querySelectorAll('[onerror]').length") == 0
        run(browser, "KG.nodes.forEach((node, id) => KG.go(id))")
        run(browser, "for (const view of ['table', 'matrix', 'coverage', 'graph']) KG.set({view})")
        assert ATTACK in run(browser, "return document.body.textContent")
        assert run(browser, "return typeof window.hacked") == "undefined"
        assert run(browser, "return document.querySelectorAll('[onerror]').length") == 0


# ---- requests


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(small_graph(tmp_path_factory.mktemp("served"))) as running:
        yield running


def connected(server: Server) -> socket.socket:
    address = urlsplit(server.url)
    return socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=60)


def test_connections_that_ask_nothing_or_not_to_the_end_are_closed(server: Server) -> None:
    waiting = [connected(server) for _ in range(200)]
    for half in waiting[::2]:
        half.sendall(b"GET /sparql?query=ASK HTTP/1.1\r\nHost: x\r\nX-")
    again = connected(server)
    again.sendall(b"GET /ontology HTTP/1.1\r\nHost: x\r\nAccept: text/turtle\r\n\r\n")
    assert again.recv(15) == b"HTTP/1.1 200 OK"
    again.sendall(b"GET /")
    assert server.get("ASK {}").status == 200
    for connection in waiting:
        assert connection.recv(1) == b""
        connection.close()
    while again.recv(1 << 16):
        pass
    again.close()


WORDS = st.sampled_from(
    ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "/", "/sparql", "/sparql?query=", "/sparql?update=DROP%20ALL", "/ontology/..%2F..%2Fetc",
     "/page/../../kg", "/graph", " HTTP/1.1", " HTTP/9.9", " ", "\r\n", "\r\n\r\n", "Host: x", "Content-Length: 5", "Content-Length: -1",
     "Transfer-Encoding: chunked", "Content-Type: application/sparql-update", "Content-Type: application/x-www-form-urlencoded", "Accept: \x00",
     "Accept: text/html", "query=ASK{}", "update=DROP ALL", "%", "%ff", "5\r\n12345\r\n0\r\n\r\n", "é", "A" * 70_000]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12).map("".join) | st.binary(max_size=200).map(lambda data: data.decode("latin-1")))
@settings(max_examples=60)
def test_a_request_of_any_bytes_is_answered_or_dropped(server: Server, sent: str) -> None:
    with connected(server) as connection:
        got = b""
        with suppress(OSError):  # it may be closed before all is sent
            connection.sendall(sent.encode("latin-1", "replace"))
            connection.shutdown(socket.SHUT_WR)
            while more := connection.recv(1 << 16):
                got += more
        assert got == b"" or (got.startswith(b"HTTP/1.1 ") and not got.startswith(b"HTTP/1.1 500"))
    assert server.get("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", Accept="text/csv").text.split() == ["n", "3"]
