"""Imports go down only, and each heavy library is known to one package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

KG = Path(__file__).resolve().parents[1] / "kg"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("source", "model", "errors", "resources", "table", "software", "__version__"),
    ("lexicon", "numerals", "places"),
    ("read",),
    ("extract",),
    ("resolve",),
    ("graph",),
    ("analyse",),
    ("show",),
    ("inputs", "views"),
    ("build", "spark"),
    ("serve",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

HOME = {
    "markdown_it": "read",
    "selectolax": "read",
    "rdflib": "graph",
    "pyoxigraph": "graph",
    "python_calamine": "read",
    "xlrd": "read",
    "pypdfium2": "read",
    "rapidfuzz": "resolve",
    "networkx": "analyse",
    "numpy": "analyse",
    "scipy": "analyse",
    "pyvis": "show",
    "tabulate": "show",
    "xlsxwriter": "show",
    "starlette": "serve",
    "uvicorn": "serve",
    "pyspark": "spark",
    "pyarrow": "spark",
    "click": "cli",
    "tqdm": "cli",
}


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield every module that the code imports, wherever the statement stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield "." * node.level
            elif node.module == "kg":
                yield from (f"kg.{alias.name}" for alias in node.names)
            else:
                yield str(node.module)


def faults(place: str, code: str) -> list[str]:
    """Return what is wrong with the imports and calls of the module at `place`, such as graph/store.py."""
    own = place.split("/", maxsplit=1)[0].removesuffix(".py")
    if own not in RANK and own != "__init__":
        return [f"{place}: give {own} a layer"]
    tree, found = ast.parse(code), []
    for name in imported(tree):
        top, _, rest = name.partition(".")
        if not top:
            found.append(f"{place}: relative import")
        elif top == "kg" and (own == "__init__" or RANK.get(rest.split(".")[0], len(LAYERS)) > RANK[own]):
            found.append(f"{place}: imports {name}, which is above it")
        elif HOME.get(top, own) != own:
            found.append(f"{place}: imports {top}, which only {HOME[top]} may know")
    if own != "cli":
        found += [f"{place}: prints or exits" for node in ast.walk(tree) if _prints_or_exits(node)]
    return found


def _prints_or_exits(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in {"print", "exit", "quit", "sys.exit", "os._exit"}
    return isinstance(node, ast.Name) and node.id == "SystemExit"


def test_imports_go_down_only() -> None:
    files = sorted(KG.rglob("*.py"))
    assert {path.relative_to(KG).parts[0] for path in files} >= {"model.py", "read", "graph", "cli"}
    found = [
        fault for path in files for fault in faults(path.relative_to(KG).as_posix(), path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("model.py", "from kg.read.source import read"),
        ("read/source.py", "import kg.graph.store"),
        ("resolve/units.py", "from kg import build"),
        ("show/page.py", "def draw():\n    from kg.cli import main"),
        ("graph/ask.py", "import kg.newcomer"),
        ("newcomer.py", "x = 1"),
        ("__init__.py", "import kg.model"),
        ("read/source.py", "from . import noise"),
        ("analyse/network.py", "import rdflib"),
        ("show/page.py", "from networkx.algorithms import bipartite"),
        ("build.py", "def run():\n    import pyoxigraph as ox"),
        ("graph/write.py", "try:\n    import pyvis.network\nexcept ImportError:\n    pass"),
        ("build.py", "from click import echo"),
        ("extract/plan.py", "print('found')"),
        ("build.py", "import sys\nsys.exit(1)"),
        ("read/source.py", "raise SystemExit(2)"),
        ("show/explain.py", "from click import style"),
        ("cli/asking.py", "import networkx"),
        ("cli/making.py", "import kg.__main__"),
    ],
)
def test_a_fault_is_seen(place: str, code: str) -> None:
    assert len(faults(place, code)) == 1


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("read/source.py", "from kg.model import Source\nfrom kg.read.noise import marks"),
        ("graph/store.py", "import pyoxigraph\nfrom rdflib import Graph"),
        ("cli/making.py", "import click, sys\nfrom kg.build import build\nsys.exit(0)"),
        ("cli/__init__.py", "from kg.cli.making import build\nprint(build)"),
        ("analyse/network.py", "from kg import table\nimport networkx as nx"),
        ("extract/plan.py", "from collections import Counter\nfingerprint(1)"),
    ],
)
def test_what_is_allowed_is_let_through(place: str, code: str) -> None:
    assert faults(place, code) == []
