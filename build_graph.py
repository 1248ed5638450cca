"""The front door: documents to output/. The same as `kg build`; the work is in kg/."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"


def start_in_venv(missing: str | None) -> None:
    """Run this command again with .venv's Python, which `make` sets up where it is not; exits 1 where it cannot."""
    advice = f"error: {missing} is not installed; run `make graph`, or `pip install -e .` first"
    if Path(sys.prefix) == VENV:
        sys.exit(advice)
    print(f"{missing} is not installed here; using {VENV}", file=sys.stderr, flush=True)
    try:
        make = ["make", "--silent", "-C", str(HERE), f"PYTHON={sys.executable}", ".venv/installed"]
        subprocess.run(make, check=True, stdout=sys.stderr)
    except (OSError, subprocess.CalledProcessError):
        sys.exit(advice)
    python = str(VENV / "bin" / "python")
    os.execv(python, [python, *sys.argv])


if __name__ == "__main__":
    try:
        from kg.cli import build

        build(prog_name="build_graph.py")
    except ModuleNotFoundError as error:  # the commands import their packages when they run
        start_in_venv(error.name)
