"""What an office works from, as tables: the tasks, the findings, and what was not understood."""

from __future__ import annotations

from kg.model import Corpus, Role, Task
from kg.table import Table


def tasks(corpus: Corpus) -> Table:
    """Return a row a task, in the order of the plans: who leads, supports or is responsible, by when, on whose word."""
    columns = ("plan", "id", "kind", "section", "title", "lead 牵头", "support 配合", "responsible 责任", "deadline", "derives from", "measures", "targets")  # fmt: skip
    rows = tuple(
        (
            plan.title.text if plan.title else plan.id,
            task.id,
            "goal" if task.is_goal else "task",
            " / ".join(task.section),
            task.title,
            *(_units(corpus, plan.id, task, role) for role in (Role.LEAD, Role.SUPPORT, Role.RESPONSIBLE)),
            task.deadline.text if task.deadline else "",
            "、".join(derivation.item or derivation.title or "" for derivation in task.derivations),
            len(task.measures),
            len(task.targets),
        )
        for plan in corpus.plans
        for task in plan.tasks
    )
    return Table(columns, rows)


def _units(corpus: Corpus, plan: str, task: Task, role: Role) -> str:
    keys = [corpus.unit_keys[plan, a.unit] for a in task.assignments if a.role is role]
    return "、".join(corpus.units[key].name for key in dict.fromkeys(keys))


def findings(corpus: Corpus) -> Table:
    """Return a row a finding, with the sentences that disagree and where they stand."""
    rows = tuple(
        (
            plan.source.name,
            finding.task,
            finding.kind.value,
            finding.note,
            " ≠ ".join(r.quote for r in finding.readings),
        )
        for plan in corpus.plans
        for finding in plan.findings
    )
    return Table(("file", "task", "kind", "finding", "readings"), rows)


def doubts(corpus: Corpus) -> Table:
    """Return a row a doubt: what was seen and not understood, where, and why it was refused."""
    rows = tuple(
        (
            plan.source.name,
            doubt.task or "",
            doubt.reason,
            doubt.evidence.quote,
            doubt.evidence.start,
            doubt.evidence.end,
        )
        for plan in corpus.plans
        for doubt in plan.doubts
    )
    return Table(("file", "task", "reason", "quote", "start", "end"), rows)
