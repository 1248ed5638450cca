"""A running `kg serve` keeps to the SPARQL 1.1 Protocol as far as it concerns an endpoint that only reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlencode

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF
from server_fixture import FORM, SPARQL_QUERY, Reply, Server, serving, small_graph

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
ONE, TWO = quote("http://e/one", safe=""), quote("http://e/two", safe="")
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(small_graph(tmp_path_factory.mktemp("served"))) as running:
        yield running


def number(reply: Reply) -> int:
    assert reply.status == 200, reply.text
    return int(json.loads(reply.body)["results"]["bindings"][0]["n"]["value"])


def one_line(reply: Reply) -> str:
    assert reply.media_type == "text/plain"
    assert reply.text.endswith("\n")
    assert reply.text.count("\n") == 1
    return reply.text


def test_a_query_comes_in_three_ways(server: Server) -> None:
    form = urlencode({"query": "ASK { ?s ?p '1' }"}).encode()
    for reply in (
        server.get("ASK { ?s ?p '1' }"),
        server.post("ASK { ?s ?p '1' }"),
        server.post("ASK { ?s ?p '1' }", url="/sparql/", Content_Type=f"{SPARQL_QUERY}; charset=UTF-8"),
        server.send("POST", "/sparql", form, Content_Type=FORM),
    ):
        assert (reply.status, json.loads(reply.body)["boolean"]) == (200, True)
    assert json.loads(server.get("ASK { ?s ?p '责任' }").body)["boolean"] is False


def test_head_gives_the_headers_alone(server: Server) -> None:
    path = f"/sparql?query={quote(COUNT)}"
    head, got = server.send("HEAD", path), server.send("GET", path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(got.body))


def test_the_default_graph_holds_each_triple_once(server: Server) -> None:
    assert number(server.get(COUNT)) == 3
    assert number(server.get(COUNT_NAMED)) == 4


@pytest.mark.parametrize(
    ("dataset", "default", "named"),
    [
        (f"&default-graph-uri={ONE}", 2, 0),
        (f"&default-graph-uri={ONE}&default-graph-uri={TWO}", 3, 0),
        (f"&named-graph-uri={TWO}", 0, 2),
        (f"&default-graph-uri={ONE}&named-graph-uri={TWO}", 2, 2),
        ("&default-graph-uri=http%3A%2F%2Fe%2Fnone", 0, 0),
    ],
)
def test_the_request_names_the_graphs(server: Server, dataset: str, default: int, named: int) -> None:
    assert number(server.get(COUNT, dataset)) == default
    assert number(server.get(COUNT_NAMED, dataset)) == named
    url = f"/sparql?{dataset[1:]}"
    assert number(server.post(COUNT, url)) == default
    form = f"query={quote(COUNT)}".encode()
    assert number(server.send("POST", url, form, Content_Type=FORM)) == default
    assert number(server.send("POST", "/sparql", form + dataset.encode(), Content_Type=FORM)) == default


def test_graphs_of_the_request_go_before_those_of_the_query(server: Server) -> None:
    query = "SELECT (COUNT(*) AS ?n) FROM <http://e/none> { ?s ?p ?o }"
    assert number(server.get(query)) == 0
    assert number(server.get(query, f"&default-graph-uri={ONE}")) == 2


def test_a_relative_iri_is_relative_to_the_endpoint(server: Server) -> None:
    reply = server.get("SELECT (<x> AS ?iri) {}", Accept="text/csv")
    assert reply.text.split() == ["iri", f"{server.url}x"]


@pytest.mark.parametrize(
    ("query", "accept", "given"),
    [
        (COUNT, "", "application/sparql-results+json"),
        (COUNT, "*/*", "application/sparql-results+json"),
        (COUNT, "application/json", "application/json"),
        (COUNT, "text/csv", "text/csv"),
        (COUNT, "text/*", "text/csv"),
        (COUNT, "text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        (COUNT, "text/turtle, application/sparql-results+xml;q=0.1", "application/sparql-results+xml"),
        (COUNT, "application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "", "text/turtle"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/sparql-results+json, application/ld+json", "application/ld+json"),
        ("DESCRIBE <http://e/a>", "application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_the_format_is_what_the_client_likes(server: Server, query: str, accept: str, given: str) -> None:
    reply = server.get(query, Accept=accept)
    assert (reply.status, reply.media_type) == (200, given)
    assert reply.headers["vary"].startswith("Accept")


@pytest.mark.parametrize(("query", "accept"), [(COUNT, "text/turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv")])
def test_no_format_fits(server: Server, query: str, accept: str) -> None:
    reply = server.get(query, Accept=accept)
    assert reply.status == 406
    assert f"Accept: {accept}; expected one of " in one_line(reply)


def test_triples_come_back_as_they_are(server: Server) -> None:
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    for media_type in ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"):
        got = Graph().parse(data=server.get(query, Accept=media_type).body, format=media_type)
        assert set(got) == {
            (URIRef("http://e/a"), URIRef("http://e/p"), Literal("1")),
            (URIRef("http://e/a"), URIRef("http://e/q"), Literal("both")),
            (URIRef("http://e/b"), URIRef("http://e/p"), Literal("2")),
        }


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/sparql?query=ASK%20%7B", 400, "line 1, column 6"),
        ("/sparql?query=SELECT%20*%20%7B%0A%20%3Fs%20%3Fp%20%7D", 400, "line 2, column "),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", 400, "2 query parameters; expected one"),
        ("/sparql?other=1", 400, "no query parameters; expected one"),
        ("/sparql?query=%FF", 400, "not percent-encoded UTF-8"),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=no%20iri", 400, "expected IRIs"),
        ("/sparql?query=CLEAR%20ALL", 400, "does not parse"),
        ("/sparql?update=CLEAR%20ALL", 403, "read only"),
        ("/sparql?query=" + "x" * 60_000, 400, "does not parse"),
        ("/sparql?query=SELECT%20*%20%7BSERVICE%20%3Chttp%3A%2F%2F127.0.0.1%3A9%2F%3E%20%7B%7D%7D", 400, "SERVICE"),
        ("/nowhere", 404, "/nowhere"),
        ("/page/..%2Fserver.py", 404, "server.py"),
        ("/ontology/nothing", 404, "there are: concepts, "),
        ("/graph", 404, "graph.html"),
    ],
)
def test_a_get_that_is_refused(server: Server, path: str, status: int, says: str) -> None:
    reply = server.send("GET", path)
    assert reply.status == status
    assert says in one_line(reply)
    assert len(reply.text) < 1100


@pytest.mark.parametrize(
    ("content_type", "body", "status", "says"),
    [
        ("text/plain", b"ASK {}", 415, "text/plain; expected application/sparql-query or "),
        (None, b"ASK {}", 415, "no media type"),
        (None, b"query=ASK%20%7B%7D", 415, "no media type"),
        (SPARQL_QUERY + "; charset=UTF-16", "ASK {}".encode("utf-16"), 415, "charset utf-16"),
        (SPARQL_QUERY, b"ASK { ?s ?p '\xff' }", 400, "not UTF-8"),
        (SPARQL_QUERY, b"", 400, "does not parse"),
        (SPARQL_QUERY, b"x" * 1_000_001, 413, "larger than 1000000 bytes"),
        (FORM, b"", 400, "no query parameters"),
        (FORM, b"query=ASK%7B%7D&query=ASK%7B%7D", 400, "2 query parameters"),
        (FORM, b"query=%FF", 400, "UTF-8"),
        (FORM, b"update=CLEAR+ALL", 403, "read only"),
        (FORM, b"query=ASK%7B%7D&using-graph-uri=http%3A%2F%2Fe%2Fone", 403, "read only"),
        ("application/sparql-update", b"CLEAR ALL", 403, "read only"),
    ],
)
def test_a_post_that_is_refused(server: Server, content_type: str | None, body: bytes, status: int, says: str) -> None:
    headers = {} if content_type is None else {"Content_Type": content_type}
    reply = server.send("POST", "/sparql", body, **headers)
    assert reply.status == status
    assert says in one_line(reply)
    assert number(server.get(COUNT)) == 3


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_named_those_that_work(server: Server, method: str) -> None:
    reply = server.send(method, "/sparql?query=ASK%7B%7D")
    assert reply.status == 405
    assert set(reply.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_pages_of_other_people_may_ask(server: Server) -> None:
    assert server.get("ASK {}", Origin="http://elsewhere").headers["access-control-allow-origin"] == "*"
    asks = {"Origin": "http://elsewhere", "Access_Control_Request_Method": "POST"}
    allowed = server.send("OPTIONS", "/sparql", **asks, Access_Control_Request_Headers="content-type")
    assert allowed.status == 200
    assert "POST" in allowed.headers["access-control-allow-methods"]
    assert server.send("OPTIONS", "/sparql", **{**asks, "Access_Control_Request_Method": "PUT"}).status == 400


@pytest.mark.parametrize("accept", ["", "text/turtle", "application/ld+json", "*/*"])
def test_it_says_what_it_is(server: Server, accept: str) -> None:
    reply = server.send("GET", "/sparql", Accept=accept)
    assert reply.media_type == ("application/ld+json" if "ld" in accept else "text/turtle")
    said = Graph().parse(data=reply.body, format=reply.media_type)
    service = URIRef(f"{server.url}sparql")
    assert (service, RDF.type, SD.Service) in said
    assert (service, SD.endpoint, service) in said
    assert (service, SD.feature, SD.BasicFederatedQuery) not in said
    assert {str(name) for name in said.objects(None, SD.name)} == {"http://e/one", "http://e/two"}
    assert [int(str(count)) for count in said.objects(None, VOID.triples)] == [3]


def test_a_browser_gets_the_page_there(server: Server) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert server.send("GET", "/sparql", Accept=accept).media_type == "text/html"


def test_the_ontology_in_the_format_asked_for(server: Server) -> None:
    turtle = server.send("GET", "/ontology", Accept="text/turtle")
    assert turtle.media_type == "text/turtle"
    terms = Graph().parse(data=turtle.body, format="turtle")
    for media_type in ("application/ld+json", "application/n-triples", "application/rdf+xml"):
        other = server.send("GET", "/ontology", Accept=media_type)
        assert other.media_type == media_type
        assert len(Graph().parse(data=other.body, format=media_type)) == len(terms)
    page = server.send("GET", "/ontology", Accept="text/html")
    assert page.media_type == "text/html"
    assert "https://w3id.org/responsibility-graph/ontology#Task" in page.text
    assert "任务" in page.text
    assert "kind:education" in server.send("GET", "/ontology/concepts").text
    assert server.send("GET", "/ontology", Accept="text/csv").status == 406


def test_many_ask_at_once(server: Server) -> None:
    with ThreadPoolExecutor(20) as asking:
        replies = list(asking.map(lambda n: server.get(f"SELECT ({n} AS ?n) {{}}"), range(100)))
    assert [number(reply) for reply in replies] == list(range(100))
