"""On whose word a plan's graph says what it says: the file, the reading of it, each name, and who corrected it."""

from __future__ import annotations

from kg.graph.literals import plain, zh
from kg.graph.statements import PlanStatements
from kg.graph.vocabulary import DCTERMS, LEVEL, PROV, RDF, RDFS, RESP, ROLE
from kg.model import Assignment, Correction, Naming, Task
from kg.read.fingerprint import fingerprint


def reading(out: PlanStatements) -> None:
    """State the text that was read and the activity that read it. There is no clock in it: the same bytes, the same graph."""
    activity = out.graph + "/reading"
    out.say(out.graph, PROV.wasGeneratedBy, activity)
    out.say(activity, RDF.type, RESP.Reading)
    out.say(activity, PROV.used, out.text)
    out.say(activity, PROV.generated, out.graph)
    out.say(activity, DCTERMS.isPartOf, out.ids.build)
    out.say(out.text, RDF.type, RESP.Text)
    out.say(out.text, RESP.fileName, plain(out.plan.source.name))
    out.say(out.text, RESP.sha256, plain(out.plan.source.sha256))
    stated = out.plan.source.stated
    if stated and stated.address:
        out.say(out.text, DCTERMS.source, stated.address)
    out.say(out.text, RESP.fingerprint, plain(fingerprint(out.plan.source.text)))


def namings(out: PlanStatements) -> None:
    """State which unit or work each name in the plan means, the plan's own title among them."""
    for name, naming in out.resolved.units.items():
        _naming(out, out.ids.naming(out.plan, "unit", name), naming, out.ids.unit(naming.key))
    for title, naming in out.resolved.works.items():
        _naming(out, out.ids.naming(out.plan, "work", title), naming, out.work_of(naming))
    if own := out.resolved.own:
        _naming(out, out.ids.naming(out.plan, "own", own.name), own, out.work_of(own))


def _naming(out: PlanStatements, node: str, naming: Naming, thing: str) -> None:
    out.say(node, RDF.type, RESP.Naming)
    out.say(node, RESP.identifies, thing)
    out.say(node, RESP.name, zh(naming.name))
    for surface in naming.surfaces:
        out.say(node, RESP.surface, zh(surface))
    out.say(node, DCTERMS.source, out.graph)
    if naming.place:
        out.lies_in(node, naming.place)
    if naming.level:
        out.say(node, RESP.level, LEVEL[naming.level])
    if naming.by:
        out.say(node, PROV.wasInfluencedBy, out.ids.correction(naming.by))


def corrections(out: PlanStatements) -> None:
    """State what people said against the program, as far as it had an effect here, and what they rejected."""
    for said in out.resolved.corrections:
        _correction(out, said)
    for number, (said, task, assignment) in enumerate(out.resolved.rejected, start=1):
        _rejection(out, number, said, task, assignment)


def _correction(out: PlanStatements, said: Correction) -> None:
    node, agent = out.ids.correction(said.id), out.ids.agent(said.by)
    out.say(node, RDF.type, RESP.Correction)
    out.say(node, PROV.wasAttributedTo, agent)
    out.say(agent, RDF.type, PROV.Agent)
    out.say(agent, RDFS.label, plain(said.by))
    for name in said.names:
        out.say(node, RESP.name, zh(name))
    if said.reason:
        out.say(node, RESP.note, zh(said.reason))
    named = [(out.ids.unit(naming.key), naming) for naming in out.resolved.units.values()]
    works = (*out.resolved.works.values(), *([out.resolved.own] if out.resolved.own else []))
    named += [(out.work_of(naming), naming) for naming in works]
    for thing, naming in named:
        if naming.by == said.id:
            out.say(node, RESP.about, thing)


def _rejection(out: PlanStatements, number: int, said: Correction, task: Task, assignment: Assignment) -> None:
    """State the assignment that a person rejected, with its words: it is no Assignment and gives no edge."""
    node = out.ids.nth(out.graph, "rejection", number)
    out.say(node, RDF.type, RESP.Rejection)
    out.say(node, PROV.wasInfluencedBy, out.ids.correction(said.id))
    out.say(node, RESP.about, out.ids.task(out.plan, task))
    out.say(node, RESP.rejects, out.unit(assignment.unit))
    out.say(node, RESP.role, ROLE[assignment.role])
    out.bear_out(node, assignment.evidence)
