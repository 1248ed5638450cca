"""What must hold for any document, whatever it says: its text, its plan, and its statements."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, Quad

from kg.errors import KgError, NoPlanFound
from kg.extract.plan import read_plan
from kg.graph.identifiers import Identifiers
from kg.graph.tasks import DIRECT
from kg.graph.vocabulary import DCTERMS, RDF, RESP, ROLE, SCHEMA
from kg.graph.write import plan_quads
from kg.inputs.told import known
from kg.model import Evidence, Noise, Plan
from kg.read.limits import Limits, bounded
from kg.read.outline import outline
from kg.read.source import decode
from kg.read.view import look
from kg.resolve.plan import resolve
from kg.source import Source, Span, locator

# Classes that no thing has two of
APART = {RESP[name] for name in ("Plan", "Task", "Goal", "Section", "Assignment", "Duty", "Measure", "Target", "Doubt")}
# What a thing has at most one of: two would be two things under one IRI
SINGLE = {
    *(RESP[name] for name in ("quote", "start", "end", "role", "unit", "task", "basis", "rule", "value", "where")),
    *(DCTERMS.identifier, DCTERMS.isPartOf, SCHEMA.position),
}


def document_holds(data: bytes, name: str, limits: Limits | None = None) -> Plan | None:
    """Read a file's bytes to statements; return the plan, None where the file is refused with a line that says why."""
    limits = limits or Limits()
    try:
        with bounded(limits):
            source = decode(data, name, limits)
            source_holds(source)
            plan = read_plan(source, "made")
            plan_holds(plan)
            statements_hold(plan)
            return plan
    except KgError as refused:
        assert 8 < len(str(refused)) < 400, f"no line for a person: {refused}"
        return None


def text_holds(text: str) -> Plan | None:
    """Read the text as a plan; None where it is none. No other error may come."""
    try:
        plan = read_plan(Source("made.txt", text, "utf-8", ""), "made")
    except NoPlanFound:
        return None
    plan_holds(plan)
    return plan


def source_holds(source: Source) -> None:
    """Tables lie in the text, one behind another, their rows of one width; every offset stands somewhere."""
    length, after = len(source.text), 0
    source.text.encode()  # a character that no file can hold would end the build much later
    for table in source.tables:
        assert after <= table.span.start <= table.span.end <= length
        after = table.span.end
        assert table.rows
        assert len({len(row) for row in table.rows}) == 1
        for span in {cell for row in table.rows for cell in row}:
            assert table.span.start <= span.start <= span.end <= table.span.end
    starts = [start for start, _ in source.places]
    assert starts == sorted(set(starts))
    assert all(0 <= start <= length for start in starts)
    assert all(0 <= offset <= length and reason for offset, reason in source.gaps)
    where = locator(source)
    assert all(where(offset).strip() for offset in {*range(0, length, 97), *starts, length})


def plan_holds(plan: Plan) -> None:
    """Quotes are slices, ids name one task, findings and doubts are about tasks of the plan, noise is disjoint."""
    text = plan.source.text
    quoted = list(evidence(plan))
    assert quoted
    for one in quoted:
        assert 0 <= one.start <= one.end <= len(text)
        assert one.quote == text[one.start : one.end]
    ids = [task.id for task in plan.tasks]
    assert len(ids) == len(set(ids))
    assert any(not task.is_goal for task in plan.tasks)
    assert {finding.task for finding in plan.findings} <= set(ids)
    assert {doubt.task for doubt in plan.doubts} <= {*ids, None}
    assert disjoint(plan.noise, len(text))
    outline_holds(plan.source)


def outline_holds(source: Source) -> None:
    """From the first item on, the blocks cover the text: each ends where the next begins, and is marked at its own head."""
    reading = look(source)
    assert len(reading.view) == len(source.text)
    blocks = outline(reading, 0, len(reading.view))
    ends = [*(block.marker.start for block in blocks), len(source.text)][1:]
    for block, following in zip(blocks, ends, strict=True):
        assert block.marker.start < block.marker.end <= block.heading[0] <= block.heading[1] <= block.end == following
        assert all(child.parent is block and child.marker.start >= block.end for child in block.children[:1])


def statements_hold(plan: Plan) -> list[Quad]:
    """Edges and assignments say the same, no IRI stands for two things; the statements are returned."""
    quads = plan_quads(resolve(plan, known()), Identifiers()).parsed()
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        value = quad.object.value if isinstance(quad.object, Literal) else str(quad.object)[1:-1]
        said[str(quad.subject)[1:-1]][quad.predicate.value].add(value)
    for thing, facts in said.items():
        assert len(facts[RDF.type] & APART) <= 1, thing
        for predicate in SINGLE & facts.keys():
            assert len(facts[predicate]) == 1, (thing, predicate, facts[predicate])
    kinds = {RESP.Task, RESP.Goal}
    assert sum(bool(facts[RDF.type] & kinds) for facts in said.values()) == len(plan.tasks)
    edges = {(thing, p, unit) for thing, facts in said.items() for p in DIRECT.values() for unit in facts[p]}
    edge_of = {ROLE[role]: predicate for role, predicate in DIRECT.items()}
    assignments = [facts for facts in said.values() if RESP.Assignment in facts[RDF.type]]
    assert edges == {
        (*one[RESP.task], edge_of[next(iter(one[RESP.role]))], next(iter(one[RESP.unit]))) for one in assignments
    }
    assert {thing for thing, *_ in edges} <= {thing for thing, facts in said.items() if facts[RDF.type] & kinds}
    return quads


def evidence(value: object) -> Iterator[Evidence]:
    """Every Evidence anywhere in a model value."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from evidence(part)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Source | Span):
        for field in dataclasses.fields(value):
            yield from evidence(getattr(value, field.name))


def disjoint(noise: tuple[Noise, ...], length: int) -> bool:
    """Whether the spans stand in order, hold something, do not meet and end inside the text."""
    ends = [0, *(n.span.end for n in noise)]
    ordered = all(end <= n.span.start < n.span.end for end, n in zip(ends, noise, strict=False))
    return ordered and ends[-1] <= length
