"""A build that fails: nothing half done, the earlier output stays, what could be read is built."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from build_fixture import NEWS, OTHER, PLAN, THIRD, files_of, graph_of, write
from rdflib import RDF
from terms import RESP

from kg.build import build
from kg.errors import DataError
from kg.graph.store import open_store
from kg.inputs.document import Document

# ---- documents


def test_good_and_bad_inputs_together(tmp_path: Path) -> None:
    good, news, empty = write(tmp_path, good=PLAN, news=NEWS, empty="")
    binary, absent = tmp_path / "binary.txt", tmp_path / "absent.txt"
    binary.write_bytes(bytes(range(32)) * 40)
    report = build([empty, news, good, binary, absent], tmp_path / "out")
    assert (report.plans, report.tasks, report.units, report.assignments) == (1, 2, 3, 3)
    assert [Path(f.path).stem for f in report.failures] == ["empty", "news", "binary", "absent"]
    reasons = ["is empty", "no plan found", "looks binary", "cannot read"]
    assert [r in f.message for r, f in zip(reasons, report.failures, strict=True)] == [True] * 4
    assert all("\n" not in f.message for f in report.failures)
    alone = files_of(build([good], tmp_path / "alone").out)
    told = {name for name, data in files_of(report.out).items() if data != alone[name]}
    assert told == {"graph.nq", "graph.ttl", "report.html", "report.md"}  # which files were refused, and why
    refused = graph_of(report.out).subjects(RDF.type, RESP.Refusal)
    named = {str(graph_of(report.out).value(one, RESP.fileName)) for one in refused}
    assert named == {"empty.txt", "news.txt", "binary.txt"}


@pytest.mark.usefixtures("bare")
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_name_that_is_no_text_costs_that_file_alone(tmp_path: Path) -> None:
    (good,) = write(tmp_path, good=PLAN)
    bad = tmp_path / os.fsdecode("计划.txt".encode("gb18030"))
    bad.write_text(OTHER, encoding="utf-8")
    report = build([bad, good], tmp_path / "out")
    assert report.plans == 1
    assert ["name is not UTF-8" in failure.message for failure in report.failures] == [True]


# ---- half way


def test_a_failed_build_leaves_the_earlier_output(tmp_path: Path) -> None:
    out = build(write(tmp_path / "good", plan=PLAN), tmp_path / "out").out
    before = files_of(out)
    store = sorted(path.name for path in (out / "store").iterdir())
    report = build(write(tmp_path / "bad", news=NEWS), out)
    assert report.plans == 0
    assert [(Path(f.path).name, f.message.split(":")[0]) for f in report.failures] == [("news.txt", "no plan found")]
    assert files_of(out) == before
    assert sorted(path.name for path in (out / "store").iterdir()) == store
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad", "good", "out"]


def test_a_build_that_breaks_half_way_leaves_the_earlier_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = build(write(tmp_path / "good", plan=PLAN), tmp_path / "out").out
    before = files_of(out)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.show.tables.write_csv", full)
    with pytest.raises(OSError, match="No space left"):
        build(write(tmp_path / "good", plan=PLAN.replace("托育", "养老")), out)
    assert files_of(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good", "out"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three plans and the build of the first, `few`, and of all, `all`."""
    folder = tmp_path_factory.mktemp("whole")
    paths = write(folder, a=PLAN, b=OTHER, c=THIRD)
    build(paths[:1], folder / "few")
    build(paths, folder / "all")
    return folder


@pytest.mark.parametrize("seed", range(3))
def test_a_build_that_is_killed_leaves_the_earlier_store_or_the_new_one(seed: int, whole: Path, tmp_path: Path) -> None:
    """SIGKILL at a random point of a build that amends the store, and of one that writes it anew."""
    paths = sorted(whole.glob("*.txt"))
    states = [set(open_store(whole / name)) for name in ("few", "all")]
    shutil.copytree(whole / "few", tmp_path / "out")
    chance = random.Random(seed)
    for full in ([], ["--full"]):
        command = [sys.executable, "-m", "kg", "build", *map(str, paths), "-o", str(tmp_path / "out"), *full]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=chance.uniform(0.2, 2.5))
        process.kill()
        process.wait()
        assert set(open_store(tmp_path / "out")) in states
    assert set(open_store(build(paths, tmp_path / "out").out)) == states[1]
    assert files_of(tmp_path / "out") == files_of(whole / "all")


def test_files_of_two_states_are_never_taken_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped while the files take their places, and the documents then put back as they were."""
    few, all_ = write(tmp_path, a=PLAN), write(tmp_path, a=PLAN, b=OTHER)
    out = build(few, tmp_path / "out").out
    before = files_of(out)
    replace = Path.replace

    def stop(path: Path, target: Path) -> Path:
        if target.parent == out and target.suffix == ".csv" and target.name != "tasks.csv":
            raise OSError(28, "stopped")
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stop)
        with pytest.raises(OSError, match="stopped"):
            build(all_, out)
    (out / "tasks.csv").write_text("of another state", encoding="utf-8")
    build(few, out)
    assert files_of(out) == before


# ---- where the output goes


def test_the_output_may_be_a_link_to_another_disk(tmp_path: Path) -> None:
    elsewhere = Path("/dev/shm")
    if not elsewhere.is_dir() or elsewhere.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is one disk only")
    with tempfile.TemporaryDirectory(dir=elsewhere) as there:
        (tmp_path / "out").symlink_to(there)
        assert "tasks.csv" in files_of(build(write(tmp_path, a=PLAN), tmp_path / "out").out)


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    """The second is told to wait, and the first is not disturbed."""
    paths = write(tmp_path, a=PLAN)
    out = build(paths, tmp_path / "out").out
    before = files_of(out)

    def meanwhile(documents: Iterable[Document]) -> Iterable[Document]:
        with pytest.raises(DataError, match="in use by another build"):
            build(write(tmp_path, b=OTHER), out, full=True)
        return documents

    assert build(paths, out, full=True, track=meanwhile).plans == 1
    assert files_of(out) == before
