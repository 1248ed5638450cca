"""What one more document costs in a large collection: python -m benchmarks.incremental [--documents 10000]

Each row is one `kg build` of the same folder into the same place: all documents, then with none, one more, one changed
and one fewer, then all again by --full. CPU seconds of the whole process, start-up included.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tabulate import tabulate

from benchmarks import collection

_TASKS = (2, 8)  # in one plan: short ones, so that ten thousand fit


def main() -> None:
    """Print the seconds of each build and their share of the first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000, help="plans in the folder (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="empty folder to work in (default: a temporary one)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        _report(Path(folder), args.documents)


def _report(folder: Path, documents: int) -> None:
    plans, out = folder / "plans", folder / "graph"
    collection.write(plans, documents, tasks=_TASKS)
    rows: list[tuple[str, float, float, float, float]] = []

    def build(what: str, *options: str) -> None:
        used, wall = _build(plans, out, *options)
        first = rows[0][1] if rows else used
        rows.append((what, used, used / first, wall, wall / (rows[0][3] if rows else wall)))
        print(f"{what}: {used:.1f} s", file=sys.stderr, flush=True)

    build(f"{documents:,} documents")
    build("none changed")
    collection.write(plans, 1, start=documents, tasks=_TASKS)
    build("one more")
    one = plans / f"plan-{documents // 2:06}.txt"
    one.write_text(collection.document(documents + 1, _TASKS), encoding="utf-8")
    build("one changed")
    one.unlink()
    build("one fewer")
    build("all, by --full", "--full")
    print(
        tabulate(
            rows,
            ("build", "CPU s", "of the first", "clock s", "of the first"),
            floatfmt=("", ".2f", ".4f", ".2f", ".4f"),
        )
    )
    print(f"one more: 1/{rows[0][1] / rows[2][1]:.0f} of the full build (to hold: less than 1/100)")


def _build(plans: Path, out: Path, *options: str) -> tuple[float, float]:
    """Run `kg build` and return its seconds: of the CPU, children included, and by the clock."""
    call = [sys.executable, "-m", "kg", "build", str(plans), "-o", str(out), *options]
    start = time.perf_counter()
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"kg build ended with {process.returncode}: {said}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - start


if __name__ == "__main__":
    main()
