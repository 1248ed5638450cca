"""From a name that a user types to the one thing that has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import DataError
from kg.graph.vocabulary import DCTERMS, DEADLINE, ELI, KIND, LEVEL, RDF, RDFS, RESP, ROLE, SKOS

NEAREST = 5
SHOWN = 20  # things of one name that an error lists


@dataclass(frozen=True, slots=True)
class Sort:
    """Things that can be asked for by name: what they are, and where their names stand.

    `classes` are theirs, or `within` begins all their IRIs and the rest of an IRI is a name too. Names under `own`
    go before those under `shared`, which several things may have.
    """

    own: tuple[str, ...]
    shared: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    within: str = ""


_CONCEPT = (SKOS.prefLabel,), (SKOS.altLabel,)
SORTS: Mapping[str, Sort] = {
    "unit": Sort((SKOS.prefLabel,), (SKOS.altLabel,), (RESP.Unit,)),
    "place": Sort((SKOS.prefLabel,), (SKOS.altLabel,), (RESP.Place,)),
    "plan": Sort((RESP.sourceFile, DCTERMS.title), (ELI.id_local,), (RESP.Plan,)),
    "policy": Sort((DCTERMS.title, SKOS.prefLabel), (SKOS.altLabel, ELI.id_local), (RESP.Document,)),
    "item": Sort((SKOS.prefLabel,), (), (RESP.Item,)),
    "task": Sort((RDFS.label,), (), (RESP.Task, RESP.Goal)),
    "kind": Sort(*_CONCEPT, within=str(KIND)),
    "role": Sort(*_CONCEPT, within=str(ROLE)),
    "level": Sort(*_CONCEPT, within=str(LEVEL)),
    "deadline": Sort(*_CONCEPT, within=str(DEADLINE)),
}


def one(store: Store, sort: str, name: str) -> NamedNode:
    """Return the thing of the sort (a key of SORTS) that has the name.

    A name as it stands goes before one that differs in blanks, width or case, an own name before an alias. A task
    may be called by its plan's file and its number: panshi-2021/7. DataError if several things have the name, with
    what tells them apart, or none, with the nearest names.
    """
    return first(store, (sort,), name)[1]


def first(store: Store, sorts: Sequence[str], name: str) -> tuple[str, NamedNode]:
    """Return the first of the sorts of which a thing has the name, and that thing; as `one` does."""
    for sort in sorts:
        kind, wanted = SORTS[sort], _wanted(sort, name)
        tries = (
            _addressed(store, sort, kind, wanted),
            _exact(store, kind, kind.own, wanted),
            _exact(store, kind, kind.shared, wanted),
            _folded(store, kind, kind.own, wanted),
            _folded(store, kind, kind.shared, wanted),
        )
        for found in map(set, tries):  # a try is made when those before it found nothing
            if len(found) == 1:
                return sort, found.pop()
            if found:
                raise DataError(
                    f"{sort} {name}: {len(found)} have that name; give one of: {_told_apart(store, kind, found)}"
                )
    names = {fold(text): text for sort in sorts for text in _all_names(store, SORTS[sort])}
    near = nearest(fold(_wanted(sorts[-1], name)), names)
    said = f"; the nearest: {'、'.join(near)}" if near else ""
    raise DataError(f"{' or '.join(sorts)} {name}: none has that name{said}")


def _wanted(sort: str, name: str) -> str:
    return name.strip().removeprefix("《").removesuffix("》") if sort == "policy" else name.strip()


def fold(text: str) -> str:
    """Return the text without what does not matter in a name: blanks, width, case."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def nearest(wanted: str, names: Mapping[str, str]) -> Sequence[str]:
    """Return the values whose folded keys hold the wanted one or are held by it, shortest first, then those alike."""
    within = sorted((key for key in names if wanted and (wanted in key or (len(key) > 1 and key in wanted))), key=len)
    alike = get_close_matches(wanted, names, n=NEAREST, cutoff=0.5)
    return [names[key] for key in dict.fromkeys([*within, *alike])][:NEAREST]


def _addressed(store: Store, sort: str, kind: Sort, name: str) -> Iterator[NamedNode]:
    """By the end of its IRI, or a task by its plan and number."""
    if kind.within and name.isascii() and name.replace("-", "").isalnum():
        node = NamedNode(kind.within + name)
        if any(True for _ in store.quads_for_pattern(node, None, None, None)):
            yield node
    plan, slash, number = name.rpartition("/")
    if sort == "task" and slash:
        plans = set(_folded(store, SORTS["plan"], (RESP.sourceFile,), plan))
        for quad in store.quads_for_pattern(None, NamedNode(DCTERMS.identifier), Literal(number), None):
            task = quad.subject
            if isinstance(task, NamedNode) and _is(store, task, kind):
                sources = store.quads_for_pattern(task, NamedNode(DCTERMS.source), None, None)
                if any(source.object in plans for source in sources):
                    yield task


def _exact(store: Store, kind: Sort, properties: Sequence[str], name: str) -> Iterator[NamedNode]:
    for term in (Literal(name, language="zh"), Literal(name), Literal(name, language="en")):
        for name_of in properties:
            for quad in store.quads_for_pattern(None, NamedNode(name_of), term, None):
                if isinstance(quad.subject, NamedNode) and _is(store, quad.subject, kind):
                    yield quad.subject


def _folded(store: Store, kind: Sort, properties: Sequence[str], name: str) -> Iterator[NamedNode]:
    wanted = fold(name)
    for node, text in _names(store, kind, properties):
        if fold(text) == wanted and _is(store, node, kind):
            yield node


def _names(store: Store, kind: Sort, properties: Sequence[str]) -> Iterator[tuple[NamedNode, str]]:
    """Yield nodes of the sort, and some others, with each name; a file's name also without its ending."""
    for name_of in properties:
        for quad in store.quads_for_pattern(None, NamedNode(name_of), None, None):
            node, term = quad.subject, quad.object
            if isinstance(node, NamedNode) and isinstance(term, Literal) and node.value.startswith(kind.within):
                yield node, term.value
                if name_of == RESP.sourceFile:
                    yield node, term.value.rpartition(".")[0] or term.value


def _all_names(store: Store, kind: Sort) -> Iterator[str]:
    isa = NamedNode(RDF.type)
    members = {quad.subject for c in kind.classes for quad in store.quads_for_pattern(None, isa, NamedNode(c), None)}
    for node, text in _names(store, kind, (*kind.own, *kind.shared)):
        if kind.within or node in members:
            yield text


def _is(store: Store, node: NamedNode, kind: Sort) -> bool:
    if kind.within:
        return node.value.startswith(kind.within)
    types = {quad.object for quad in store.quads_for_pattern(node, NamedNode(RDF.type), None, None)}
    return not types.isdisjoint(map(NamedNode, kind.classes))


def _told_apart(store: Store, kind: Sort, nodes: set[NamedNode]) -> str:
    """Their own names; their IRIs where these are the same too."""
    labels: dict[str, NamedNode] = {}
    for node in sorted(nodes, key=str):
        for quad in store.quads_for_pattern(node, NamedNode(kind.own[0]), None, None):
            if isinstance(quad.object, Literal):
                labels.setdefault(quad.object.value, node)
                break
    shown = sorted(labels) if len(labels) == len(nodes) else sorted(map(str, nodes))
    more = f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
    return "、".join(shown[:SHOWN]) + more
