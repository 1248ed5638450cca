"""What people open: the page, the tables and the graph's files, all made of graph.nq, which says what the store holds."""
# ruff: noqa: PLC0415 - the libraries that draw are imported where they draw: a build that changes nothing need not wait

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from kg import software
from kg.graph.store import NQUADS, STORE, open_store
from kg.inputs.aside import Aside
from kg.resources import QUERIES
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.memory import Store

LARGEST = 10_000
"""Tasks of the largest collection that gets files of everything: for more there is `kg export`, `kg page` and `kg query`."""

DRAWN = 10_000
"""Tasks of the largest collection that gets a page at each build; `kg page` writes it for more, in a minute or some."""

RANKED = 5_000
"""Tasks of the largest collection whose units are ranked by every measure: some take time by the square of the units."""

_QUICK = ("degree", "strength", "pagerank", "eigenvector", "katz", "core")  # measures that take time by the edges
_TURTLE = "graph.ttl"
_TABLES = ("tasks", "assignments", "units", "policies", "orphans", "findings", "doubts")
_REPORTS = {"report.html": "html", "report.md": "md"}
_LISTED = (NQUADS, _TURTLE, *_REPORTS, "ledger.xlsx", *(f"{name}.csv" for name in _TABLES))
_DRAWN, _RANKED = "graph.html", "centrality.csv"
_MARK = "views.txt"  # in store/: what state the files show

_ASKED = (
    *("close-to", "refused", "report/doubts", "page/assignments", "page/facts", "page/kinds", "page/origins"),
    *(f"ledger/{name}" for name in (
        "aliases", "assignments", "doubts", "items", "origins", "policies", "sections", "steps", "tasks", "units")),
    *(f"network/{name}" for name in (
        "derivation", "discrepancies", "items", "named", "plans", "tasks", "unit-task", "units")),
)  # fmt: skip
"""All queries whose answers the files show. They are listed so that the process that asks need not load what draws."""

Tables: TypeAlias = Mapping[str, Table]


def names(tasks: int) -> tuple[str, ...]:
    """Return the files that a collection of so many tasks gets."""
    there = {_DRAWN: tasks <= DRAWN, _RANKED: tasks <= RANKED}
    return (_LISTED if tasks <= LARGEST else ()) + tuple(name for name, is_there in there.items() if is_there)


def are_current(out: Path, digest: str, tasks: int) -> bool:
    """Return whether just the files for so many tasks are there, and show the state of that digest."""
    try:
        said = (out / STORE / _MARK).read_text(encoding="utf-8")
    except OSError:
        return False
    there = {name for name in (*_LISTED, _DRAWN, _RANKED) if (out / name).exists()}
    return said == _mark(digest) and there == set(names(tasks))


def drawer() -> Aside:
    """Return a process that `write` can leave some of its work to, which loads meanwhile what draws them."""
    return Aside(_load)


def write(
    out: Path, digest: str, tasks: int, drawer: Aside | None = None, quads: Iterable[bytes] | None = None
) -> None:
    """Write the files for so many tasks beside the store in `out`: all are written before the first takes the place of
    an older. Of a larger collection, older ones are removed, since they do not show what the store holds.

    `quads` are what its named graphs hold as N-Quads, in any order and however often each, where they are at hand."""
    wanted = names(tasks)
    with tempfile.TemporaryDirectory(prefix="views-", dir=out / STORE) as folder:
        if wanted:
            _nquads(out, quads, Path(folder))
            _write(Path(folder), wanted, drawer)
        (out / STORE / _MARK).unlink(missing_ok=True)  # until all files are those of one state
        for path in Path(folder).iterdir():
            path.replace(out / path.name)
    for name in {*_LISTED, _DRAWN, _RANKED} - set(wanted):
        (out / name).unlink(missing_ok=True)
    (out / STORE / _MARK).write_text(_mark(digest), encoding="utf-8")


def _mark(digest: str) -> str:
    """What the files are made of: the state of the store, and the program as far as it shows."""
    return f"{digest} {software.showing()}"


def draw(store: Store) -> str:
    """Return the page of all that the store holds, however much; one that says so where it holds no task."""
    from kg.analyse import findings, measures
    from kg.show import page

    tables = _answers(store, dict.fromkeys((*page.QUERIES, *findings.QUERIES, *measures.QUERIES)))
    return page.render(tables, rank(tables), findings.findings(tables), _title(tables["network/plans"]))


def rank(tables: Tables) -> Table:
    """Return the units by how central they are: by every measure, above RANKED tasks by those that are quick."""
    from kg.analyse import measures

    return measures.centrality(tables, () if len(tables["network/tasks"].rows) <= RANKED else _QUICK)


def _nquads(out: Path, quads: Iterable[bytes] | None, folder: Path) -> None:
    from kg.graph.export import export, write_nquads

    with (folder / NQUADS).open("wb") as file:
        if quads is None:
            export(open_store(out), "nquads", file)
        else:
            write_nquads(quads, file)


def _write(folder: Path, wanted: Collection[str], drawer: Aside | None) -> None:
    """Write all else beside graph.nq."""
    if drawer is None:
        _turtle(folder)
        tables = _asked(folder)
        _tabulate(tables, folder)
        _draw(tables, folder, wanted)
        return
    try:
        drawer.give(_turtle, folder)
        tables = _asked(folder)
        drawer.give(_draw, tables, folder, wanted)
        _tabulate(tables, folder)
        if not drawer.done():
            _turtle(folder)
        if not drawer.done():
            _draw(tables, folder, wanted)
    finally:
        drawer.close()  # before the folder goes that it writes to


def _turtle(folder: Path) -> None:
    from kg.graph.export import turtle_of

    with (folder / NQUADS).open("rb") as quads, (folder / _TURTLE).open("wb") as file:
        turtle_of(quads, file)


def _asked(folder: Path) -> Tables:
    """Ask all at once of the graph in memory, which then goes: on disk it takes four times as long."""
    from kg.graph.footprint import give_back
    from kg.graph.memory import asked_for

    with (folder / NQUADS).open("rb") as lines:
        tables = _answers(asked_for(lines, map(_query, _ASKED)), _ASKED)
    give_back()
    return tables


def _answers(store: Store, names: Iterable[str]) -> Tables:
    from kg.graph import ask

    cells = ask.Cells()
    return {name: ask.select(store, _query(name), cells) for name in names}


def _query(name: str) -> str:
    return (QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def _tabulate(tables: Tables, folder: Path) -> None:
    """Write what is read in spreadsheets."""
    from kg.analyse import findings
    from kg.show import ledger, register
    from kg.show.tables import write_csv

    made = {
        "tasks": ledger.tasks(tables),
        "assignments": register.assignments(tables),
        "units": register.units(tables),
        "policies": register.policies(tables),
        "orphans": findings.orphans(tables),
        "findings": findings.findings(tables),
        "doubts": ledger.doubts(tables),
    }
    for name in _TABLES:
        write_csv(made[name], folder / f"{name}.csv")
    write_ledger(tables, made["findings"], folder / "ledger.xlsx")


def _draw(tables: Tables, folder: Path, wanted: Collection[str]) -> None:
    """Write what is looked at: the report, and where wanted the ranking and the page."""
    from kg.analyse import findings
    from kg.show import page
    from kg.show.report.compose import compose
    from kg.show.report.renderers import RENDERERS
    from kg.show.tables import write_csv

    ranking = rank(tables) if _DRAWN in wanted else None
    report = compose(tables, ranking if _RANKED in wanted else None)
    for name, format in _REPORTS.items():
        (folder / name).write_text(RENDERERS[format](report), encoding="utf-8", newline="\n")
    if ranking and _RANKED in wanted:
        write_csv(ranking, folder / _RANKED)
    if ranking:
        html = page.render(tables, ranking, findings.findings(tables), _title(tables["network/plans"]))
        (folder / _DRAWN).write_text(html, encoding="utf-8", newline="\n")


def _load() -> None:
    from kg.analyse import measures  # noqa: F401
    from kg.show import page  # noqa: F401
    from kg.show.report import compose, renderers  # noqa: F401


def write_ledger(tables: Tables, findings: Table, to: Path | BinaryIO) -> None:
    """Write the work ledger of what the tables hold: see show.sheets."""
    from kg.analyse.matrix import matrix
    from kg.show import sheets, workbook

    many = len(tables["network/units"].rows) > sheets.UNITS
    workbook.write(sheets.sheets(tables, matrix(tables, "kind" if many else "unit"), findings), to)


def _title(plans: Table) -> str:
    titles = [one["planTitle"] for one in plans.records()]
    return str(titles[0]) if len(titles) == 1 and titles[0] else "责任图谱"
