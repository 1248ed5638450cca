"""The annex table beside the body: rows become facts of the same tasks, and where the two disagree, a finding."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extract.citations import citations
from kg.extract.rows import Row, TaskTable, assignments
from kg.extract.targets import targets
from kg.extract.units import parse
from kg.model import (
    Citation,
    Derivation,
    Doubt,
    Evidence,
    Finding,
    FindingKind,
    Measure,
    Role,
    Target,
    Task,
)
from kg.read.view import Reading

LOST_COLUMN = "the table's unit columns cannot be told apart: no telling who leads"
_FROM_ROW = "table-row"  # the rule of a task that only a table has


class Merged(NamedTuple):
    """Tasks with what the table adds to them, what the two disagree on, and what was doubtful in the table."""

    tasks: list[Task]
    findings: list[Finding]
    doubts: list[Doubt]


def merge(reading: Reading, tasks: Sequence[Task], table: TaskTable, name: str = "表") -> Merged:
    """Return the body's tasks with the table's facts added, one task a row where the body has none for it.

    `name` stands before a row's number where another task has that number: 表-1.
    """
    pairs = _pair(reading, tasks, table.rows)
    lost = _lost_leads(tasks, pairs)
    merged = Merged([], [], [])
    for task in tasks:
        row = pairs.get(task.id)
        merged.tasks.append(_add(reading, task, row) if row else task)
        if row:
            merged.findings.extend(_disagreements(reading, task, row, leads_lost=lost))
            merged.doubts.extend(_doubts(reading, row, task.id))
    paired = {id(row) for row in pairs.values()}
    taken, own = {task.id for task in tasks}, Counter[str]()
    for place, row in enumerate(table.rows, start=1):
        if id(row) not in paired and row.title:
            number = _number(row, place, name, taken)
            own[number] += 1
            task = _of_row(reading, row, f"{number}~{own[number]}" if own[number] > 1 else number)
            merged.tasks.append(task)
            merged.doubts.extend(_doubts(reading, row, task.id))
            if not row.roles_known and row.unit_span:
                evidence = reading.evidence(*row.unit_span, "table-cell")
                merged.doubts.append(Doubt(LOST_COLUMN, evidence, task.id))
    return merged


def _row_title(reading: Reading, row: Row) -> str:
    """A row's title, joined where the cell broke it over lines."""
    return _joined(reading, row.title)


def _joined(reading: Reading, spans: Sequence[tuple[int, int]]) -> str:
    return "".join(re.sub(r"\s+", "", reading.clean(*span)) for span in spans).strip("。；;")


def _pair(reading: Reading, tasks: Sequence[Task], rows: Sequence[Row]) -> dict[str, Row]:
    """Rows by Task.id: the same title first, then the same number as in the body; each row and each task once.

    A table of which not even half goes by the body's titles is no annex to it, and none of its rows is paired.
    """
    work = [task for task in tasks if not task.is_goal]
    by_title: dict[str, Row] = {}
    for row in rows:
        by_title.setdefault(_plain(_row_title(reading, row)), row)
    pairs: dict[str, Row] = {}
    for task in work:
        same = by_title.pop(_plain(task.title), None)
        if same and same.title:
            pairs[task.id] = same
    if len(pairs) * 2 < min(len(work), len(rows)):
        return {}
    used = {id(row) for row in pairs.values()}
    body = [task for task in work if task.evidence.rule != _FROM_ROW and task.id not in pairs]
    by_number = {str(row.number): row for row in rows if id(row) not in used}
    return pairs | {task.id: by_number.pop(task.id) for task in body if task.id in by_number}


def _plain(title: str) -> str:
    return re.sub(r"\W", "", title)


def _add(reading: Reading, task: Task, row: Row) -> Task:
    own = {citation.title for citation in task.citations}
    return replace(
        task,
        citations=(*task.citations, *(c for c in _citations(reading, row) if c.title not in own)),
        derivations=(*task.derivations, *_derivations(reading, row)),
        deadline=task.deadline or row.deadline,
        measures=_measures(reading, row) or task.measures,
        targets=(*task.targets, *_targets(reading, task, row)),
        assignments=task.assignments or assignments(reading, row),
    )


def _number(row: Row, place: int, name: str, taken: set[str]) -> str:
    """A row's number as printed, its part's in front; the table's name where another text's task has it."""
    number = row.printed or "-".join(filter(None, (row.part, str(row.number or place))))
    return f"{name}-{number}" if number in taken else number


def _of_row(reading: Reading, row: Row, number: str) -> Task:
    evidence = reading.evidence(row.title[0][0], row.title[-1][1], _FROM_ROW)
    section = tuple(_joined(reading, [span]) for span in row.section)
    return _add(reading, Task(number, _row_title(reading, row), section, evidence), row)


def _citations(reading: Reading, row: Row) -> tuple[Citation, ...]:
    return citations(reading, *row.span)


def _derivations(reading: Reading, row: Row) -> tuple[Derivation, ...]:
    if not row.item:
        return ()
    via = reading.clean(*row.key_task).strip() if row.key_task else None
    evidence = reading.evidence(row.item[0][0], row.item[-1][1], "national-item-column")
    return (Derivation(None, _joined(reading, row.item), via, evidence),)


def _measures(reading: Reading, row: Row) -> tuple[Measure, ...]:
    return tuple(
        Measure(reading.clean(*span).strip(" 。；;"), reading.evidence(*span, "table-measure")) for span in row.measures
    )


def _targets(reading: Reading, task: Task, row: Row) -> Iterator[Target]:
    """The numbers of a row's key task and measures, or of its title alone, that the body does not state already."""
    own = {(target.value, target.unit) for target in task.targets}
    for span in (*([row.key_task] if row.key_task else ()), *(row.measures or row.title)):
        for target in targets(reading, *span):
            if (target.value, target.unit) not in own:
                yield target


def _doubts(reading: Reading, row: Row, task: str) -> list[Doubt]:
    return [Doubt(r.reason, reading.evidence(r.start, r.end, "table-cell"), task) for r in row.refusals]


def _identity(name: str) -> str:
    unit = parse(name)
    return unit.identity if unit else name


def _lost_leads(tasks: Sequence[Task], pairs: dict[str, Row]) -> bool:
    """Whether the table lost its lead column: most rows do not print the unit that leads their task in the body."""
    printed = [
        _identity(a.unit) in {mention.unit.identity for mention, _ in pairs[task.id].units}
        for task in tasks
        for a in task.assignments
        if a.role is Role.LEAD and task.id in pairs
    ]
    return sum(printed) * 2 < len(printed)


def _disagreements(reading: Reading, task: Task, row: Row, *, leads_lost: bool) -> list[Finding]:
    found: list[Finding] = []
    title = _row_title(reading, row)
    annex_title = reading.evidence(row.title[0][0], row.title[-1][1], "annex-title") if row.title else task.evidence
    if row.title and _plain(title) != _plain(task.title):
        note = f"标题不一致：正文为“{task.title}”，附表为“{title}”"
        found.append(Finding(FindingKind.DISCREPANCY, task.id, note, (task.evidence, annex_title)))
    if not task.assignments:
        return found
    body = {_identity(a.unit): a for a in task.assignments}
    annex = {mention.unit.identity: mention for mention, _ in row.units}
    expected = {key for key, a in body.items() if not (leads_lost and a.role is Role.LEAD)}
    only_body = [body[key] for key in body if key in expected and key not in annex]
    only_annex = [annex[key] for key in annex if key not in body]
    if only_body or only_annex:
        sides = [f"仅见于正文：{'、'.join(a.unit for a in only_body)}"] if only_body else []
        sides += [f"仅见于附表：{'、'.join(m.surface for m in only_annex)}"] if only_annex else []
        in_annex = reading.evidence(*row.unit_span, "annex-units") if row.unit_span else annex_title
        quotes = list(dict.fromkeys(a.evidence for a in (only_body or task.assignments)))
        readings: tuple[Evidence, ...] = (*quotes, in_annex)
        found.append(Finding(FindingKind.DISCREPANCY, task.id, "单位不一致：" + "；".join(sides), readings))
    return found
