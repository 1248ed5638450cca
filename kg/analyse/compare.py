"""How two plans or two places differ: which tasks the other has not, who leads what instead, which units have what roles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.analyse.coverage import called, carried, kind_names
from kg.analyse.network import Tables, by_number, text
from kg.resolve.spelling import likenesses
from kg.table import Cell, Table

QUERIES = (
    "network/plans",
    "network/units",
    "network/tasks",
    "network/unit-task",
    "network/items",
    "network/derivation",
    "page/kinds",
)
"""The queries that `compare` needs in its `tables`."""

COLUMNS = ("difference", "what", "name", "a", "b", "why")
ALIKE = 0.8
"""Likeness from which on two headings are taken for one task's: 加强教师队伍建设 and 加强干部队伍建设 have 0.75."""

HANDED, ROLES, LOST, GAINED, SAME = range(5)
_APART = ("other lead", "other roles", "only in a", "only in b", "same")
_LATER = ("handed over", "other roles", "lost", "gained", "same")

_ZH = {"lead": "牵头", "responsible": "责任", "support": "配合"}

Team = dict[str, tuple[str, ...]]  # role → who has it
Row = tuple[int, str, str, str, str, str]  # a difference, then as in COLUMNS


@dataclass(frozen=True, slots=True)
class _Task:
    iri: str
    heading: str
    number: str  # with the plan's name in front where a side has several
    team: Team
    items: Mapping[str, str] = field(default_factory=dict)  # national items that it carries out


def compare(tables: Tables, a: Collection[str], b: Collection[str]) -> Table:
    """Return how the plans with the IRIs `b` differ from those with the IRIs `a`, with COLUMNS.

    First a row for each two tasks that match, and each task that matches none; then one for each unit. difference is
    "other lead", "other roles", "only in a", "only in b" or "same". Where all plans are of one place, b is taken for
    what came of a, and these are called "handed over", "other roles", "lost", "gained" and "same"; units are then
    compared one by one, else by their kind. what is task or unit, name the heading, both where
    they differ, or the unit; a and b tell the task's number and units, or how many tasks the unit has in each role; why tells what the match rests on: the national item that both carry out,
    the same heading, or one alike by ALIKE or more. Tasks that carry out one item match however many they are; by
    their headings one matches one, the most alike first. Nothing in `a` and `b` gives no rows.
    """
    plans = {text(row["plan"]): row for row in tables["network/plans"].records()}
    places = {text(plans[plan]["place"]) for plan in (*a, *b) if plan in plans}
    later = len(places) == 1 and "" not in places
    names = _units(tables) if later else kind_names(tables)
    sides = [_side(tables, plans_, names) for plans_ in (a, b)]
    rows = [*_tasks(*sides), *_roles(*sides)]
    words = _LATER if later else _APART
    rows.sort(key=lambda row: (row[1], row[0]))  # stable: within, the order of the plans
    return Table(COLUMNS, tuple((words[difference], *cells) for difference, *cells in rows))


def common(table: Table) -> int:
    """Return how many tasks and units of `compare`'s answer are on both sides."""
    lone = {words[one] for words in (_APART, _LATER) for one in (LOST, GAINED)}
    return sum(row["difference"] not in lone for row in table.records())


def _units(tables: Tables) -> Mapping[str, str]:
    rows = reversed(list(tables["network/units"].records()))
    return {text(row["unit"]): text(row["unitLabel"]) or text(row["unit"]) for row in rows}


def _side(tables: Tables, plans: Collection[str], names: Mapping[str, str]) -> list[_Task]:
    """The tasks of these plans, in the order of plans and numbers."""
    teams: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in tables["network/unit-task"].records():
        teams[text(row["task"])][text(row["role"])].add(names[text(row["unit"])])
    rows = tables["network/items"].records()
    labels = {text(row["item"]): f"{text(row['id'])} {text(row['itemLabel'])}".strip() for row in rows}
    items: dict[str, dict[str, str]] = defaultdict(dict)
    for item, tasks in carried(tables).items():
        for task in tasks:
            items[task][item] = labels[item]
    stems = called(tables)
    found: dict[str, tuple[Cell | tuple[tuple[int, str], ...], ...]] = {}
    tasks_: dict[str, _Task] = {}
    for row in tables["network/tasks"].records():
        task, plan, number, heading = (text(row[name]) for name in ("task", "plan", "id", "taskLabel"))
        if plan in plans:
            shown = f"{stems[plan]} {number}".strip() if len(plans) > 1 else number
            team = {role: tuple(sorted(teams[task][role])) for role in _ZH if teams[task][role]}
            tasks_.setdefault(task, _Task(task, heading, shown, team, items[task]))
            found.setdefault(task, (stems[plan], by_number(number), task))
    return [tasks_[task] for task in sorted(tasks_, key=lambda task: found[task])]


def _tasks(a: Sequence[_Task], b: Sequence[_Task]) -> Iterator[Row]:
    met: set[str] = set()
    for one, other, why in _matches(a, b):
        met |= {one.iri, other.iri}
        difference = SAME
        if one.team != other.team:
            difference = ROLES if one.team.get("lead") == other.team.get("lead") else HANDED
        name = one.heading if one.heading == other.heading else f"{one.heading} / {other.heading}"
        yield difference, "task", name, _told(one), _told(other), why
    for task in a:
        if task.iri not in met:
            yield LOST, "task", task.heading, _told(task), "", ""
    for task in b:
        if task.iri not in met:
            yield GAINED, "task", task.heading, "", _told(task), ""


def _matches(a: Sequence[_Task], b: Sequence[_Task]) -> list[tuple[_Task, _Task, str]]:
    """Pairs of tasks with why they match, in the order of `a`."""
    found: dict[tuple[int, int], str] = {}
    carrying: dict[str, list[int]] = defaultdict(list)
    for j, other in enumerate(b):
        for item in other.items:
            carrying[item].append(j)
    for i, one in enumerate(a):
        for j in sorted({j for item in one.items for j in carrying[item]}):
            shared = (label for item, label in one.items.items() if item in b[j].items)
            found[i, j] = f"both carry out {'、'.join(shared)}"
    met_a, met_b = {i for i, _ in found}, {j for _, j in found}
    pairs = likenesses([task.heading for task in a], [task.heading for task in b], ALIKE)
    for score, i, j in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
        if i not in met_a and j not in met_b:
            met_a.add(i)
            met_b.add(j)
            found[i, j] = "same heading" if score == 1 else f"headings alike, {score:.2f}"
    return [(a[i], b[j], why) for (i, j), why in sorted(found.items())]


def _told(task: _Task) -> str:
    """The task's number, and its units by role."""
    roles = "；".join(f"{_ZH[role]} {'、'.join(who)}" for role, who in task.team.items())
    return f"{task.number} {roles}".strip()


def _roles(a: Sequence[_Task], b: Sequence[_Task]) -> Iterator[Row]:
    """The units of both sides by the number of their tasks in each role, those with most tasks first."""
    counts = [_counts(side) for side in (a, b)]
    total = counts[0] + counts[1]
    units: Counter[str] = Counter()
    for (unit, _), number in total.items():
        units[unit] += number
    for unit in sorted(units, key=lambda unit: (-units[unit], unit)):
        one, other = ({role: count[unit, role] for role in _ZH if count[unit, role]} for count in counts)
        difference = SAME if one == other else ROLES if one and other else LOST if one else GAINED
        yield difference, "unit", unit, _tally(one), _tally(other), ""


def _counts(side: Sequence[_Task]) -> Counter[tuple[str, str]]:
    return Counter((unit, role) for task in side for role, who in task.team.items() for unit in who)


def _tally(roles: Mapping[str, int]) -> str:
    return "、".join(f"{_ZH[role]} {number}" for role, number in roles.items())
