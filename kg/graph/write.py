"""A corpus as RDF: one named graph for each plan, and one for what plans share."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, Quad

from kg.graph.identifiers import Identifiers
from kg.graph.shared import shared_quads
from kg.graph.statements import PlanStatements, moment, zh
from kg.graph.tasks import task_statements
from kg.graph.vocabulary import DCTERMS, DEFAULT_BASE, ELI, LEVEL, RDF, RDFS, RESP, SKOS
from kg.model import Corpus, Finding, FindingKind, Plan, Task

FINDINGS = {FindingKind.DISCREPANCY: RESP.Discrepancy}


def quads(corpus: Corpus, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """Yield all that the corpus states, some of it more than once; doubts are no facts and left out.

    A plan's graph has the plan's IRI and depends on that plan and the works and keys it uses alone. Names of
    units and works, which gather forms from every plan, stand in `<base>shared`. So to replace one plan is to
    replace its graph and the shared one, however many others there are.

    A unit or work that resolution left open is not written. DataError if `base` is no absolute IRI that ends
    with "/" or "#".
    """
    ids = Identifiers(base)
    yield from shared_quads(corpus, ids)
    for plan in corpus.plans:
        yield from _plan(plan, corpus, ids)


def _plan(plan: Plan, corpus: Corpus, ids: Identifiers) -> list[Quad]:
    out = PlanStatements(plan, corpus, ids)
    _header(out)
    for task in plan.tasks:
        task_statements(out, task, _section(out, task))
    tasks = {task.id: task for task in plan.tasks}
    for number, finding in enumerate(plan.findings, start=1):
        _finding(out, number, finding, tasks[finding.task])
    return out.quads


def _header(out: PlanStatements) -> None:
    plan, iri = out.plan, out.graph
    out.say(iri, RDF.type, RESP.Plan)
    out.say(iri, RESP.sourceFile, Literal(plan.source.name))
    if plan.title:
        out.say_from(plan.title.evidence, iri, DCTERMS.title, zh(plan.title.text))
        out.say(iri, SKOS.prefLabel, zh(plan.title.text))
    if plan.number:
        out.say_from(plan.number.evidence, iri, ELI.id_local, Literal(plan.number.text))
    if plan.date:
        out.say_from(plan.date.evidence, iri, ELI.date_document, moment(plan.date.text))
    for issuer in plan.issuers:
        if unit := out.unit(issuer.text):
            out.say_from(issuer.evidence, iri, ELI.passed_by, out.ids.unit(unit))
    for named in plan.basis:
        if work := out.work(named.text):
            out.say_from(named.evidence, iri, RESP.derivesFrom, out.ids.work(work))
    if plan.place:
        out.say(iri, RESP.place, out.ids.place(plan.place))
    if plan.level:
        out.say(iri, RESP.level, LEVEL[plan.level])
    for noise in plan.noise:
        out.say(iri, RESP.noise, Literal(plan.source.text[noise.span.start : noise.span.end]))


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


def _finding(out: PlanStatements, number: int, finding: Finding, task: Task) -> None:
    """State a finding with its first reading as its own quote, and every reading as a node."""
    node = out.ids.nth(out.graph, "finding", number)
    out.say(node, RDF.type, FINDINGS[finding.kind])
    out.say(node, RESP.about, out.ids.task(out.plan, task))
    out.say(node, RESP.note, zh(finding.note))
    for reading in finding.readings[:1]:
        out.quote(node, reading)
    for reading in finding.readings:
        out.say(node, RESP.reading, out.show(node, reading))
