"""Deadlines, the matrix and the ledger of the real 磐石 document against the annotation, where ../shared lies beside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command import kg, rows
from test_seeds import DOCUMENT, SHARED

from kg.build import build
from kg.show.tables import read_csv

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="no ../shared beside the checkout: no real documents to read"
)
MARKS = {"lead": "牵", "support": "配", "responsible": "责"}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build([SHARED / "seeds" / f"{DOCUMENT}.txt"], tmp_path_factory.mktemp("seed") / "output").out


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SHARED / "gold" / f"{DOCUMENT}.json").read_text(encoding="utf-8"))
    return found


def asked(out: Path, *words: str) -> list[dict[str, str]]:
    return rows(kg(*words, "--data", out, "--format", "csv"))


def test_every_cell_of_the_matrix_is_annotated_and_every_annotation_has_its_cell(
    out: Path, gold: dict[str, Any]
) -> None:
    known = {
        alias: str(unit["unit"])
        for unit in read_csv(out / "units.csv").records()
        if unit["place"] == "磐石市"
        for alias in (*str(unit["also called"]).split("、"), str(unit["unit"]))
    }
    by_name = {name: known.get(name) or known[f"磐石{name}"] for name in gold["units"]}
    expected = {
        (task["id"], by_name[one["unit"]], MARKS[one["role"]])
        for task in gold["tasks"]
        if task["kind"] == "task"
        for one in task["assignments"]
    }
    found = {
        (row["id"], unit, mark)
        for row in asked(out, "matrix")
        for unit, cell in row.items()
        if unit not in ("file", "id", "task")
        for mark in filter(None, cell.split("/"))
    }
    assert found == expected and len(found) > 70


def test_every_deadline_is_as_annotated(out: Path, gold: dict[str, Any]) -> None:
    expected = {
        (task["id"], (task["deadline"] or {}).get("kind") or "undated", (task["deadline"] or {}).get("text") or "")
        for task in gold["tasks"]
        if task["kind"] == "task"
    }
    found = {(row["id"], row["deadline"], row["printed"]) for row in asked(out, "deadlines", "--as-of", "2026-01-01")}
    assert found == expected and len(found) == 24


def test_what_lasts_is_never_overdue(out: Path) -> None:
    assert {row["overdue"] for row in asked(out, "deadlines", "--as-of", "2099-01-01")} == {""}
