"""Time per character as a plan grows, and on hostile texts: python -m benchmarks.growth [--full]

All figures are ratios to the time per character of a plain plan of 10 000 characters; CPU time, best run.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import sys
from contextlib import suppress

from tabulate import tabulate

from benchmarks import adversarial, clock
from benchmarks.generate import plan
from kg.errors import NoPlanFound
from kg.extract.plan import read_plan
from kg.read.source import decode
from kg.source import Source

BASE = 10_000  # characters
_TRIALS = 6  # of the plain rate: all else is measured by it, so it must not be taken in a busy moment
_STEEP, _CHEAP = 2.0, 0.25  # a ratio that grows by more from one size to the next is not linear; one below is noise
_LIMIT = 20  # times the plain rate, after which a text is given up
_MEMORY = 6 << 30  # bytes, after which it is, too


def main() -> None:
    """Print both tables, and the profile of each shape that is not linear."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="up to 10 MB, and hostile texts of 1 MB")
    full = parser.parse_args().full
    base = _source(plan(BASE))
    length = len(base.text)
    cold, warm = (min(way(lambda: _read(base)) for _ in range(_TRIALS)) / length for way in (clock.cold, clock.warm))
    _growth((BASE, 100_000, 1_000_000, *([10_000_000] if full else [])), cold, warm)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    _hostile(*((100_000, 1_000_000) if full else (BASE, 50_000)), cold)


def _growth(sizes: tuple[int, ...], cold: float, warm: float) -> None:
    rows = []
    for size in sizes:
        source = _source(plan(size))
        length, tasks = len(source.text), [0]

        def read(source: Source = source, tasks: list[int] = tasks) -> None:
            tasks[0] = len(read_plan(source, "made").tasks)

        ratios = clock.cold(read) / length / cold, clock.warm(read) / length / warm
        rows.append((f"{length:,}", f"{tasks[0]:,}", *ratios))
    print(tabulate(rows, ("characters", "tasks", "cold", "warm"), floatfmt=".2f"), "\n")


def _hostile(small: int, large: int, rate: float) -> None:
    rows: list[tuple[str, float, float, str]] = []
    for (name, first), (_, second) in zip(adversarial.texts(small), adversarial.texts(large), strict=True):
        before, after = _ratio(first, rate), _ratio(second, rate)
        steep = after > _STEEP * max(before, _CHEAP) or after == float("inf")
        rows.append((name, before, after, "not linear" if steep else ""))
        print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(tabulate(rows, ("text", f"{small:,}", f"{large:,}", ""), floatfmt=".2f"), "\n")
    texts = dict(adversarial.texts(small))
    for name, _, _, remark in rows:
        if remark:
            print(name)
            _profile(_source(texts[name]), rate)


def _ratio(text: str, rate: float) -> float:
    """Time per character over the plain rate; infinity where the text was given up."""
    source = _source(text)
    try:
        with clock.limited(_LIMIT * rate * len(text)):
            return clock.once(lambda: _read(source)) / len(text) / rate
    except (clock.OutOfTime, MemoryError):
        return float("inf")


def _profile(source: Source, rate: float) -> None:
    profile = cProfile.Profile()
    with suppress(clock.OutOfTime, MemoryError), clock.limited(_LIMIT * rate * len(source.text)), profile:
        _read(source)
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(10)


def _source(text: str) -> Source:
    return decode(text.encode(), "made.txt")


def _read(source: Source) -> None:
    with suppress(NoPlanFound):
        read_plan(source, "made")


if __name__ == "__main__":
    main()
