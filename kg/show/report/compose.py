"""The report as a whole: findings first, then the tables and plots."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kg.analyse import coverage as covering
from kg.analyse import deadlines as dating
from kg.analyse import findings as finding
from kg.analyse import matrix as marking
from kg.analyse import workload as loading
from kg.analyse.network import Tables, text
from kg.show.report import coverage, deadlines, facts, findings, sections, words, work
from kg.show.report.content import Report, Section
from kg.table import Table

QUERIES = (
    *facts.QUERIES,
    *findings.QUERIES,
    *finding.QUERIES,
    *marking.QUERIES,
    *dating.QUERIES,
    *covering.QUERIES,
    *loading.QUERIES,
    "close-to",
    "refused",
)
"""The queries that `compose` needs in its `tables`, by name: what ontology/queries/NAME.rq answers."""


def compose(tables: Tables, ranking: Table | None, as_of: date | None = None, scope: str = "") -> Report:
    """Return the report of what the answers to QUERIES say.

    `ranking` is measures.centrality's answer; None where there are too many tasks for one. Only with `as_of` anything
    is called overdue: nothing in the report depends on the day it is made on. `scope` says in the report's head what the
    tables were narrowed to. Empty tables give a report that says so.
    """
    known = facts.facts(tables)
    found = findings.findings(tables, known, finding.findings(tables))
    return Report(
        _title(known),
        scope,
        tuple(zip(_counts(tables, known), words.TALLY, strict=True)),
        (
            Section("findings", words.SECTIONS["findings"], found),
            sections.plans(known),
            sections.units(ranking),
            work.workload(loading.workload(tables)),
            work.matrix(known, tables),
            work.kinds(marking.matrix(tables, by="kind")),
            deadlines.deadlines(known, dating.deadlines(tables, as_of), as_of),
            coverage.coverage(*_covered(tables), tables["close-to"]),
            sections.doubts(tables["report/doubts"], tables["refused"]),
        ),
    )


def _counts(tables: Tables, known: facts.Facts) -> tuple[int, int, int, int]:
    edges = tables["network/unit-task"].records()
    units = {(text(row["unit"]), text(row["task"]), text(row["role"])) for row in edges}
    return len(known.plans), len(known.tasks), len({unit for unit, *_ in units}), len(units)


def _covered(tables: Tables) -> tuple[Table, Mapping[str, Table]]:
    """How much of each opinion is carried out, the most first, and the grids of those that the report has room for."""
    summary = covering.summary(tables)
    at = [summary.columns.index(name) for name in ("carried", "plans")]
    rows = tuple(sorted(summary.rows, key=lambda row: [-int(row[column] or 0) for column in at]))
    works = [text(row[summary.columns.index("iri")]) for row in rows[: coverage.OPINIONS]]
    return Table(summary.columns, rows), {work: covering.grid(tables, work) for work in works}


def _title(known: facts.Facts) -> str:
    names = [plan.name for plan in known.plans.values()]
    return names[0] if len(names) == 1 else words.both(words.TITLE)
