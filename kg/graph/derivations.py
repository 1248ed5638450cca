"""Where a task comes from: the item or document above, and the key task of the level between."""

from __future__ import annotations

from kg.graph.literals import zh
from kg.graph.statements import PlanStatements
from kg.graph.vocabulary import BASIS, DCTERMS, RDF, RESP, SKOS
from kg.model import Basis, Derivation, Item, Level, Naming


def derivation(out: PlanStatements, task: str, said: Derivation) -> None:
    """State what the task with the IRI `task` carries out; nothing if the document above is not known.

    The task derives from the item alone: the key task between, which says the same, hangs on resp:keyTask.
    """
    naming = _named(out, said)
    if naming is None:
        return
    source = _item(out, naming, said.item) if said.item else out.work_of(naming)
    how = BASIS[Basis.INLINE if said.title else Basis.EXPLICIT]  # a sentence names the document, a row its item
    out.say(out.say_from(said.evidence, task, RESP.derivesFrom, source), RESP.basis, how)
    if said.via:
        key_task = _key_task(out, said.via)
        out.say(key_task, RESP.derivesFrom, source)
        out.say(out.say_from(said.evidence, task, RESP.keyTask, key_task), RESP.basis, how)


def _basis(out: PlanStatements) -> list[Naming]:
    """The works that the whole plan carries out, in the order printed."""
    return [out.resolved.works[named.text] for named in out.plan.basis]


def _named(out: PlanStatements, said: Derivation) -> Naming | None:
    """The document above; left unsaid, it is the first of the plan's own that lists the item."""
    if said.title is not None:
        return out.resolved.works[said.title]
    works = _basis(out)
    listing = (work for work in works if any(item.label == said.item for item in _items(out, work)))
    return next(listing, works[0] if works else None)


def _items(out: PlanStatements, naming: Naming) -> tuple[Item, ...]:
    work = out.resolved.known.get(naming.key)
    return work.items if work else ()


def _item(out: PlanStatements, naming: Naming, label: str) -> str:
    listed = next((item for item in _items(out, naming) if item.label == label), None)
    document = out.work_of(naming)
    if listed is None:
        item = _titled(out, document, label)
        out.say(item, DCTERMS.isPartOf, document)
    else:
        item = out.ids.item(out.resolved.known[naming.key], listed)
    out.say(item, RESP.derivesFrom, document)
    return item


def _key_task(out: PlanStatements, label: str) -> str:
    """The key task as a part of the provincial document that the plan names; alone if it names none."""
    provincial = next((naming for naming in _basis(out) if naming.level is Level.PROVINCIAL), None)
    if provincial is None:
        return _titled(out, out.graph, label)
    document = out.work_of(provincial)
    item = _titled(out, document, label)
    out.say(item, DCTERMS.isPartOf, document)
    return item


def _titled(out: PlanStatements, owner: str, label: str) -> str:
    item = out.ids.titled(owner, label)
    out.say(item, RDF.type, RESP.Item)
    out.say(item, SKOS.prefLabel, zh(label))
    return item
