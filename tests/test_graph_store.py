"""The graph on disk: the same bytes each time, the same triples to every reader, a store that comes back."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from canonical import canonical, turtle
from corpus_fixture import DING, RESOLVED_DING, quads, save
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Dataset, Graph
from rdflib.compare import to_isomorphic

from kg.errors import DataError
from kg.graph.ask import as_graph, select
from kg.graph.lines import written_as
from kg.graph.ontology import ontology_quads
from kg.graph.store import amend, current, new_generation, open_store, open_to_amend

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?t a resp:Task }"
HOSTILE = '引"号\\ \r\n\t\x0b\x0c\x85\u2028<a>'


@pytest.fixture
def built(tmp_path: Path) -> Path:
    save(quads(), tmp_path)
    return tmp_path


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    shuffled = quads()
    random.Random(7).shuffle(shuffled)
    for name, statements in (("one", quads()), ("two", shuffled + shuffled)):
        (tmp_path / name).mkdir()
        save(statements, tmp_path / name)
    for file in ("graph.nq", "graph.ttl"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_both_libraries_read_the_same_triples() -> None:
    data = Dataset(default_union=True)
    data.parse(data=canonical(quads()).decode(), format="nquads")
    from_quads = Graph()
    for triple in data.triples((None, None, None)):
        from_quads.add(triple)
    from_turtle = Graph().parse(data=turtle(quad.triple for quad in quads()), format="turtle")
    again = from_turtle.serialize(format="nt", encoding="utf-8")
    assert to_isomorphic(from_turtle) == to_isomorphic(from_quads)
    assert {quad.triple for quad in parse(again, format=RdfFormat.N_TRIPLES)} == {quad.triple for quad in quads()}


@given(st.text())
def test_any_text_survives_both_files(text: str) -> None:
    said = Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(text + HOSTILE, language="zh"), NamedNode("urn:g"))
    assert [str(o) for o in Graph().parse(data=turtle([said.triple]), format="turtle").objects()] == [text + HOSTILE]
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


@pytest.mark.parametrize("harm", ["gone", "empty", "no pointer", "damaged"])
def test_a_store_that_is_lost_comes_back_from_the_quads(built: Path, harm: str) -> None:
    place = current(built)
    assert place is not None
    if harm == "damaged":
        for table in place.glob("*.sst"):
            table.write_bytes(b"")
    elif harm == "no pointer":
        (built / "store" / "current.txt").unlink()
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
    twin = replace(RESOLVED_DING, plan=replace(DING, id="copy"))
    minted = "SELECT (COUNT(*) AS ?n) WHERE { ?item skos:prefLabel '完善德育工作体系'@zh }"
    stated = "SELECT ?g WHERE { GRAPH ?g { ?item skos:prefLabel '完善德育工作体系'@zh } }"
    save(quads((RESOLVED_DING, twin)), tmp_path)
    assert select(open_store(tmp_path), minted).rows == ((1,),)
    assert len(select(open_store(tmp_path), stated).rows) == 2


# ---- generations and amendments


def said(subject: str, graph: str) -> Quad:
    return Quad(
        NamedNode(f"urn:{subject}"), NamedNode("urn:p"), Literal("说", language="zh"), NamedNode(f"urn:{graph}")
    )


def merged(store: Store) -> set[str]:
    return subjects(store.quads_for_pattern(None, None, None, DefaultGraph()))


def subjects(quads: Iterable[Quad]) -> set[str]:
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def generation(folder: Path, *quads: Quad) -> None:
    with new_generation(folder) as new:
        new.add(written_as(quads))
        new.load()


def test_a_new_generation_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    generation(tmp_path, said("a", "g"))
    generation(tmp_path, said("b", "g"))
    assert merged(open_store(tmp_path)) == {"urn:b"}
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == ["2", "current.txt"]


def test_a_generation_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    generation(tmp_path, said("a", "g"))
    with pytest.raises(ZeroDivisionError), new_generation(tmp_path) as new:
        new.add(written_as([said("b", "g")]))
        new.load()
        raise ZeroDivisionError
    assert merged(open_store(tmp_path)) == {"urn:a"}
    assert current(tmp_path) == tmp_path / "store" / "1"


def test_what_a_killed_build_left_is_swept_and_never_read(tmp_path: Path) -> None:
    generation(tmp_path, said("a", "g"))
    (tmp_path / "store" / "2").mkdir()
    (tmp_path / "store" / "2" / "half.sst").write_bytes(b"")
    (tmp_path / "store" / "current.txt.new").write_text("2", encoding="utf-8")
    assert merged(open_store(tmp_path)) == {"urn:a"}
    generation(tmp_path, said("b", "g"))
    assert merged(open_store(tmp_path)) == {"urn:b"}
    assert len(list((tmp_path / "store").iterdir())) == 2


def test_an_amendment_keeps_what_another_graph_says_too(tmp_path: Path) -> None:
    generation(tmp_path, said("a", "g"), said("a", "h"), said("b", "g"))
    store = open_to_amend(tmp_path)
    amend(store, {said("a", "g"), said("b", "g")}, {said("c", "g")})
    assert merged(store) == {"urn:a", "urn:c"}
    amend(store, {said("a", "h")}, set())
    assert merged(store) == {"urn:c"}


QUADS = st.sets(st.builds(said, st.sampled_from("abc"), st.sampled_from("gh")))


@given(QUADS, QUADS, QUADS)
def test_the_default_graph_is_the_merge_after_any_amendment(held: set[Quad], old: set[Quad], new: set[Quad]) -> None:
    store = Store()
    amend(store, set(), held)
    amend(store, old & held, new)
    left = {quad for quad in store if quad.graph_name != DefaultGraph()}
    assert left == (held - old) | new
    assert merged(store) == subjects(left)


def test_a_store_that_a_build_holds_says_so(tmp_path: Path) -> None:
    generation(tmp_path, said("a", "g"))
    held = open_to_amend(tmp_path)
    with pytest.raises(DataError, match="in use by another build; wait until it is done"):
        open_to_amend(tmp_path)
    del held


def test_turtle_the_store_and_rdflib_hold_one_graph(built: Path) -> None:
    held = as_graph(open_store(built))
    assert set(held) == set(Graph().parse(built / "graph.ttl"))
    assert set(held) > set(Graph().parse(data=turtle(quad.triple for quad in quads()), format="turtle"))
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


def test_where_there_is_no_store_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no store there; build with --full"):
        open_to_amend(tmp_path)
    assert list(tmp_path.iterdir()) == []
