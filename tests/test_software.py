"""A program is told by what decides what it reads and shows: a change of any of that is another program."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import software
from kg.resources import HERE, ONTOLOGY

READING = ("read/html/flow.py", "read/source.py", "inputs/found.py", "extract/plan.py", "resolve/units.py", "source.py")
SHOWING = ("show/page/script/panel.js", "show/page/style.css", "show/report/report.css", "analyse/layout.py")
ASKING = ("queries/leads.rq", "queries/page/facts.rq")
WORDS = ("lexicon/noise.toml", "responsibility.ttl")


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of program and ontology that can be changed."""
    shutil.copytree(HERE, tmp_path / "kg", ignore=shutil.ignore_patterns("ontology", "examples"))
    shutil.copytree(ONTOLOGY, tmp_path / "ontology")
    monkeypatch.setattr(software, "HERE", tmp_path / "kg")
    monkeypatch.setattr(software, "ONTOLOGY", tmp_path / "ontology")
    return tmp_path


def reading() -> str:
    return software.this.__wrapped__().rules


def showing() -> str:
    return software.showing.__wrapped__()


@pytest.mark.parametrize(
    ("files", "changed", "same"),
    [
        ([f"kg/{name}" for name in READING], reading, showing),
        ([f"ontology/{name}" for name in WORDS], reading, showing),
        ([f"kg/{name}" for name in SHOWING], showing, reading),
        ([f"ontology/{name}" for name in ASKING], showing, reading),
    ],
)
def test_a_change_is_seen_where_it_counts(
    copy: Path, files: list[str], changed: Callable[[], str], same: Callable[[], str]
) -> None:
    for name in files:
        before, other = changed(), same()
        (copy / name).write_bytes((copy / name).read_bytes() + b"\n")
        assert (changed() != before, same() == other) == (True, True), name


def test_what_python_compiles_is_no_change(copy: Path) -> None:
    before = reading(), showing()
    for package in ("show", "read"):
        (copy / "kg" / package / "__pycache__").mkdir(exist_ok=True)
        (copy / "kg" / package / "__pycache__" / "x.cpython-311.pyc").write_bytes(b"compiled")
    assert (reading(), showing()) == before
