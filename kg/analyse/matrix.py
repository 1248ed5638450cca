"""The responsibility matrix: a row a task, a column a unit or a kind of department, in each cell the roles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from kg.analyse.network import Tables, text
from kg.table import Cell, Table

QUERIES = ("ledger/tasks", "network/unit-task", "network/units", "page/kinds")
"""The queries that `matrix` needs in its `tables`."""

MARKS = {"lead": "牵", "responsible": "责", "support": "配"}
TASK = ("file", "id", "task")
"""The columns before those of units."""

UNKNOWN = "类别不明"


def matrix(tables: Tables, by: str = "unit") -> Table:
    """Return a row a task, in the order of the plans, and a column for each unit (or kind) that has a role in one.

    A cell holds 牵 (leads), 责 (is responsible) or 配 (supports), joined with / where a unit, or several units of a
    kind, have several roles; None where it has none. A task without units has a row of None: nobody answers for it.
    Columns with most tasks come first, equal ones by name. Units of one name are told apart by their place, then by a
    number; units of no known kind stand under 类别不明, last. Goals are no tasks. No tasks give a table without rows.
    """
    heads = _kinds(tables) if by == "kind" else _units(tables["network/units"])
    roles: dict[Cell, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for edge in tables["network/unit-task"].records():
        roles[edge["task"]][heads[text(edge["unit"])]].add(text(edge["role"]))
    tasks = [one for one in tables["ledger/tasks"].records() if one["class"] == "task"]
    counts = Counter(head for one in tasks for head in roles[one["task"]])
    columns = sorted(counts, key=lambda head: (head == UNKNOWN, -counts[head], head))
    rows = tuple(
        (one["file"], one["id"], one["title"], *(_cell(roles[one["task"]].get(head)) for head in columns))
        for one in tasks
    )
    return Table((*TASK, *columns), rows)


def _cell(roles: set[str] | None) -> Cell:
    return "/".join(mark for role, mark in MARKS.items() if role in roles) if roles else None


def _kinds(tables: Tables) -> Mapping[str, str]:
    """The kind of each unit in Chinese, by the unit's IRI."""
    named = {one["kind"]: text(one["kindZh"]) for one in tables["page/kinds"].records()}
    units = tables["network/units"].records()
    return {text(one["unit"]): named.get(one["kind"]) or text(one["kind"]) or UNKNOWN for one in units}


def _units(units: Table) -> Mapping[str, str]:
    """The name of each unit by its IRI, no two alike."""
    places = {text(one["unit"]): text(one["place"]) for one in units.records()}
    names = {text(one["unit"]): text(one["unitLabel"]) or text(one["unit"]) for one in units.records()}
    again = Counter(names.values())
    given: Counter[str] = Counter()
    for iri, name in sorted(names.items()):
        told = f"{name}（{places[iri]}）" if again[name] > 1 and places[iri] else name
        given[told] += 1
        names[iri] = f"{told} {given[told]}" if given[told] > 1 else told
    return names
