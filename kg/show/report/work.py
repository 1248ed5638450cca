"""Who does what: the workload of units, which kinds lead, and a matrix of tasks and units for the busiest plans."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kg.analyse import matrix as marking
from kg.analyse.matrix import MARKS, TASK
from kg.analyse.network import Tables, text
from kg.show import labels
from kg.show.report import words
from kg.show.report.content import Figure, Note, Section, Words
from kg.show.report.facts import Facts, Plan
from kg.show.report.frame import section, sheet
from kg.show.report.grids import grid
from kg.show.report.tracks import bars
from kg.table import Cell, Table

_BARS = 15
_PLANS, _ACROSS, _DOWN = 4, 40, 45  # matrices, and the squares of one
_COUNTS = ("leads", "responsible", "supports")  # in the order of MARKS

Row = Mapping[str, Cell]


def workload(loads: Table) -> Section:
    """How many tasks each unit has in which role, the busiest first; `loads` is workload.workload's answer."""
    rows = sorted(loads.records(), key=lambda row: -int(row["tasks"] or 0))  # equal ones stay as they are: by leads
    if not rows:
        return section("workload", empty=words.NO_UNIT)
    counts = [[int(row[column] or 0) for column in _COUNTS] for row in rows]
    plot = bars([(text(row["unit"]), held) for row, held in zip(rows[:_BARS], counts, strict=False)], _tones())
    listed = [(row["unit"], *held, row["tasks"]) for row, held in zip(rows, counts, strict=True)]
    table = sheet(("unit", *MARKS, "tasks"), listed, "kg workload")
    return section("workload", Figure(words.LOAD, words.BARS, plot, table))


def kinds(marks: Table) -> Section:
    """How many tasks each kind of department leads, and in how many plans; `marks` is matrix.matrix' answer by kind."""
    led = defaultdict[str, list[Cell]](list)
    for row in marks.records():
        for kind, mark in _held(row).items():
            if MARKS["lead"] in mark:
                led[kind].append(row["file"])
    rows = [(kind, len(files), len(set(files))) for kind, files in led.items()]
    rows.sort(key=lambda row: (-row[1], row[0]))
    table = sheet(("kind", "tasks", "plans"), rows, "kg query --name leads-by-kind") if rows else None
    return section("kinds", table, empty=words.NO_LEAD)


def _tones() -> list[tuple[str, str, str]]:
    return [(role, mark, words.both(words.ROLES[role])) for role, mark in MARKS.items()]


def matrix(known: Facts, tables: Tables) -> Section:
    """Who does which task, a plot for each of the plans with the most assignments."""
    weights = Counter[str]()
    for iri, task in known.tasks.items():
        weights[task.file] += len(known.units(iri))
    given = [file for file in weights if weights[file]]
    busiest = sorted(given, key=lambda file: (-weights[file], file))[:_PLANS]
    figures = [_matrix(plan, _marks(tables, file)) for file, plan in known.plans.items() if file in busiest]
    more = words.cut(len(figures), len(given), "kg matrix")
    return section("matrix", *figures, Note(more) if more else None, empty=words.NO_UNIT)


def _marks(tables: Tables, file: str) -> list[Row]:
    """The rows of one plan's matrix that have a mark."""
    tasks = tables["ledger/tasks"]
    at = tasks.columns.index("file")
    own = Table(tasks.columns, tuple(row for row in tasks.rows if row[at] == file))
    return [row for row in marking.matrix({**tables, "ledger/tasks": own}).records() if _held(row)]


def _held(row: Row) -> dict[str, str]:
    """Which units have the task of a row, with their marks."""
    return {unit: text(mark) for unit, mark in row.items() if mark and unit not in TASK}


def _matrix(plan: Plan, tasks: Sequence[Row]) -> Figure:
    weight = Counter(unit for row in tasks for unit in _held(row))
    across = {unit: at for at, unit in enumerate(sorted(weight, key=lambda unit: (-weight[unit], unit))[:_ACROSS])}
    down = tasks[:_DOWN]
    filled = {
        (at, across[unit]): (next(role for role, mark in MARKS.items() if mark in marks), marks[0])
        for at, row in enumerate(down)
        for unit, marks in _held(row).items()
        if unit in across
    }
    titles = [f"{row['id']} {row['task']}" for row in down]
    names = [labels.unit(unit, plan.place, one_place=True).replace("\n", "") for unit in across]
    rows = [(row["id"], row["task"], *(_named(row, mark) for mark in MARKS.values())) for row in tasks]
    table = sheet(("no", "task", *MARKS), rows, "tasks.csv")
    return Figure(Words(plan.name, ""), words.MATRIX, grid(titles, names, filled, _tones()), table, folded=True)


def _named(row: Row, mark: str) -> str:
    return "、".join(unit for unit, marks in _held(row).items() if mark in marks)
