"""The quads of a build kept beside the loading: graph.nq is made of them as it would be made of the store."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.build import build
from kg.graph import kept
from kg.graph.export import export, write_nquads
from kg.graph.kept import Kept
from kg.graph.store import open_store

DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
PLAN = "甲市工作要点\n1.新建“三所”学校。建\t三处。(牵头单位:市教育局;完成时限:2025年12月)\n"


def test_what_is_added_is_kept_in_its_order(tmp_path: Path) -> None:
    with Kept(tmp_path) as some:
        some.add(b"b\na\n")
        some.add(b"b\n")
        assert list(some.lines() or ()) == [b"b\n", b"a\n", b"b\n"]


def test_nothing_is_kept_of_nothing(tmp_path: Path) -> None:
    with Kept(tmp_path / "not there") as some:
        assert some.lines() is None


def test_nothing_is_kept_of_more_than_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 4)
    with Kept(tmp_path) as some:
        some.add(b"a\n")
        some.add(b"b\n")
        assert list(some.lines() or ()) == [b"a\n", b"b\n"]
        some.add(b"c\n")
        assert some.lines() is None
        some.add(b"")
        assert some.lines() is None


def test_lines_are_written_sorted_and_once() -> None:
    out = io.BytesIO()
    write_nquads([b"b\n", b"a\n", b"b\n"], out)
    assert out.getvalue() == b"a\nb\n"


@pytest.mark.parametrize("most", [kept.MOST, 0])
def test_graph_nq_is_what_the_store_gives(most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", most)
    share = Quad(NamedNode("urn:a"), NamedNode("urn:share"), Literal("1.50", datatype=DECIMAL), NamedNode("urn:g"))
    monkeypatch.setattr("kg.graph.growth.ontology_quads", lambda: iter([share]))  # a store writes it as 1.5
    plan = tmp_path / "plan.txt"
    plan.write_text(PLAN, encoding="utf-8")
    build([plan], tmp_path / "out")
    given = io.BytesIO()
    export(open_store(tmp_path / "out"), "nquads", given)
    assert (tmp_path / "out" / "graph.nq").read_bytes() == given.getvalue()
    assert b"plan" in given.getvalue() and b'"1.5"' in given.getvalue()
