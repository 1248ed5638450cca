"""What people open: the page, the tables and the graph's files, all made from the store."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kg.analyse import findings, measures
from kg.graph import ask
from kg.graph.export import export
from kg.graph.store import NQUADS, STORE, open_store
from kg.resources import QUERIES
from kg.show import ledger, page
from kg.show.tables import write_csv
from kg.table import Table

LARGEST = 50_000
"""Tasks of the largest collection that gets these files: of more, a page or one file of all facts serves nobody."""

_TABLES = ("tasks", "centrality", "orphans", "findings", "doubts")
_GRAPHS = {NQUADS: "nquads", "graph.ttl": "turtle"}
NAMES = ("graph.html", *_GRAPHS, *(f"{name}.csv" for name in _TABLES))
_MARK = "views.txt"  # in store/: what state the files show


def are_current(out: Path, digest: str) -> bool:
    """Return whether all files are there and show the state of that digest."""
    try:
        said = (out / STORE / _MARK).read_text(encoding="utf-8")
    except OSError:
        return False
    return said == digest and all((out / name).exists() for name in NAMES)


def remove(out: Path) -> None:
    """Remove the files, since they do not show what the store holds."""
    for name in (*NAMES, f"{STORE}/{_MARK}"):
        (out / name).unlink(missing_ok=True)


def write(out: Path, digest: str) -> None:
    """Write the files of the store in `out` beside it: all are written before the first takes the place of an older."""
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as made:
        _write(out, Path(made))
        for path in Path(made).iterdir():
            path.replace(out / path.name)
    (out / STORE / _MARK).write_text(digest, encoding="utf-8")


def _write(out: Path, folder: Path) -> None:
    store = open_store(out)
    names = {*measures.QUERIES, *findings.QUERIES, *page.QUERIES, *ledger.QUERIES, "plans"}
    tables = {name: ask.select(store, (QUERIES / f"{name}.rq").read_text(encoding="utf-8")) for name in sorted(names)}
    made = {
        "tasks": ledger.tasks(tables),
        "centrality": measures.centrality(tables),
        "orphans": findings.orphans(tables),
        "findings": ledger.findings(tables),
        "doubts": ledger.doubts(tables),
    }
    for name in _TABLES:
        write_csv(made[name], folder / f"{name}.csv")
    for name, format in _GRAPHS.items():
        with (folder / name).open("wb") as file:
            export(store, format, file)
    html = page.render(tables, made["centrality"], made["orphans"], _title(tables["plans"]))
    (folder / "graph.html").write_text(html, encoding="utf-8", newline="\n")


def _title(plans: Table) -> str:
    titles = [one["title"] for one in plans.records()]
    return str(titles[0]) if len(titles) == 1 and titles[0] else "责任图谱"
