"""The work ledger (台账) as offices keep it: a sheet a plan, who does what on one sheet, what to look into on another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.show import ledger
from kg.show.ledger import ROLES
from kg.show.report.words import FINDINGS
from kg.show.workbook import Sheet
from kg.table import Cell, Table, gathered

QUERIES = (*ledger.QUERIES, "ledger/steps", "network/plans")
"""The queries that `sheets` needs in its `tables`, by name."""

COLUMNS = ("序号", "任务", "牵头单位", "配合单位", "责任单位", "完成时限", "依据", "具体措施", "目标", "原文", "出处")
_WIDTHS = (6, 13, 13, 15, 12, 10, 16, 46, 16, 26, 12)

UNITS = 300
"""Units up to which each has a column in the matrix; where there are more, the columns are kinds of department."""

KINDS = {str(kind): name.zh for kind, (name, _) in FINDINGS.items()}
_GRAVE = {"violation": "须改正", "warning": "须核实", "info": "备查"}


def sheets(tables: Mapping[str, Table], matrix: Table, findings: Table) -> list[Sheet]:
    """Return the sheets of the ledger: each plan's tasks in the order of its text, the matrix, and the findings.

    `matrix` is what analyse.matrix gives, `findings` what analyse.findings gives.
    """
    return [*_plans(tables), _matrix(matrix), _findings(tables, findings)]


def _plans(tables: Mapping[str, Table]) -> Iterator[Sheet]:
    rows: dict[Cell, list[tuple[Cell, ...]]] = defaultdict(list)
    for file, row in _tasks(tables):
        rows[file].append(row)
    plans = {one["file"]: one for one in reversed(list(tables["network/plans"].records()))}
    for file, plan in sorted(plans.items(), key=str):
        name = str(plan["number"] or plan["planTitle"] or file)
        facts = (plan["number"], plan["date"], plan["placeLabel"], f"{len(rows[file])} 项任务", file)
        note = "　".join(str(fact) for fact in facts if fact)
        yield Sheet(name, str(plan["planTitle"] or file), note, Table(COLUMNS, tuple(rows[file])), _WIDTHS, fixed=2)


def _tasks(tables: Mapping[str, Table]) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    """Each task as a row of the ledger, with the file that it is from."""
    units = gathered(tables["ledger/assignments"], ("task", "role"), "unit")
    quotes = gathered(tables["ledger/assignments"], ("task",), "quote")
    steps = gathered(tables["ledger/steps"], ("task", "sort"), "text")
    origins = _origins(tables["ledger/origins"])
    for one in tables["ledger/tasks"].records():
        if one["class"] != "task":
            continue
        task = one["task"]
        yield (
            one["file"],
            (
                one["id"],
                one["title"],
                *("、".join(units[task, role]) for role in ROLES),
                one["deadline"],
                "\n".join(origins[task]),
                _numbered(steps[task, "measure"]),
                "\n".join(steps[task, "target"]),
                "\n".join(quotes[task,]) or one["quote"],
                f"{one['file']} {one['where']}",
            ),
        )


def _origins(table: Table) -> Mapping[Cell, list[str]]:
    """What each task derives from: 《document》, and of an item its number and name behind."""
    found: dict[Cell, dict[str, None]] = defaultdict(dict)
    for one in table.records():
        item = " ".join(str(part) for part in (one["number"], one["origin"]) if part)
        found[one["task"]][f"《{one['document']}》{item}" if one["document"] else f"《{one['origin']}》"] = None
    return defaultdict(list, {task: list(said) for task, said in found.items()})


def _numbered(measures: list[str]) -> str:
    if len(measures) < 2:
        return "".join(measures)
    return "\n".join(f"{number}. {measure}" for number, measure in enumerate(measures, start=1))


def _matrix(matrix: Table) -> Sheet:
    heads = 3
    widths = (18.0, 6.0, 26.0, *(3.6 for _ in matrix.columns[heads:]))
    table = Table(("文件", "序号", "任务", *matrix.columns[heads:]), matrix.rows)
    return Sheet("责任矩阵", "责任矩阵", "牵：牵头　配：配合　责：责任", table, widths, fixed=heads, upright=heads)


def _findings(tables: Mapping[str, Table], findings: Table) -> Sheet:
    """What to look into: of what kind and how grave it is, where it stands, and why."""
    titles = {(one["file"], one["id"]): one["title"] for one in tables["ledger/tasks"].records()}
    files = {one["file"] for one in tables["network/plans"].records()}
    names = ("kind", "severity", "document", "id", "title", "units", "why")
    rows = [tuple(one[name] for name in names) for one in findings.records()]
    rows += [
        ("doubts", "info", one["file"], one["task"], titles.get((one["file"], one["task"])), None, _doubt(one))
        for one in ledger.doubts(tables).records()
        if one["file"] in files
    ]
    shown = tuple((KINDS.get(str(kind), kind), _GRAVE.get(str(grave), grave), *rest) for kind, grave, *rest in rows)
    table = Table(("类别", "程度", "方案或文件", "序号", "任务、条目或单位", "单位", "说明"), shown)
    return Sheet("疑点", "需要核实的问题", f"{len(rows)} 项", table, (15, 8, 34, 8, 26, 26, 50), fixed=1)


def _doubt(one: Mapping[str, Cell]) -> str:
    return f"{one['reason']}（{one['quote']}）"
