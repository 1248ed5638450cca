"""The commands that look at what was read: explain, doubts."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from build_fixture import write
from command import kg

from kg.cli import painting
from kg.extract.plan import read_plan
from kg.read.source import read
from kg.resources import EXAMPLES
from kg.show.explain import KINDS, Mark, layers, marks

ROOT = Path(__file__).resolve().parents[1]
CHUXIONG = EXAMPLES / "chuxiong-2024-action.txt"
PANSHI = EXAMPLES / "panshi-2021-tasks.txt"
DOUBTFUL = """庚市工作要点
一、重点任务
1.建设学校。新建学校6所。(牵头单位:市教育局,配合单位:市财政局、有关部门)
2.培训教师。培训教师30人。(牵头单位:市教育局)
"""
COLOURED = "\x1b[32m\x1b[1m市教育局\x1b[0m"


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    return write(tmp_path, doubtful=DOUBTFUL)[0]


@pytest.fixture
def menu(tmp_path: Path) -> Path:
    return write(tmp_path, menu="今日菜单:米饭、青菜、豆腐。")[0]


# ---- explain --------------------------------------------------------------------------------------


def test_explain_tells_in_brackets_what_was_found(doubtful: Path) -> None:
    result = kg("explain", doubtful)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(
        "⟦title 庚市工作要点⟧\n一、⟦section 重点任务⟧\n"
        "1.⟦task 建设学校 1⟧。⟦measure ⟦target 新建学校6所 = 6所⟧⟧。"
        "(⟦list 牵头单位:⟦unit 市教育局 lead⟧⟧,"
        "⟦list 配合单位:⟦unit 市财政局 support⟧、⟦doubt 有关部门 generic phrase, names no unit⟧⟧)\n"
    )


def test_explain_ends_with_the_facts_their_rules_and_places(doubtful: Path) -> None:
    blocks = kg("explain", doubtful).stdout.strip().split("\n\n")
    assert [block.splitlines()[0] for block in blocks[1:]] == ["doubtful.txt", "task 1 建设学校", "task 2 培训教师"]
    row = next(line.split() for line in blocks[2].splitlines() if line.startswith("lead"))
    assert row[:4] == ["lead", "市教育局", "labelled-list", "牵头单位:市教育局"]
    assert DOUBTFUL[int(row[4]) : int(row[5])] == "牵头单位:市教育局"


def test_explain_of_one_task_shows_its_text_and_facts_only() -> None:
    result = kg("explain", PANSHI, "--task", "3")
    assert result.exit_code == 0
    text, _, tables = result.stdout.partition("\n\ntask 3 强化学校体育\n")
    assert "⟦deadline 长期坚持 long-term⟧" in text and "\n…\n" in text
    assert "⟦task " in text and text.count("⟦task ") == 1
    assert "national-item-column" in tables and "\ntask 4" not in tables
    assert len(result.stdout) * 3 < len(kg("explain", PANSHI).stdout)


def test_explain_of_what_is_no_plan_is_one_line(menu: Path, tmp_path: Path) -> None:
    nowhere, empty = tmp_path / "none.txt", tmp_path / "empty"
    empty.mkdir()
    for path, said in ((menu, "no plan found"), (nowhere, "there is no such file"), (empty, "holds no document")):
        result = kg("explain", path)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(f"error: {path}: {said}")
        assert len(result.stderr.splitlines()) == 1


def test_explain_takes_what_holds_one_document_and_names_those_of_several(doubtful: Path) -> None:
    folder = doubtful.parent
    assert kg("explain", folder).stdout == kg("explain", doubtful).stdout
    others = [folder / f"other-{n}.txt" for n in (1, 2, 3)]
    for other in others:
        other.write_bytes(doubtful.read_bytes())
    result = kg("explain", folder)
    names = ", ".join(map(str, [doubtful, *others[:2]]))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"error: {folder}: holds 4 documents; explain one of them: {names} …\n"


def test_explain_on_a_terminal_is_coloured_unless_no_color_is_set(doubtful: Path) -> None:
    pty = pytest.importorskip("pty")

    def shown(**more: str) -> str:
        here, there = pty.openpty()
        environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | more
        run = [sys.executable, "-m", "kg", "explain", str(doubtful), "--task", "2"]
        with subprocess.Popen(run, cwd=ROOT, stdout=there, env=environment) as process:
            os.close(there)
            printed = b""
            while chunk := _read(here):
                printed += chunk
        os.close(here)
        assert process.returncode == 0
        return printed.decode()

    coloured = shown(NO_COLOR="")
    assert COLOURED in coloured and "⟦" not in coloured
    assert coloured.splitlines()[0].startswith("\x1b[1m\x1b[4mtitle\x1b[0m ")
    plain = shown(NO_COLOR="1")
    assert "\x1b" not in plain and "⟦unit 市教育局 lead⟧" in plain


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that the other end is closed
        return b""


# ---- painting -------------------------------------------------------------------------------------


def test_every_kind_of_mark_has_its_colours() -> None:
    assert set(painting._STYLES) == set(KINDS)
    assert re.sub(r"\x1b\[\d*m", "", painting.legend(KINDS)) == " ".join((*KINDS, "unread"))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_without_marks_the_painted_text_is_the_text_as_read(path: Path) -> None:
    plan = read_plan(read(path), path.stem)
    text = plan.source.text
    undetailed = [replace(mark, detail="") for mark in marks(plan)]
    over = list(layers(undetailed, 0, len(text)))
    brackets = painting.paint(text, over, color=False)
    assert brackets.count("⟦") == brackets.count("⟧") > len(plan.tasks)
    assert re.sub(rf"⟦…?(?:{'|'.join(KINDS)}) |…?⟧", "", brackets) == painting.visible(text)
    assert re.sub(r"\x1b\[\d*m", "", painting.paint(text, over, color=True)) == painting.visible(text)


def test_marks_that_cross_are_shown_in_pieces() -> None:
    crossing = [Mark(0, 4, "measure", "", "made"), Mark(2, 5, "target", "= 6所", "made")]
    assert (
        painting.paint("甲乙丙丁戊", layers(crossing, 0, 5), color=False)
        == "⟦measure 甲乙⟦target 丙丁…⟧⟧⟦…target 戊 = 6所⟧"
    )


def test_a_document_does_not_steer_the_terminal() -> None:
    shown = painting.paint("甲\x1b[31m\r\n乙\r丙\t\x07", [(0, 13, ())], color=False)
    assert shown == "甲\ufffd[31m \n乙\n丙\t\ufffd"


# ---- doubts ---------------------------------------------------------------------------------------


def test_doubts_lists_what_the_build_wrote(tmp_path: Path) -> None:
    (tmp_path / "doubts.csv").write_text("reason,quote\nno unit,有关部门\n", encoding="utf-8-sig")
    result = kg("doubts", "--data", tmp_path)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[2].split() == ["no", "unit", "有关部门"]


def test_doubts_of_a_real_build_are_those_of_the_csv(built: Path) -> None:
    with (built / "doubts.csv").open(encoding="utf-8-sig", newline="") as file:
        count = sum(1 for _ in csv.DictReader(file))
    assert len(kg("doubts", "--data", built).stdout.splitlines()) == count + 2


def test_doubts_of_documents_need_no_build(doubtful: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(doubtful.parent)
    for path in (doubtful, doubtful.parent):  # a file, a folder of files
        result = kg("doubts", path)
        assert (result.exit_code, result.stderr) == (0, "")
        assert [line.split() for line in result.stdout.splitlines()[2:]] == [
            ["doubtful.txt", "1", "generic", "phrase,", "names", "no", "unit", "有关部门", "line", "3", "49", "53"]
        ]


def test_no_doubts_are_said_to_be_none(doubtful: Path) -> None:
    doubtful.write_text(DOUBTFUL.replace("、有关部门", ""), encoding="utf-8")
    result = kg("doubts", doubtful)
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 2)
    assert result.stderr == "none: all that was taken for part of a plan was understood\n"


def test_doubts_of_documents_are_those_of_their_build(doubtful: Path, tmp_path: Path) -> None:
    kg("build", doubtful, CHUXIONG, "-o", tmp_path / "out")
    now, built = kg("doubts", doubtful, CHUXIONG), kg("doubts", "--data", tmp_path / "out")
    assert "有关部门" in now.stdout and now.stdout.split() == built.stdout.split()


def test_doubts_names_what_is_no_plan_and_lists_the_others(doubtful: Path, menu: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    result = kg("doubts", missing, menu, doubtful)
    assert result.exit_code == 1
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == [str(missing), str(menu)]
    assert "有关部门" in result.stdout
    alone = kg("doubts", menu)
    assert (alone.exit_code, alone.stdout) == (1, "")
