"""Questions to the store and the tables they give."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_fixture import quads, save
from pyoxigraph import Store

from kg.graph.ask import describe, named_queries, select
from kg.graph.store import open_store
from kg.table import Cell, Table


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("built")
    save(quads(), folder)
    return open_store(folder)


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        ("12", 12),
        ("1.5", 1.5),
        ("25e-1", 2.5),
        ("'0.5'^^xsd:float", 0.5),
        ("true", True),
        ("false", False),
        ("'教育局'@zh", "教育局"),
        ("'2024'^^xsd:gYear", "2024"),
        ("'many'^^xsd:integer", "many"),
        ("unit:丁城市", "https://w3id.org/responsibility-graph/id/unit/丁城市"),
        ("?nowhere", None),
    ],
)
def test_a_term_becomes_a_plain_value(store: Store, term: str, cell: Cell) -> None:
    table = select(store, f"SELECT ?x WHERE {{ OPTIONAL {{ BIND({term} AS ?x) }} }}")
    assert table == Table(("x",), ((cell,),))
    assert type(table.rows[0][0]) is type(cell)


def test_select_keeps_columns_and_order(store: Store) -> None:
    query = """SELECT ?start ?title WHERE { ?task a resp:Task ; rdfs:label ?title ; resp:start ?start }
               ORDER BY DESC(?start)"""
    found = select(store, query)
    assert found.columns == ("start", "title")
    assert [title for _, title in found.rows] == ["强化学校体育", "突出德育实效", "筛查视力"]


def test_no_match_gives_columns_without_rows(store: Store) -> None:
    assert select(store, "SELECT ?x WHERE { ?x a resp:Nothing }") == Table(("x",))


def test_ask_gives_one_cell(store: Store) -> None:
    assert select(store, "ASK { ?t a resp:Task }") == Table(("answer",), ((True,),))
    assert select(store, "ASK { ?t a resp:Nothing }") == Table(("answer",), ((False,),))


def test_construct_gives_sorted_triples(store: Store) -> None:
    table = select(store, "CONSTRUCT { ?t resp:x ?id } WHERE { ?t a resp:Task ; dcterms:identifier ?id }")
    assert table.columns == ("subject", "predicate", "object")
    assert [row[2] for row in table.rows] == ["1", "2", "1"]
    assert list(table.rows) == sorted(table.rows)


def test_a_quote_is_found_by_its_task(store: Store) -> None:
    query = "SELECT ?quote WHERE { ?e rdf:subject ?t ; rdf:predicate resp:mentions ; resp:quote ?quote }"
    assert select(store, query).rows == (("《近视防控方案》",),)


def test_named_queries_are_the_files_of_one_folder(tmp_path: Path) -> None:
    (tmp_path / "network").mkdir()
    for name in ("b.rq", "a.rq", "a.txt", "network/c.rq"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert named_queries(tmp_path) == {"a": tmp_path / "a.rq", "b": tmp_path / "b.rq"}
    assert list(named_queries(tmp_path)) == ["a", "b"]
    assert named_queries(tmp_path / "nowhere") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# en: Who leads?\n# zh: 谁牵头？\nSELECT", ("Who leads?", "谁牵头？")),
        ("# zh: 比例1:2？\n#en: Which?\n", ("Which?", "比例1:2？")),
        ("# A note\n# en: Who?\n", ("Who?", "")),
        ("PREFIX a: <b>\n# en: too late\n", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_query_says_its_question(tmp_path: Path, text: str, said: tuple[str, str]) -> None:
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    assert describe(tmp_path / "q.rq") == said


def test_every_query_shipped_says_its_question_and_parses(store: Store) -> None:
    shipped = named_queries()
    assert "leads" in shipped
    for path in shipped.values():
        assert all(describe(path)), path
        select(store, path.read_text(encoding="utf-8"))
