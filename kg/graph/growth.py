"""How a store comes to hold what the documents say: made whole, or amended by the few that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.graph.identifiers import Identifiers
from kg.graph.kept import Kept
from kg.graph.lines import Written, written_as
from kg.graph.names import name_quads, naming_lines, namings, namings_of, written_names
from kg.graph.ontology import ontology_quads
from kg.graph.proposals import proposed
from kg.graph.state import State, build_quads, build_written
from kg.graph.store import STORE, amend, new_generation, open_to_amend
from kg.graph.vocabulary import RDF, RESP
from kg.graph.write import plan_quads
from kg.resolve.known import Known
from kg.resolve.resolved import Resolved
from kg.software import Software

Files = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Said:
    """What a plan says: its statements, and its `naming_lines`."""

    written: Written
    names: Sequence[bytes]


def said_by(resolved: Resolved, ids: Identifiers) -> Said:
    """Return what a plan says as it was read."""
    return Said(plan_quads(resolved, ids), naming_lines(namings_of(resolved, ids)))


def said_before(store: Store | None, iri: str, ids: Identifiers) -> Said:
    """Return what the plan with this IRI says as the store has it; nothing without a store."""
    quads = graph_quads(store, iri, ids)
    return Said(written_as(quads), naming_lines(namings(quads)))


def generate(
    out: Path,
    plans: Iterable[Said],
    inputs: tuple[Files, Files],
    software: Software,
    ids: Identifiers,
    known: Known,
    kept: Kept | None = None,
) -> State | None:
    """Make a new store in `out` of the plans' quads, taken plan by plan; return the state it then holds.

    `inputs` are State's plans and refused files, complete once the last plan is taken. Without any plan the store
    stays as it is, and None is returned. No plan is kept in memory: what all say of names waits on disk.
    What the named graphs then hold is added to `kept`, some of it more than once.
    """
    try:
        with new_generation(out, kept) as new, TemporaryFile(dir=out / STORE) as said_of_names:
            new.add(_ontology())
            for said in plans:
                new.add(said.written)
                said_of_names.writelines(said.names)
            if not inputs[0]:
                raise _NothingBuilt
            new.load()
            corrections = frozenset(_subjects(new.store.quads_for_pattern(None, _TYPE, _CORRECTION, DefaultGraph())))
            state = State(inputs[0], refused=inputs[1], corrections=corrections)
            said_of_names.seek(0)
            for written in chain(written_names(said_of_names, ids, known), build_written(state, software, ids)):
                new.add(written)
            new.load()
    except _NothingBuilt:
        return None
    return state


def _ontology() -> Written:
    """What is known before any plan is read, spelt as a store spells it, whatever people write there: 1.50 as 1.5."""
    store = Store()
    store.bulk_extend(ontology_quads())
    return written_as(store)


class _NothingBuilt(Exception):
    """Ends a generation that no plan came to."""


def update(
    out: Path,
    store: Store,
    changed: Mapping[str, Iterable[Quad]],
    inputs: tuple[Files, Files],
    software: Software,
    ids: Identifiers,
    known: Known,
) -> State:
    """Put the changed plans' quads, by plan IRI, in the place of what the store in `out`, open as `store`, has of them;
    return the state it then holds.

    A plan that is not in `inputs`, State's plans and refused files, leaves. What the other plans say stays untouched
    but for the names of units and works that the changed ones use too.
    """
    stale = {*changed, *(iri for iri in _plans(store) if iri not in inputs[0])}
    old = {quad for iri in (*stale, ids.build) for quad in graph_quads(store, iri, ids)}
    new = {quad for quads in changed.values() for quad in quads}
    named = {q.object for q in old | new if q.predicate == _IDENTIFIES and isinstance(q.object, NamedNode)}
    old |= {q for thing in named for q in store.quads_for_pattern(thing, None, None, NamedNode(ids.shared))}
    new |= set(name_quads(_namings(store, named, stale, new), ids, known))
    kept = (
        quad for quad in store.quads_for_pattern(None, _TYPE, _CORRECTION, None) if _named(quad) not in {*stale, ""}
    )
    come = (quad for quad in new if quad.predicate == _TYPE and quad.object == _CORRECTION)
    state = State(inputs[0], refused=inputs[1], corrections=frozenset(_subjects([*kept, *come])))
    new |= set(build_quads(state, software, ids))
    if old != new:
        amend(open_to_amend(out), old, new)
    return state


_TYPE, _CORRECTION = NamedNode(RDF.type), NamedNode(RESP.Correction)
_IDENTIFIES, _TEXT = NamedNode(RESP.identifies), NamedNode(RESP.Text)


def _plans(store: Store) -> set[str]:
    """The plans' named graphs: those that have a text."""
    found = store.quads_for_pattern(None, _TYPE, _TEXT, None)
    return {_named(quad) for quad in found} - {""}


def _namings(store: Store, things: Iterable[NamedNode], stale: set[str], new: Iterable[Quad]) -> list[Quad]:
    """What all plans say of the names of these things once the change is made, and more of the changed ones."""
    found = list(new)
    for thing in things:
        for naming in store.quads_for_pattern(None, _IDENTIFIES, thing, None):
            if naming.graph_name != DefaultGraph() and _named(naming) not in stale:
                found += store.quads_for_pattern(naming.subject, None, None, naming.graph_name)
    return found


def graph_quads(store: Store | None, iri: str, ids: Identifiers) -> Sequence[Quad]:
    """Return what the named graph with this IRI holds, and where it is a plan's, what is proposed for the plan; nothing
    without a store."""
    if store is None:
        return ()
    return (*store.quads_for_pattern(None, None, None, NamedNode(iri)), *proposed(store, iri, ids))


def _subjects(quads: Iterable[Quad]) -> set[str]:
    return {str(getattr(quad.subject, "value", "")) for quad in quads}


def _named(quad: Quad) -> str:
    return str(getattr(quad.graph_name, "value", ""))
