"""Statements of one named graph: from plain values to quads, each fact with the words that say so."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.identifiers import Identifiers
from kg.graph.vocabulary import DCTERMS, RDF, RESP, XSD
from kg.model import Corpus, Evidence, Plan, Unit, Work

_MOMENT = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def zh(text: str) -> Literal:
    """A name or sentence in Chinese."""
    return Literal(text, language="zh")


def typed(value: int | Decimal) -> Literal:
    """A number: xsd:integer, or xsd:decimal without trailing zeros."""
    if isinstance(value, int):
        return Literal(str(value), datatype=NamedNode(XSD.integer))
    return Literal(format(value.normalize(), "f"), datatype=NamedNode(XSD.decimal))


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
    return Literal(text, datatype=NamedNode(datatype))


class Statements:
    """What one named graph says, in the order it was said; the same statement may be said twice."""

    def __init__(self, graph: str) -> None:
        self.graph = graph
        self.quads: list[Quad] = []

    def say(self, subject: str, predicate: str, *objects: str | Literal) -> None:
        """State the predicate for each object; a str is an IRI."""
        for value in objects:
            thing = value if isinstance(value, Literal) else NamedNode(value)
            self.quads.append(Quad(NamedNode(subject), NamedNode(predicate), thing, NamedNode(self.graph)))


class PlanStatements(Statements):
    """What one plan says: its graph has the plan's own IRI."""

    def __init__(self, plan: Plan, corpus: Corpus, ids: Identifiers) -> None:
        super().__init__(ids.plan(plan))
        self.plan, self.corpus, self.ids = plan, corpus, ids
        self._shown: Counter[str] = Counter()

    def quote(self, node: str, evidence: Evidence) -> None:
        """State the exact words behind a node, where they stand, and the rule that found them."""
        self.say(node, RESP.quote, Literal(evidence.quote))
        self.say(node, RESP.start, typed(evidence.start))
        self.say(node, RESP.end, typed(evidence.end))
        self.say(node, RESP.rule, Literal(evidence.rule))
        self.say(node, DCTERMS.source, self.graph)

    def show(self, owner: str, evidence: Evidence) -> str:
        """State an Evidence node of its own, numbered within the plan's thing `owner`, and return its IRI."""
        self._shown[owner] += 1
        node = self.ids.nth(owner, "evidence", self._shown[owner])
        self.say(node, RDF.type, RESP.Evidence)
        self.quote(node, evidence)
        return node

    def say_from(self, evidence: Evidence, subject: str, predicate: str, value: str | Literal) -> None:
        """State a fact of a task or the plan, and an Evidence node that tells which fact it bears out."""
        self.say(subject, predicate, value)
        node = self.show(subject, evidence)
        self.say(node, RDF.subject, subject)
        self.say(node, RDF.predicate, predicate)
        self.say(node, RDF.object, value)

    def unit(self, name: str) -> Unit | None:
        """The unit that the plan means by `name`; None if resolution left it open."""
        key = self.corpus.unit_keys.get((self.plan.id, name))
        return None if key is None else self.corpus.units[key]

    def work(self, title: str) -> Work | None:
        """The work that the plan means by `title`; None if resolution left it open."""
        key = self.corpus.work_keys.get((self.plan.id, title))
        return None if key is None else self.corpus.works[key]
