"""A plan as RDF: its own named graph, which depends on that plan and what people corrected alone."""

from __future__ import annotations

from kg.graph.identifiers import Identifiers
from kg.graph.lines import Written
from kg.graph.literals import en, moment, plain, zh
from kg.graph.proposals import proposal_quads
from kg.graph.provenance import corrections, namings, reading
from kg.graph.statements import PlanStatements
from kg.graph.tasks import task_statements
from kg.graph.vocabulary import DCTERMS, ELI, LEVEL, OWL, RDF, RDFS, RESP, SKOS
from kg.model import Doubt, Evidence, Finding, FindingKind, Task
from kg.resolve.resolved import Resolved

FINDINGS = {FindingKind.DISCREPANCY: RESP.Discrepancy}


def plan_quads(resolved: Resolved, ids: Identifiers) -> Written:
    """Return all that the plan states, some of it more than once, in the named graph with the plan's IRI, and what is
    proposed for it in that of proposals.

    The names that units and works have over all plans are not among it: `kg.graph.names` gathers those from the
    namings of every plan. So to replace one plan is to replace its graph and the names it touches, however many
    others there are.
    """
    out = PlanStatements(resolved, ids)
    _header(out)
    reading(out)
    namings(out)
    for task in out.plan.tasks:
        task_statements(out, task, _section(out, task))
    tasks = {task.id: out.ids.task(out.plan, task) for task in out.plan.tasks}
    for number, finding in enumerate(out.plan.findings, start=1):
        _finding(out, number, finding, tasks[finding.task])
    for number, doubt in enumerate(out.plan.doubts, start=1):
        _doubt(out, number, doubt, tasks[doubt.task] if doubt.task else out.graph)
    corrections(out)
    return out.written + proposal_quads(resolved, tasks, ids)


def _header(out: PlanStatements) -> None:
    plan, iri = out.plan, out.graph
    out.say(iri, RDF.type, RESP.Plan)
    out.say(iri, RESP.sourceFile, plain(plan.source.name))
    if plan.title:
        out.say_from(plan.title.evidence, iri, DCTERMS.title, zh(plan.title.text))
        out.say(iri, SKOS.prefLabel, zh(plan.title.text))
    if plan.number:
        out.say_from(plan.number.evidence, iri, ELI.id_local, plain(plan.number.text))
    if plan.date:
        out.say_from(plan.date.evidence, iri, ELI.date_document, moment(plan.date.text))
    for issuer in plan.issuers:
        out.say_from(issuer.evidence, iri, ELI.passed_by, out.unit(issuer.text))
    for named in plan.basis:
        _carries_out(out, named.evidence, out.work(named.text))
    if out.resolved.own:
        out.say(out.work_of(out.resolved.own), OWL.sameAs, iri)
    if plan.place:
        out.lies_in(iri, plan.place)
    if plan.level:
        out.say(iri, RESP.level, LEVEL[plan.level])
    for noise in plan.noise:
        out.say(iri, RESP.noise, plain(plan.source.text[noise.span.start : noise.span.end]))


def _carries_out(out: PlanStatements, evidence: Evidence, work: str) -> None:
    """State what the whole plan derives from; also of the document that others cite by the plan's title, so that
    resp:derivesFrom+ walks on from a plan below through this one to the nation."""
    out.say_from(evidence, out.graph, RESP.derivesFrom, work)
    own = out.work_of(out.resolved.own) if out.resolved.own else None
    if own and own != work:
        out.say_from(evidence, own, RESP.derivesFrom, work)


def _section(out: PlanStatements, task: Task) -> str:
    """State the chain of sections above a task and return the nearest one's IRI; without any, the plan's."""
    parent = out.graph
    for depth, heading in enumerate(task.section, start=1):
        section = out.ids.section(out.plan, task.section[:depth])
        out.say(section, RDF.type, RESP.Section)
        out.say(section, RDFS.label, zh(heading))
        out.say(section, DCTERMS.isPartOf, parent)
        parent = section
    return parent


def _finding(out: PlanStatements, number: int, finding: Finding, task: str) -> None:
    """State a finding with its first reading as its own quote, and every reading as a node."""
    node = out.ids.nth(out.graph, "finding", number)
    out.say(node, RDF.type, FINDINGS[finding.kind])
    out.say(node, RESP.about, task)
    out.say(node, RESP.note, zh(finding.note))
    for evidence in finding.readings[:1]:
        out.quote(node, evidence)
    for evidence in finding.readings:
        out.say(node, RESP.reading, out.show(node, evidence))


def _doubt(out: PlanStatements, number: int, doubt: Doubt, about: str) -> None:
    """State what was not understood; it is a finding about a task or the plan, and no fact of theirs."""
    node = out.ids.nth(out.graph, "doubt", number)
    out.say(node, RDF.type, RESP.Doubt)
    out.say(node, RESP.about, about)
    if doubt.unit:
        out.say(node, RESP.about, out.unit(doubt.unit))
    out.say(node, RESP.note, en(doubt.reason))
    out.quote(node, doubt.evidence)
