"""The real 磐石 document against what a careful reader took from it, where ../shared lies beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from floor import FLOORS, below, measure

from kg.build import Report, build

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
