"""A process that gets ready, does pieces of work, and may die of one."""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path
from pickle import PicklingError

import pytest
from server_fixture import alive, children

from kg.build import ALONE, build
from kg.inputs.aside import Aside

NOTHING = partial(int)  # what a process can do to get ready


def write(path: Path) -> None:
    path.write_text("written", encoding="utf-8")


def fail(path: Path) -> None:
    raise FileNotFoundError(2, "not there", str(path))


def die(path: Path) -> None:
    os._exit(1)


def test_the_work_is_done_when_it_says_so(tmp_path: Path) -> None:
    aside = Aside(NOTHING)
    assert list(tmp_path.iterdir()) == []
    aside.give(write, tmp_path / "file")
    assert aside.done()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "written"


def test_work_that_fails_is_not_done_and_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    aside = Aside(NOTHING)
    aside.give(write, tmp_path / "file")
    aside.give(fail, tmp_path)
    aside.give(write, tmp_path / "another")  # as what comes next may need it
    assert [aside.done() for _ in range(3)] == [True, False, False]
    aside.close()
    assert capfd.readouterr().err == ""  # whoever does the work again meets the error


@pytest.mark.parametrize("given", [True, False])
def test_a_process_that_dies_has_not_done_it(given: bool, tmp_path: Path) -> None:
    aside = Aside(NOTHING)
    if not given:
        aside.close()
    aside.give(die, tmp_path)
    assert not aside.done()


def test_what_cannot_be_sent_is_told_and_what_comes_next_is_done(tmp_path: Path) -> None:
    aside = Aside(NOTHING)
    aside.give(lambda: None)  # of no module
    aside.give(write, tmp_path / "file")
    with pytest.raises((AttributeError, PicklingError)):
        aside.done()
    assert aside.done()
    assert (tmp_path / "file").exists()


def test_more_than_a_pipe_holds_is_given_without_waiting_and_ended_half_sent(tmp_path: Path) -> None:
    aside = Aside(partial(time.sleep, 600))
    aside.give(bytes, b"a" * 50_000_000)
    aside.close()
    assert not aside.done()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_nothing_is_left_running_whether_closed_or_forgotten() -> None:
    closed, forgotten = Aside(NOTHING), Aside(NOTHING)
    started = [closed._process, forgotten._process]
    assert {process.pid for process in started} <= set(children(os.getpid()))
    closed.close()
    del forgotten
    for process in started:
        process.join(60)
        assert not alive(int(process.pid or 0))


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


def test_a_build_with_a_process_that_draws_makes_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = [tmp_path / f"{place}.txt" for place in "甲乙丙"]
    for path in plans:
        path.write_text(f"{path.stem}市工作要点\n1.新建学校。建三处。(牵头单位:市教育局)\n", encoding="utf-8")
    assert len(plans) > ALONE
    alone = files(build(plans, tmp_path / "alone").out)
    assert {"graph.html", "tasks.csv"} <= set(alone)
    assert files(build(plans, tmp_path / "two", processes=2).out) == alone
    begun = []

    def dying() -> Aside:
        begun.append(Aside(NOTHING))
        begun[-1].give(die, tmp_path)
        return begun[-1]

    monkeypatch.setattr("kg.views.drawer", dying)
    assert files(build(plans, tmp_path / "dies", processes=2).out) == alone
    assert len(begun) == 1
