"""How graphs on a server are replaced: by the SPARQL Graph Store protocol, or by SPARQL Update.

Either keeps a list of what was sent, in the graph `<base>pushed`, so that a later push can remove what is gone.
While a push goes on, the list names all that may be there: one that breaks off is mended by the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import DataError
from kg.graph.endpoint import UPDATE, Endpoint
from kg.graph.vocabulary import PROV

PIECE = 500_000  # bytes of statements in one update: servers bound what they take at once


class Speaker:
    """One protocol, spoken to one server about graphs under one base."""

    name: ClassVar[str]

    def __init__(self, endpoint: Endpoint, base: str) -> None:
        self.endpoint, self.base = endpoint, base
        self.list = base + "pushed"

    def begin(self, graphs: Iterable[str]) -> None:
        """Add the graphs to the server's list before any is sent."""
        raise NotImplementedError

    def put(self, graph: str, triples: bytes) -> None:
        """Replace a graph on the server by the N-Triples."""
        raise NotImplementedError

    def finish(self, graphs: Iterable[str]) -> int | None:
        """Remove listed graphs under the base that are not in `graphs`, now the list; None for an unknown number."""
        raise NotImplementedError

    def _listing(self, graphs: Iterable[str]) -> bytes:
        return "".join(f"<{self.list}> <{PROV.hadMember}> <{graph}> .\n" for graph in sorted(graphs)).encode()


class GraphStore(Speaker):
    """SPARQL 1.1 Graph Store HTTP Protocol: a graph is put and deleted at its own address."""

    name = "Graph Store"

    def begin(self, graphs: Iterable[str]) -> None:
        """Read the server's list and write it back with these graphs."""
        self._earlier: set[str] = set()
        answer = self.endpoint.ask("GET", self.endpoint.graph(self.list))
        if answer.good:
            self._earlier.update(_members(answer.body, answer.asked))
        elif answer.status != 404:
            raise answer.refusal()
        self.put(self.list, self._listing(self._earlier.union(graphs)))

    def put(self, graph: str, triples: bytes) -> None:
        """PUT replaces the graph."""
        self.endpoint.tell("PUT", self.endpoint.graph(graph), triples)

    def finish(self, graphs: Iterable[str]) -> int:
        """DELETE each graph that is gone and return how many there were."""
        gone = sorted(graph for graph in self._earlier.difference(graphs) if graph.startswith(self.base))
        for graph in gone:
            answer = self.endpoint.ask("DELETE", self.endpoint.graph(graph))
            if not answer.good and answer.status != 404:
                raise answer.refusal()
        self.put(self.list, self._listing(graphs))
        return len(gone)


class Update(Speaker):
    """SPARQL 1.1 Update: it writes and does not read, so the server itself finds what is gone."""

    name = "SPARQL Update"

    def begin(self, graphs: Iterable[str]) -> None:
        """INSERT these graphs into the list."""
        for piece in _pieces(self._listing(graphs)):
            self._do(_insert(self.list, piece))

    def put(self, graph: str, triples: bytes) -> None:
        """DROP and INSERT DATA, in pieces of bounded size."""
        first, *rest = _pieces(triples)
        self._do(f"DROP SILENT GRAPH <{graph}> ;\n{_insert(graph, first)}")
        for piece in rest:
            self._do(_insert(graph, piece))

    def finish(self, graphs: Iterable[str]) -> None:
        """DELETE what the list names and the new one, put beside it, does not."""
        new = self.list + "/new"
        self.put(new, self._listing(graphs))
        listed = f"<{self.list}> <{PROV.hadMember}> ?graph"
        self._do(
            f"""DELETE {{ GRAPH ?graph {{ ?s ?p ?o }} }} WHERE {{
                GRAPH <{self.list}> {{ {listed} }}
                FILTER(STRSTARTS(STR(?graph), "{self.base}"))
                FILTER NOT EXISTS {{ GRAPH <{new}> {{ {listed} }} }}
                GRAPH ?graph {{ ?s ?p ?o }}
            }} ;
            MOVE SILENT GRAPH <{new}> TO GRAPH <{self.list}>"""
        )

    def _do(self, update: str) -> None:
        self.endpoint.tell("POST", self.endpoint.url, update.encode(), UPDATE)


PROTOCOLS: Mapping[str, type[Speaker]] = MappingProxyType({"gsp": GraphStore, "update": Update})
"""The protocols by the names that the command line has for them."""


def _members(triples: bytes, asked: str) -> Iterator[str]:
    try:
        for triple in parse(triples, format=RdfFormat.N_TRIPLES):
            if isinstance(triple.object, NamedNode):
                yield triple.object.value
    except SyntaxError as error:
        raise DataError(f"{asked}: {error}; expected N-Triples, as a Graph Store gives") from error


def _insert(graph: str, triples: str) -> str:
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{triples}}} }}"


def _pieces(triples: bytes) -> list[str]:
    """Cut N-Triples between lines into pieces of at most PIECE bytes, or of one line; one piece for none."""
    pieces: list[list[bytes]] = [[]]
    size = 0
    for line in triples.splitlines(keepends=True):
        if size + len(line) > PIECE and pieces[-1]:
            pieces.append([])
            size = 0
        pieces[-1].append(line)
        size += len(line)
    return [b"".join(piece).decode() for piece in pieces]
