"""What nobody answers for, and what a careful reader of a responsibility matrix would ask about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

import networkx as nx

from kg.analyse.network import Network, Tables, by_number, derivation, plan_names, text, unit_task
from kg.analyse.workload import MOST
from kg.table import Cell, Table

QUERIES = (
    "network/plans",
    "network/units",
    "network/tasks",
    "network/unit-task",
    "network/items",
    "network/derivation",
    "network/named",
    "network/discrepancies",
)
"""The queries that `orphans` and `findings` need in their `tables`."""

COLUMNS = ("kind", "document", "id", "title", "iri")
ALL_COLUMNS = ("kind", "severity", "document", "id", "title", "units", "why", "iri")


class Orphan(StrEnum):
    """What is missing."""

    NO_LEAD = "task-without-lead"  # nobody leads it, 无牵头单位; a task of no unit is one of these too
    NO_UNIT = "task-without-unit"  # no unit in any role, 无责任单位
    NO_ORIGIN = "task-without-origin"  # its own text names nothing that it carries out, 无来源
    NO_TASK = "item-without-task"  # an item of a national opinion that no task carries out, 无任务落实
    IDLE = "unit-without-task"  # a unit that a plan names and gives no task in any role, 无任务单位


class Fault(StrEnum):
    """What else is wrong with a plan's division of work, and where it contradicts itself."""

    LEADS = "task-with-several-leads"
    SUPPORTERS = "task-with-many-supporters"
    OVERLOAD = "unit-overloaded"
    DISCREPANCY = "discrepancy"


SUPPORTERS = 5
"""Supporting units from which on a task has many, as in ontology/queries/many-supporters.rq."""

SEVERITIES: Mapping[str, str] = MappingProxyType(
    {
        Orphan.NO_UNIT: "violation",
        Orphan.NO_LEAD: "warning",
        Fault.LEADS: "warning",
        Fault.DISCREPANCY: "warning",
        Orphan.NO_TASK: "warning",
        Orphan.NO_ORIGIN: "info",
        Fault.SUPPORTERS: "info",
        Fault.OVERLOAD: "info",
        Orphan.IDLE: "info",
    }
)
"""How grave each kind of finding is, as `kg check` has it where it asks the same. Where one unit alone is responsible
and not called the lead, task-without-lead is info."""

_NAMED_AS = {
    "issuer": "it issues the plan and has no task 仅为发文单位",
    "duty": "one sentence gives it a duty, and no task is its own 仅有部门职责",
    "named": "it is named and has no task 仅被提及",
}


class _Thing(NamedTuple):
    """What a finding is about: the document it stands in, its number there or "", its title."""

    document: str
    id: str
    title: str
    iri: str


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    thing: _Thing
    why: str
    units: Sequence[str] = ()  # IRIs
    other: str = ""  # severity, where it is not that of its kind

    @property
    def severity(self) -> str:
        return self.other or SEVERITIES[self.kind]


def orphans(tables: Tables) -> Table:
    """Return every orphan, one row for each kind that holds, with the document in which it stands.

    document is the title of the plan, its file where it has none, or the title of the opinion for an item; id the
    number as printed, "" where none is. Ordered by kind as in Orphan, then document, then number. No orphans give
    a table without rows.

    A task carries out an item if the item can be reached from it over derivation edges, directly or through
    a provincial item between. What only the plan as a whole carries out is no origin of its tasks. A unit is one
    that some plan names, as its issuer, in a duty or otherwise; a body that only issued a document above is none.
    It has a row for each plan that names it.
    """
    missing = _missing(tables)
    return Table(COLUMNS, tuple((str(kind), *thing) for kind in Orphan for thing in _sorted(missing[kind])))


def findings(tables: Tables) -> Table:
    """Return every orphan and every Fault, a row each with ALL_COLUMNS: the checks that are made of a RACI matrix
    (exactly one unit leads each task, none leads too many, not too many support), and what contradicts itself.

    A task that names no unit has one row, as task-without-unit. severity is violation, warning or info; units are the
    names of those that have a part in it, joined by 、; why says in one line what is wrong. The gravest stand first,
    then as in SEVERITIES, then by document and number. Nothing wrong gives no rows.
    """
    missing, names = _missing(tables), _labels(tables)
    rows = [*_of_roles(tables), *_overload(tables)]
    rows += [_Found(Orphan.NO_UNIT, one, "no unit is named 无责任单位") for one in missing[Orphan.NO_UNIT]]
    rows += [_Found(Orphan.NO_ORIGIN, one, "it names nothing above it 未写明来源") for one in missing[Orphan.NO_ORIGIN]]
    rows += [_Found(Orphan.NO_TASK, one, "no task carries it out 无任务落实") for one in missing[Orphan.NO_TASK]]
    rows += [_Found(Orphan.IDLE, one, _NAMED_AS[how], (one.iri,)) for one, how in _idle(tables).items()]
    rows += _discrepancies(tables)
    kinds = {kind: rank for rank, kind in enumerate(SEVERITIES)}
    graveness = {severity: rank for rank, severity in enumerate(dict.fromkeys(SEVERITIES.values()))}
    rows.sort(key=lambda row: (graveness[row.severity], kinds[row.kind], *_order(row.thing), row.why))
    return Table(
        ALL_COLUMNS,
        tuple(
            (
                str(row.kind),
                row.severity,
                *row.thing[:3],
                "、".join(names[u] for u in row.units),
                row.why,
                row.thing.iri,
            )
            for row in rows
        ),
    )


def _missing(tables: Tables) -> dict[Orphan, list[_Thing]]:
    work, origins = unit_task(tables), derivation(tables)
    tasks = _tasks(tables)
    items = {
        text(row["item"]): _Thing(*(text(row[name]) for name in ("workTitle", "id", "itemLabel", "item")))
        for row in reversed(list(tables["network/items"].records()))
    }
    led = {node for *ends, edge in work.edges(data=True) if "lead" in edge["roles"] for node in ends}
    done = {origin for task in tasks for origin in nx.descendants(origins, task)}
    return {
        Orphan.NO_LEAD: [thing for task, thing in tasks.items() if task not in led],
        Orphan.NO_UNIT: [thing for task, thing in tasks.items() if not work.degree(task)],
        Orphan.NO_ORIGIN: [thing for task, thing in tasks.items() if not origins.out_degree(task)],
        Orphan.NO_TASK: [thing for item, thing in items.items() if item not in done],
        Orphan.IDLE: list(_idle(tables)),
    }


def _tasks(tables: Tables) -> dict[str, _Thing]:
    titles = plan_names(tables)
    return {
        text(row["task"]): _Thing(titles[text(row["plan"])], *(text(row[name]) for name in ("id", "taskLabel", "task")))
        for row in reversed(list(tables["network/tasks"].records()))
    }


def _labels(tables: Tables) -> Mapping[str, str]:
    rows = [*tables["network/units"].records(), *tables["network/named"].records()]
    return {text(row["unit"]): text(row["unitLabel"]) or text(row["unit"]) for row in rows}


def _team(work: Network, task: str, role: str) -> list[str]:
    return sorted(unit for unit, edge in work[task].items() if role in edge["roles"])


def _of_roles(tables: Tables) -> Iterator[_Found]:
    """Tasks of more or less than one lead, and of many supporters; those of no unit are found elsewhere."""
    work = unit_task(tables)
    for task, thing in _tasks(tables).items():
        lead, responsible, support = (_team(work, task, role) for role in ("lead", "responsible", "support"))
        if len(lead) > 1:
            yield _Found(Fault.LEADS, thing, f"{len(lead)} units lead it 牵头单位不止一个", lead)
        if len(responsible) > 1 and not lead:
            why = "several are responsible and none is in front 责任单位并列，无牵头"
            yield _Found(Orphan.NO_LEAD, thing, why, (*responsible, *support))
        elif responsible and not lead:
            why = "one is responsible and not called the lead 仅有责任单位，未写明牵头"
            yield _Found(Orphan.NO_LEAD, thing, why, (*responsible, *support), "info")
        elif support and not lead:
            yield _Found(Orphan.NO_LEAD, thing, "units support it and none leads 仅有配合单位", support)
        if len(support) >= SUPPORTERS:
            yield _Found(Fault.SUPPORTERS, thing, f"{len(support)} units support it 配合单位过多", support)


def _idle(tables: Tables) -> dict[_Thing, str]:
    """Each unit without a task and plan that names it, with how it does: the first reason of _NAMED_AS that holds."""
    busy = {text(row["unit"]) for row in tables["network/unit-task"].records()}
    titles, names = plan_names(tables), _labels(tables)
    found: dict[_Thing, set[str]] = defaultdict(set)
    for row in tables["network/named"].records():
        unit, plan = text(row["unit"]), text(row["plan"])
        if unit not in busy:
            found[_Thing(titles[plan], "", names[unit], unit)].add(text(row["as"]))
    return {thing: next(how for how in _NAMED_AS if how in hows) for thing, hows in found.items()}


def _overload(tables: Tables) -> Iterator[_Found]:
    work, names, titles = unit_task(tables), _labels(tables), plan_names(tables)
    sets: dict[str, set[str]] = defaultdict(set)
    for row in tables["network/tasks"].records():
        sets[text(row["plan"])].add(text(row["task"]))
    for plan, tasks in sets.items():
        led = Counter(unit for task in tasks for unit in _team(work, task, "lead"))
        for unit, count in led.items():
            if count > MOST:
                thing = _Thing(titles[plan], "", names[unit], unit)
                yield _Found(Fault.OVERLOAD, thing, f"leads {count} of {len(tasks)} tasks 牵头任务过多", (unit,))


def _discrepancies(tables: Tables) -> Iterator[_Found]:
    tasks = _tasks(tables)
    readings: dict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
    for row in tables["network/discrepancies"].records():
        readings[text(row["task"]), text(row["finding"]), text(row["note"])][text(row["quote"])] = None
    for (task, _, note), quotes in readings.items():
        if task in tasks:
            yield _Found(Fault.DISCREPANCY, tasks[task], f"{note}（{' ≠ '.join(quotes)}）")


def _sorted(things: Iterable[_Thing]) -> list[_Thing]:
    return sorted(things, key=_order)


def _order(thing: _Thing) -> tuple[Cell | tuple[tuple[int, str], ...], ...]:
    return thing.document, by_number(thing.id), thing.iri
