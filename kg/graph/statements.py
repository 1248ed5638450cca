"""Statements of one named graph: from plain values to quads, each fact with the words that say so."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.extract.stated import SIDECAR
from kg.graph.identifiers import Identifiers
from kg.graph.vocabulary import DCTERMS, OA, RDF, RESP, SKOS, XSD
from kg.model import Evidence, Naming
from kg.resolve.resolved import Resolved
from kg.source import locator

CONTEXT = 32  # characters of a passage's prefix and suffix, as annotation tools keep

_node = lru_cache(maxsize=4096)(NamedNode)  # a subject is said much of, a predicate everywhere, and each IRI is checked
_MOMENT = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def zh(text: str) -> Literal:
    """A name or sentence in Chinese."""
    return Literal(text, language="zh")


def typed(value: int | Decimal) -> Literal:
    """A number: xsd:integer, or xsd:decimal without trailing zeros."""
    if isinstance(value, int):
        return Literal(str(value), datatype=_node(XSD.integer))
    return Literal(format(value.normalize(), "f"), datatype=_node(XSD.decimal))


def moment(text: str) -> Literal:
    """An ISO year, month or date as xsd:gYear, gYearMonth or date; anything else as plain text."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return Literal(text)
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return Literal(text)
    datatype = XSD.date if day else XSD.gYearMonth if month else XSD.gYear
    return Literal(text, datatype=_node(datatype))


class Statements:
    """What one named graph says, in the order it was said; the same statement may be said twice."""

    def __init__(self, graph: str) -> None:
        self.graph = graph
        self.quads: list[Quad] = []

    def say(self, subject: str, predicate: str, *objects: str | Literal) -> None:
        """State the predicate for each object; a str is an IRI."""
        one, relation, graph = _node(subject), _node(predicate), _node(self.graph)
        for value in objects:
            thing = value if isinstance(value, Literal) else _node(value)
            self.quads.append(Quad(one, relation, thing, graph))


class PlanStatements(Statements):
    """What one plan says: its graph has the plan's own IRI."""

    def __init__(self, resolved: Resolved, ids: Identifiers) -> None:
        self.resolved, self.plan, self.ids = resolved, resolved.plan, ids
        super().__init__(ids.plan(self.plan))
        self._where = locator(self.plan.source)
        self._shown: Counter[str] = Counter()
        self._passages: set[str] = set()

    @property
    def text(self) -> str:
        """The IRI of the text that the plan was read from."""
        return self.graph + "/text"

    def quote(self, node: str, evidence: Evidence) -> None:
        """State the exact words behind a node, where they stand, and the rule that found them."""
        self.say(node, RESP.quote, Literal(evidence.quote))
        self.say(node, RESP.start, typed(evidence.start))
        self.say(node, RESP.end, typed(evidence.end))
        self.say(node, RESP.where, Literal(self._where(evidence.start)))
        self.say(node, RESP.rule, Literal(evidence.rule))
        self.say(node, DCTERMS.source, self.graph)

    def bear_out(self, node: str, evidence: Evidence) -> None:
        """Quote, and point to the passage as Web Annotation selects it, stated once however many facts rest on it."""
        self.quote(node, evidence)
        passage = self.ids.passage(self.plan, evidence.start, evidence.end)
        self.say(node, RESP.evidence, passage)
        if passage not in self._passages:
            self._passages.add(passage)
            self._select(passage, evidence)

    def _select(self, passage: str, evidence: Evidence) -> None:
        text, selector = self.plan.source.text, passage.replace("#char=", "#selector=")
        self.say(passage, RDF.type, RESP.Passage)
        self.say(passage, OA.hasSource, self.text)
        self.say(passage, OA.hasSelector, selector)
        self.say(selector, RDF.type, OA.TextQuoteSelector, OA.TextPositionSelector)
        self.say(selector, OA.exact, Literal(evidence.quote))
        self.say(selector, OA.prefix, Literal(text[max(0, evidence.start - CONTEXT) : evidence.start]))
        self.say(selector, OA.suffix, Literal(text[evidence.end : evidence.end + CONTEXT]))
        self.say(selector, OA.start, typed(evidence.start))
        self.say(selector, OA.end, typed(evidence.end))

    def show(self, owner: str, evidence: Evidence) -> str:
        """State an Evidence node of its own, numbered within the plan's thing `owner`, and return its IRI."""
        self._shown[owner] += 1
        node = self.ids.nth(owner, "evidence", self._shown[owner])
        self.say(node, RDF.type, RESP.Evidence)
        self.bear_out(node, evidence)
        return node

    def say_from(self, evidence: Evidence, subject: str, predicate: str, value: str | Literal) -> str:
        """State a fact of a task or the plan, and an Evidence node that tells which fact it bears out; return the node."""
        self.say(subject, predicate, value)
        if evidence.rule == SIDECAR:
            return self._stated(subject, predicate, value)
        node = self.show(subject if subject.startswith(self.graph) else self.graph, evidence)
        self.say(node, RDF.subject, subject)
        self.say(node, RDF.predicate, predicate)
        self.say(node, RDF.object, value)
        return node

    def _stated(self, subject: str, predicate: str, value: str | Literal) -> str:
        """State that a person says so in the sidecar file, and return the node that does."""
        node = f"{self.graph}/sidecar/{predicate.rpartition('#')[2].rpartition('/')[2]}"
        self.say(node, RDF.type, RESP.Statement)
        self.say(node, RDF.subject, subject)
        self.say(node, RDF.predicate, predicate)
        self.say(node, RDF.object, value)
        self.say(node, DCTERMS.source, self.graph)
        if self.plan.source.stated:
            self.say(node, RESP.sourceFile, Literal(self.plan.source.stated.file))
        return node

    def lies_in(self, thing: str, name: str) -> None:
        """State the place of a thing, and the place with its name."""
        place = self.ids.place(name)
        self.say(thing, RESP.place, place)
        self.say(place, RDF.type, RESP.Place)
        self.say(place, SKOS.prefLabel, zh(name))

    def unit(self, name: str) -> str:
        """The IRI of the unit that the plan means by `name`."""
        return self.ids.unit(self.resolved.units[name].key)

    def work(self, title: str) -> str:
        """The IRI of the work that the plan means by `title`."""
        return self.work_of(self.resolved.works[title])

    def work_of(self, naming: Naming) -> str:
        """The IRI of the work that a naming means."""
        return self.ids.work(naming.key, known=naming.key in self.resolved.known)
