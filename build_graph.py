"""The front door: documents to output/. The same as `kg build`; the work is in kg/."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
_TRIED = "KG_VENV_SET_UP"  # in the environment of the Python that was started because something was missing


def missing() -> str | None:
    """Return the first package of pyproject.toml that this Python lacks, so that no build begins which cannot end."""
    try:
        import tomllib  # noqa: PLC0415 - not in older Pythons
    except ModuleNotFoundError:
        return "Python 3.11"
    for needed in tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]:
        name = re.split(r"[^\w.-]", needed, maxsplit=1)[0]
        try:
            distribution(name)
        except PackageNotFoundError:
            return name
    return None


def start_in_venv(lacking: str) -> None:
    """Run this command again with .venv's Python; what `make` did not set up there, or not to the end, is set up first.

    Exits 1 where that cannot be done.
    """
    advice = f"error: {lacking} is not installed; run `make graph`, or `pip install -e .` first"
    if _TRIED in os.environ:
        sys.exit(advice)
    if Path(sys.prefix) == VENV:  # a set-up that was stopped
        (VENV / "installed").unlink(missing_ok=True)
    print(f"{lacking} is not installed here; using {VENV}", file=sys.stderr, flush=True)
    make = ["make", "--silent", "-C", str(HERE), ".venv/installed"]
    if Path(sys.prefix) != VENV:
        make.append(f"PYTHON={sys.executable}")
    try:
        subprocess.run(make, check=True, stdout=sys.stderr)
    except (OSError, subprocess.CalledProcessError):
        sys.exit(advice)
    python = str(VENV / "bin" / "python")
    os.environ[_TRIED] = "1"
    os.execv(python, [python, *sys.argv])


if __name__ == "__main__":
    if lacking := missing():
        start_in_venv(lacking)
    from kg.cli import build

    build(prog_name="build_graph.py")
