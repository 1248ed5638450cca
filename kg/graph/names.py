"""Names of units and works over all plans, gathered from what each plan calls them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from kg.graph.identifiers import Identifiers
from kg.graph.literals import zh
from kg.graph.statements import Statements
from kg.graph.vocabulary import DCTERMS, KIND, LEVEL, ORG, PREFIXES, RDF, RESP, SKOS
from kg.model import Level, Naming, Unit, Work
from kg.resolve.known import Known
from kg.resolve.units import merge_unit
from kg.resolve.works import merge_work

_NAMINGS = """
SELECT ?thing ?naming ?name ?place ?level WHERE {
  ?naming resp:identifies ?thing ; resp:name ?name .
  OPTIONAL { ?naming resp:place ?place }
  OPTIONAL { ?naming resp:level ?level }
}"""
_SURFACES = "SELECT ?naming ?surface WHERE { ?naming resp:surface ?surface }"
_NAMED = frozenset(
    map(NamedNode, (RESP.identifies, RESP.name, RESP.surface, RESP.place, RESP.level))
)  # asked for above


def name_quads(store: Store, ids: Identifiers, known: Known) -> list[Quad]:
    """Return for each unit and work that a Naming of the store's default graph means its class, names, place, level
    and kind, in the named graph `<base>shared`; [] for a store without namings.

    A unit that is known from ontology/policies keeps the name and kind that its file gives.
    """
    return [quad for thing, said in sorted(_namings(store).items()) for quad in thing_quads(thing, said, ids, known)]


def thing_quads(thing: str, said: Sequence[Naming], ids: Identifiers, known: Known) -> list[Quad]:
    """Return the same for one unit or work, by its IRI and all its namings, of which name, surfaces, place and level count."""
    out = Statements(ids.shared)
    key = unquote(thing.rsplit("/unit/" if "/unit/" in thing else "/work/", 1)[1])
    if thing == ids.unit(key):
        _unit(out, ids, thing, _as_known(merge_unit(key, said), known.bodies.get(key)))
    else:
        _work(out, thing, merge_work(key, said))
    return out.quads


def namings(quads: Iterable[Quad]) -> dict[str, list[Naming]]:
    """Return what the quads, whatever their graph, say of the names of each unit and work, by its IRI; {} for nothing."""
    store = Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads if quad.predicate in _NAMED)
    return _namings(store)


def _namings(store: Store) -> dict[str, list[Naming]]:
    surfaces: dict[str, list[str]] = defaultdict(list)
    for naming, surface in _rows(store, _SURFACES):
        surfaces[str(naming)].append(str(surface))
    found: dict[str, list[Naming]] = defaultdict(list)
    for thing, naming, name, place, level in _rows(store, _NAMINGS):
        rank = Level(level.removeprefix(str(LEVEL))) if level else None
        where = unquote(place.rsplit("/", 1)[1]) if place else None
        found[str(thing)].append(Naming(str(name), "", tuple(sorted(surfaces[str(naming)])), where, rank))
    return found


def _rows(store: Store, query: str) -> Iterator[tuple[str | None, ...]]:
    answer = store.query(query, prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        yield tuple(None if term is None else str(term.value) for term in row)


def _unit(out: Statements, ids: Identifiers, iri: str, unit: Unit) -> None:
    out.say(iri, RDF.type, RESP.Unit)
    _names(out, iri, unit.name, unit.aliases)
    if unit.place:
        out.say(iri, RESP.place, ids.place(unit.place))
    if unit.level:
        out.say(iri, RESP.level, LEVEL[unit.level])
    if unit.kind:
        out.say(iri, ORG.classification, KIND[unit.kind])


def _work(out: Statements, iri: str, work: Work) -> None:
    out.say(iri, RDF.type, RESP.Document)
    out.say(iri, DCTERMS.title, zh(work.title))
    _names(out, iri, work.title, work.aliases)
    if work.level:
        out.say(iri, RESP.level, LEVEL[work.level])


def _as_known(unit: Unit, body: Unit | None) -> Unit:
    if body is None:
        return unit
    return replace(body, aliases=tuple(sorted({*body.aliases, *unit.aliases, unit.name} - {body.name})))


def _names(out: Statements, iri: str, name: str, aliases: tuple[str, ...]) -> None:
    out.say(iri, SKOS.prefLabel, zh(name))
    out.say(iri, SKOS.altLabel, *(zh(alias) for alias in aliases if alias != name))
