"""Which languages a thing's names and texts are in."""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str | None]:
    """Return the language of each text that is not blank, sorted; one twice where there are two texts."""
    texts = [text for text in graph.objects(subject, predicate) if isinstance(text, Literal) and text.strip()]
    return sorted((text.language for text in texts), key=str)
