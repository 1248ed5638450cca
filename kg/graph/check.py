"""The graph held against its shapes, and its titles against each other: what fails, of what, on which sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QuerySolutions, Store

from kg.graph.shapes import Check, checks
from kg.graph.tasks import DIRECT
from kg.graph.vocabulary import DCTERMS, OA, OWL, PREFIXES, RDF, RDFS, RESP, ROLE, SKOS
from kg.resolve.spelling import alike

SEVERITIES = ("violation", "warning", "info")  # the gravest first

_Node = NamedNode | BlankNode
_Row = dict[str, Any]  # of terms, by the names of the query's variables
_ROLES = {str(edge): NamedNode(ROLE[role]) for role, edge in DIRECT.items()}
_VARIABLE = re.compile(r"\{\?(\w+)\}")
_NUMBER = re.compile(r"-?[0-9]+")  # a broken graph may say anything


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A quote: `quote` is the text of `file` from character `start` to `end`."""

    file: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Objection:
    """What fails, in English and Chinese, and of what; a task's with its number, "" where no file is known."""

    severity: str
    en: str
    zh: str
    thing: str
    file: str
    sentences: tuple[Sentence, ...]
    remedy: str  # what to put into corrections.toml, "" where that does not help
    iri: str


def check(store: Store) -> list[Objection]:
    """Return all that fails, each once, the gravest first, then in the order of files and passages; [] for nothing."""
    found = {*_broken(store), *_spellings(store)}
    return sorted(found, key=_order)


def count(store: Store) -> int:
    """Return how many plans the graph holds."""
    return sum(1 for _ in store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(RESP.Plan), DefaultGraph()))


def _order(one: Objection) -> tuple[object, ...]:
    return SEVERITIES.index(one.severity), one.file, one.sentences[:1], one.thing, one.en, one.iri


def _broken(store: Store) -> Iterator[Objection]:
    graph = _Graph(store)
    for demand in checks():
        for row in failing(store, demand):
            yield _objection(graph, demand, row)


def failing(store: Store, demand: Check) -> Iterator[_Row]:
    """Yield what does not meet the demand: the bound variables of each row of its query, by name."""
    answer = store.query(demand.query, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield {name: row[name] for name in names if row[name] is not None}


def _objection(graph: _Graph, demand: Check, row: _Row) -> Objection:
    thing = row["value"] if "value" in row else row["this"]
    named = {name: graph.name(node) for name, node in row.items()}
    en, zh = (_VARIABLE.sub(lambda found: named[found[1]], text) for text in (demand.en, demand.zh))
    if demand.about in _ROLES and (units := graph.objects(thing, demand.about)):
        names = "、".join(graph.name(unit) for unit in units)
        en, zh = f"{en} ({names})", f"{zh}（{names}）"
    for note in graph.objects(thing, RESP.note):
        en, zh = (f"{en} ({note.value})", zh) if note.language == "en" else (en, f"{zh}（{note.value}）")
    sentences = graph.sentences(_saying(graph, demand, row, thing))
    file = graph.file(thing) or next((sentence.file for sentence in sentences), "")
    return Objection(demand.severity, en, zh, graph.thing(thing), file, sentences, "", thing.value)


def _saying(graph: _Graph, demand: Check, row: _Row, thing: _Node) -> list[_Node]:
    """Return the nodes whose quotes show what fails: the assignments meant, the readings of a finding, or the thing itself.

    A unit or document has no words of its own: the first place that names it speaks.
    """
    if "said" in row:
        return [row["said"]]
    if readings := graph.objects(thing, RESP.reading):
        return readings
    assigned = graph.subjects(RESP.task, thing)
    if "unit" in row:
        assigned = [one for one in assigned if row["unit"] in graph.objects(one, RESP.unit)]
    elif demand.about in _ROLES:
        assigned = [one for one in assigned if _ROLES[demand.about] in graph.objects(one, RESP.role)]
    else:
        assigned = []
    if assigned or graph.objects(thing, RESP.quote):
        return assigned or [thing]
    return graph.first_naming(thing)


def _spellings(store: Store) -> Iterator[Objection]:
    """Yield each pair of titles that differ by a small difference in spelling, unless they are one document's."""
    graph = _Graph(store)
    nodes: dict[str, set[_Node]] = {}
    for kind in (RESP.Document, RESP.Plan):
        for node in graph.subjects(RDF.type, NamedNode(kind)):
            for title in graph.objects(node, DCTERMS.title):
                nodes.setdefault(title.value, set()).update((node, *graph.objects(node, OWL.sameAs)))
    for one, other in alike(nodes):
        if nodes[one] & nodes[other]:
            continue
        named = sorted(nodes[one] | nodes[other], key=str)
        sentences = graph.sentences([said for node in named for said in graph.first_naming(node)])
        pair = ", ".join(json.dumps(title, ensure_ascii=False) for title in (one, other))
        yield Objection(
            "info",
            "Two titles differ by little. Are they one document?",
            "两个标题仅有细微差别，是否为同一文件？",
            f"《{one}》 《{other}》",
            next((sentence.file for sentence in sentences), ""),
            sentences,
            f'[[same]]\ntitles = [{pair}]\nby = "姓名"',
            min(nodes[one], key=str).value,
        )


class _Graph:
    """The merged graph of a store, read by pattern; what is asked of it comes back sorted."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def objects(self, node: _Node, predicate: str) -> list[Any]:
        """The values of a property."""
        found = self._store.quads_for_pattern(node, NamedNode(predicate), None, DefaultGraph())
        return sorted((quad.object for quad in found), key=str)

    def subjects(self, predicate: str, value: _Node) -> list[_Node]:
        """The nodes of which a property has that value."""
        found = self._store.quads_for_pattern(None, NamedNode(predicate), value, DefaultGraph())
        return sorted((quad.subject for quad in found if isinstance(quad.subject, _Node)), key=str)

    def first(self, node: _Node, *predicates: str) -> str | None:
        """The first value of the first property that has one."""
        return next((str(value.value) for name in predicates for value in self.objects(node, name)), None)

    def name(self, node: _Node) -> str:
        """What people call it; a thing without a name by its IRI."""
        return self.first(node, SKOS.prefLabel, DCTERMS.title, RDFS.label) or node.value

    def thing(self, node: _Node) -> str:
        """A task by number and title; what is part of one or about one by that; else a name."""
        owner = next(self._owners(node), node)
        number = self.first(owner, DCTERMS.identifier)
        return f"{number} {self.name(owner)}" if number else self.name(node if owner == node else owner)

    def first_naming(self, node: _Node) -> list[_Node]:
        """What quotes the first place that names a unit or document; [] where none does."""
        naming = (*self.subjects(RESP.unit, node), *self.subjects(RDF.object, node))
        return sorted(filter(self.sentences_of, naming), key=self.sentences_of)[:1]

    def sentences_of(self, node: _Node) -> tuple[Sentence, ...]:
        """The quote of one node."""
        return self.sentences([node])

    def file(self, node: _Node) -> str | None:
        """The file that states it; None for what no single file does, such as a unit."""
        for one in (node, *self._owners(node)):
            for source in (one, *self.objects(one, DCTERMS.source), *self.objects(one, OA.hasSource)):
                if file := self.first(source, RESP.sourceFile) or self.first(source, RESP.fileName):
                    return file
        return None

    def sentences(self, nodes: Iterable[_Node]) -> tuple[Sentence, ...]:
        """The quotes of nodes, each place once, in the order of files and places."""
        found = set()
        for node in nodes:
            quote, start, end = (self.first(node, name) for name in (RESP.quote, RESP.start, RESP.end))
            if quote and start and end and _NUMBER.fullmatch(start) and _NUMBER.fullmatch(end):
                found.add(Sentence(self.file(node) or "", int(start), int(end), quote))
        return tuple(sorted(found))

    def _owners(self, node: _Node) -> Iterator[_Node]:
        for predicate in (RESP.task, RESP.about, RDF.subject):
            yield from (value for value in self.objects(node, predicate) if not isinstance(value, Literal))
        for predicate in (RESP.hasMeasure, RESP.hasTarget):
            yield from self.subjects(predicate, node)
