"""The policies that ontology/policies describes, as works that plans may cite."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS
from rdflib.term import Node

from kg.errors import DataError
from kg.graph import vocabulary
from kg.model import Item, Level, Work
from kg.resources import POLICIES

RESP, LEVEL = Namespace(str(vocabulary.RESP)), Namespace(str(vocabulary.LEVEL))


def known_works(folder: Path = POLICIES) -> list[Work]:
    """Return every resp:Document of the folder's Turtle files with its items, in the order of its IRI; [] for no files."""
    graph = Graph()
    for path in sorted(folder.glob("*.ttl")):
        try:
            graph.parse(path)
        except Exception as error:  # rdflib's parsers raise many kinds
            raise DataError(f"ontology/policies/{path.name}: {error}; expected Turtle") from error
    return [_work(graph, node) for node in _sorted(graph.subjects(RDF.type, RESP.Document))]


def _sorted(nodes: Iterable[Node]) -> list[URIRef]:
    return sorted(node for node in nodes if isinstance(node, URIRef))


def _work(graph: Graph, node: URIRef) -> Work:
    title = str(graph.value(node, DCTERMS.title))
    aliases = sorted({str(name) for name in graph.objects(node, SKOS.altLabel)} - {title})
    level = graph.value(node, RESP.level)
    items = [
        Item(str(graph.value(item, DCTERMS.identifier)), str(graph.value(item, SKOS.prefLabel)), None)
        for item in _sorted(graph.subjects(RESP.derivesFrom, node))
        if (item, RDF.type, RESP.Item) in graph
    ]
    return Work(
        title, title, tuple(aliases), Level(str(level).removeprefix(str(LEVEL))) if level else None, tuple(items), True
    )
