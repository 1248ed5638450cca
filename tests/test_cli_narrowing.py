"""The options that narrow what a command looks at: right ones, wrong ones, empty answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import kg, rows

pytestmark = pytest.mark.usefixtures("asked_once")

OPINION = "关于深化教育教学改革全面提高义务教育质量的意见"
COMMANDS = ("centrality", "workload", "critical", "communities", "orphans", "coverage")


def asked(built: Path, *words: str) -> list[dict[str, str]]:
    return rows(kg(*words, "--data", built, "--format", "csv"))


def test_a_place_leaves_its_own_plans_units(built: Path) -> None:
    ranked = asked(built, "centrality", "--place", "磐石市")
    assert {row["place"] for row in ranked} == {"磐石市"}
    assert len(ranked) < len(asked(built, "centrality"))


@pytest.mark.parametrize("name", ["panshi-2021-tasks", "panshi-2021-tasks.txt", "磐政办发〔2021〕2号"])
def test_a_plan_is_known_by_its_file_and_its_number(built: Path, name: str) -> None:
    documents = {row["document"] for row in asked(built, "orphans", "--plan", name)}
    assert documents <= {row["document"] for row in asked(built, "orphans")}
    assert [document for document in documents if "锦州" in document] == []


@pytest.mark.parametrize("name", ["education", "教育部门"])
def test_a_kind_is_known_in_both_languages(built: Path, name: str) -> None:
    ranked = asked(built, "centrality", "--kind", name)
    assert {row["kind"] for row in ranked} == {"education"}


def test_a_kind_may_be_a_group_of_kinds_and_several_add_up(built: Path) -> None:
    both = asked(built, "centrality", "--kind", "education", "--kind", "finance")
    assert {row["kind"] for row in both} == {"education", "finance"}


def test_tasks_of_a_kind_keep_their_lead_though_it_is_of_another_kind(built: Path) -> None:
    due = asked(built, "coverage", OPINION, "--kind", "finance")
    assert {row["panshi-2021-tasks"].partition(" ")[2] for row in due if row["tasks"] != "0"} == {"教育部门"}
    hanging = asked(built, "critical", "--kind", "finance")
    assert {row["unit"] for row in hanging if row["link"] == "alone"} <= {"县市财政"}
    report = kg("report", "--kind", "finance", "--plan", "panshi-2021-tasks", "--format", "md", "--data", built).stdout
    assert "### 无牵头单位 nobody leads: 0" in report


def test_what_duties_add_is_counted_only_when_asked_for(built: Path) -> None:
    def tasks(*bases: str) -> int:
        options = (word for basis in bases for word in ("--basis", basis))
        return sum(int(row["tasks"]) for row in asked(built, "centrality", *options))

    assert tasks("duty") > 0
    assert tasks("explicit") < tasks() < tasks("explicit", "inline", "duty")


@pytest.mark.parametrize("command", COMMANDS)
def test_plans_without_a_date_are_named_when_years_count(built: Path, command: str) -> None:
    result = kg(command, "--since", 2019, "--data", built)
    assert result.exit_code == 0
    assert "left out, for their date is not known: changde-2021-points.txt" in result.stderr
    assert "left out" not in kg(command, "--data", built).stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--place", "磐石"), "place 磐石: none has that name; the nearest: 磐石市"),
        (("--plan", "panshi"), "plan panshi: none has that name; the nearest: panshi-2021-tasks"),
        (("--place", "火星"), "place 火星: none has that name"),
    ],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_wrong_name_gives_the_nearest(built: Path, command: str, words: tuple[str, str], said: str) -> None:
    result = kg(command, *words, "--data", built)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr


def test_a_wrong_kind_gives_the_nearest(built: Path) -> None:
    result = kg("centrality", "--kind", "educaton", "--data", built)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "kind educaton: none has that name; the nearest: education" in result.stderr


@pytest.mark.parametrize("words", [("--since", "soon"), ("--since", "0"), ("--basis", "rumour")])
def test_wrong_use_is_refused(built: Path, words: tuple[str, str]) -> None:
    result = kg("centrality", *words, "--data", built)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words[0] in result.stderr
