"""The policies that ontology/policies describes, as works that plans may cite."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib.namespace import DCTERMS, RDF, SKOS

from kg.errors import DataError
from kg.graph.vocabulary import LEVEL, RESP
from kg.model import Item, Level, Work
from kg.resources import POLICIES

_Facts = dict[str, dict[str, list[str]]]  # subject → predicate → objects


def known_works(folder: Path = POLICIES) -> list[Work]:
    """Return every resp:Document of the folder's Turtle files with its items, in the order of its IRI; [] for no files."""
    facts: _Facts = defaultdict(lambda: defaultdict(list))
    for path in sorted(folder.glob("*.ttl")):
        try:
            for quad in parse(path=str(path), format=RdfFormat.TURTLE):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                    facts[quad.subject.value][quad.predicate.value].append(quad.object.value)
        except SyntaxError as error:
            raise DataError(f"ontology/policies/{path.name}: {error}; expected Turtle") from error
    return [_work(facts, iri) for iri in _of_class(facts, RESP.Document)]


def _of_class(facts: _Facts, term: str) -> list[str]:
    return sorted(iri for iri, said in facts.items() if str(term) in said[str(RDF.type)])


def _work(facts: _Facts, iri: str) -> Work:
    title = facts[iri][str(DCTERMS.title)][0]
    aliases = sorted({*facts[iri][str(SKOS.altLabel)]} - {title})
    level = next((Level(one.removeprefix(str(LEVEL))) for one in facts[iri][str(RESP.level)]), None)
    items = (item for item in _of_class(facts, RESP.Item) if iri in facts[item][str(RESP.derivesFrom)])
    return Work(title, title, tuple(aliases), level, tuple(_item(facts[item]) for item in items), True)


def _item(said: dict[str, list[str]]) -> Item:
    return Item(said[str(DCTERMS.identifier)][0], said[str(SKOS.prefLabel)][0], None)
