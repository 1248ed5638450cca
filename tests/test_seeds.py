"""The real documents against what a careful reader took from it, where ../shared lies beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from floor import FLOORS, below, measure

from kg.analyse import findings
from kg.analyse.workload import MOST
from kg.build import Report, build
from kg.graph.ask import select
from kg.graph.store import open_store
from kg.resources import QUERIES
from kg.table import Table

SHARED = Path(__file__).resolve().parents[2] / "shared"
DOCUMENT = "panshi-2021"

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="no ../shared beside the checkout: no real documents to read"
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return build([SHARED / "seeds" / f"{DOCUMENT}.txt"], tmp_path_factory.mktemp("seed") / "output")


@pytest.fixture(scope="module")
def score(report: Report) -> dict[str, Any]:
    """What score.py says of each kind of fact."""
    graph, gold = report.out / "graph.ttl", SHARED / "gold" / f"{DOCUMENT}.json"
    command = [sys.executable, str(SHARED / "tools" / "score.py"), str(graph), str(gold), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    facts: dict[str, Any] = json.loads(done.stdout)["documents"][DOCUMENT]
    return facts


def test_the_document_is_read(report: Report) -> None:
    assert (report.plans, report.tasks, report.failures) == (1, 24, ())


@pytest.mark.parametrize(
    ("fact", "floor"),
    [
        *((fact, 1.0) for fact in ("task", "lead", "support", "derivesFrom", "deadline", "discrepancy")),
        *((f"doc {field}", 1.0) for field in ("title", "number", "date", "issuer", "place", "basis")),
        ("measure", 0.97),
        ("cites", 0.95),
        ("noise kept out", 1.0),
    ],
)
def test_floor(score: dict[str, Any], fact: str, floor: float) -> None:
    assert score[fact]["f1"] is not None, f"{fact}: nothing to find and nothing found"
    assert score[fact]["f1"] >= floor, score[fact]


def test_no_third_role_is_made_up(score: dict[str, Any]) -> None:
    """磐石 says who leads and who supports, and nowhere a role between the two."""
    assert (score["responsible"]["gold"], score["responsible"]["found"]) == (0, 0)


def test_the_floors_of_the_checks_hold(report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    """tests/floor.py, which .ci/run calls, says the same."""
    floors = {DOCUMENT: FLOORS[DOCUMENT]}
    assert below(floors, measure(report.out / "graph.ttl", SHARED)) == 0
    assert "below" not in capsys.readouterr().out


# ---- what the findings say, against the annotations of all five documents


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Table]:
    """The tables that findings are made of, of all five documents."""
    files = sorted((SHARED / "seeds").glob("*.txt"))
    store = open_store(build(files, tmp_path_factory.mktemp("seeds") / "output").out)
    return {name: select(store, (QUERIES / f"{name}.rq").read_text(encoding="utf-8")) for name in findings.QUERIES}


def annotated() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each document's stem with each of its tasks; goals are none."""
    for path in sorted((SHARED / "gold").glob("*.json")):
        tasks = json.loads(path.read_text(encoding="utf-8"))["tasks"]
        yield from ((path.stem, task) for task in tasks if task.get("kind", "task") == "task")


MISSING: dict[str, Callable[[dict[str, Any]], bool]] = {
    "task-without-lead": lambda task: all(one["role"] != "lead" for one in task["assignments"]),
    "task-without-unit": lambda task: not task["assignments"],
    "task-without-origin": lambda task: not task["derives_from"],
}
PERSONS_ALONE = {("chuxiong-2024", "2")}  # 党组织书记 and 校长 are annotated there; persons are never units


@pytest.mark.parametrize("kind", MISSING)
def test_all_orphan_tasks_and_no_others(everything: dict[str, Table], kind: str) -> None:
    plan_of = {row["task"]: str(row["plan"]).rpartition("/")[2] for row in everything["network/tasks"].records()}
    orphans = findings.orphans(everything).records()
    found = [(plan_of[row["iri"]], str(row["id"])) for row in orphans if row["kind"] == kind]
    wanted = {(stem, task["id"]) for stem, task in annotated() if MISSING[kind](task)}
    if kind == "task-without-unit":
        wanted |= PERSONS_ALONE
    assert len(found) == len(set(found))
    assert set(found) == wanted and len(wanted) > 80


def test_the_four_discrepancies_of_panshi_are_the_only_ones(everything: dict[str, Table]) -> None:
    rows = [row for row in findings.findings(everything).records() if row["kind"] == "discrepancy"]
    gold = json.loads((SHARED / "gold" / f"{DOCUMENT}.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in rows] == [one["task"] for one in gold["discrepancies"]] == ["3", "13", "14", "18"]


def test_what_a_responsibility_matrix_is_checked_for(everything: dict[str, Table]) -> None:
    """By hand from the annotations: more than one lead, five supporters or more, ten tasks led by one unit."""
    leads, supporters, led = set(), set(), Counter[tuple[str, str]]()
    for stem, task in annotated():
        by_role = {
            role: {one["unit"] for one in task["assignments"] if one["role"] == role} for role in ("lead", "support")
        }
        leads |= {task["title"]} if len(by_role["lead"]) > 1 else set()
        supporters |= {task["title"]} if len(by_role["support"]) >= findings.SUPPORTERS else set()
        led.update((stem, unit) for unit in by_role["lead"])
    rows = list(findings.findings(everything).records())
    titles = {kind: {str(row["title"]) for row in rows if row["kind"] == kind} for kind in findings.Fault}
    assert titles[findings.Fault.LEADS] == leads == {"深化“县管校聘”改革"}
    assert len(titles[findings.Fault.SUPPORTERS]) == len(supporters) == 3
    assert titles[findings.Fault.OVERLOAD] == {"磐石市教育局"}
    assert {pair: count for pair, count in led.items() if count > MOST} == {(DOCUMENT, "市教育局"): 22}
