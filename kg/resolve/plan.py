"""One plan with the identity of each name in it, as the text and the people who corrected it say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.model import Assignment, Correction, CorrectionKind, Plan, Task
from kg.resolve.closeness import propose
from kg.resolve.known import Known
from kg.resolve.resolved import Resolved
from kg.resolve.units import name_units, unit_key
from kg.resolve.works import name_works, own_work


def resolve(plan: Plan, known: Known, corrections: Sequence[Correction] = ()) -> Resolved:
    """Return the plan resolved.

    The assignments that a person rejected are gone from its tasks and stand in `rejected`. It depends on these
    arguments alone, so that a plan can be resolved without the others.
    """
    about = sorted((one for one in corrections if one.file in (None, plan.source.name)), key=_rank)
    renaming = [one for one in about if one.kind is CorrectionKind.UNIT]
    same = [one for one in about if one.kind is CorrectionKind.SAME]
    units = name_units(plan, known.units, renaming)
    rejected = [
        (one, task, assignment)
        for one in about
        if one.kind is CorrectionKind.WRONG
        for task in plan.tasks
        for assignment in task.assignments
        if _is_meant(one, plan, task, assignment, units[assignment.unit].key, known)
    ]
    works = name_works(plan, known.works, same)
    own = own_work(plan, known.works, same)
    named = [*works.values(), *([own] if own else [])]
    keys = {naming.key for naming in named}
    used = {naming.by for naming in (*units.values(), *named)} | {one.id for one, _, _ in rejected}
    return Resolved(
        plan=_without(plan, {(task.id, assignment) for _, task, assignment in rejected}),
        units=units,
        works=works,
        known={work.key: work for work in known.works.values() if work.key in keys},
        own=own,
        rejected=tuple(rejected),
        proposals=propose(plan, works, known.closeness),
        corrections=tuple(one for one in about if one.id in used),
    )


def _without(plan: Plan, gone: Collection[tuple[str, Assignment]]) -> Plan:
    """The plan without these assignments of tasks."""
    if not gone:
        return plan
    tasks = (
        replace(task, assignments=tuple(a for a in task.assignments if (task.id, a) not in gone)) for task in plan.tasks
    )
    return replace(plan, tasks=tuple(tasks))


def _rank(said: Correction) -> tuple[bool, str]:
    """What is said of this plan alone comes last, and so holds; for the rest, the order of entries does not matter."""
    return said.file is not None, said.id


def _is_meant(said: Correction, plan: Plan, task: Task, assignment: Assignment, key: str, known: Known) -> bool:
    if said.task != task.id or said.role not in (None, assignment.role):
        return False
    return any(
        name in (assignment.unit, assignment.surface) or unit_key(plan, name, known.units) == key for name in said.names
    )
