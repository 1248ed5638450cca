"""deadlines and matrix: filters, formats, empty answers, wrong use, and how they look on a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import kg, rows
from wcwidth import wcswidth

from kg.show.tables import FORMATS

pytestmark = pytest.mark.usefixtures("asked_once")

ROOT = Path(__file__).resolve().parents[1]
PLAN = "panshi-2021-tasks.txt"


def asked(built: Path, *words: object) -> list[dict[str, str]]:
    return rows(kg(*words, "--data", built, "--format", "csv"))


# ---- deadlines ------------------------------------------------------------------------------------


def test_dated_tasks_come_first_and_undated_ones_last(built: Path) -> None:
    found = asked(built, "deadlines")
    dated = [row["until"] for row in found if row["until"]]
    assert dated == sorted(dated) == [row["until"] for row in found][: len(dated)]
    assert {"2024-12-31", "2025-12-31"} <= {*dated}
    assert [row["deadline"] for row in found][-1] == "undated"
    assert len(found) == len(asked(built, "matrix"))


def test_nothing_is_overdue_unless_a_day_is_given(built: Path) -> None:
    assert "overdue" not in asked(built, "deadlines")[0]
    for day in ("2024-12-31", "2025-01-01", "2026-01-01"):
        found = asked(built, "deadlines", "--as-of", day)
        assert {row["overdue"] for row in found if row["until"] == "2024-12-31"} == {str(day > "2024-12-31").lower()}
        assert {row["overdue"] for row in found if row["until"] == "2025-12-31"} == {str(day > "2025-12-31").lower()}
        assert {row["overdue"] for row in found if not row["until"]} == {""}


@pytest.mark.parametrize("day", ["2024-06-30", "2025-01-01", "2030-01-01"])
def test_the_named_question_about_what_is_overdue_says_the_same(built: Path, day: str) -> None:
    named = rows(kg("query", "--name", "overdue", "-p", f"asof={day}", "--data", built, "--format", "csv"))
    ours = [row for row in asked(built, "deadlines", "--as-of", day) if row["overdue"] == "true"]
    assert {(row["file"], row["id"], row["until"]) for row in ours} == {
        (row["file"], row["id"], row["end"]) for row in named
    }
    assert bool(ours) is (day > "2024-12-31")


def test_json_holds_what_csv_holds_with_types(built: Path) -> None:
    words = ("deadlines", "--as-of", "2025-01-01")
    found = json.loads(kg(*words, "--data", built, "--format", "json").stdout)
    assert [[*one] for one in found] == [[*row] for row in asked(built, *words)]
    assert (found[0]["days"], found[0]["overdue"], found[0]["until"]) == (-1, True, "2024-12-31")
    assert (found[-1]["days"], found[-1]["overdue"], found[-1]["until"]) == (None, None, None)


# ---- matrix ---------------------------------------------------------------------------------------


def test_a_row_of_the_matrix(built: Path) -> None:
    (row,) = (row for row in asked(built, "matrix", "--plan", PLAN) if row["id"] == "3")
    marks = {unit: mark for unit, mark in row.items() if mark in {"牵", "配", "责"}}
    assert marks == {"磐石市教育局": "牵", "磐石市文化广播电视和旅游局": "配", "磐石市卫生健康局": "配"}
    assert [*row][:4] == ["file", "id", "task", "磐石市教育局"]  # which has most tasks


def test_kinds_as_columns(built: Path) -> None:
    (row,) = (row for row in asked(built, "matrix", "--plan", PLAN, "--by", "kind") if row["id"] == "3")
    marks = {kind: mark for kind, mark in row.items() if mark in {"牵", "配", "责"}}
    assert marks == {"教育部门": "牵", "文化和旅游部门": "配", "卫生健康部门": "配"}


def test_filters_leave_tasks_and_units_out(built: Path) -> None:
    found = asked(built, "matrix", "--place", "磐石市", "--kind", "finance")
    assert {row["file"] for row in found} == {PLAN}
    assert [*found[0]][3:] == ["磐石市财政局"] and {row["磐石市财政局"] for row in found} == {"配"}


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_names_every_unit_when_it_is_no_terminal(built: Path, format: str) -> None:
    text = kg("matrix", "--plan", PLAN, "--data", built, "--format", format).stdout
    units = [*asked(built, "matrix", "--plan", PLAN)[0]][3:]
    assert units
    if format == "table":  # there each name stands upright
        assert text.splitlines()[2].split() == [unit[2] for unit in units]
    else:
        assert all(unit in text for unit in units)
    assert "…" not in text


# ---- what is empty or wrong -----------------------------------------------------------------------


@pytest.mark.parametrize("command", ["deadlines", "matrix"])
def test_an_empty_answer_says_why(built: Path, command: str) -> None:
    result = kg(command, "--since", 2999, "--data", built)
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1] == "nothing to show: no task is in scope"


def test_a_matrix_of_nobody_says_so(built: Path) -> None:
    result = kg("matrix", "--plan", "changde-2021-points", "--data", built)
    assert result.exit_code == 0 and "nobody is named" in result.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("deadlines", "--as-of", "2025-02-30"), 2, "2025-02-30"),
        (("deadlines", "--as-of", "tomorrow"), 2, "%Y-%m-%d"),
        (("matrix", "--by", "place"), 2, "'unit', 'kind'"),
        (("matrix", "--place", "磐石"), 1, "磐石市"),
        (("deadlines", "--plan", "panshi-2021-task"), 1, "panshi-2021-tasks"),
    ],
)
def test_wrong_use_is_told_in_few_words(built: Path, words: tuple[str, ...], code: int, said: str) -> None:
    result = kg(*words, "--data", built)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr and "Traceback" not in result.stderr


# ---- on a terminal --------------------------------------------------------------------------------


def on_terminal(columns: int, *words: object) -> tuple[list[str], str]:
    """What a terminal of so many columns gets, and what is said beside it."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    here, there = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm-256color"}
    run = [sys.executable, "-m", "kg", *map(str, words)]
    process = subprocess.Popen(run, stdout=there, stderr=subprocess.PIPE, cwd=ROOT, env=environment)
    os.close(there)
    shown = b""
    while True:
        try:
            got = os.read(here, 65_536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not got:
            break
        shown += got
    os.close(here)
    _, said = process.communicate()
    assert process.returncode == 0
    return shown.decode().splitlines(), said.decode()


@pytest.mark.parametrize(
    "words",
    [
        ("matrix",),
        ("deadlines", "--as-of", "2026-01-01"),
        ("centrality",),
        ("query", "--name", "discrepancies"),
    ],
)
def test_a_table_fits_the_terminal_and_says_what_does_not(built: Path, words: tuple[str, ...]) -> None:
    lines, said = on_terminal(100, *words, "--data", built)
    assert max(map(wcswidth, lines)) <= 100 and len(lines) > 3
    assert "\x1b" not in "".join(lines)
    full = kg(*words, "--data", built).stdout.splitlines()
    assert len(full) >= len(lines) - 1 and max(map(wcswidth, full)) > 100
    assert ("no room on this terminal" in said) or any("…" in line for line in lines)


def test_upright_heads_leave_room_for_many_units(built: Path) -> None:
    lines, said = on_terminal(150, "matrix", "--plan", PLAN, "--data", built)
    assert said == "" and max(map(wcswidth, lines)) <= 150
    assert [*"磐石市教育局"] == [line.split()[3 if at == 0 else 0] for at, line in enumerate(lines[:6])]
