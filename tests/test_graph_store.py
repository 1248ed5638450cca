"""The graph on disk: the same bytes each time, the same triples to every reader, a store that comes back."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from corpus_fixture import CORPUS, DING
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph
from rdflib.compare import to_isomorphic

from kg.errors import DataError
from kg.graph.ask import as_graph, select
from kg.graph.ontology import ontology_quads
from kg.graph.statements import zh
from kg.graph.store import canonical, open_store, save, turtle
from kg.graph.write import quads

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?t a resp:Task }"
HOSTILE = '引"号\\ \r\n\t\x0b\x0c\x85\u2028<a>'


@pytest.fixture
def built(tmp_path: Path) -> Path:
    save(quads(CORPUS), tmp_path)
    return tmp_path


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    shuffled = list(quads(CORPUS))
    random.Random(7).shuffle(shuffled)
    for name, statements in (("one", quads(CORPUS)), ("two", iter(shuffled + shuffled))):
        (tmp_path / name).mkdir()
        save(statements, tmp_path / name)
    for file in ("graph.nq", "graph.ttl"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_both_libraries_read_the_same_triples() -> None:
    data = Dataset(default_union=True)
    data.parse(data=canonical(quads(CORPUS)).decode(), format="nquads")
    from_quads = Graph()
    for triple in data.triples((None, None, None)):
        from_quads.add(triple)
    from_turtle = Graph().parse(data=turtle(quads(CORPUS)), format="turtle")
    again = from_turtle.serialize(format="nt", encoding="utf-8")
    assert to_isomorphic(from_turtle) == to_isomorphic(from_quads)
    assert {quad.triple for quad in parse(again, format=RdfFormat.N_TRIPLES)} == {quad.triple for quad in quads(CORPUS)}


@given(st.text())
def test_any_text_survives_both_files(text: str) -> None:
    said = Quad(NamedNode("urn:s"), NamedNode("urn:p"), zh(text + HOSTILE), NamedNode("urn:g"))
    assert [str(o) for o in Graph().parse(data=turtle([said]), format="turtle").objects()] == [text + HOSTILE]
    assert list(parse(canonical([said]), format=RdfFormat.N_QUADS)) == [said]
    assert canonical([said]).count(b"\n") == 1


def test_nothing_gives_empty_files() -> None:
    assert canonical([]) == b""
    assert len(Graph().parse(data=turtle([]), format="turtle")) == 0


def test_the_store_opens_from_disk(built: Path) -> None:
    (built / "graph.nq").unlink()
    assert select(open_store(built), COUNT).rows == ((3,),)


def test_two_readers_may_open_one_store(built: Path) -> None:
    one, two = open_store(built), open_store(built)
    assert select(one, COUNT) == select(two, COUNT)


@pytest.mark.parametrize("harm", ["gone", "empty", "damaged"])
def test_a_store_that_is_lost_comes_back_from_the_quads(built: Path, harm: str) -> None:
    if harm == "damaged":
        for table in (built / "store").glob("*.sst"):
            table.write_bytes(b"")
    else:
        shutil.rmtree(built / "store")
        if harm == "empty":
            (built / "store").mkdir()
    assert select(open_store(built), COUNT).rows == ((3,),)


def test_a_folder_may_be_moved(built: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("store", "graph.nq"):
        shutil.move(built / name, moved / name)
    (moved / "graph.nq").unlink()
    assert select(open_store(moved), COUNT).rows == ((3,),)


def test_no_graph_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no graph there; build it with: python"):
        open_store(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_quads_that_are_none_say_where(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("<urn:s> <urn:p>\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"graph\.nq: .*line \d.*build it with"):
        open_store(tmp_path)


def test_a_triple_of_two_graphs_counts_once(tmp_path: Path) -> None:
    keys = {("copy", title): key for (_, title), key in CORPUS.work_keys.items()}
    twin = replace(CORPUS, plans=(DING, replace(DING, id="copy")), work_keys={**CORPUS.work_keys, **keys})
    minted = "SELECT (COUNT(*) AS ?n) WHERE { ?item skos:prefLabel '完善德育工作体系'@zh }"
    stated = "SELECT ?g WHERE { GRAPH ?g { ?item skos:prefLabel '完善德育工作体系'@zh } }"
    save(quads(twin), tmp_path)
    assert select(open_store(tmp_path), minted).rows == ((1,),)
    assert len(select(open_store(tmp_path), stated).rows) == 2


def test_turtle_the_store_and_rdflib_hold_one_graph(built: Path) -> None:
    held = as_graph(open_store(built))
    assert set(held) == set(Graph().parse(built / "graph.ttl"))
    assert set(held) > set(Graph().parse(data=turtle(quads(CORPUS)), format="turtle"))
    assert str(dict(held.namespaces())["resp"]).endswith("ontology#")


def test_the_ontology_comes_along_without_blank_nodes_and_shapes(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "a.ttl").write_text('<urn:a> <urn:p> "标签"@zh , [] .', encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text("<urn:shape> <urn:p> <urn:o> .", encoding="utf-8")
    (tmp_path / "policies" / "意见.ttl").write_text("<urn:b> <urn:p> <urn:o> .", encoding="utf-8")
    found = [(str(quad.subject), str(quad.graph_name)) for quad in ontology_quads(tmp_path)]
    graph = "<https://w3id.org/responsibility-graph/ontology/"
    assert found == [("<urn:a>", f"{graph}a>"), ("<urn:b>", f"{graph}policies/意见>")]


def test_no_ontology_is_no_error(tmp_path: Path) -> None:
    assert list(ontology_quads(tmp_path / "nowhere")) == []


def test_an_ontology_file_that_does_not_parse_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<urn:a> <urn:p>", encoding="utf-8")
    with pytest.raises(DataError, match=r"ontology/bad\.ttl: .*expected Turtle"):
        list(ontology_quads(tmp_path))
