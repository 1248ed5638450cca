"""Names of units and works over all plans, gathered from what each plan calls them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import unquote

from pyoxigraph import Quad

from kg.graph.identifiers import Identifiers
from kg.graph.lines import Written
from kg.graph.literals import zh
from kg.graph.sorting import in_order
from kg.graph.statements import Statements
from kg.graph.vocabulary import DCTERMS, KIND, LEVEL, ORG, RDF, RESP, SKOS
from kg.model import Level, Naming, Unit, Work
from kg.resolve.known import Known
from kg.resolve.resolved import Resolved
from kg.resolve.units import merge_unit
from kg.resolve.works import merge_work

_SAID = tuple(map(str, (RESP.identifies, RESP.name, RESP.surface, RESP.place, RESP.level)))  # of a naming


def name_quads(quads: Iterable[Quad], ids: Identifiers, known: Known) -> list[Quad]:
    """Return for each unit and work that a Naming among the quads, whatever their graph, means its class, names, place,
    level and kind, in the named graph `<base>shared`; [] for quads without namings.

    A unit that is known from ontology/policies keeps the name and kind that its file gives.
    """
    found = sorted(namings(quads).items())
    return [quad for thing, said in found for quad in thing_names(thing, said, ids, known).parsed()]


def thing_names(thing: str, said: Sequence[Naming], ids: Identifiers, known: Known) -> Written:
    """Return the same for one unit or work, by its IRI and all its namings, of which name, surfaces, place and level count."""
    out = Statements(ids.shared)
    key = unquote(thing.rsplit("/unit/" if "/unit/" in thing else "/work/", 1)[1])
    if thing == ids.unit(key):
        _unit(out, ids, thing, _as_known(merge_unit(key, said), known.bodies.get(key)))
    else:
        _work(out, thing, merge_work(key, said))
    return out.written


def naming_lines(said: Mapping[str, Iterable[Naming]]) -> list[bytes]:
    """Return namings of units and works, by their IRIs, as lines for `written_names`, one each: so those of all plans
    need not be in memory at once."""
    return [
        f"{thing}\t{json.dumps((one.name, one.surfaces, one.place, one.level), ensure_ascii=False)}\n".encode()
        for thing, named in said.items()
        for one in named
    ]


def written_names(lines: Iterable[bytes], ids: Identifiers, known: Known) -> Iterator[Written]:
    """Yield the same as `name_quads` of the `naming_lines` of all plans, in any order, thing by thing. They are sorted on
    disk where they are many, so that those of one thing alone are in memory."""
    for thing, its_lines in groupby(in_order(lines), key=lambda line: line.partition(b"\t")[0]):
        said: list[Naming] = []
        for line, same in groupby(its_lines):
            said += [_naming(line)] * sum(1 for _ in same)
        yield thing_names(thing.decode(), said, ids, known)


def _naming(line: bytes) -> Naming:
    name, surfaces, place, level = json.loads(line.partition(b"\t")[2])
    return Naming(name, "", tuple(surfaces), place, level and Level(level))


def namings_of(resolved: Resolved, ids: Identifiers) -> dict[str, list[Naming]]:
    """Return a plan's namings by the IRI of what they mean: as far as `thing_names` counts them, the same as `namings` of
    its statements."""
    found: dict[str, list[Naming]] = defaultdict(list)
    for naming in resolved.units.values():
        found[ids.unit(naming.key)].append(naming)
    for naming in (*resolved.works.values(), *([resolved.own] if resolved.own else [])):
        found[ids.work(naming.key, known=naming.key in resolved.known)].append(naming)
    return found


def namings(quads: Iterable[Quad]) -> dict[str, list[Naming]]:
    """Return what the quads, whatever their graph, say of the names of each unit and work, by its IRI; {} for nothing."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        if quad.predicate.value in _SAID:
            said[_value(quad.subject)][quad.predicate.value].add(_value(quad.object))
    found: dict[str, list[Naming]] = defaultdict(list)
    for naming in said.values():
        things, *others = (sorted(naming[term]) for term in _SAID)
        for thing in things:
            found[thing].append(_named(*others))
    return found


def _named(names: list[str], surfaces: list[str], places: list[str], levels: list[str]) -> Naming:
    place = unquote(places[0].rsplit("/", 1)[1]) if places else None
    level = Level(levels[0].removeprefix(str(LEVEL))) if levels else None
    return Naming(names[0], "", tuple(surfaces), place, level)


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


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
    for alias in aliases:
        if alias != name:
            out.say(iri, SKOS.altLabel, zh(alias))
