"""The command that shows what the graph says of one thing: show."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from command import kg, rows

from kg.resources import EXAMPLES

ROOT = Path(__file__).resolve().parents[1]


# ---- show -----------------------------------------------------------------------------------------


def blocks(result: Result) -> list[str]:
    assert result.exit_code == 0, result.stderr
    return result.stdout.strip().split("\n\n")


def test_show_gives_a_units_facts_with_their_sentences(built: Path) -> None:
    (block,) = blocks(kg("show", "磐石市教育局", "--data", built))
    lines = block.splitlines()
    assert lines[0] == "磐石市教育局  (unit 磐石市教育局)"
    at = lines.index("leads           1 突出德育实效")
    quote, place = lines[at + 1].strip().rsplit("” ", 1)
    name, _, line = place.partition(" line ")
    assert quote.removeprefix("“") in (EXAMPLES / name).read_text(encoding="utf-8").splitlines()[int(line) - 1]


@pytest.mark.parametrize("name", ["市教育局", "教育局", " 磐石市 教育局 "])
def test_a_unit_is_found_by_alias_and_whatever_the_blanks(built: Path, name: str) -> None:
    assert "磐石市教育局  (unit 磐石市教育局)" in kg("show", name, "--data", built).stdout


@pytest.mark.parametrize("name", ["强化学校体育", "panshi-2021-tasks/3"])
def test_a_task_is_found_by_title_and_by_plan_and_number(built: Path, name: str) -> None:
    (block,) = blocks(kg("show", name, "--data", built))
    assert block.startswith("强化学校体育  (task panshi-2021-tasks/3)\n")
    facts = {line[:16].strip() for line in block.splitlines()[1:]}
    assert {
        "plan",
        "section",
        "number",
        "led by",
        "deadline",
        "derives from",
        "measure",
        "discrepancy",
    } <= facts


def test_a_thing_is_found_by_its_iri(built: Path) -> None:
    iri = rows(kg("centrality", "--top", 1, "--data", built, "--format", "csv"))[0]["iri"]
    assert len(blocks(kg("show", iri, "--data", built))) == 1


def test_several_of_one_number_are_all_shown(built: Path) -> None:
    result = kg("show", "3", "--data", built)
    assert len(blocks(result)) > 1
    assert "things are called 3; for one: kg show " in result.stderr


def test_an_unknown_name_gives_the_nearest(built: Path) -> None:
    result = kg("show", "磐石市教育居", "--data", built)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: nothing is called '磐石市教育居'; the nearest: ")
    assert "磐石市教育局" in result.stderr
