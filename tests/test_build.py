"""The whole way: documents in, files out; every quote where it says, large collections, plans that carry out one another."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from build_fixture import OTHER, PLAN, agreement, files_of, graph_of, quoted, write
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCTERMS, OWL
from terms import DIRECT, RESP

from kg.build import build
from kg.inputs.document import Document
from kg.inputs.found import find
from kg.read.source import read
from kg.resources import EXAMPLES

ROOT = Path(__file__).resolve().parents[1]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def example_graph(built: Path) -> Graph:
    return Graph().parse(built / "graph.ttl")


# ---- the examples


def test_every_file_that_the_readme_names_is_there(built: Path) -> None:
    named = re.findall(r"^\| `([^`]+)` \|", (ROOT / "output" / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(named) >= 8
    assert [name for name in named if not (built / name).exists()] == []
    assert {path.name for path in built.iterdir()} == {name.rstrip("/") for name in named}


def test_the_readme_names_each_column_of_each_table_in_its_order(built: Path) -> None:
    said: dict[str, list[str]] = {}
    text = (ROOT / "output" / "README.md").read_text(encoding="utf-8").partition("| file | column |")[2]
    name = ""
    for file, columns in re.findall(r"^\| (?:`(\w+\.csv)` )?\| ((?:`[^`]+` ?)+)\| ", text, re.MULTILINE):
        name = file or name  # a row without a file goes on with the one above
        said.setdefault(name, []).extend(re.findall(r"`([^`]+)`", columns))
    heads = {}
    for path in built.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as table:
            heads[path.name] = next(csv.reader(table))
    assert said == heads


def test_tables_open_in_a_spreadsheet(built: Path) -> None:
    for path in built.glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf"), path.name
    assert len(rows(built / "tasks.csv")) >= 60
    assert len(rows(built / "centrality.csv")) >= 30
    assert rows(built / "findings.csv")
    assert rows(built / "orphans.csv")


def test_the_examples_are_worth_looking_at(example_graph: Graph) -> None:
    assert len(set(example_graph.subjects(RDF.type, RESP.Task))) >= 60
    assert len(set(example_graph.subjects(RDF.type, RESP.Unit))) >= 30
    assert set(example_graph.subjects(RDF.type, RESP.Discrepancy))
    assert set(example_graph.subjects(RDF.type, RESP.Goal))
    for role in DIRECT.values():
        assert set(example_graph.subject_objects(role)), role


def test_every_example_is_read() -> None:
    """No document of examples/ fails, in any order of naming them."""
    found = find([EXAMPLES])
    assert (found.failures, found.left_out) == ([], {})
    assert [one.name for one in found.documents] == sorted(path.name for path in EXAMPLES.glob("*.txt"))
    again = find([EXAMPLES, *(Path(one.path) for one in found.documents), EXAMPLES])
    assert (again.documents, again.failures) == (found.documents, [])


def test_quotes_are_slices_of_their_source(example_graph: Graph) -> None:
    texts = {path.name: read(path).text for path in EXAMPLES.glob("*.txt")}
    quotes = quoted(example_graph)
    assert len(quotes) > 300
    assert [q for q in quotes if texts[q[0]][q[2] : q[3]] != q[1]] == []


@pytest.mark.parametrize(
    "kind", [RESP.Assignment, RESP.Measure, RESP.Target, RESP.Discrepancy], ids=lambda iri: iri[62:]
)
def test_every_fact_says_where_it_was_read(example_graph: Graph, kind: URIRef) -> None:
    nodes = set(example_graph.subjects(RDF.type, kind))
    assert nodes
    for term in (RESP.quote, RESP.start, RESP.end):
        assert [node for node in nodes if len(list(example_graph.objects(node, term))) != 1] == []


def test_edges_and_assignments_agree(example_graph: Graph) -> None:
    edges, stated = agreement(example_graph)
    assert edges == stated
    assert {(t, u) for t, _, u in edges} == set(example_graph.subject_objects(RESP.assignedTo))


# ---- odd but possible input


def test_nothing_to_build(tmp_path: Path) -> None:
    assert build([], tmp_path / "out").plans == 0
    assert not (tmp_path / "out").exists()


def test_paths_that_give_no_file(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "docs" / ".hidden", draft=PLAN)
    (plan,) = write(tmp_path / "docs", plan=PLAN)
    found = find([tmp_path / "docs", tmp_path / "empty", tmp_path / "gone.txt", plan])
    assert [one.path for one in found.documents] == [str(plan)]
    assert [(Path(f.path).name, f.message.split(":")[0]) for f in found.failures] == [
        ("empty", "holds no document"),
        ("gone.txt", "there is no such file or folder"),
    ]


@pytest.mark.usefixtures("bare")
def test_two_files_of_one_stem(tmp_path: Path) -> None:
    (first,) = write(tmp_path / "丁", plan=PLAN)
    (second,) = write(tmp_path / "戊", plan=PLAN.replace("丁城市", "戊城市"))
    graph = graph_of(build([first, second], tmp_path / "out").out)
    plans = {str(plan) for plan in graph.subjects(RDF.type, RESP.Plan)}
    assert {plan.rsplit("/", 1)[1] for plan in plans} == {"plan", "plan-2"}
    assert {str(title) for plan in plans for title in graph.objects(URIRef(plan), DCTERMS.title)} == {
        "丁城市托育工作要点",
        "戊城市托育工作要点",
    }
    assert len(set(graph.subjects(RDF.type, RESP.Task))) == 4


@pytest.mark.usefixtures("bare")
def test_a_stem_that_an_earlier_count_has_taken(tmp_path: Path) -> None:
    """plan, plan-2 and a second plan: three plans, three names."""
    first, other = write(tmp_path / "丁", **{"plan": PLAN, "plan-2": PLAN.replace("托育", "养老")})
    (second,) = write(tmp_path / "戊", plan=PLAN.replace("丁城市", "戊城市"))
    for order in ([first, other, second], [first, second, other]):
        report = build(order, tmp_path / "out")
        assert report.plans == 3
        assert len(set(graph_of(report.out).subjects(RDF.type, RESP.Task))) == 6


@pytest.mark.usefixtures("bare")
def test_progress_is_told_each_file_once(tmp_path: Path) -> None:
    paths = write(tmp_path, one=PLAN, two=PLAN.replace("托育", "养老"))
    seen: list[str] = []

    def track(documents: Iterable[Document]) -> Iterable[Document]:
        seen.extend(document.path for document in documents)
        return documents

    build(paths, tmp_path / "out", track=track)
    assert seen == [str(path) for path in paths]


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_offsets_are_in_the_text_as_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(PLAN.replace("\n", "\r\n").encode(encoding))
    graph = graph_of(build([path], tmp_path / "out").out)
    text = read(path).text
    assert [q for q in quoted(graph) if text[q[2] : q[3]] != q[1]] == []
    assert len(quoted(graph)) >= 5
    edges, stated = agreement(graph)
    assert edges == stated != set()


# ---- large collections


def test_a_large_collection_gets_no_page_and_a_larger_one_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write(tmp_path, one=PLAN, other=OTHER)
    assert {"graph.html", "graph.ttl"} <= set(files_of(build(paths, tmp_path / "out").out))
    monkeypatch.setattr("kg.views.RANKED", 3)
    files = files_of(build(paths, tmp_path / "out").out)
    assert "graph.html" in files
    assert "centrality.csv" not in files
    monkeypatch.setattr("kg.views.DRAWN", 3)
    report = build(paths, tmp_path / "out")
    assert not report.drawn
    assert {"graph.nq", "graph.ttl", "tasks.csv"} <= set(files_of(report.out))
    assert not {"graph.html", "centrality.csv"} & set(files_of(report.out))
    monkeypatch.setattr("kg.views.LARGEST", 3)
    assert set(files_of(build(paths, tmp_path / "out").out)) == set()
    assert set(files_of(build(paths[:1], tmp_path / "out").out)) >= {"graph.html", "graph.ttl", "tasks.csv"}


# ---- plans that carry out one another
ABOVE = """{place}义务教育提质行动方案
为贯彻落实《{above}》，制定本方案。
1.新建学校。城东城西各建一所。(牵头单位:{place}教育局)
2.培训教师。全年轮训一遍。(牵头单位:{place}教育局)
"""
OPINION = "关于深化教育教学改革全面提高义务教育质量的意见"


@pytest.mark.usefixtures("bare")
def test_the_chain_from_county_to_nation_walks_by_one_property(tmp_path: Path) -> None:
    chain = (
        ("county", "磐石市", "吉林市义务教育提质行动方案"),
        ("prefecture", "吉林市", "吉林省人民政府办公厅关于印发〈吉林省义务教育提质行动方案〉的通知"),
        ("province", "吉林省", f"中共中央 国务院{OPINION}"),
    )
    paths = write(tmp_path, **{name: ABOVE.format(place=place, above=above) for name, place, above in chain})
    graph = graph_of(build(paths, tmp_path / "out").out)
    base = "https://w3id.org/responsibility-graph/id/"
    above = set(graph.transitive_objects(URIRef(f"{base}plan/county"), RESP.derivesFrom))
    assert above == {
        URIRef(f"{base}plan/county"),
        *(URIRef(f"{base}work/{place}义务教育提质行动方案") for place in ("吉林市", "吉林省")),
        URIRef(f"{base}work/{OPINION}"),
    }
    same = {
        (str(work).rsplit("/", 1)[1], str(plan).rsplit("/", 1)[1]) for work, plan in graph.subject_objects(OWL.sameAs)
    }
    assert {("吉林市义务教育提质行动方案", "prefecture"), ("吉林省义务教育提质行动方案", "province")} <= same
