"""The responsibility matrix: a row a task, a column a unit or a kind of department, in each cell the roles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from kg.analyse.network import Tables, text
from kg.table import Cell, Table

QUERIES = ("ledger/tasks", "ledger/assignments", "ledger/units")
"""The queries that `matrix` needs in its `tables`."""

MARKS = {"lead": "牵", "support": "配", "responsible": "责"}
TASK = ("file", "id", "task")
"""The columns before those of units."""

UNKNOWN = "类别不明"


def matrix(tables: Tables, by: str = "unit") -> Table:
    """Return a row a task, in the order of the plans, and a column for each unit (or kind) that has a role in one.

    A cell holds 牵 (leads), 配 (supports) or 责 (responsible), joined with / where a unit, or several units of a kind,
    have several roles; None where it has none. A task without units has a row of None: nobody answers for it. Columns
    with most tasks come first, equal ones by name. Units of one name are told apart by their place, then by a number;
    a unit of no known kind stands under 类别不明. Goals are no tasks. Without tasks the table has no rows.
    """
    names = _names(tables["ledger/units"], by)
    roles: dict[Cell, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in tables["ledger/assignments"].records():
        roles[one["task"]][names[text(one["iri"])]].add(text(one["role"]))
    tasks = [one for one in tables["ledger/tasks"].records() if one["class"] == "task"]
    counts = Counter(name for one in tasks for name in roles[one["task"]])
    columns = sorted(counts, key=lambda name: (name == UNKNOWN, -counts[name], name))
    rows = tuple(
        (one["file"], one["id"], one["title"], *(_cell(roles[one["task"]].get(name)) for name in columns))
        for one in tasks
    )
    return Table((*TASK, *columns), rows)


def _cell(roles: set[str] | None) -> Cell:
    return "/".join(mark for role, mark in MARKS.items() if role in roles) if roles else None


def _names(units: Table, by: str) -> Mapping[str, str]:
    """The head of each unit's column, by its IRI."""
    known = {text(one["iri"]): one for one in reversed(list(units.records()))}
    if by == "kind":
        return {iri: text(one["kindZh"]) or text(one["kind"]) or UNKNOWN for iri, one in known.items()}
    names = {iri: text(one["unit"]) for iri, one in sorted(known.items())}
    again = Counter(names.values())
    names = {
        iri: f"{name}（{place}）" if again[name] > 1 and (place := text(known[iri]["place"])) else name
        for iri, name in names.items()
    }
    seen: Counter[str] = Counter()
    for iri, name in names.items():
        seen[name] += 1
        if seen[name] > 1:
            names[iri] = f"{name} {seen[name]}"
    return names
