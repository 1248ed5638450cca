"""What is known before any plan is read, as quads: terms, concepts and national opinions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from kg.errors import DataError
from kg.graph.identifiers import segment
from kg.graph.vocabulary import PROJECT
from kg.resources import ONTOLOGY

_SHAPES = "shapes.ttl"  # says what must hold, in blank nodes: for the check, not for readers of the graph


def ontology_quads(folder: Path = ONTOLOGY) -> Iterator[Quad]:
    """Yield what `folder`/*.ttl but the shapes and `folder`/policies/*.ttl state, one named graph a file.

    Statements with a blank node are left out, since a graph promises none. Nothing if there are no files;
    DataError for one that does not parse.
    """
    for path in (*sorted(folder.glob("*.ttl")), *sorted(folder.glob("policies/*.ttl"))):
        if path.name != _SHAPES:
            yield from _file(path, folder)


def _file(path: Path, folder: Path) -> Iterator[Quad]:
    name = path.relative_to(folder).with_suffix("")
    graph = NamedNode(PROJECT + "/".join(("ontology", *map(segment, name.parts))))
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode):
                yield Quad(quad.subject, quad.predicate, quad.object, graph)
    except SyntaxError as error:
        raise DataError(f"ontology/{path.relative_to(folder)}: {error}; expected Turtle") from error
