"""An answer is kept while the store says the same, and only where asking again must give the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_fixture import quads, save
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.remembered import remembered
from kg.graph.store import open_store
from kg.graph.vocabulary import RESP

QUERY = "SELECT * { ?s ?p ?o }"


@pytest.fixture(autouse=True)
def everything_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.remembered.SLOW", 0.0)


def store(folder: Path, state: str) -> Store:
    build = NamedNode("urn:build")
    save([*quads(), Quad(build, NamedNode(RESP.inputHash), Literal(state), build)], folder)
    return open_store(folder)


def asked(folder: Path, held: Store, query: str = QUERY, how: str = "csv") -> int:
    """How often the answer was worked out when the question is asked twice."""
    times: list[bytes] = []

    def work() -> bytes:
        times.append(b"answer")
        return b"answer"

    assert [remembered(folder, held, query, how, work) for _ in range(2)] == [b"answer", b"answer"]
    return len(times)


def test_a_question_asked_again_is_read(tmp_path: Path) -> None:
    held = store(tmp_path, "a")
    assert asked(tmp_path, held) == 1
    assert asked(tmp_path, held) == 0


def test_another_question_format_or_state_is_another_answer(tmp_path: Path) -> None:
    held = store(tmp_path, "a")
    assert asked(tmp_path, held) == 1
    assert asked(tmp_path, held, QUERY + " LIMIT 1") == 1
    assert asked(tmp_path, held, how="tsv") == 1
    assert asked(tmp_path, store(tmp_path, "b")) == 1
    assert [path.name for path in (tmp_path / "store" / "answers").iterdir()] == ["b"]


@pytest.mark.parametrize("query", ["SELECT (NOW() AS ?t) {}", "SELECT (rand() AS ?n) {}", "SELECT (uuid() AS ?u) {}"])
def test_what_changes_by_itself_is_worked_out_each_time(tmp_path: Path, query: str) -> None:
    assert asked(tmp_path, store(tmp_path, "a"), query) == 2


def test_a_store_that_no_build_made_is_asked_each_time(tmp_path: Path) -> None:
    save(quads(), tmp_path)
    assert asked(tmp_path, open_store(tmp_path)) == 2


def test_a_quick_or_huge_answer_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = store(tmp_path, "a")
    monkeypatch.setattr("kg.graph.remembered.LARGEST", 3)
    assert asked(tmp_path, held) == 2
    monkeypatch.setattr("kg.graph.remembered.LARGEST", 100)
    monkeypatch.setattr("kg.graph.remembered.SLOW", 5.0)
    assert asked(tmp_path, held) == 2


def test_where_nothing_can_be_written_it_is_worked_out(tmp_path: Path) -> None:
    held = store(tmp_path, "a")
    (tmp_path / "store" / "answers").write_text("in the way", encoding="utf-8")
    assert asked(tmp_path, held) == 2
