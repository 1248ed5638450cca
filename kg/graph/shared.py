"""Units, places and works: what all plans share, in one named graph."""

from __future__ import annotations

from pyoxigraph import Quad

from kg.graph.identifiers import Identifiers
from kg.graph.statements import Statements, zh
from kg.graph.vocabulary import DCTERMS, KIND, LEVEL, ORG, RDF, RESP, SKOS
from kg.model import Corpus, Unit, Work


def shared_quads(corpus: Corpus, ids: Identifiers) -> list[Quad]:
    """Return every unit, place, work and item of the corpus with its names and kinds; empty for none."""
    out = Statements(ids.shared)
    for unit in corpus.units.values():
        _unit(out, ids, unit)
    for work in corpus.works.values():
        _work(out, ids, work)
    places = {unit.place for unit in corpus.units.values()} | {plan.place for plan in corpus.plans}
    for place in sorted(filter(None, places)):
        out.say(ids.place(place), RDF.type, RESP.Place)
        out.say(ids.place(place), SKOS.prefLabel, zh(place))
    return out.quads


def _unit(out: Statements, ids: Identifiers, unit: Unit) -> None:
    iri = ids.unit(unit)
    out.say(iri, RDF.type, RESP.Unit)
    _names(out, iri, unit.name, unit.aliases)
    if unit.place:
        out.say(iri, RESP.place, ids.place(unit.place))
    if unit.level:
        out.say(iri, RESP.level, LEVEL[unit.level])
    if unit.kind:
        out.say(iri, ORG.classification, KIND[unit.kind])


def _work(out: Statements, ids: Identifiers, work: Work) -> None:
    """State a work; of one from ontology/policies only its names, for its own file says the rest."""
    iri = ids.work(work)
    out.say(iri, RDF.type, RESP.Document)
    out.say(iri, DCTERMS.title, zh(work.title))
    _names(out, iri, work.title, work.aliases)
    if work.known:
        return
    if work.level:
        out.say(iri, RESP.level, LEVEL[work.level])
    for item in work.items:
        part = ids.item(work, item)
        out.say(part, RDF.type, RESP.Item)
        out.say(part, DCTERMS.isPartOf, iri)
        out.say(part, RESP.derivesFrom, iri)
        out.say(part, SKOS.prefLabel, zh(item.label))


def _names(out: Statements, iri: str, name: str, aliases: tuple[str, ...]) -> None:
    out.say(iri, SKOS.prefLabel, zh(name))
    out.say(iri, SKOS.altLabel, *(zh(alias) for alias in aliases if alias != name))
