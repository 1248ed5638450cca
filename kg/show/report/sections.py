"""The report's plain tables: plans read, most central units, what was not understood."""

from __future__ import annotations

from collections import Counter, defaultdict

from kg.analyse.network import text
from kg.show.report import words
from kg.show.report.content import Note, Section
from kg.show.report.facts import Facts
from kg.show.report.frame import section, sheet
from kg.table import Table

_UNITS = 15
_PLANS = 100


def plans(known: Facts) -> Section:
    """Which plans were read, with their number of tasks, led tasks and units."""
    tasks, led, units = Counter[str](), Counter[str](), defaultdict[str, set[str]](set)
    for iri, task in known.tasks.items():
        tasks[task.file] += 1
        led[task.file] += bool(known.team[iri, "lead"])
        units[task.file] |= known.units(iri)
    heads = ("no", "plan", "number", "date", "place", "tasks", "led", "units")
    rows = [
        (at, one.name, one.number, one.date, one.place, tasks[file], led[file], len(units[file]))
        for at, (file, one) in enumerate(known.plans.items(), 1)
    ]
    return section("plans", sheet(heads, rows, "kg query --name plans", most=_PLANS))


def units(ranking: Table | None) -> Section:
    """Which units are most central; where there is no ranking, why."""
    if ranking is None:
        return section("units", empty=words.NO_RANKING)
    heads = ("rank", "unit", "place", "lead", "support", "responsible", "tasks", "degree", "betweenness", "pagerank")
    columns = (
        "rank",
        "unit",
        "place",
        "leads",
        "supports",
        "responsible",
        "tasks",
        "degree",
        "betweenness",
        "pagerank",
    )
    rows = [tuple(row[name] for name in columns) for row in ranking.records()]
    if not rows:
        return section("units", empty=words.NO_UNIT)
    return section("units", Note(words.CENTRAL), sheet(heads, rows, "centrality.csv", most=_UNITS))


def doubts(doubts: Table, refused: Table) -> Section:
    """How much was not understood, by reason, and which files set no tasks; the doubts themselves are findings."""
    reasons = Counter(text(row["note"]).partition(":")[0] for row in doubts.records())
    counted = [(reason, number) for reason, number in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))]
    files = [(text(row["file"]), text(row["reason"])) for row in refused.records()]
    return section(
        "doubts",
        sheet(("reason", "count"), counted, "doubts.csv", name=words.REASONS) if counted else None,
        sheet(("file", "reason"), files, "kg query --name refused", name=words.REFUSED) if files else None,
        empty=words.NO_DOUBT,
    )
