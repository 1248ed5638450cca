"""An answer is kept while the store says the same, and only where asking again must give the same."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from corpus_fixture import quads, save
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.build import build
from kg.graph.answer import FORMATS, Result, Term, write
from kg.graph.ask import named_queries
from kg.graph.remembered import Remembered, answer_now
from kg.graph.store import open_store
from kg.graph.vocabulary import RESP

PLAN = """某市教育工作任务分工方案

一、主要任务
（一）加强体育工作。开齐开足体育课。（牵头单位：市教育局）
（二）加强美育工作。开齐开足美育课。（牵头单位：市教育局）
"""
QUERY = "SELECT * { ?s ?p ?o }"


@pytest.fixture(autouse=True)
def everything_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.remembered.SLOW", 0.0)


@pytest.fixture(autouse=True)
def no_ontology(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_fixture.ontology_quads", list)


def store(folder: Path, state: str) -> Store:
    build = NamedNode("urn:build")
    save([*quads(), Quad(build, NamedNode(RESP.inputHash), Literal(state), build)], folder)
    return open_store(folder)


def asked(folder: Path, held: Store, query: str = QUERY, format: str = "csv") -> int:
    """How often the answer was worked out when the question is asked twice."""
    times: list[bytes] = []

    def work() -> bytes:
        times.append(b"answer")
        return b"answer"

    kept = Remembered(folder, held)
    assert [kept.written(query, {}, format, work) for _ in range(2)] == [b"answer", b"answer"]
    return len(times)


def test_a_question_asked_again_is_read(tmp_path: Path) -> None:
    held = store(tmp_path, "a")
    assert asked(tmp_path, held) == 1
    assert asked(tmp_path, held) == 0


def test_another_question_format_or_state_is_another_answer(tmp_path: Path) -> None:
    held = store(tmp_path, "a")
    assert asked(tmp_path, held) == 1
    assert asked(tmp_path, held, QUERY + " LIMIT 1") == 1
    assert asked(tmp_path, held, format="tsv") == 1
    assert asked(tmp_path, store(tmp_path, "b")) == 1
    assert [path.name for path in (tmp_path / "store" / "answers").iterdir()] == ["b"]


def test_another_value_of_a_parameter_is_another_answer(tmp_path: Path) -> None:
    kept = Remembered(tmp_path, store(tmp_path, "a"))
    values: list[Term] = [NamedNode("urn:a"), NamedNode("urn:b"), Literal("urn:a")]
    given: list[dict[str, Term]] = [{}, *({"s": value} for value in values)]
    answers = [kept.written(QUERY, one, "csv", str(at).encode) for at, one in enumerate(given)]
    assert answers == [b"0", b"1", b"2", b"3"]


@pytest.mark.parametrize("query", [QUERY + " ORDER BY ?s ?p ?o", "ASK { ?s ?p ?o }"])
def test_rows_that_are_kept_give_every_format(tmp_path: Path, query: str) -> None:
    held = store(tmp_path, "a")
    kept = Remembered(tmp_path, held)
    before = {name: written(kept.result(query, {}), name) for name in ("json", "xml", "csv", "tsv")}
    answer_now(tmp_path, [query])
    assert len(list((tmp_path / "store" / "answers" / "a").iterdir())) == 1
    unasked = Remembered(tmp_path, held)
    unasked._store = Store()  # what it says now comes from the rows alone
    assert {name: written(unasked.result(query, {}), name) for name in before} == before


def written(result: Result, format: str) -> bytes:
    sink = io.BytesIO()
    write(result, sink, format=FORMATS[format])
    return sink.getvalue()


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


def test_a_large_collection_built_anew_has_its_answers_and_loses_them_with_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.views.RANKED", 0)
    plan = tmp_path / "plan.txt"
    out = tmp_path / "out"
    answers = out / "store" / "answers"
    plan.write_text(PLAN, encoding="utf-8")
    build([plan], out)
    (state,) = answers.iterdir()
    assert len(list(state.iterdir())) >= 30  # all named questions but those that ask for the time
    plan.write_text(PLAN.replace("市教育局", "市财政局"), encoding="utf-8")
    build([plan], out)
    query = named_queries()["leads"].read_text(encoding="utf-8")
    assert "财政局" in written(Remembered(out, open_store(out)).result(query, {}), "csv").decode()
    assert len(list(state.iterdir())) >= 30


def test_of_a_very_large_collection_nothing_is_asked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.views.RANKED", 0)
    monkeypatch.setattr("kg.build.ASKED", 1)
    plan = tmp_path / "plan.txt"
    plan.write_text(PLAN, encoding="utf-8")
    assert build([plan], tmp_path / "out").tasks == 2
    assert not (tmp_path / "out" / "store" / "answers").exists()


def test_an_answer_that_is_too_large_is_given_up_and_the_next_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(
        [*quads(), Quad(NamedNode("urn:build"), NamedNode(RESP.inputHash), Literal("a"), NamedNode("urn:g"))], tmp_path
    )
    monkeypatch.setattr("kg.graph.remembered.LARGEST", 1_000)
    answer_now(tmp_path, [QUERY, "SELECT * { ?s a resp:Plan }"])
    (kept,) = (tmp_path / "store" / "answers" / "a").iterdir()
    assert b"plan" in kept.read_bytes()
