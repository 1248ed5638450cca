"""What a store was built from, so that the next build reads only what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.identifiers import Identifiers
from kg.graph.lines import Written
from kg.graph.literals import en, plain
from kg.graph.statements import Statements
from kg.graph.vocabulary import PROJECT, PROV, RDF, RESP
from kg.model import Correction, CorrectionKind
from kg.resolve.works import forms, spelling
from kg.software import Software


@dataclass(frozen=True, slots=True)
class State:
    """The inputs of a build: what they were and what became of them."""

    plans: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # plan IRI → (file name, SHA-256)
    texts: Mapping[str, str] = field(default_factory=dict)  # plan IRI → fingerprint of its text
    refused: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # SHA-256 → (file name, reason)
    corrections: frozenset[str] = frozenset()  # IRIs of those that had an effect

    def digest(self, software: Software, base: str) -> str:
        """Return a SHA-256 of all that decides what a build gives."""
        refused = ((sha, name) for sha, (name, _) in sorted(self.refused.items()))
        plans = ((iri, *self.plans[iri]) for iri in sorted(self.plans))
        return input_hash(software, base, plans, refused, self.corrections)


def input_hash(
    software: Software,
    base: str,
    plans: Iterable[tuple[str, str, str]],
    refused: Iterable[tuple[str, str]],
    corrections: Iterable[str],
) -> str:
    """Return `State.digest` of a state too large to hold: plans as (IRI, file name, SHA-256) and refused files as
    (SHA-256, file name), both sorted."""
    found = hashlib.sha256(software.name.encode())
    lines = (" ".join((iri, name, sha)) for iri, name, sha in plans)
    for line in chain([base], lines, map(" ".join, refused), sorted(corrections)):
        found.update(f"\n{line}".encode())
    return found.hexdigest()


def build_quads(state: State, software: Software, ids: Identifiers) -> list[Quad]:
    """Return what the graph `<base>build` says: which program read which inputs, and which files it refused."""
    return [quad for written in build_written(state, software, ids) for quad in written.parsed()]


def build_written(state: State, software: Software, ids: Identifiers) -> Iterator[Written]:
    """Yield the same, written."""
    yield _program(state.digest(software, ids.base), software, ids).written
    for sha, (name, reason) in state.refused.items():
        yield _refusal(sha, name, reason, ids).written


def program_quads(digest: str, software: Software, ids: Identifiers) -> list[Quad]:
    """Return which program made the build, and the digest of its state."""
    return _program(digest, software, ids).quads


def _program(digest: str, software: Software, ids: Identifiers) -> Statements:
    out = Statements(ids.build)
    agent = f"{PROJECT}software/{software.name}"
    out.say(ids.build, RDF.type, RESP.Build)
    out.say(ids.build, PROV.wasAssociatedWith, agent)
    out.say(ids.build, RESP.inputHash, plain(digest))
    out.say(agent, RDF.type, PROV.SoftwareAgent)
    out.say(agent, RESP.version, plain(software.version))
    out.say(agent, RESP.rules, plain(software.rules))
    return out


def refusal_quads(refused: Iterable[tuple[str, str, str]], ids: Identifiers) -> list[Quad]:
    """Return that these files, as (SHA-256, name, reason), were refused."""
    return [quad for sha, name, reason in refused for quad in _refusal(sha, name, reason, ids).quads]


def _refusal(sha: str, name: str, reason: str, ids: Identifiers) -> Statements:
    out, node = Statements(ids.build), ids.refusal(sha)
    out.say(node, RDF.type, RESP.Refusal)
    out.say(node, RESP.sha256, plain(sha))
    out.say(node, RESP.fileName, plain(name))
    out.say(node, RESP.note, en(reason))
    return out


def read_state(store: Store, software: Software, ids: Identifiers) -> State | None:
    """Return what the store was built from; None where another program or another base IRI made it."""
    if not _made_by(store, f"{PROJECT}software/{software.name}", ids.build):
        return None
    files: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, NamedNode(RESP.fileName), None, None):
        files[_value(quad.subject)] = _value(quad.object)
    plans: dict[str, tuple[str, str]] = {}
    refused: dict[str, tuple[str, str]] = {}
    for quad in store.quads_for_pattern(None, NamedNode(RESP.sha256), None, None):
        subject, sha, graph = _value(quad.subject), _value(quad.object), _value(quad.graph_name)
        if graph == ids.build:
            refused[sha] = (files[subject], _note(store, subject, graph))
        elif graph:
            plans[graph] = (files[subject], sha)
    texts = store.quads_for_pattern(None, NamedNode(RESP.fingerprint), None, None)
    said = store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(RESP.Correction), None)
    return State(
        plans,
        {_value(quad.graph_name): _value(quad.object) for quad in texts if _value(quad.graph_name)},
        refused,
        frozenset(_value(quad.subject) for quad in said),
    )


def touched(store: Store, ids: Identifiers, before: State, said: Iterable[Correction]) -> set[str]:
    """Return the IRIs of the plans that a change of corrections.toml may change: those that a correction which is gone
    had an effect on, and those that name what a new one speaks of."""
    now = {ids.correction(one.id): one for one in said}
    found = {
        _value(quad.graph_name)
        for iri in before.corrections - set(now)
        for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(RDF.type), None, None)
    }
    titles: set[str] = set()
    for iri, one in now.items():
        if iri in before.corrections:
            continue
        if one.kind is CorrectionKind.WRONG:
            found |= {plan for plan, (name, _) in before.plans.items() if name == one.file}
            continue
        if one.kind is CorrectionKind.SAME:
            titles |= set(map(spelling, one.names))
            continue
        for name in one.names:
            for term in (RESP.name, RESP.surface):
                named = store.quads_for_pattern(
                    None, NamedNode(term), Literal("".join(name.split()), language="zh"), None
                )
                found |= {_value(quad.graph_name) for quad in named}
    if titles:
        found |= _citing(store, titles)
    return found & set(before.plans)


def _citing(store: Store, titles: set[str]) -> set[str]:
    """The graphs that name a document by one of these spellings: all namings are looked at, for a title has many."""
    printed = store.quads_for_pattern(None, NamedNode(RESP.surface), None, None)
    return {_value(quad.graph_name) for quad in printed if not titles.isdisjoint(forms(_value(quad.object)))}


def _made_by(store: Store, agent: str, build: str) -> bool:
    quad = Quad(NamedNode(build), NamedNode(PROV.wasAssociatedWith), NamedNode(agent), NamedNode(build))
    return quad in store


def _note(store: Store, subject: str, graph: str) -> str:
    notes = store.quads_for_pattern(NamedNode(subject), NamedNode(RESP.note), None, NamedNode(graph))
    return next((_value(quad.object) for quad in notes), "")


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
