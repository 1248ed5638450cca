"""Where a task comes from: the item or document above, and the key task of the level between."""

from __future__ import annotations

from kg.graph.statements import PlanStatements, zh
from kg.graph.vocabulary import DCTERMS, RDF, RESP, SKOS
from kg.model import Derivation, Level, Work


def derivation(out: PlanStatements, task: str, said: Derivation) -> None:
    """State what the task with the IRI `task` carries out; nothing if the document above is not known.

    The task derives from the item alone: the key task between, which says the same, hangs on resp:keyTask.
    """
    work = _named(out, said)
    if work is None:
        return
    source = _item(out, work, said.item) if said.item else out.ids.work(work)
    out.say_from(said.evidence, task, RESP.derivesFrom, source)
    if said.via:
        key_task = _key_task(out, said.via)
        out.say(key_task, RESP.derivesFrom, source)
        out.say_from(said.evidence, task, RESP.keyTask, key_task)


def basis(out: PlanStatements) -> list[Work]:
    """Return the works that the whole plan carries out, as far as known, in the order printed."""
    return [work for named in out.plan.basis if (work := out.work(named.text))]


def _named(out: PlanStatements, said: Derivation) -> Work | None:
    """The document above; left unsaid, it is the first of the plan's own that lists the item."""
    if said.title is not None:
        return out.work(said.title)
    works = basis(out)
    listing = (work for work in works if any(item.label == said.item for item in work.items))
    return next(listing, works[0] if works else None)


def _item(out: PlanStatements, work: Work, label: str) -> str:
    listed = next((item for item in work.items if item.label == label), None)
    if listed is None:
        item = _titled(out, out.ids.work(work), label)
        out.say(item, DCTERMS.isPartOf, out.ids.work(work))
    else:
        item = out.ids.item(work, listed)
    out.say(item, RESP.derivesFrom, out.ids.work(work))
    return item


def _key_task(out: PlanStatements, label: str) -> str:
    """The key task as a part of the provincial document that the plan names; alone if it names none."""
    provincial = next((work for work in basis(out) if work.level is Level.PROVINCIAL), None)
    if provincial is None:
        return _titled(out, out.graph, label)
    item = _titled(out, out.ids.work(provincial), label)
    out.say(item, DCTERMS.isPartOf, out.ids.work(provincial))
    return item


def _titled(out: PlanStatements, owner: str, label: str) -> str:
    item = out.ids.titled(owner, label)
    out.say(item, RDF.type, RESP.Item)
    out.say(item, SKOS.prefLabel, zh(label))
    return item
