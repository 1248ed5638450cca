"""What part of the graph an answer is about: some places, plans, kinds of unit, years, ways of saying so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.analyse.network import Tables, text
from kg.table import Cell, Table

QUERIES = (
    "network/plans",
    "network/tasks",
    "network/units",
    "network/unit-task",
    "network/duties",
    "network/derivation",
    "page/kinds",
)
"""The queries that `narrow` needs in its `tables` where the scope is not the whole."""

BASES = ("explicit", "inline", "duty")
"""How a text can say who does a task: by a labelled list, a role word in a sentence, a sentence that tells to act."""

_NAMING = ("plan", "task", "unit", "derived", "subject")  # the columns of all queries that hold a plan, task or unit


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look at; a field without values sets no bound, and what the fields set must all hold.

    `places` are IRIs of the plans' places, `plans` IRIs of plans, `kinds` local names of kinds of department or
    of their groups; with `teams` they choose tasks, by one unit of these kinds, and the task keeps all its units: what
    is said of a task, as that nobody leads it, then stays true. `since` is the year of a plan's date or an earlier
    one. `bases` are of BASES: without any, all direct edges count, whatever their basis; with "duty" also what
    sentences inside a task tell a unit to do beside the task's own list.
    """

    places: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    since: int | None = None
    bases: frozenset[str] = frozenset()
    teams: bool = False


def narrow(tables: Tables, scope: Scope) -> dict[str, Table]:
    """Return the tables without the rows that name a plan, task or unit out of scope.

    A table with a column `basis` keeps the rows of the scope's bases. Of `network/items` the opinions stay that
    a plan or task in scope comes from. A unit without a task in scope is out of scope; where `kinds` are given,
    so is a task that no unit of these kinds has. The whole scope gives the tables as they are.
    """
    if scope == Scope():
        return dict(tables)
    given = _with_duties(tables) if "duty" in scope.bases else dict(tables)
    if scope.bases:
        given = {name: _of_bases(table, scope.bases) for name, table in given.items()}
    plans = {text(row["plan"]) for row in tables["network/plans"].records()}
    tasks, units = _column(given, "network/tasks", "task"), _column(given, "network/units", "unit")
    out = plans - _plans(tables["network/plans"], scope)
    out |= {text(row["task"]) for row in given["network/tasks"].records() if text(row["plan"]) in out}
    others = _other_kinds(given, scope.kinds)
    edges = [(text(row["unit"]), text(row["task"])) for row in given["network/unit-task"].records()]
    if scope.kinds:
        out |= tasks - {task for unit, task in edges if unit not in others}
    if not scope.teams:
        out |= others
    out |= units - {unit for unit, task in edges if out.isdisjoint((unit, task)) and task in tasks}
    narrowed = {name: _without(table, out) for name, table in given.items()}
    if "network/items" in narrowed:
        narrowed["network/items"] = _opinions(narrowed, (plans | tasks) - out)
    return narrowed


def left_out(tables: Tables, scope: Scope) -> Mapping[str, tuple[str, ...]]:
    """Return the plans of which nothing tells whether they are in scope, by what is not known: "date", "place".

    `narrow` leaves them out. Each is named by its file, its title or its IRI, sorted; a list is there only if it has
    members.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for row in tables["network/plans"].records():
        name = text(row["file"]) or text(row["planTitle"]) or text(row["plan"])
        if scope.plans and text(row["plan"]) not in scope.plans:
            continue
        if scope.places and row["place"] is None:
            found["place"].add(name)
        elif scope.since is not None and row["date"] is None:
            found["date"].add(name)
    return {what: tuple(sorted(names)) for what, names in sorted(found.items())}


def _plans(table: Table, scope: Scope) -> set[str]:
    return {
        text(row["plan"])
        for row in table.records()
        if (not scope.plans or text(row["plan"]) in scope.plans)
        and (not scope.places or text(row["place"]) in scope.places)
        and (scope.since is None or _year(row["date"]) >= scope.since)
    }


def _year(date: Cell) -> int:
    """Return the year of an xsd:date, gYearMonth or gYear; 0, before any year, for none."""
    digits = text(date)[:4]
    return int(digits) if digits.isdecimal() else 0


def _other_kinds(tables: Tables, kinds: frozenset[str]) -> set[str]:
    if not kinds:
        return set()
    within = {text(row["kind"]) for row in tables["page/kinds"].records() if text(row["group"]) in kinds} | kinds
    facts = [(text(row["unit"]), text(row["kind"])) for row in tables["network/units"].records()]
    return {unit for unit, _ in facts} - {unit for unit, kind in facts if kind in within}


def _with_duties(tables: Tables) -> dict[str, Table]:
    """Add the duties to the edges, and units that have nothing else to the units."""
    added = dict(tables)
    for name in ("network/unit-task", "network/units"):
        columns = tables[name].columns
        more = (tuple(row[column] for column in columns) for row in tables["network/duties"].records())
        added[name] = Table(columns, tuple(dict.fromkeys((*tables[name].rows, *more))))
    return added


def _of_bases(table: Table, bases: frozenset[str]) -> Table:
    if "basis" not in table.columns:
        return table
    at = table.columns.index("basis")
    return Table(table.columns, tuple(row for row in table.rows if row[at] in bases))


def _without(table: Table, out: set[str]) -> Table:
    at = [table.columns.index(column) for column in _NAMING if column in table.columns]
    return Table(table.columns, tuple(row for row in table.rows if not any(row[column] in out for column in at)))


def _opinions(tables: Tables, sources: Iterable[str]) -> Table:
    """Keep the items of the opinions that can be reached over derivations."""
    origins: dict[str, set[str]] = defaultdict(set)
    for row in tables["network/derivation"].records():
        origins[text(row["derived"])].add(text(row["origin"]))
    reached, ahead = set[str](), list(sources)
    while ahead:
        more = origins[ahead.pop()] - reached
        reached |= more
        ahead.extend(more)
    items = tables["network/items"]
    at = items.columns.index("work")
    return Table(items.columns, tuple(row for row in items.rows if row[at] in reached))


def _column(tables: Tables, name: str, column: str) -> set[str]:
    return {text(row[column]) for row in tables[name].records()}
