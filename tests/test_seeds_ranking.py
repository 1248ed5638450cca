"""Who is central and who carries the load in 磐石's plan, worked out from what a careful reader wrote down."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from command import kg, rows

from kg.build import build

SHARED = Path(__file__).resolve().parents[2] / "shared"

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="no ../shared beside the checkout: no real documents to read"
)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All five documents, so that the filter has something to leave out."""
    return build(sorted((SHARED / "seeds").glob("*.txt")), tmp_path_factory.mktemp("seeds") / "output").out


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SHARED / "gold" / "panshi-2021.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def label(out: Path) -> dict[str, str]:
    """By each name of a unit of 磐石 what the graph calls it."""
    question = """SELECT ?name ?unit { ?u a resp:Unit ; resp:place/skos:prefLabel "磐石市"@zh ; skos:prefLabel ?unit ;
                    skos:prefLabel|skos:altLabel ?name }"""
    return {row["name"]: row["unit"] for row in rows(kg("query", question, "--data", out, "--format", "csv"))}


def teams(gold: dict[str, Any], label: dict[str, str]) -> list[dict[str, set[str]]]:
    """Of each task its units, each with its roles."""
    found = []
    for task in gold["tasks"]:
        team: dict[str, set[str]] = defaultdict(set)
        for said in task["assignments"]:
            (unit,) = {label[name] for name in (said["unit"], *gold["units"][said["unit"]]) if name in label}
            team[unit].add(said["role"])
        found.append(dict(team))
    return found


def counts(team_of: list[dict[str, set[str]]]) -> dict[str, tuple[int, int, int, int]]:
    held = Counter((unit, role) for team in team_of for unit, roles in team.items() for role in roles)
    tasks = Counter(unit for team in team_of for unit in team)
    return {unit: (held[unit, "lead"], held[unit, "support"], held[unit, "responsible"], tasks[unit]) for unit in tasks}


def asked(out: Path, *words: object) -> list[dict[str, str]]:
    return rows(kg(*words, "--plan", "panshi-2021", "--data", out, "--format", "csv"))


def numbers(row: dict[str, str]) -> tuple[int, ...]:
    return tuple(int(row[column]) for column in ("leads", "supports", "responsible", "tasks"))


def test_the_most_central_units_and_their_counts(out: Path, gold: dict[str, Any], label: dict[str, str]) -> None:
    team_of = teams(gold, label)
    partners = {
        unit: {other for team in team_of if unit in team for other in team} - {unit}
        for team in team_of
        for unit in team
    }
    ranks = {unit: 1 + sum(len(other) > len(own) for other in partners.values()) for unit, own in partners.items()}
    expected = {
        unit: (ranks[unit], *numbers_of, round(len(partners[unit]) / (len(partners) - 1), 6))
        for unit, numbers_of in counts(team_of).items()
    }
    ranked = asked(out, "centrality")
    assert {row["unit"]: (int(row["rank"]), *numbers(row), float(row["degree"])) for row in ranked} == expected
    assert [row["unit"] for row in ranked[:10]] == sorted(expected, key=lambda unit: (ranks[unit], unit))[:10]
    assert (ranked[0]["unit"], numbers(ranked[0])) == ("磐石市教育局", (22, 2, 0, 24))


def test_the_workload_table(out: Path, gold: dict[str, Any], label: dict[str, str]) -> None:
    team_of = teams(gold, label)
    long_term = [task["deadline"]["kind"] == "long-term" for task in gold["tasks"]]
    due = {
        unit: sum(unit in team and long for team, long in zip(team_of, long_term, strict=True))
        for team in team_of
        for unit in team
    }
    load = asked(out, "workload")
    assert {row["unit"]: (*numbers(row), int(row["long-term"])) for row in load} == {
        unit: (*numbers_of, due[unit]) for unit, numbers_of in counts(team_of).items()
    }
    assert [row["unit"] for row in load if row["overload"] == "true"] == [
        unit for unit, numbers_of in counts(team_of).items() if numbers_of[0] > 10
    ]


def test_the_tasks_of_one_unit_alone(out: Path, gold: dict[str, Any], label: dict[str, str]) -> None:
    alone = {task["id"] for task, team in zip(gold["tasks"], teams(gold, label), strict=True) if len(team) == 1}
    found = asked(out, "critical")
    assert {row["id"] for row in found if row["link"] == "alone"} == alone != set()
