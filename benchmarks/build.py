"""What a build costs as a collection grows, and by stage: python -m benchmarks.build [--sizes 100 1000] [--tasks 12 45]

Made-up plans. Whole builds of each size, on one process and on two (others: --processes), with the peak memory of the
process that builds and of the largest that reads or draws for it, which only Linux tells; then
documents and MB of text a CPU second by stage, beside jieba on the same texts; then statements loaded, beside rdflib.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rdflib import Dataset
from tabulate import tabulate

from benchmarks import collection
from benchmarks.clock import used
from benchmarks.recognisers import tagger
from kg.extract.plan import read_plan
from kg.graph.generation import Generation
from kg.graph.identifiers import Identifiers
from kg.graph.lines import Written
from kg.graph.policies import known
from kg.graph.write import plan_quads
from kg.read.source import decode
from kg.resolve.plan import resolve

_STAGED = 60  # plans of which the stages are timed
_LOOK = 0.1  # seconds from one look at the memory of a build to the next


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[100, 1000], help="plans in a build (default: 100 1000)"
    )
    parser.add_argument("--tasks", type=int, nargs=2, default=collection.TASKS, help="fewest and most tasks of a plan")
    parser.add_argument("--processes", type=int, nargs="*", default=[1, 2], help="-j of the builds (default: 1 2)")
    args = parser.parse_args()
    tasks = (args.tasks[0], args.tasks[1])
    with tempfile.TemporaryDirectory() as folder:
        _growth(Path(folder), sorted(args.sizes), tasks, args.processes)
    _stages([collection.document(number, tasks) for number in range(_STAGED)])


def _stages(texts: list[str]) -> None:
    size = sum(len(text.encode()) for text in texts) / 1e6
    seconds: dict[str, float] = {}

    def run(stage: str, work: Callable[[Any], Any], given: list[Any]) -> list[Any]:
        found: list[Any] = []
        seconds[stage] = used(lambda: found.extend(map(work, given)))
        return found

    facts, ids = known(), Identifiers()
    sources = run("decode", lambda text: decode(text.encode(), "made.txt"), texts)
    plans = run("extract", lambda pair: read_plan(pair[1], f"plan-{pair[0]}"), list(enumerate(sources)))
    resolved = run("resolve", lambda plan: resolve(plan, facts), plans)
    written: list[Written] = run("state", lambda one: plan_quads(one, ids), resolved)
    rows = [(stage, len(texts) / cost, size / cost) for stage, cost in seconds.items()]
    whole = sum(seconds.values())
    rows.append(("text to statements", len(texts) / whole, size / whole))
    if jieba := tagger():
        cost = used(lambda: [jieba(text) for text in texts])
        rows.append(("jieba's tagger alone", len(texts) / cost, size / cost))
    print(tabulate(rows, (f"{len(texts)} plans, {size:.1f} MB", "plans a s", "MB a s"), floatfmt=".2f"), "\n")
    _loads(written)


def _loads(written: list[Written]) -> None:
    """A store on disk as a build fills it, each statement in its named graph and in the default graph; rdflib's in memory
    has the named graphs alone."""
    quads = b"".join(one.quads for one in written)
    count = quads.count(b"\n")
    with tempfile.TemporaryDirectory() as folder:
        ours, packed = _loaded(Path(folder) / "store", written)
    theirs = _both_clocks(lambda: Dataset().parse(data=quads, format="nquads"))
    costs = {"as a build does": ours, "and packed": (ours[0] + packed[0], ours[1] + packed[1]), "rdflib": theirs}
    rows = [(way, count / cpu, theirs[0] / cpu, count / clock) for way, (cpu, clock) in costs.items()]
    heads = (f"load of {count:,}", "statements a CPU s", "x rdflib", "statements a s")
    print(tabulate(rows, heads, floatfmt=("", ",.0f", ".1f", ",.0f")), "\n")


def _loaded(place: Path, written: list[Written]) -> tuple[tuple[float, float], tuple[float, float]]:
    """What loading a store costs, and packing it; it is gone when this returns, and no longer writes to its place."""
    store = Generation(place)
    ours = _both_clocks(lambda: _fill(store, written))
    packed = _both_clocks(store.store.optimize)
    store.close()
    return ours, packed


def _fill(generation: Generation, written: list[Written]) -> None:
    for one in written:
        generation.add(one)
    generation.load()


def _both_clocks(call: Callable[[], object]) -> tuple[float, float]:
    """Return CPU seconds, of all threads, and seconds by the clock."""
    start = time.perf_counter()
    return used(call), time.perf_counter() - start


def _growth(folder: Path, sizes: list[int], tasks: tuple[int, int], at_once: list[int]) -> None:
    rows, plans = [], folder / "plans"
    for before, size in zip([0, *sizes], sizes, strict=False):
        collection.write(plans, size - before, start=before, tasks=tasks)
        for processes in at_once:
            cpu, clock, memory, reader = _build(plans, folder / "graph", processes)
            rows.append((size, processes, cpu, clock, 1000 * cpu / size, memory, reader))
            print(f"{size:,} plans, -j {processes}: {cpu:.1f} s, {memory:.0f} MB", file=sys.stderr, flush=True)
    heads = ("plans", "-j", "CPU s", "clock s", "CPU ms a plan", "peak MB", "peak MB of a child")
    print(tabulate(rows, heads, floatfmt=(",", "", ".1f", ".1f", ".1f", ".0f", ".0f"), intfmt=","), "\n")


def _build(plans: Path, out: Path, processes: int) -> tuple[float, float, float, float]:
    """Run `kg build --full`: CPU seconds with its children, seconds by the clock, peak MB of its process and of the
    largest of these."""
    call = [sys.executable, "-m", "kg", "build", str(plans), "-o", str(out), "--full", "-j", str(processes)]
    start = time.perf_counter()
    peak = reader = 0.0
    with tempfile.TemporaryFile("w+") as said, subprocess.Popen(call, stderr=said) as process:
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            peak = max(peak, _peak(process.pid))
            reader = max([reader, *map(_peak, _children(process.pid))])
            time.sleep(_LOOK)
        _, status, cost = ended
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode:
            sys.exit(f"kg build ended with {process.returncode}: {said.read()}")
    return cost.ru_utime + cost.ru_stime, time.perf_counter() - start, peak, reader


def _peak(pid: int) -> float:
    """The most memory, MB, that a process had so far; 0 where that is not told or it has ended."""
    try:
        told = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmHWM:")), 0.0)


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


if __name__ == "__main__":
    main()
