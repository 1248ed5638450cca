"""A build of what was built before: the same bytes again, what changed is read again, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest
from build_fixture import NEWS, OTHER, PLAN, THIRD, files_of, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.build import build
from kg.extract.plan import read_plan
from kg.graph.store import open_store
from kg.model import Plan
from kg.resources import EXAMPLES
from kg.software import Software
from kg.source import Source

ROOT = Path(__file__).resolve().parents[1]


# ---- the same again


def test_another_process_makes_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """It hashes strings differently, so that its sets come in another order, and has a process beside it that draws."""
    command = [sys.executable, str(ROOT / "build_graph.py"), "-j", "2"]
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, encoding="utf-8")
    assert done.stderr.startswith(f"{len(list(EXAMPLES.glob('*.txt')))} plans, ")
    again, first = files_of(tmp_path / "output"), files_of(built)
    assert {"graph.ttl", "graph.nq", "graph.html", "tasks.csv", "centrality.csv", "orphans.csv"} <= set(again)
    assert {name: sha256(data).hexdigest() for name, data in again.items()} == {
        name: sha256(data).hexdigest() for name, data in first.items()
    }


def test_where_the_documents_lie_does_not_matter(tmp_path: Path) -> None:
    one = build(write(tmp_path / "here", plan=PLAN), tmp_path / "one").out
    other = build(write(tmp_path / "far" / "away", plan=PLAN), tmp_path / "other").out
    assert files_of(one) == files_of(other)


def test_a_build_over_an_earlier_one_is_as_if_it_were_the_first(tmp_path: Path) -> None:
    paths = write(tmp_path, plan=PLAN, other=PLAN.replace("托育", "养老"))
    out = build(paths, tmp_path / "out").out
    (out / "README.md").write_text("kept", encoding="utf-8")
    fresh = files_of(build(paths[:1], tmp_path / "fresh").out)
    assert files_of(build(paths[:1], out).out) == fresh | {"README.md": b"kept"}


# ---- what changed is read again, and nothing else


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are read from here on."""
    seen: list[str] = []

    def spy(source: Source, name: str) -> Plan:
        seen.append(source.name)
        return read_plan(source, name)

    monkeypatch.setattr("kg.inputs.told.read_plan", spy)
    return seen


def test_what_did_not_change_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write(tmp_path, one=PLAN, other=OTHER)
    build(paths, tmp_path / "out")
    before = files_of(tmp_path / "out")
    seen = reads(monkeypatch)
    report = build(paths, tmp_path / "out")
    assert (seen, report.read, report.plans, report.tasks) == ([], 0, 2, 4)
    assert files_of(tmp_path / "out") == before
    write(tmp_path, other=OTHER + "\n")
    assert build(paths, tmp_path / "out").read == 1
    assert seen == ["other.txt"]
    assert build(paths, tmp_path / "out", full=True).read == 2


@pytest.mark.usefixtures("bare")
def test_a_refused_file_is_named_again_and_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write(tmp_path, news=NEWS, plan=PLAN)
    first = build(paths, tmp_path / "out")
    seen = reads(monkeypatch)
    again = build(paths, tmp_path / "out")
    assert seen == []
    assert again.failures == first.failures
    assert len(again.failures) == 1


@pytest.mark.usefixtures("bare")
def test_another_program_reads_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write(tmp_path, one=PLAN)
    build(paths, tmp_path / "out")
    monkeypatch.setattr("kg.software.this", lambda: Software("9.9.9", "0"))
    assert build(paths, tmp_path / "out").read == 1


def test_a_program_that_shows_otherwise_writes_the_files_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And reads no document for it."""
    paths = write(tmp_path, one=PLAN)
    out = build(paths, tmp_path / "out").out
    before = files_of(out)
    (out / "graph.html").write_text("of the earlier program", encoding="utf-8")
    monkeypatch.setattr("kg.software.showing", lambda: "0")
    assert build(paths, out).read == 0
    assert files_of(out) == before


def test_files_that_are_missing_are_written_again(tmp_path: Path) -> None:
    paths = write(tmp_path, one=PLAN)
    out = build(paths, tmp_path / "out").out
    before = files_of(out)
    (out / "tasks.csv").unlink()
    build(paths, out)
    assert files_of(out) == before


NAMES = ("a", "b", "c", "d")
TEXTS = (None, PLAN, OTHER, THIRD, PLAN + "3.另建一处。(责任单位:市教育部门、市民政局)\n", NEWS)


@pytest.mark.usefixtures("undrawn")
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*(st.sampled_from(TEXTS) for _ in NAMES)), min_size=2, max_size=4))
def test_any_series_of_changes_ends_in_the_graph_of_a_full_build(states: list[tuple[str | None, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        grown = Path(folder) / "grown"
        for texts in states:
            paths = write(Path(folder) / "docs", **{n: t for n, t in zip(NAMES, texts, strict=True) if t})
            report = build(paths, grown)
        if report.plans:
            whole = build(paths, Path(folder) / "whole").out
            assert set(open_store(grown)) == set(open_store(whole)) != set()


def test_the_files_after_changes_are_those_of_a_full_build(tmp_path: Path) -> None:
    for texts in ({"a": PLAN, "b": NEWS, "c": THIRD}, {"a": OTHER, "b": PLAN}, {"a": OTHER, "b": TEXTS[4], "c": PLAN}):
        paths = write(tmp_path / "docs", **texts)
        build(paths, tmp_path / "grown")
    assert files_of(tmp_path / "grown") == files_of(build(paths, tmp_path / "whole").out)
