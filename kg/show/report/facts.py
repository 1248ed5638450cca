"""What the tables say, indexed once: plans, tasks, who has them in which role, and the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.analyse.network import Tables, text
from kg.show.ledger import ROLES
from kg.show.report.content import Quote
from kg.table import Cell

QUERIES = ("network/plans", "ledger/tasks", "ledger/assignments")
"""The queries that `facts` needs in its `tables`."""


class Plan(NamedTuple):
    """A plan; what the document does not say is ""."""

    name: str  # its title, or its file where it has none
    file: str
    number: str
    date: str
    place: str


class Task(NamedTuple):
    """A task of a plan, and the words of its heading."""

    file: str
    number: str
    title: str
    heading: Quote


@dataclass(frozen=True, slots=True)
class Facts:
    """Plans by file, in order of their files; tasks by IRI, in the order of the documents; names of units."""

    plans: Mapping[str, Plan]
    tasks: Mapping[str, Task]
    team: Mapping[tuple[str, str], Sequence[str]]  # task, role → units
    said: Mapping[tuple[str, str], Sequence[Quote]]  # task, role → the words that say so

    def units(self, task: str) -> set[str]:
        """Return the units of a task in any role."""
        return {unit for role in ROLES for unit in self.team[task, role]}


def facts(tables: Tables) -> Facts:
    """Return what the answers to QUERIES say; of two titles or dates of one plan the first counts."""
    plans: dict[str, Plan] = {}
    for row in tables["network/plans"].records():
        file, title = text(row["file"]), text(row["planTitle"])
        rest = (text(row[name]) for name in ("number", "date", "placeLabel"))
        plans.setdefault(file, Plan(title or file, file, *rest))
    tasks: dict[str, Task] = {}
    for row in tables["ledger/tasks"].records():
        file = text(row["file"])
        if row["class"] == "task" and file in plans:
            tasks.setdefault(text(row["task"]), Task(file, text(row["id"]), text(row["title"]), quote(file, row)))
    team, said = defaultdict[tuple[str, str], list[str]](list), defaultdict[tuple[str, str], list[Quote]](list)
    for row in tables["ledger/assignments"].records():
        iri, role, unit = (text(row[name]) for name in ("task", "role", "unit"))
        if iri not in tasks:
            continue
        if unit not in team[iri, role]:
            team[iri, role].append(unit)
        words = quote(tasks[iri].file, row)
        if words.text and words not in said[iri, role]:
            said[iri, role].append(words)
    return Facts(dict(sorted(plans.items())), tasks, team, said)


def quote(file: str, row: Mapping[str, Cell]) -> Quote:
    """Return the words of a row with `quote` and `where`, and where they stand in a file."""
    return Quote(text(row["quote"]), f"{file} {text(row['where'])}".strip())
