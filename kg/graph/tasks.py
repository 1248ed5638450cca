"""What one task says: who does it, from what, in which steps, how much, by when, on which documents."""

from __future__ import annotations

from kg.graph.derivations import derivation
from kg.graph.literals import moment, numeral, plain, zh
from kg.graph.statements import PlanStatements
from kg.graph.vocabulary import BASIS, DCTERMS, DEADLINE, ELI, RDF, RDFS, RESP, ROLE, SCHEMA
from kg.model import Assignment, Citation, Deadline, Measure, Relation, Role, Target, Task

DIRECT = {Role.LEAD: RESP.ledBy, Role.SUPPORT: RESP.supports, Role.RESPONSIBLE: RESP.responsible}
CITES = {
    Relation.IMPLEMENTS: RESP.implements,
    Relation.PRODUCES: RESP.produces,
    Relation.MENTIONS: RESP.mentions,
}


def task_statements(out: PlanStatements, task: Task, parent: str) -> None:
    """State all of a task or goal; `parent` is the IRI of its section, or of the plan."""
    iri = out.ids.task(out.plan, task)
    out.say(iri, RDF.type, RESP.Goal if task.is_goal else RESP.Task)
    out.say(iri, RDFS.label, zh(task.title))
    out.say(iri, DCTERMS.identifier, plain(task.id))
    out.say(iri, DCTERMS.isPartOf, parent)
    out.quote(iri, task.evidence)
    _assignments(out, iri, task.assignments)
    for number, duty in enumerate(task.duties, start=1):
        _duty(out, iri, number, duty)
    for said in task.derivations:
        derivation(out, iri, said)
    for cited in task.citations:
        _citation(out, iri, cited)
    if task.deadline:
        _deadline(out, iri, task.deadline)
    for number, measure in enumerate(task.measures, start=1):
        _measure(out, iri, number, measure)
    for number, target in enumerate(task.targets, start=1):
        _target(out, iri, number, target)


def _assignments(out: PlanStatements, task: str, assignments: tuple[Assignment, ...]) -> None:
    """State each assignment once and its direct edge with it, so that the two always agree."""
    stated: set[str] = set()
    for position, assignment in enumerate(assignments, start=1):
        node = out.ids.assignment(task, assignment, out.resolved.units[assignment.unit].key)
        if node in stated:
            continue
        stated.add(node)
        out.say(task, DIRECT[assignment.role], out.unit(assignment.unit))
        out.say(task, RESP.assignedTo, out.unit(assignment.unit))
        out.say(node, RDF.type, RESP.Assignment)
        out.say(node, RESP.task, task)
        out.say(node, SCHEMA.position, numeral(position))
        _participation(out, node, assignment)


def _duty(out: PlanStatements, task: str, number: int, duty: Assignment) -> None:
    """State what a sentence tells a unit to do within the task: no direct edge, for a list names the task's units."""
    node = out.ids.nth(task, "duty", number)
    out.say(node, RDF.type, RESP.Duty)
    out.say(node, DCTERMS.isPartOf, task)
    _participation(out, node, duty)


def _participation(out: PlanStatements, node: str, said: Assignment) -> None:
    out.say(node, RESP.unit, out.unit(said.unit))
    out.say(node, RESP.role, ROLE[said.role])
    out.say(node, RESP.basis, BASIS[said.basis])
    out.bear_out(node, said.evidence)


def _citation(out: PlanStatements, task: str, cited: Citation) -> None:
    document = out.work(cited.title)
    out.say(task, RESP.cites, document)
    out.say_from(cited.evidence, task, CITES[cited.relation], document)
    if cited.number:
        out.say(document, ELI.id_local, plain(cited.number))


def _deadline(out: PlanStatements, task: str, deadline: Deadline) -> None:
    out.say_from(deadline.evidence, task, RESP.deadlineKind, DEADLINE[deadline.kind])
    out.say(task, RESP.deadlineText, plain(deadline.text))
    if deadline.value:
        out.say(task, RESP.deadline, moment(deadline.value))


def _measure(out: PlanStatements, task: str, number: int, measure: Measure) -> None:
    node = out.ids.nth(task, "measure", number)
    out.say(task, RESP.hasMeasure, node)
    out.say(node, RDF.type, RESP.Measure)
    out.say(node, RDFS.label, zh(measure.text))
    out.quote(node, measure.evidence)


def _target(out: PlanStatements, task: str, number: int, target: Target) -> None:
    node = out.ids.nth(task, "target", number)
    out.say(task, RESP.hasTarget, node)
    out.say(node, RDF.type, RESP.Target)
    out.say(node, RESP.value, numeral(target.value))
    out.say(node, RESP.comparator, plain(target.comparator))
    if target.unit:
        out.say(node, RESP.unitOfMeasure, plain(target.unit))
    if target.year is not None:
        out.say(node, RESP.year, moment(f"{target.year:04}"))
    out.quote(node, target.evidence)
