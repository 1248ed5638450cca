"""Fuzzes one format until the time is over: python tests/fuzz_run.py KIND MINUTES. `tests/fuzzing.py` starts it."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import time
import traceback
from pathlib import Path
from random import Random

import atheris
from fuzz_changes import changed, pieces_of
from fuzz_kinds import FOLDER, Kind, kinds
from made_up import PIECES

logging.disable(logging.INFO)  # a line for each module
with atheris.instrument_imports(include=["kg"]):
    import invariants

    from kg.read.formats import READERS, reader
    from kg.read.limits import Limits

    for one in READERS:
        reader(one)

LIMITS = Limits(megabytes=10, seconds=20, cells=200_000)
LONGEST = 4_000  # bytes of a changed document: longer ones tell little more and take longer
BYTEWISE = 12  # one change in so many is of bytes, not of elements and sentences
_SAID = 60  # seconds between two lines of progress


class Run:
    """What came out so far."""

    def __init__(self, kind: Kind, folder: Path, deadline: float) -> None:
        self.kind, self.folder, self.deadline = kind, folder, deadline
        self.count = self.plans = 0
        self.slowest = 0.0
        self.broken: dict[str, str] = {}
        self.said = time.monotonic()

    def __call__(self, data: bytes) -> None:
        """Read one document; an error that no reader may raise is kept, and the run goes on."""
        file = self.kind.pack(data)
        start = time.process_time()
        try:
            plan = invariants.document_holds(file, self.kind.name, LIMITS)
            self.plans += plan is not None
        except Exception as error:  # whatever it is, that it came is what is looked for
            self.keep(error, file)
        used = time.process_time() - start
        if used > self.slowest:
            self.slowest = used
            (self.folder / f"slowest-{self.kind.name}").write_bytes(file)
        self.count += 1
        if time.monotonic() - self.said > _SAID:
            self.said = time.monotonic()
            self.tell()
        if time.monotonic() > self.deadline:
            self.tell()
            os._exit(bool(self.broken))  # libFuzzer takes an exception for a crash, and ends without telling by itself

    def keep(self, error: Exception, file: bytes) -> None:
        """Keep what broke, once for each place in our code that it came from."""
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "site-packages" not in frame.filename]
        places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames if frame.name != "<module>"]
        place = " < ".join(reversed(places[-3:]))
        if place not in self.broken:
            name = f"broken-{hashlib.sha256(place.encode()).hexdigest()[:8]}-{self.kind.name}"
            self.broken[place] = name
            (self.folder / name).write_bytes(file)
            print(f"BROKEN {name}: {type(error).__name__}: {str(error)[:200]!r} at {place}", flush=True)

    def tell(self) -> None:
        """Print what came out so far."""
        share = 100 * self.plans / max(1, self.count)
        print(
            f"{self.count:,} documents, {share:.0f} % plans, {len(self.broken)} broken, slowest {self.slowest:.2f} s",
            flush=True,
        )


def fuzz(name: str, minutes: float) -> None:
    """Read changed documents of that format, and end the process."""
    kind, folder = kinds()[name](), FOLDER / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in kind.seeds:
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    invariants.document_holds(kind.pack(kind.seeds[0]), kind.name)  # so that no first document seems slow
    run, pieces = Run(kind, folder, time.monotonic() + 60 * minutes), pieces_of(PIECES)

    def change(data: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)
        if random.randrange(BYTEWISE) == 0:
            return bytes(atheris.Mutate(data, most))
        tries = (changed(data, kind.seeds, pieces, random) for _ in range(5))
        return next((new for new in tries if len(new) <= most), data)

    options = {
        "max_len": max(LONGEST, *(len(seed) * 2 for seed in kind.seeds)),
        "timeout": 0,  # it would take the alarm clock that the limits go by
        "rss_limit_mb": 4000,
        "mutate_depth": 2,  # more changes at once leave little well-formed
        "seed": 1,
        "artifact_prefix": f"{folder}/",
    }
    words = [sys.argv[0], *(f"-{option}={value}" for option, value in options.items()), str(corpus)]
    atheris.Setup(words, run, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz(sys.argv[1], float(sys.argv[2]))
