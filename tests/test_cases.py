"""Whole little documents in tests/cases, each beside the facts that a careful reader takes from it.

A case gives `name`, `text` and what is expected; what it does not give is not compared. `tasks` stand in text order and
must be all there are. `quotes` are words that some quote must hold, `known_failure` says what is not right yet.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import NoPlanFound
from kg.extract.plan import read_plan
from kg.model import Deadline, Derivation, Plan, Relation, Role, Target, Task
from kg.read.source import decode

FOLDER = Path(__file__).parent / "cases"


def deadline(found: Deadline | None) -> str:
    return " ".join(filter(None, (found.kind, found.value))) if found else "none"


def derivation(found: Derivation) -> str:
    return " via ".join(filter(None, (found.item or found.title, found.via)))


def target(found: Target) -> str:
    return " ".join(filter(None, (found.comparator, f"{found.value.normalize():f}", found.unit, str(found.year or ""))))


def units(role: Role) -> Callable[[Task], list[str]]:
    return lambda task: [a.unit for a in task.assignments if a.role is role]


def cited(relation: Relation) -> Callable[[Task], list[str]]:
    return lambda task: [c.title for c in task.citations if c.relation is relation]


OF_TASK: dict[str, Callable[[Task], object]] = {
    "id": lambda task: task.id,
    "title": lambda task: task.title,
    "section": lambda task: list(task.section),
    "goal": lambda task: task.is_goal,
    "lead": units(Role.LEAD),
    "support": units(Role.SUPPORT),
    "responsible": units(Role.RESPONSIBLE),
    "duties": lambda task: [a.unit for a in task.duties],
    "measures": lambda task: [m.text for m in task.measures],
    "implements": cited(Relation.IMPLEMENTS),
    "produces": cited(Relation.PRODUCES),
    "mentions": cited(Relation.MENTIONS),
    "numbers": lambda task: [c.number or "none" for c in task.citations],
    "deadline": lambda task: deadline(task.deadline),
    "targets": lambda task: [target(t) for t in task.targets],
    "derives": lambda task: [derivation(d) for d in task.derivations],
}
OF_PLAN: dict[str, Callable[[Plan], object]] = {
    "title": lambda plan: plan.title.text if plan.title else "none",
    "number": lambda plan: plan.number.text if plan.number else "none",
    "date": lambda plan: plan.date.text if plan.date else "none",
    "issuers": lambda plan: [named.text for named in plan.issuers],
    "place": lambda plan: plan.place or "none",
    "level": lambda plan: plan.level or "none",
    "basis": lambda plan: [named.text for named in plan.basis],
    "discrepancies": lambda plan: [f"{finding.task}：{finding.note}" for finding in plan.findings],
    "doubts": lambda plan: [doubt.evidence.quote for doubt in plan.doubts],
    "noise": lambda plan: [plan.source.text[n.span.start : n.span.end] for n in plan.noise],
}
FRAME = {"name", "text", "tasks", "quotes", "no_plan", "known_failure"}


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            failing = case.get("known_failure")
            marks = [pytest.mark.xfail(reason=failing, strict=True, raises=AssertionError)] if failing else []
            yield pytest.param(case, id=f"{path.stem}: {case['name']}", marks=marks)


def expected(case: dict[str, Any]) -> list[str]:
    """The case's own facts, one a line."""
    facts = [f"{key} = {case[key]}" for key in OF_PLAN if key in case]
    for task in case.get("tasks", ()):
        facts += ["task", *(f"  {key} = {task[key]}" for key in OF_TASK if key in task)]
    return facts


def found(case: dict[str, Any], plan: Plan) -> list[str]:
    """What the plan says of the same things; a task that the case has not with number and title."""
    facts = [f"{key} = {get(plan)}" for key, get in OF_PLAN.items() if key in case]
    asked = case.get("tasks", [])
    for i, task in enumerate(plan.tasks if "tasks" in case else ()):
        keys: Iterable[str] = asked[i] if i < len(asked) else ("id", "title")
        facts += ["task", *(f"  {key} = {get(task)}" for key, get in OF_TASK.items() if key in keys)]
    return facts


def quotes(plan: Plan) -> list[str]:
    """The quotes of all facts that tasks state."""
    return [
        fact.evidence.quote
        for task in plan.tasks
        for facts in (task.assignments, task.measures, task.citations, task.derivations)
        for fact in facts
    ]


def plan_of(text: str) -> Plan | None:
    """The plan that the text is; None where it is none."""
    try:
        return read_plan(decode(text.encode(), "case.txt"), "case")
    except NoPlanFound:
        return None


@pytest.mark.parametrize("case", list(cases()))
def test_case(case: dict[str, Any]) -> None:
    plan = plan_of(case["text"])
    if case.get("no_plan"):
        assert plan is None, f"tasks were found: {[(task.id, task.title) for task in plan.tasks]}"
        return
    assert plan is not None, "no plan was found"
    wanted, got = expected(case), found(case, plan)
    difference = "" if wanted == got else "expected (-), found (+):\n" + "\n".join(difflib.ndiff(wanted, got))
    assert not difference, difference
    for words in case.get("quotes", ()):
        assert any(words in quote for quote in quotes(plan)), f"no quote holds {words!r}: {quotes(plan)}"


def test_cases_are_well_formed() -> None:
    """Every case has a name of its own, says something, and uses no key that nobody compares."""
    everything = [param.values[0] for param in cases()]
    names = [case["name"] for case in everything]
    assert len(names) == len(set(names)) >= 50
    for case in everything:
        assert set(case) <= FRAME | set(OF_PLAN), case["name"]
        assert set(case) & ({"tasks", "no_plan"} | set(OF_PLAN)), case["name"]
        for task in case.get("tasks", ()):
            assert {"id"} < set(task) <= set(OF_TASK), case["name"]
