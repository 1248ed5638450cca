"""The named graphs sent to a server that speaks the SPARQL Graph Store or the SPARQL Update protocol."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.errors import DataError
from kg.graph.endpoint import EXPECTED, UPDATE, Endpoint
from kg.graph.protocols import PROTOCOLS
from kg.graph.vocabulary import RDF, RESP


@dataclass(frozen=True, slots=True)
class Report:
    """What a push did; `removed` counts graphs of an earlier push, None where the protocol does not tell."""

    protocol: str
    graphs: int
    triples: int
    removed: int | None


def push(store: Store, endpoint: Endpoint, protocol: str | None = None) -> Report:
    """Make the server's graphs those of `store`; the default graph, which repeats them, stays here.

    Each named graph replaces the server's of that name. Graphs under the base of this build that an earlier
    push left there and that are gone here are removed; any other graph is left alone. `protocol` is a key of
    PROTOCOLS; without it the server is asked, by requests that change nothing. DataError where the store has
    no plan, or where the server gives no answer or refuses.
    """
    base = base_of(store)
    speaker = PROTOCOLS[protocol or _spoken(endpoint, base)](endpoint, base)
    graphs = sorted(graph.value for graph in store.named_graphs())
    speaker.begin(graphs)
    triples = 0
    for graph in graphs:
        stated = store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(graph)) or b""
        triples += stated.count(b"\n")
        speaker.put(graph, stated)
    return Report(speaker.name, len(graphs), triples, speaker.finish(graphs))


def base_of(store: Store) -> str:
    """Return the base IRI of the build, with which the plans' graphs begin; DataError if there is no plan."""
    for graph in store.named_graphs():
        if isinstance(graph, NamedNode) and Quad(graph, NamedNode(RDF.type), NamedNode(RESP.Plan), graph) in store:
            return graph.value[: graph.value.rindex("plan/")]
    raise DataError("the graph holds no plan, so there is nothing to push; build one with: kg build")


def _spoken(endpoint: Endpoint, base: str) -> str:
    """Ask the server which protocol it speaks, in requests that change nothing there.

    Update first: an address for updates may take a PUT for the whole store. One that takes nonsense for an
    update speaks no SPARQL; one that has something in a graph that cannot be there is no Graph Store.
    """
    nowhere = base + "pushed/none"
    update = endpoint.ask("POST", endpoint.url, f"CLEAR SILENT GRAPH <{nowhere}>".encode(), UPDATE)
    if update.good and not endpoint.ask("POST", endpoint.url, b"is nonsense an update?", UPDATE).good:
        return "update"
    graph = endpoint.ask("GET", endpoint.graph(nowhere))
    for answer in (update, graph):
        if answer.status in (401, 403) or answer.target:
            raise answer.refusal()
    if graph.status == 404 or (graph.good and not graph.body.strip()):
        return "gsp"
    raise DataError(
        f"{endpoint.url}: a SPARQL Update gives {update.said}, a graph of a Graph Store {graph.said}; {EXPECTED}"
    )
