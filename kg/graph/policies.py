"""What ontology/policies describes: the policies that plans may cite, and the national bodies that issue them."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import DataError
from kg.graph.vocabulary import DCTERMS, KIND, LEVEL, ORG, RDF, RESP, SKOS
from kg.model import Item, Level, Unit, Work
from kg.resolve.known import Known
from kg.resources import POLICIES

_Facts = dict[str, dict[str, list[str]]]  # subject → predicate → objects


def known(folder: Path = POLICIES) -> Known:
    """Return every resp:Document of the folder's Turtle files with its items, and every resp:Unit; nothing for no files."""
    facts = _facts(folder)
    units = (_unit(facts, iri) for iri in _of_class(facts, RESP.Unit))
    items: dict[str, list[Item]] = defaultdict(list)
    for iri in _of_class(facts, RESP.Item):
        for document in dict.fromkeys(facts[iri][RESP.derivesFrom]):  # files may say it again
            items[document].append(_item(facts[iri]))
    return Known.of([_work(facts[iri], items[iri]) for iri in _of_class(facts, RESP.Document)], units)


def _facts(folder: Path) -> _Facts:
    facts: _Facts = defaultdict(lambda: defaultdict(list))
    for path in sorted(folder.glob("*.ttl")):
        try:
            for quad in parse(path=str(path), format=RdfFormat.TURTLE):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                    facts[quad.subject.value][quad.predicate.value].append(quad.object.value)
        except SyntaxError as error:
            raise DataError(f"ontology/policies/{path.name}: {error}; expected Turtle") from error
    return facts


def _of_class(facts: _Facts, term: str) -> list[str]:
    return sorted(iri for iri, said in facts.items() if str(term) in said[RDF.type])


def _work(said: dict[str, list[str]], items: list[Item]) -> Work:
    title = said[DCTERMS.title][0]
    aliases = sorted({*said[SKOS.altLabel]} - {title})
    return Work(title, title, tuple(aliases), _level(said), tuple(items), True)


def _item(said: dict[str, list[str]]) -> Item:
    return Item(said[DCTERMS.identifier][0], said[SKOS.prefLabel][0], None)


def _unit(facts: _Facts, iri: str) -> Unit:
    said = facts[iri]
    name = said[SKOS.prefLabel][0]
    kind = next((one.removeprefix(str(KIND)) for one in said[ORG.classification]), None)
    key = unquote(iri.rsplit("/unit/", 1)[1])
    return Unit(key, name, tuple(sorted(said[SKOS.altLabel])), key.split("/")[0], _level(said), kind)


def _level(said: dict[str, list[str]]) -> Level | None:
    return next((Level(one.removeprefix(str(LEVEL))) for one in said[RESP.level]), None)
