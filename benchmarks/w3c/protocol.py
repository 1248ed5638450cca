"""The suite's protocol cases against a running `kg serve`: each request as its manifest has it, to our own path.

A read-only endpoint must answer the cases that query, and refuse the bad ones; a case that updates does not apply to
it as it stands: of those the update itself must be refused.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import RDF, RDFS, Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from benchmarks.serving import serving
from benchmarks.w3c.answers import found
from benchmarks.w3c.suite import MF, path
from benchmarks.w3c.ways import keep

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

# A graph that requests name and no file of the suite holds
_UNTOLD = NamedNode("http://kasei.us/2009/09/sparql/data/data0.rdf")
_RESULTS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
_GRAPHS = {"application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json"}


@dataclass(frozen=True, slots=True)
class Call:
    """A request, and what its reply must be: its status's first digits, its sort of content, its truth value."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statuses: frozenset[str]  # "2", "3", "4"
    format: str | None
    truth: bool | None

    @property
    def updates(self) -> bool:
        """Whether it asks for a change, by its content type, its form's field or its parameter."""
        return (
            any("sparql-update" in value for _, value in self.headers)
            or self.body.startswith(b"update=")
            or "?update=" in self.target
        )


def report(manifest: Path) -> None:
    """Print how many cases hold, of those that apply to a read-only endpoint and of the others, and each that fails."""
    graph = Graph().parse(manifest, publicID=manifest.resolve().as_uri())
    tests = sorted(graph.subjects(RDF.type, MF.ProtocolTest), key=str)
    counts = {True: [0, 0], False: [0, 0]}
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        keep(Path(folder) / "data", _data(graph))
        with serving(Path(folder) / "data") as url:
            for test in tests:
                calls = list(_calls(graph, test))
                applies = not any(call.updates and "2" in call.statuses for call in calls)
                reason = _first_wrong(url, calls) if applies else _changed(url, calls)
                counts[applies][0] += not reason
                counts[applies][1] += 1
                if reason:
                    failures.append(f"protocol: {str(test).rpartition('#')[2]}: {reason}")
    print("protocol: {} of {} cases that apply to a read-only endpoint".format(*counts[True]))
    print("protocol: {} of {} cases that update are refused".format(*counts[False]))
    print(*failures, sep="\n")


def _data(graph: Graph) -> bytes:
    quads = [Quad(_UNTOLD, NamedNode(str(RDFS.label)), Literal("data0"), _UNTOLD)]
    for each in set(graph.objects(predicate=UT.graphData)):
        name = NamedNode(str(graph.value(each, RDFS.label)))
        triples = parse(path=path(str(graph.value(each, UT.graph))), format=RdfFormat.N_TRIPLES)
        quads += [Quad(t.subject, t.predicate, t.object, name) for t in triples]
    return serialize(set(quads), format=RdfFormat.N_QUADS) or b""


def _calls(graph: Graph, test: Node) -> Iterator[Call]:
    action = graph.value(test, MF.action)
    listed = graph.value(action, HT.requests)
    assert listed
    for request in Collection(graph, listed):
        heads = graph.value(request, HT.headers)
        body = graph.value(request, HT.body)
        reply = graph.value(request, HT.resp)
        truth = graph.value(reply, MF.expectedBoolean)
        format = graph.value(reply, MF.expectedFormat)
        yield Call(
            str(graph.value(request, HT.methodName)),
            str(graph.value(request, HT.absolutePath)).replace("/sparql/", "", 1),
            tuple(
                (str(graph.value(head, HT.fieldName)), str(graph.value(head, HT.fieldValue)))
                for head in (Collection(graph, heads) if heads else ())
            ),
            str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding))) if body else b"",
            frozenset(str(status)[-3] for status in graph.objects(reply, MF.expectedStatus)),
            str(format) if format else None,
            None if truth is None else str(truth) == "true",
        )


def _first_wrong(url: str, calls: list[Call]) -> str:
    return next(filter(None, (wrong(url, call) for call in calls)), "")


def wrong(url: str, call: Call) -> str:
    """Send a request and say what is wrong with the reply; "" if nothing is."""
    reply, body = _send(url, call)
    if str(reply.status)[0] not in call.statuses:
        return f"status {reply.status}, expected {'xx or '.join(sorted(call.statuses))}xx"
    media_type = (reply.getheader("Content-Type") or "").partition(";")[0].strip()
    if call.format == "RDF":
        return "" if media_type in _GRAPHS else f"{media_type or 'no content type'} for a graph"
    if call.format:
        if media_type not in _RESULTS or (call.format == "boolean" and _RESULTS[media_type] not in ("json", "xml")):
            return f"{media_type or 'no content type'} for a result that is {call.format}"
        answer = found(body, _RESULTS[media_type])
        if call.truth is not None and answer.rows != ((str(call.truth).lower(),),):
            return f"another answer than {str(call.truth).lower()}"
    return ""


def _changed(url: str, calls: list[Call]) -> str:
    """Say which update was not refused."""
    for call in calls:
        status = _send(url, call)[0].status if call.updates else 400
        if not 400 <= status < 500:
            return f"an update was answered with status {status}"
    return ""


def _send(url: str, call: Call) -> tuple[HTTPResponse, bytes]:
    address = urlsplit(url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=30)
    connection.request(call.method, address.path + call.target, call.body or None, dict(call.headers))
    reply = connection.getresponse()
    return reply, reply.read()
