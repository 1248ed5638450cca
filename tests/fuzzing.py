"""Feeds changed documents to the readers and the extractor, guided by coverage, and keeps what breaks them.

    python tests/fuzzing.py --minutes 10 [text html docx pdf xlsx ods xls csv ofd md any]

What raises or breaks an invariant (tests/invariants.py) is kept under .fuzz/KIND/, once for each place in the code, as the
file that `kg build` would read; so is the slowest document. The corpus stays there too: the next run goes on where this
one ended. Needs atheris (make fuzz installs it).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from fuzz_kinds import kinds

RUN = Path(__file__).with_name("fuzz_run.py")


def main() -> None:
    """Fuzz the formats named, all without a name, one after the other; exit 1 where any broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="for each format (default 10)")
    parser.add_argument("kind", nargs="*", metavar="KIND", help="format (default: all)")
    asked = parser.parse_args()
    if unknown := [kind for kind in asked.kind if kind not in kinds()]:
        parser.error(f"unknown format {unknown[0]!r}: give one or more of {' '.join(kinds())}")
    codes = []
    for kind in asked.kind or kinds():
        print(f"--- {kind}", flush=True)
        words = [sys.executable, str(RUN), kind, str(asked.minutes)]
        codes.append(subprocess.run(words, check=False).returncode)  # libFuzzer ends the process that it runs in
    sys.exit(any(codes))


if __name__ == "__main__":
    main()
