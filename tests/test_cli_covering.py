"""The commands that look for what is missing: orphans, coverage, compare."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from command import kg, rows

from kg.analyse.findings import Orphan

pytestmark = pytest.mark.usefixtures("asked_once")

OPINION = "关于深化教育教学改革全面提高义务教育质量的意见"
NUMBER = "中发〔2019〕26号"
PANSHI, CHUXIONG = "panshi-2021-tasks", "chuxiong-2024-action"

NEXT_YEAR = """磐石市教育工作任务分工方案
磐政办发〔2022〕5号　磐石市人民政府办公室　2022-04-13
1.突出德育实效。抓好。牵头单位：市委宣传部，配合单位：市教育局
2.提升智育水平。抓好。牵头单位：市教育局
3.开辟校园菜园。抓好。牵头单位：市农业农村局
"""


def asked(built: Path, *words: object) -> list[dict[str, str]]:
    return rows(kg(*words, "--data", built, "--format", "csv"))


# ---- orphans --------------------------------------------------------------------------------------


def test_iris_are_for_programs_only(built: Path) -> None:
    for words in (("centrality",), ("orphans",), ("coverage",), ("coverage", OPINION)):
        assert "https://" not in kg(*words, "--data", built).stdout
        found = asked(built, *words)
        assert found and all(row["iri"].startswith("https://") for row in found)


def test_orphans_are_those_of_the_csv_and_name_each_kind(built: Path) -> None:
    result = kg("orphans", "--data", built, "--format", "csv")
    assert {row["kind"] for row in rows(result)} == set(Orphan)
    assert result.stdout == (built / "orphans.csv").read_text(encoding="utf-8-sig")


def test_orphans_of_a_kind_or_two(built: Path) -> None:
    every = asked(built, "orphans")
    two = ("task-without-unit", "unit-without-task")
    assert asked(built, "orphans", "--kind", two[1], "--kind", two[0]) == [row for row in every if row["kind"] in two]


def test_the_named_questions_say_the_same(built: Path) -> None:
    """`kg query --name orphans` and two-leads, many-supporters and no-lead have other words for the same things."""
    names = {
        "no-lead": "task-without-lead",
        "no-unit": "task-without-unit",
        "no-derivation": "task-without-origin",
        "no-task": "item-without-task",
        "unit-no-task": "unit-without-task",
    }
    told = Counter(names[row["orphan"]] for row in asked(built, "query", "--name", "orphans"))
    assert told == Counter(row["kind"] for row in asked(built, "orphans"))
    idle = {row["title"] for row in asked(built, "orphans", "--kind", "unit-without-task")}
    busy = {row["unit"] for row in asked(built, "query", "--name", "workload")}
    assert idle and idle.isdisjoint(busy)


def test_no_orphan_is_said(built: Path) -> None:
    result = kg("orphans", "--kind", "item-without-task", "--plan", CHUXIONG, "--data", built)
    assert result.exit_code == 0
    assert result.stderr.startswith("none: looked at ") and "item-without-task" in result.stderr
    assert result.stdout.split()[:4] == ["kind", "document", "id", "title"]
    assert len(result.stdout.splitlines()) == 2, "the head alone"


# ---- coverage -------------------------------------------------------------------------------------


def test_a_line_for_each_opinion(built: Path) -> None:
    (row,) = asked(built, "coverage")
    assert {name: row[name] for name in ("policy", "plans", "items", "carried", "share", "without")} == {
        "policy": OPINION,
        "plans": "1",
        "items": "26",
        "carried": "24",
        "share": "0.9231",
        "without": "1、2",
    }


@pytest.mark.parametrize("name", [OPINION, f"《{OPINION}》", NUMBER])
def test_items_by_plans_and_what_nobody_takes_up(built: Path, name: str) -> None:
    result = kg("coverage", name, "--data", built, "--format", "csv")
    table = rows(result)
    assert [row["id"] for row in table] == [str(number) for number in range(1, 27)]
    assert [row["id"] for row in table if not row[PANSHI]] == ["1", "2"]
    assert table[4][PANSHI] == "3 教育部门" and table[23][PANSHI] == "22 教育部门"
    assert "2 of 26 items are carried out by no task: 1、2" in result.stderr


def test_the_grid_is_that_of_the_named_question(built: Path) -> None:
    question = asked(built, "query", "--name", "item-coverage")
    grid = asked(built, "coverage", OPINION)
    assert Counter(row["number"] for row in question if row["task"]) == {
        row["id"]: int(row["tasks"]) for row in grid if row["tasks"] != "0"
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--plan", CHUXIONG), "none: no plan here carries out a national opinion"),
        ((OPINION, "--plan", CHUXIONG), f"none: no plan here carries out 《{OPINION}》"),
        (("新时代爱国主义教育实施纲要",), "none: no plan here carries out 《新时代爱国主义教育实施纲要》"),
        (("--proposals", "--plan", PANSHI), "none: no task of a plan that names no national item is close to one"),
    ],
)
def test_an_empty_answer_says_why(built: Path, words: tuple[str, ...], said: str) -> None:
    result = kg("coverage", *words, "--data", built)
    assert result.exit_code == 0
    assert said in result.stderr


def test_a_wrong_opinion_gives_the_nearest(built: Path) -> None:
    result = kg("coverage", "全面提高义务教育质量的意见", "--data", built)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "none has that name; the nearest: " in result.stderr and OPINION in result.stderr


def test_proposals_stand_apart_with_their_scores(built: Path) -> None:
    every = asked(built, "coverage", "--proposals")
    scores = [float(row["score"]) for row in every]
    assert every and scores == sorted(scores, reverse=True) and 0.3 <= scores[-1] <= scores[0] <= 1
    assert PANSHI + ".txt" not in {row["file"] for row in every}, "its tasks say what they carry out"
    some = asked(built, "coverage", "--proposals", "--least", "0.4")
    assert 0 < len(some) < len(every) and some == [row for row in every if float(row["score"]) >= 0.4]
    assert f"{len(every)} tasks; list them with --proposals" in kg("coverage", "--data", built).stderr
    assert asked(built, "coverage", OPINION, "--proposals") == [row for row in every if row["document"] == OPINION]


# ---- compare --------------------------------------------------------------------------------------


def test_two_plans_of_two_places(built: Path) -> None:
    table = asked(built, "compare", PANSHI, CHUXIONG)
    tasks = Counter(row["difference"] for row in table if row["what"] == "task")
    assert tasks["only in a"] + tasks["same"] + tasks["other lead"] + tasks["other roles"] == 24
    kinds = {row["name"]: row for row in table if row["what"] == "unit"}
    assert kinds["教育部门"]["a"] == "牵头 22、配合 2"
    assert kinds["自然资源部门"]["difference"] == "only in a"
    places = asked(built, "compare", "磐石市", "楚雄州")
    assert places == table, "each place has one plan"


def test_people_see_the_names_and_programs_a_and_b(built: Path) -> None:
    assert kg("compare", PANSHI, CHUXIONG, "--data", built).stdout.split()[:6] == [
        *("difference", "what", "name"),
        *(PANSHI, CHUXIONG, "why"),
    ]
    assert list(asked(built, "compare", PANSHI, CHUXIONG)[0]) == ["difference", "what", "name", "a", "b", "why"]


@pytest.mark.usefixtures("bare")
def test_the_same_place_a_year_later(tmp_path: Path) -> None:
    later = tmp_path / "panshi-2022.txt"
    later.write_text(NEXT_YEAR, encoding="utf-8")
    before = Path(__file__).resolve().parents[1] / "examples" / f"{PANSHI}.txt"
    assert kg("build", before, later, "-o", tmp_path / "out").exit_code == 0
    table = asked(tmp_path / "out", "compare", PANSHI, "panshi-2022")
    tasks = {row["name"]: row for row in table if row["what"] == "task"}
    assert (tasks["突出德育实效"]["difference"], tasks["突出德育实效"]["why"]) == ("handed over", "same heading")
    assert tasks["突出德育实效"]["b"] == "1 牵头 磐石市委宣传部；配合 磐石市教育局"
    assert tasks["提升智育水平"]["difference"] == "same"
    assert tasks["开辟校园菜园"]["difference"] == "gained"
    assert Counter(row["difference"] for row in tasks.values())["lost"] == 22
    assert {"gained"} == {row["difference"] for row in table if row["name"] == "磐石市农业农村局"}


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((PANSHI, PANSHI + ".txt"), 2, "are the same plan; give two"),
        (("磐石市", "磐石市"), 2, "are the same place; give two"),
        (("磐石", CHUXIONG), 1, "plan or place 磐石: none has that name; the nearest: 磐石市"),
        ((PANSHI, "chuxiong"), 1, f"plan or place chuxiong: none has that name; the nearest: {CHUXIONG}"),
    ],
)
def test_wrong_sides_are_refused(built: Path, words: tuple[str, ...], status: int, said: str) -> None:
    result = kg("compare", *words, "--data", built)
    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr


def test_nothing_in_common_is_said(built: Path) -> None:
    narrowed = ("--basis", "duty", "--plan", PANSHI)
    result = kg("compare", PANSHI, CHUXIONG, *narrowed, "--data", built)
    assert result.exit_code == 0
    assert f"{CHUXIONG}: no plan of it is in what was asked for" in result.stderr
    assert f"{PANSHI} and {CHUXIONG} have nothing in common" in result.stderr
