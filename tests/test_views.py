"""What the files beside the store are made of."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.analyse import findings, matrix, measures
from kg.build import build
from kg.graph.ask import select
from kg.graph.memory import asked_for
from kg.graph.store import open_store
from kg.resources import EXAMPLES, QUERIES
from kg.show import ledger, page, register, sheets
from kg.show.report import compose
from kg.views import _ASKED

ROOT = Path(__file__).resolve().parents[1]


def test_what_is_asked_is_what_the_files_need() -> None:
    needed = (page, compose, measures, findings, matrix, ledger, register, sheets)
    assert sorted(_ASKED) == sorted({query for module in needed for query in module.QUERIES})


def test_what_is_held_to_be_asked_answers_as_the_whole_does(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("今天开会。", encoding="utf-8")  # refused, which one of the queries asks for
    built = build([*sorted(EXAMPLES.glob("*.txt")), note], tmp_path / "out").out
    queries = {name: (QUERIES / f"{name}.rq").read_text(encoding="utf-8") for name in _ASKED}
    with (built / "graph.nq").open("rb") as lines:
        held = asked_for(lines, queries.values())
    for name, query in queries.items():
        assert sorted(select(held, query).rows, key=str) == sorted(select(open_store(built), query).rows, key=str), name
    assert select(held, queries["refused"]).rows
    assert len(held) < sum(1 for _ in open_store(built).quads_for_pattern(None, None, None, ox.DefaultGraph()))


LINES = [
    b'<urn:a> <http://purl.org/dc/terms/title> "t" <urn:g> .\n',
    b'<urn:a> <http://purl.org/dc/terms/title> "t" <urn:h> .\n',
    b"<urn:a> <http://purl.org/dc/terms/source> <urn:b> <urn:g> .\n",
    b"<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/responsibility-graph/ontology#Plan> <urn:g> .\n",
    b"<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/responsibility-graph/ontology#Task> <urn:g> .\n",
]


def test_what_no_query_names_is_not_held() -> None:
    store = asked_for(LINES, ["SELECT ?t { ?p a resp:Plan ; dcterms:title ?t }"])
    assert {(str(quad.predicate).rpartition("/")[2], quad.graph_name) for quad in store} == {
        ("title>", ox.DefaultGraph()),
        ("22-rdf-syntax-ns#type>", ox.DefaultGraph()),
    }
    assert len(store) == 2
    assert not list(asked_for(LINES, [])) and not list(asked_for([], ["dcterms:title"]))
