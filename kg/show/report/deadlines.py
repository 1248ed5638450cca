"""By when: how many tasks have which kind of deadline, and the dated ones along the years."""

from __future__ import annotations

from collections import Counter
from datetime import date

from kg.analyse.deadlines import GROUPS
from kg.analyse.network import text
from kg.show.report import words
from kg.show.report.content import Figure, Section, Sheet
from kg.show.report.facts import Facts
from kg.show.report.frame import ROWS, section, sheet
from kg.show.report.tracks import timeline
from kg.table import Table


def deadlines(known: Facts, due: Table, as_of: date | None = None) -> Section:
    """Return the numbers of each kind and the line of the dates; `due` is deadlines.deadlines' answer.

    Where it says what is overdue as of a day, the tables say so too, and name the day.
    """
    rows = list(due.records())
    if not rows:
        return section("deadlines", empty=words.NO_TASK)
    kinds = Counter(text(row["deadline"]) for row in rows)
    late = [(f"{words.both(words.OVERDUE)}, {as_of}", sum(bool(row["overdue"]) for row in rows))] if as_of else []
    counted = (*((words.both(words.DEADLINES[kind]), kinds[kind]) for kind in GROUPS), *late)
    numbers = Sheet(words.BY_KIND, (words.HEADS["kind"], words.HEADS["tasks"]), counted)
    dated = [row for row in rows if row["until"]]
    heads = ("deadline", "plan", "no", "task", "printed", *(("overdue",) if late else ()))
    listed = [
        (
            row["until"],
            known.plans[text(row["file"])].name,
            row["id"],
            row["task"],
            row["printed"],
            *((words.both(words.OVERDUE) if row["overdue"] else "",) if late else ()),
        )
        for row in dated
    ]
    days = Counter(text(row["until"]) for row in dated)
    plot = timeline(list(days.items())[:ROWS])
    figure = Figure(words.DATED, words.TIMELINE, plot, sheet(heads, listed, "kg deadlines")) if dated else None
    return section("deadlines", numbers, figure)
