"""Statements of one named graph: from plain values to lines, each fact with the words that say so."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import Quad

from kg.extract.stated import SIDECAR
from kg.graph.identifiers import Identifiers
from kg.graph.lines import Written
from kg.graph.literals import Literal, numeral, plain, zh
from kg.graph.vocabulary import DCTERMS, OA, RDF, RESP, SKOS
from kg.model import Evidence, Naming
from kg.resolve.resolved import Resolved
from kg.source import locator

CONTEXT = 32  # characters of a passage's prefix and suffix, as annotation tools keep


class Statements:
    """What one named graph says, in the order it was said; the same statement may be said twice.

    Each is written down as a line at once: a plan makes some thousand, and objects would take most of the time.
    """

    def __init__(self, graph: str) -> None:
        self.graph = graph
        self._triples: list[str] = []

    def say(self, subject: str, predicate: str, value: str | Literal) -> None:
        """State the predicate for the object; a str that is no Literal is an IRI, and not checked here."""
        term = value if value[0] == '"' else f"<{value}>"
        self._triples.append(f"<{subject}> <{predicate}> {term}")

    @property
    def written(self) -> Written:
        """What was said so far."""
        return Written.of(self._triples, self.graph)

    @property
    def quads(self) -> list[Quad]:
        """What was said so far."""
        return self.written.parsed()


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
        self.say(node, RESP.quote, plain(evidence.quote))
        self.say(node, RESP.start, numeral(evidence.start))
        self.say(node, RESP.end, numeral(evidence.end))
        self.say(node, RESP.where, plain(self._where(evidence.start)))
        self.say(node, RESP.rule, plain(evidence.rule))
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
        self.say(selector, RDF.type, OA.TextQuoteSelector)
        self.say(selector, RDF.type, OA.TextPositionSelector)
        self.say(selector, OA.exact, plain(evidence.quote))
        self.say(selector, OA.prefix, plain(text[max(0, evidence.start - CONTEXT) : evidence.start]))
        self.say(selector, OA.suffix, plain(text[evidence.end : evidence.end + CONTEXT]))
        self.say(selector, OA.start, numeral(evidence.start))
        self.say(selector, OA.end, numeral(evidence.end))

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
            self.say(node, RESP.fileName, plain(self.plan.source.stated.file))
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
