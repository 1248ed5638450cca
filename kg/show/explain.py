"""What a document was read as: the marks over its text, each with its rule, and the same facts as a table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from kg.model import Assignment, Basis, Evidence, Plan, Target, Task
from kg.show.printed import Printed, number_start
from kg.table import Table

# Where several marks cover the same text, the later kind lies inside the earlier.
KINDS: Final = (
    "title", "issuer", "number", "date", "basis", "section", "task", "goal", "discrepancy", "derives",
    "list", "clause", "duty", "measure", "target", "deadline", "cites", "unit", "doubt", "noise",
)  # fmt: skip
_SAID_IN: Final = {Basis.EXPLICIT: "list", Basis.INLINE: "clause", Basis.DUTY: "duty"}
_SECTION_RULE: Final = "heading-above"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text as read, and what it was taken for."""

    start: int
    end: int
    kind: str  # one of KINDS
    detail: str  # a task's id, a unit's role, a citation's relation, a deadline's value, a doubt's reason; may be empty
    rule: str
    task: str | None = None  # Task.id; None: the document's own


def marks(plan: Plan) -> tuple[Mark, ...]:
    """Return everything that was found in the plan's text, in text order; marks may nest and may cross.

    A unit is marked where its own name stands within the list or clause that names it; one that is not printed there
    (县市财政局 of 县市财政、教育局) where the part of it stands that is, or else over the whole of that list.
    """
    printed = Printed(plan)
    found = [_mark(*fact) for fact in _of_document(plan, printed)]
    for task in plan.tasks:
        found += [_mark(*fact, task.id) for fact in _of_task(plan, task)]
        found += _units(printed, task)
    return tuple(sorted((mark for mark in found if mark.start < mark.end), key=lambda m: (m.start, *_outer_first(m))))


def _mark(kind: str, value: str, said: Evidence, task: str | None = None) -> Mark:
    shown = kind != "discrepancy" and value != said.quote  # a sentence of ours, or what the text says already
    return Mark(said.start, said.end, kind, value if shown else "", said.rule, task)


def _outer_first(mark: Mark) -> tuple[int, int, int, str]:
    return mark.start - mark.end, KINDS.index(mark.kind), mark.start, mark.detail


Layer = tuple[int, int, tuple[Mark, ...]]


def layers(marks: Iterable[Mark], start: int, end: int) -> Iterator[Layer]:
    """Yield the stretches between the offsets at whose ends a mark begins or ends, with the marks over each.

    The marks of a stretch stand outermost first: the longer outside the shorter, also where two cross. A mark said of
    several tasks alike is there once.
    """
    inside = {(m.start, m.end, m.kind, m.detail): m for m in marks if m.start < end and m.end > start}
    waiting = sorted(inside.values(), key=lambda mark: mark.start, reverse=True)
    edges = sorted({start, end, *(at for m in waiting for at in (m.start, m.end) if start < at < end)})
    over: list[Mark] = []
    for since, until in pairwise(edges):
        over = [mark for mark in over if mark.end > since]
        while waiting and waiting[-1].start <= since:
            over.append(waiting.pop())
        over.sort(key=_outer_first)
        yield since, until, tuple(over)


def stretches(plan: Plan, marks: Sequence[Mark], task: str) -> list[tuple[int, int]]:
    """Return where the text of one task stands, in order: from its heading to the next, and wherever else it is spoken of.

    A stretch holds the task's marks with no other task's between them, out to the ends of their lines.
    """
    text = plan.source.text
    own = [m for m in marks if m.task == task]
    places = {(m.start, m.end) for m in own}
    others = [m for m in marks if m.task != task and (m.task or m.kind == "section") and (m.start, m.end) not in places]
    begins, ends = sorted(m.start for m in others), sorted(m.end for m in others)
    headings = {m.start for m in others if m.kind in ("task", "goal", "section")}
    found: list[tuple[int, int]] = []
    for first, last in _runs(own, begins):
        behind, before = bisect_left(begins, last), bisect_right(ends, first)
        limit = begins[behind] if behind < len(begins) else len(text)
        line = text.find("\n", last)
        stop = number_start(text, limit) if limit in headings else line if last <= line < limit else limit
        start = number_start(text, first)
        if start == first:
            start = max(text.rfind("\n", 0, first) + 1, ends[before - 1] if before else 0)
        blank = len(text[start:first]) - len(text[start:first].lstrip())
        found.append((start + blank, last + len(text[last:stop].rstrip())))
    return found


def _runs(own: Iterable[Mark], begins: Sequence[int]) -> list[tuple[int, int]]:
    """The marks joined to runs, with nothing else beginning between those of one run."""
    runs: list[tuple[int, int]] = []
    for mark in own:
        if runs and bisect_left(begins, runs[-1][1]) == bisect_left(begins, max(runs[-1][1], mark.start)):
            runs[-1] = runs[-1][0], max(runs[-1][1], mark.end)
        else:
            runs.append((mark.start, mark.end))
    return runs


def facts(plan: Plan, task: str | None = None) -> Table:
    """Return a row a fact of one task, or with None of the document itself, in text order: what, which, by which rule, where.

    `quote` is the exact slice start:end of the text as read. A unit's quote is the list or clause that names it.
    No rows for an id that no task has.
    """
    rows: list[tuple[str, str, Evidence]] = []
    if task is None:
        rows += _of_document(plan, Printed(plan))
    for one in plan.tasks:
        if one.id == task:
            rows += _of_task(plan, one)
            rows += [(a.role.value, a.unit, a.evidence) for a in one.assignments]
            rows += [(f"{a.role.value} duty", a.unit, a.evidence) for a in one.duties]
    rows.sort(key=lambda row: (row[2].start, -row[2].end))
    return Table(
        ("fact", "value", "rule", "quote", "start", "end"),
        tuple((fact, value, e.rule, e.quote, e.start, e.end) for fact, value, e in rows),
    )


def _of_document(plan: Plan, printed: Printed) -> list[tuple[str, str, Evidence]]:
    named = [("title", plan.title), ("number", plan.number), ("date", plan.date)]
    named += [("issuer", name) for name in plan.issuers] + [("basis", name) for name in plan.basis]
    found = [(kind, name.text if kind == "date" else "", name.evidence) for kind, name in named if name]
    text = plan.source.text
    for start, end in printed.sections():
        found.append(("section", "", Evidence(text[start:end], start, end, _SECTION_RULE)))
    for noise in plan.noise:
        start, end = noise.span.start, noise.span.end
        found.append(("noise", noise.rule, Evidence(text[start:end], start, end, noise.rule)))
    ids = {task.id for task in plan.tasks}
    return found + [("doubt", d.reason, d.evidence) for d in plan.doubts if d.task not in ids]


def _of_task(plan: Plan, task: Task) -> Iterator[tuple[str, str, Evidence]]:
    """Yield all facts of a task but its units."""
    yield "goal" if task.is_goal else "task", task.id, task.evidence
    for derivation in task.derivations:
        yield "derives", derivation.item or derivation.title or "", derivation.evidence
    for citation in task.citations:
        yield "cites", " ".join(filter(None, (citation.relation.value, citation.number))), citation.evidence
    if task.deadline:
        deadline = task.deadline
        yield "deadline", " ".join(filter(None, (deadline.kind.value, deadline.value))), deadline.evidence
    for measure in task.measures:
        yield "measure", "", measure.evidence
    for target in task.targets:
        yield "target", _number(target), target.evidence
    for finding in plan.findings:
        if finding.task == task.id:
            for reading in finding.readings:
                yield finding.kind.value, finding.note, reading
    for doubt in plan.doubts:
        if doubt.task == task.id:
            yield "doubt", doubt.reason, doubt.evidence


def _number(target: Target) -> str:
    """What is to be reached: >= 98% 2026 · = 1:13.5."""
    value, unit = f"{target.value.normalize():f}", target.unit or ""
    reached = unit + value if unit.endswith(":") else value + unit
    return " ".join(filter(None, (target.comparator, reached, str(target.year or ""))))


def _units(printed: Printed, task: Task) -> Iterator[Mark]:
    """Yield the lists and clauses of a task, and in each its units."""

    def said_in(assignment: Assignment) -> tuple[int, int, str]:
        return assignment.evidence.start, assignment.evidence.end, _SAID_IN[assignment.basis]

    for (start, end, kind), group in groupby(sorted((*task.assignments, *task.duties), key=said_in), key=said_in):
        named = list(group)
        rule = named[0].evidence.rule
        yield Mark(start, end, kind, "", rule, task.id)
        places = printed.units([a.surface for a in named], start, end)
        for assignment, place in zip(named, places, strict=True):
            detail = assignment.role.value if place else f"{assignment.role.value} {assignment.unit}"
            yield Mark(*(place or (start, end)), "unit", detail, rule, task.id)
