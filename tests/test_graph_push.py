"""Pushes into a real server, a process of its own: what it answers in SPARQL afterwards is what was here."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from canonical import canonical
from http_fixture import Asked, Oxigraph, Said, oxigraph, scripted

from kg.errors import DataError
from kg.graph import protocols
from kg.graph.endpoint import Endpoint
from kg.graph.push import Report, base_of, push

BASE = "https://example.org/id/"
PLAN_A = """<plan/a> { <plan/a> a resp:Plan ; dcterms:title "方案甲"@zh ; resp:quote "引\\"号\\\\u0041\\r\\n\\u0000\\u2028" . }"""
PLAN_B = """<plan/b> { <plan/b> a resp:Plan ; resp:start 7 . <plan/b/task/1%2F2·x> resp:value 0.5 . }"""
SHARED = """<shared> { <unit/甲市/教育局> skos:prefLabel "甲市教育局"@zh . }
            <https://example.org/ontology> { resp:Plan rdfs:label "plan"@en . }"""
OTHERS = {
    ox.Quad(*map(ox.NamedNode, ("urn:s", "urn:p", "urn:o", graph)))
    for graph in ("urn:theirs", BASE + "plan/theirs", "https://example.org/idle/plan/a")
}
THEIR_UPDATE = "".join(f"INSERT DATA {{ GRAPH {quad.graph_name} {{ {quad.triple} }} }} ;\n" for quad in OTHERS)


def held(*graphs: str) -> ox.Store:
    store = ox.Store()
    prefixes = {
        "dcterms": "http://purl.org/dc/terms/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "resp": "https://w3id.org/responsibility-graph/ontology#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
    }
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items()) + f"@base <{BASE}> .\n"
    store.load((head + "\n".join(graphs)).encode(), format=ox.RdfFormat.TRIG)
    store.extend([ox.Quad(*quad.triple) for quad in store])
    return store


def named(store: ox.Store) -> bytes:
    return canonical(quad for quad in store if quad.graph_name != ox.DefaultGraph())


def there(server: Oxigraph, *but: ox.Quad) -> bytes:
    """What the server's named graphs say, without the list of what was pushed."""
    listed = {quad for quad in server.quads() if str(quad.graph_name).startswith(f"<{BASE}pushed")}
    assert {str(quad.graph_name) for quad in listed} <= {f"<{BASE}pushed>"}
    return canonical(server.quads() - listed - set(but))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oxigraph]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture
def server(running: Oxigraph) -> Oxigraph:
    running.update("DROP ALL")
    return running


PATHS = {"gsp": "/store", "update": "/update"}


@pytest.fixture(params=PATHS)
def protocol(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_server_then_holds_what_is_here(server: Oxigraph, protocol: str) -> None:
    store = held(PLAN_A, PLAN_B, SHARED)
    report = push(store, Endpoint(server.url + PATHS[protocol]))
    assert there(server) == named(store)
    assert report == Report(protocols.PROTOCOLS[protocol].name, 4, 8, 0 if protocol == "gsp" else None)


def test_a_second_push_changes_nothing(server: Oxigraph, protocol: str) -> None:
    store, address = held(PLAN_A, PLAN_B, SHARED), Endpoint(server.url + PATHS[protocol])
    push(store, address)
    before = server.quads()
    push(store, address)
    assert server.quads() == before


def test_a_plan_that_is_gone_or_changed_here_is_so_there(server: Oxigraph, protocol: str) -> None:
    address = Endpoint(server.url + PATHS[protocol])
    push(held(PLAN_A, PLAN_B, SHARED), address)
    store = held(PLAN_A.replace("方案甲", "新方案"), SHARED)
    assert push(store, address).removed == (1 if protocol == "gsp" else None)
    assert there(server) == named(store)


def test_the_protocols_mend_what_the_other_began(server: Oxigraph, protocol: str) -> None:
    other = next(name for name in PATHS if name != protocol)
    push(held(PLAN_A, PLAN_B), Endpoint(server.url + PATHS[other]))
    store = held(PLAN_B)
    push(store, Endpoint(server.url + PATHS[protocol]))
    assert there(server) == named(store)


def test_what_others_put_there_stays(server: Oxigraph, protocol: str) -> None:
    """Their graph under our base too, for no push of ours left it there."""
    server.update(THEIR_UPDATE)
    store = held(PLAN_A)
    for _ in range(2):
        push(store, Endpoint(server.url + PATHS[protocol]))
    assert server.quads() >= OTHERS
    assert there(server, *OTHERS) == named(store)


def test_a_list_that_names_graphs_of_others_harms_none(server: Oxigraph, protocol: str) -> None:
    server.update(THEIR_UPDATE)
    members = " ".join(f"<{BASE}pushed> <http://www.w3.org/ns/prov#hadMember> {q.graph_name} ." for q in OTHERS)
    server.update(f"INSERT DATA {{ GRAPH <{BASE}pushed> {{ {members} }} }}")
    push(held(PLAN_A), Endpoint(server.url + PATHS[protocol]))
    left = {q for q in OTHERS if not str(q.graph_name).startswith(f"<{BASE}")}
    assert OTHERS & server.quads() == left and len(left) == 2


def test_a_push_that_broke_off_is_mended_by_the_next(
    server: Oxigraph, protocol: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, speaker = Endpoint(server.url + PATHS[protocol]), protocols.PROTOCOLS[protocol]
    with monkeypatch.context() as patched:
        patched.setattr(speaker, "finish", lambda self, graphs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            push(held(PLAN_A, PLAN_B), address)
    push(held(PLAN_A), address)
    assert there(server) == named(held(PLAN_A))


@pytest.mark.parametrize("piece", [1, 150, 100_000])
def test_an_update_comes_in_pieces_of_bounded_size(
    server: Oxigraph, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr(protocols, "PIECE", piece)
    store = held(PLAN_A, PLAN_B, SHARED)
    push(store, Endpoint(server.url + "/update"), "update")
    assert there(server) == named(store)


@pytest.mark.parametrize(
    ("size", "pieces"),
    [(1, ["一\n", "二\n", "三\n"]), (7, ["一\n", "二\n", "三\n"]), (8, ["一\n二\n", "三\n"]), (99, ["一\n二\n三\n"])],
)
def test_pieces_are_cut_between_lines(size: int, pieces: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocols, "PIECE", size)
    assert protocols._pieces("一\n二\n三\n".encode()) == pieces
    assert protocols._pieces(b"") == [""]


def test_no_plan_is_nothing_to_push() -> None:
    with pytest.raises(DataError, match="no plan"):
        push(held(SHARED), Endpoint("http://127.0.0.1:1/"))


@pytest.mark.parametrize("base", [BASE, "https://example.org/plan/", "https://example.org/plan/plan/id#"])
def test_the_base_is_what_stands_before_a_plan(base: str) -> None:
    store = held(PLAN_A.replace("plan/a", f"{base}plan/myplan"))
    assert base_of(store) == base


# ---- servers that refuse ----------------------------------------------------------------------------


def refused(say: Said | dict[str, Said], protocol: str | None = None, path: str = "/data") -> str:
    """What is said of a server that answers so, always or by method; the address is written URL."""

    def answer(asked: Asked) -> Said:
        return say if isinstance(say, tuple) else say[asked.method]

    with scripted(answer) as server:
        with pytest.raises(DataError) as error:
            push(held(PLAN_A), Endpoint(server.url + path), protocol)
        said = str(error.value).replace(server.url, "URL")
    assert "\n" not in said and "\x1b" not in said
    return said


LIST = "?graph=https%3A%2F%2Fexample.org%2Fid%2Fpushed"


@pytest.mark.parametrize("protocol", [None, "gsp", "update"])
@pytest.mark.parametrize(
    ("said", "told", "remedy"),
    [
        ((401, {"WWW-Authenticate": "Basic"}, "who are you"), "401 Unauthorized: who are you", "KG_PASSWORD"),
        ((403, {}, ""), "403 Forbidden", "--user"),
        ((302, {"Location": "https://elsewhere.example/"}, ""), "302 Found", "give https://elsewhere.example/ instead"),
    ],
)
def test_a_server_that_wants_something_else_first(protocol: str | None, said: Said, told: str, remedy: str) -> None:
    message = refused(said, protocol)
    assert message.startswith(("POST URL/data: ", f"GET URL/data{LIST}: "))
    assert told in message and remedy in message.rpartition("; ")[2]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ((500, {}, "\n\n  \x1b[31mout of\tmemory\nat line 7"), "500 Internal Server Error: [31mout of memory; see the"),
        ((413, {}, "x" * 999), "413 Request Entity Too Large: " + "x" * 200 + "; let the server"),
        ((405, {}, "no PUT"), "405 Method Not Allowed: no PUT; expected the URL of a Graph Store"),
        ((507, {}, ""), "507 Insufficient Storage; see the server's log"),
    ],
)
def test_a_fault_says_where_and_what_and_what_to_do(said: Said, told: str) -> None:
    message = refused({"GET": (404, {}, ""), "PUT": said}, "gsp")
    assert message.startswith(f"PUT URL/data{LIST}: {told}")


def test_a_page_is_no_server_of_graphs() -> None:
    message = refused((200, {}, "<!DOCTYPE html>\n<title>welcome"))
    assert message.startswith(
        "URL/data: a SPARQL Update gives 200 OK: <!DOCTYPE html>, a graph of a Graph Store 200 OK"
    )
    assert "expected the URL of a Graph Store" in message


def test_a_page_instead_of_the_list_is_no_graph_store() -> None:
    message = refused((200, {}, "<!DOCTYPE html>"), "gsp")
    assert message.startswith(f"GET URL/data{LIST}: ") and "expected N-Triples" in message


def test_a_graph_that_cannot_be_removed_is_an_error() -> None:
    gone = f"<{BASE}pushed> <http://www.w3.org/ns/prov#hadMember> <{BASE}plan/gone> ."
    message = refused({"GET": (200, {}, gone), "PUT": (204, {}, ""), "DELETE": (405, {}, "")}, "gsp")
    assert message.startswith("DELETE URL/data?graph=https%3A%2F%2Fexample.org%2Fid%2Fplan%2Fgone: 405")


def test_asking_which_protocol_writes_nothing() -> None:
    def answer(asked: Asked) -> Said:
        if asked.method == "POST":
            return 415, {}, ""
        return (200, {}, "<urn:s> <urn:p> <urn:o> .") if "none" in asked.path else (500, {}, "")

    with scripted(answer) as server:
        with pytest.raises(DataError, match="expected the URL"):  # it has something in a graph that cannot be
            push(held(PLAN_A), Endpoint(server.url))
        assert [asked.method for asked in server.asked] == ["POST", "GET"]
        assert server.asked[0].body == f"CLEAR SILENT GRAPH <{BASE}pushed/none>".encode()


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/store", "http://no-such-host.invalid/"])
def test_no_answer_says_where_and_what_to_do(url: str) -> None:
    with pytest.raises(DataError) as error:
        push(held(PLAN_A), Endpoint(url))
    assert str(error.value).startswith(f"{url}: no answer: ")
    assert str(error.value).endswith("; is the server running, and this its address?")


def test_what_is_no_http_is_no_answer() -> None:
    with scripted(lambda asked: (0, {}, "")) as server, pytest.raises(DataError, match="no answer"):
        push(held(PLAN_A), Endpoint(server.url))


@pytest.mark.parametrize(
    ("after", "waits"), [({}, [1, 2]), ({"Retry-After": "7"}, [7, 7]), ({"Retry-After": "9999"}, [30, 30])]
)
def test_a_busy_server_is_asked_again_a_few_times(
    after: dict[str, str], waits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    monkeypatch.setattr("time.sleep", waited.append)
    assert "503 Service Unavailable" in refused((503, after, ""), "gsp")
    assert waited == waits


def test_a_server_that_was_busy_once_gets_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    busy = iter([True, False] * 99)
    with scripted(
        lambda asked: (503, {}, "") if next(busy) else (404 if asked.method == "GET" else 204, {}, "")
    ) as server:
        assert push(held(PLAN_A), Endpoint(server.url), "gsp").graphs == 1
        assert len(server.asked) == 2 * len(["GET list", "PUT list", "PUT plan", "PUT list"])


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("/store", "/store?graph="),
        ("/crud?key=%20a", "/crud?key=%20a&graph="),
        ("/库/store#part", "/%E5%BA%93/store?graph="),
    ],
)
def test_a_graph_has_its_own_address(url: str, asked: str) -> None:
    made = Endpoint("http://h" + url).graph("https://h/a?b=甲&c#d")
    assert made == f"http://h{asked}https%3A%2F%2Fh%2Fa%3Fb%3D%E7%94%B2%26c%23d"


def test_the_login_is_shown_each_time_and_only_when_given() -> None:
    for login, shown in (("user", "密:码"), "Basic dXNlcjrlr4Y656CB"), (None, None):
        with scripted(lambda asked: (404 if asked.method == "GET" else 204, {}, "")) as server:
            push(held(PLAN_A), Endpoint(server.url, login), "gsp")
        assert {asked.headers.get("Authorization") for asked in server.asked} == {shown}
