"""A build that is stopped, politely or not: the store is whole, nothing is left running, the next build goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from command import kg
from server_fixture import alive, children
from working import died, work

from kg.build import build
from kg.cli.command import STOPPED
from kg.graph.store import open_store
from kg.inputs.document import Document
from kg.inputs.pool import ordered
from kg.inputs.readings import Track

PLAN = """{place}托育工作要点
1.新建托育点。城东城西各建三处。(牵头单位:市卫生健康委,配合单位:市财政局)
"""
PLACES = "甲乙丙丁戊己庚辛壬癸子丑"  # more than a build reads in one process
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


@pytest.fixture
def plans(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "plans"
    folder.mkdir()
    paths = [folder / f"{at:02}.txt" for at, _ in enumerate(PLACES)]
    for path, place in zip(paths, PLACES, strict=True):
        path.write_text(PLAN.format(place=place + "城市"), encoding="utf-8")
    return paths


@pytest.fixture(autouse=True)
def ctrl_c() -> Iterator[None]:
    """Signals as in a terminal, also where the tests run in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    signal.signal(signal.SIGINT, before)


def pressed(*after: int) -> Track:
    """What presses Ctrl-C each time when so many documents have been taken."""

    def track(documents: Iterable[Document]) -> Iterator[Document]:
        for taken, document in enumerate(documents):
            for _ in range(after.count(taken)):
                signal.raise_signal(signal.SIGINT)
            yield document

    return track


def files_of(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}


# ---- Ctrl-C


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("processes", [1, 2])
def test_ctrl_c_keeps_what_was_read_and_the_next_build_goes_on(
    processes: int, plans: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    report = build(plans, out, processes=processes, track=pressed(5))
    assert (report.stopped, report.plans, report.read, report.skipped, report.tasks) == (True, 5, 5, 7, 5)
    assert set(open_store(out)) == set(open_store(build(plans[:5], tmp_path / "five").out))
    rest = build(plans, out)
    assert (rest.stopped, rest.plans, rest.read, rest.skipped) == (False, 12, 7, 0)
    assert set(open_store(out)) == set(open_store(build(plans, tmp_path / "whole").out))


def test_what_an_earlier_build_read_stays_after_ctrl_c(plans: list[Path], tmp_path: Path) -> None:
    out = build([*plans[:3], *plans[9:]], tmp_path / "out").out
    page = files_of(out)
    report = build(plans, out, track=pressed(5))  # three are known, two are read, four are skipped, three are known
    assert (report.stopped, report.plans, report.read, report.skipped) == (True, 8, 2, 4)
    assert files_of(out) == page != {}
    assert set(open_store(out)) == set(open_store(build([*plans[:5], *plans[9:]], tmp_path / "eight").out))
    assert build(plans, out).read == 4
    assert files_of(out) == files_of(build(plans, tmp_path / "whole").out)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("after", [(0,), (5, 5), (5, 6)], ids=["before the first is read", "twice", "and again"])
def test_ctrl_c_at_the_start_and_twice_leaves_the_store_as_it_was(
    after: tuple[int, ...], plans: list[Path], tmp_path: Path
) -> None:
    out = build(plans[:1], tmp_path / "out").out
    store = set(open_store(out))
    with pytest.raises(KeyboardInterrupt):
        build(plans, out, full=True, track=pressed(*after))
    assert set(open_store(out)) == store
    assert build(plans, out).plans == 12


def test_ctrl_c_while_there_is_no_store_leaves_nothing(plans: list[Path], tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        build(plans, tmp_path / "out", track=pressed(0))
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("bare")
def test_what_the_command_says_after_ctrl_c(plans: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    for after, full, said in [
        (0, [], [f"stopped: the store in {out} is whole; to go on, run the same command again"]),
        (
            5,
            ["--full"],
            [
                f"stopped: 5 of 12 documents are done, and the store in {out} holds the 5 plans among them",
                "the page and the tables are not made anew; to go on, run the same command again without --full",
            ],
        ),
    ]:
        monkeypatch.setattr("kg.cli.making._track", lambda _, after=after: pressed(after))
        result = kg("build", plans[0].parent, "-o", out, "-j", 1, *full)
        assert (result.exit_code, result.stderr.splitlines()) == (STOPPED, said)
    monkeypatch.setattr("kg.cli.making._track", lambda _: iter)
    result = kg("build", plans[0].parent, "-o", out, "-j", 1)
    assert (result.exit_code, result.stderr.splitlines()[0]) == (0, "5 plans unchanged, 7 read")


def test_any_command_that_is_stopped_says_so(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.graph.ask.select", stop)
    result = kg("workload", "--data", built)
    assert (result.exit_code, result.stderr) == (STOPPED, "stopped\n")


# ---- processes that are killed


def until(true: Callable[[], object]) -> bool:
    """Whether it comes true before the patience of a test is over."""
    ends = time.monotonic() + 60
    while not true():
        if time.monotonic() > ends:
            return False
        time.sleep(0.02)
    return True


@LINUX
@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_a_build_on_many_processes_that_is_stopped_leaves_none_of_them(
    number: int, plans: list[Path], tmp_path: Path
) -> None:
    """SIGINT to all, as a terminal sends it; the others to the build alone."""
    few = build(plans[:1], tmp_path / "out")
    earlier, whole = set(open_store(few.out)), build(plans, tmp_path / "whole").out
    command = [sys.executable, "-m", "kg", "build", *map(str, plans), "-o", str(few.out), "-j", "2"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert until(lambda: len(children(process.pid)) >= 2 or process.poll() is not None)
    started = children(process.pid)
    if number == signal.SIGINT:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    _, said = process.communicate()
    assert until(lambda: not any(map(alive, started)))
    assert process.returncode in (-number, STOPPED, 0)
    if number == signal.SIGINT:
        assert "Traceback" not in said
    else:
        assert set(open_store(few.out)) in (earlier, set(open_store(whole)))
    assert build(plans, few.out).plans == len(plans)
    assert set(open_store(few.out)) == set(open_store(whole))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "plans", "whole"]


def test_a_process_that_dies_costs_its_piece_of_work_alone() -> None:
    found = list(ordered(work, range(6), 2, died))
    assert found == [died(item) if item == 3 else f"{item} done" for item in range(6)]


def test_work_that_is_left_half_way_leaves_no_process() -> None:
    done = ordered(work, range(3), 2, died)
    next(done)
    started = children(os.getpid())
    done.close()  # type: ignore[attr-defined]
    assert until(lambda: not any(_works(pid) for pid in started))


def _works(pid: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes() and alive(pid)
    except OSError:
        return False
