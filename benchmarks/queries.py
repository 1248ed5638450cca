"""The named queries on a large graph, beside rdflib and the bare store: python -m benchmarks.queries [--data DIR]

Three comparisons in one run. One-shot: `kg query --name` from the files on disk against a script that loads the same
triples with rdflib and asks. Warm: a running `kg serve` against rdflib with the graph in memory. Direct: our query path
against pyoxigraph on the same store.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from pyoxigraph import DefaultGraph, QueryResultsFormat, QuerySolutions, RdfFormat, Store
from tabulate import tabulate

from benchmarks import clock, collection
from benchmarks.serving import post, serving
from kg.graph import answer
from kg.graph.ask import named_queries
from kg.graph.store import STORE, open_store
from kg.graph.vocabulary import PREFIXES

_SAMPLE = 20  # plans, from which follows how many the graph needs
_WAIT = 600  # seconds for one answer of ours
_JSON = "application/sparql-results+json"
_HEADS = ("query", "rows", "built s", "amended s", "rdflib s", "times", "times", "serve ms", "rdflib ms", "times", "direct ms", "store ms", "ratio", "")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """Seconds that one query took, each way."""

    name: str
    count: int  # of rows in the answer
    shot: float  # `kg query`, the whole process, on the store as the build left it, with the answers that it kept
    worked_out: float  # the same where nothing is kept, as after a small change of the collection
    script: float  # rdflib, the file loaded and the query asked
    warm: float  # a request to `kg serve`
    memory: float  # rdflib, the query alone
    ours: float  # our query path on the open store
    bare: float  # pyoxigraph on the same
    ratio: float  # the median over pairs of runs, one behind the other
    remark: str


def main() -> None:
    """Make the graph unless it is there, then print a row for each named query and what the issue asks of them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000, help="size of the graph (default: %(default)s)")
    parser.add_argument("--data", type=Path, help="folder to keep the graph in; one that is there is used as it is")
    parser.add_argument(
        "--limit", type=int, default=60, help="CPU seconds for a query in rdflib (default: %(default)s)"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = args.data or Path(folder)
        if not (data / "merged.nt").is_file():
            make(data, args.triples)
        _compare(data, args.limit)


def make(data: Path, triples: int) -> None:
    """Make plans and build them by `kg build` into `data/graph`; write its triples, each once, for rdflib to load."""
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder)
        collection.write(sample / "plans", _SAMPLE)
        _build(sample / "plans", sample / "graph")
        each = _size(open_store(sample / "graph")) / _SAMPLE
    collection.write(data / "plans", math.ceil(triples / each))
    _build(data / "plans", data / "graph")
    open_store(data / "graph").dump(str(data / "merged.nt"), format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())


def _build(plans: Path, out: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", str(plans), "-o", str(out)], stderr=subprocess.PIPE, check=False
    )
    if done.returncode:
        sys.exit(done.stderr.decode())


def _size(store: Store) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))


def _compare(data: Path, limit: int) -> None:
    graph = data / "graph"
    store = open_store(graph)
    print(f"{len(list((data / 'plans').iterdir())):,} plans, {_size(store):,} triples")
    queries = {name: path.read_text(encoding="utf-8") for name, path in named_queries().items()}
    load, asked = _rdflib(data / "merged.nt", queries, limit)
    print(f"rdflib loads them in {load:.1f} s; a query that needs more than {limit} s there counts as {limit} s\n")
    rows = []
    with serving(graph, "--timeout", str(_WAIT), "--max-bytes", str(1 << 32)) as url:
        for name, query in queries.items():
            count, ours, bare, ratio = _direct(store, query)
            (shot, worked_out), warm = _one_shot(graph, name), _best(partial(post, url, query, _JSON, _WAIT))
            found, theirs, lasted = asked[name] or (None, float(limit), float(limit))
            remark = "> limit" if found is None else "" if found == count else f"rdflib: {found} rows"
            rows.append(Row(name, count, shot, worked_out, load + theirs, warm, lasted, ours, bare, ratio, remark))
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    _table(rows)


def _table(rows: Sequence[Row]) -> None:
    cells = [
        (row.name, row.count, row.shot, row.worked_out, row.script, row.script / row.shot, row.script / row.worked_out,
         1e3 * row.warm, 1e3 * row.memory, row.memory / row.warm, 1e3 * row.ours, 1e3 * row.bare, row.ratio, row.remark)
        for row in rows
    ]  # fmt: skip
    print(
        tabulate(
            cells,
            _HEADS,
            floatfmt=("", "", ".2f", ".2f", ".1f", ".0f", ".0f", ".1f", ".0f", ".1f", ".1f", ".1f", ".2f"),
        )
    )
    mean = math.exp(sum(math.log(row.memory / row.warm) for row in rows) / len(rows))
    built, amended = [row.script / row.shot for row in rows], [row.script / row.worked_out for row in rows]
    print(f"\none-shot, as built: {min(built):.0f} to {max(built):.0f} times rdflib, {_enough(built)} (to hold: 100)")
    print(f"one-shot, nothing kept: {min(amended):.0f} to {max(amended):.0f} times rdflib, {_enough(amended)}")
    print(f"warm: geometric mean {mean:.0f} times rdflib (to hold: 30)")
    print(f"direct: at most {max(row.ratio for row in rows):.2f} times the bare store (to hold: 1.2)")


def _enough(ratios: Sequence[float]) -> str:
    return f"{sum(ratio >= 100 for ratio in ratios)} of {len(ratios)} queries at least 100"


def _rdflib(
    path: Path, queries: Mapping[str, str], limit: int
) -> tuple[float, dict[str, tuple[int, float, float] | None]]:
    call = [sys.executable, "-m", "benchmarks.rdflib_side", str(path), str(limit)]
    done = subprocess.run(call, input=json.dumps(queries).encode(), stdout=subprocess.PIPE, check=True)
    load, asked = json.loads(done.stdout)
    return load, asked


def _one_shot(graph: Path, name: str) -> tuple[float, float]:
    """CPU seconds of the whole process on the store as the build left it, and with nothing kept; each the best of three."""

    def once() -> float:
        call = [sys.executable, "-m", "kg", "query", "--name", name, "--data", str(graph), "--format", "json"]
        with subprocess.Popen(call, stdout=subprocess.DEVNULL) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"kg query --name {name} failed")
        return used.ru_utime + used.ru_stime

    kept, aside = graph / STORE / "answers", graph / STORE / "aside"
    built = min(once() for _ in range(3))
    kept.rename(aside)
    try:
        worked_out = []
        for _ in range(3):
            shutil.rmtree(kept, ignore_errors=True)
            worked_out.append(once())
    finally:
        shutil.rmtree(kept, ignore_errors=True)
        aside.rename(kept)
    return built, min(worked_out)


def _direct(store: Store, query: str) -> tuple[int, float, float, float]:
    """Rows, CPU seconds through our path and through pyoxigraph alone, both to JSON, in turns, and how they compare."""

    def ours() -> None:
        answer.answer(store, query, sink=io.BytesIO(), format=answer.FORMATS["json"])

    def bare() -> None:
        result = store.query(query, prefixes=PREFIXES)
        assert isinstance(result, QuerySolutions)
        result.serialize(io.BytesIO(), format=QueryResultsFormat.JSON)

    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    times: list[tuple[float, float]] = []
    while len(times) < 5 or (len(times) < 500 and sum(map(sum, times)) < 10):
        times.append((clock.used(ours), clock.used(bare)))
    ratio = median(a / b for a, b in times)
    return sum(1 for _ in found), min(a for a, _ in times), min(b for _, b in times), ratio


def _best(call: Callable[[], object]) -> float:
    """Seconds by the clock on the wall, the best of five runs or of five seconds."""
    runs: list[float] = []
    while len(runs) < 5 and sum(runs) < 5:
        start = time.perf_counter()
        call()
        runs.append(time.perf_counter() - start)
    return min(runs)


if __name__ == "__main__":
    main()
