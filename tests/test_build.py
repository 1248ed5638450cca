"""The whole way: documents in, files out; the same bytes again, nothing half done, every quote where it says."""

from __future__ import annotations

import csv
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL
from rdflib.term import Node

from kg.build import build
from kg.errors import DataError
from kg.extract.plan import read_plan
from kg.graph.store import open_store
from kg.inputs.document import Document
from kg.inputs.found import find
from kg.model import Plan
from kg.read.source import read
from kg.resources import EXAMPLES
from kg.software import Software
from kg.source import Source

ROOT = Path(__file__).resolve().parents[1]
RESP = Namespace("https://w3id.org/responsibility-graph/ontology#")
CONCEPT = "https://w3id.org/responsibility-graph/concept/"
DIRECT = {"lead": RESP.ledBy, "support": RESP.supports, "responsible": RESP.responsible}

PLAN = """丁城市托育工作要点
1.新建托育点。城东城西各建三处。(牵头单位:市卫生健康委,配合单位:市财政局)
2.培训保育员。全年轮训一遍。(责任单位:市人力资源社会保障局)
"""
NEWS = "全市托育工作会议召开\n会议总结了去年的工作，表彰了先进集体。\n"


def graph_of(out: Path) -> Graph:
    return Graph().parse(out / "graph.ttl")


def files_of(out: Path) -> dict[str, bytes]:
    """What a build left, but for the store, whose files are its engine's own."""
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}


def write(folder: Path, **texts: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for stem, text in texts.items():
        paths.append(folder / f"{stem}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def example_graph(built: Path) -> Graph:
    return graph_of(built)


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
    again = find([EXAMPLES, *found.files, EXAMPLES])
    assert (again.files, again.failures) == (found.files, [])


def plan_above(graph: Graph, node: Node) -> URIRef:
    """The plan that a thing stands in: by its IRI, which begins with the plan's."""
    (plan,) = (
        plan
        for plan in graph.subjects(RDF.type, RESP.Plan)
        if isinstance(plan, URIRef) and (str(node) == str(plan) or str(node).startswith(f"{plan}/"))
    )
    return plan


def quoted(graph: Graph) -> list[tuple[str, str, int, int]]:
    """(source file, quote, start, end) of everything that quotes."""
    found = []
    for node, quote in graph.subject_objects(RESP.quote):
        source = graph.value(plan_above(graph, node), RESP.sourceFile)
        start, end = graph.value(node, RESP.start), graph.value(node, RESP.end)
        assert start is not None, node
        assert end is not None, node
        found.append((str(source), str(quote), int(str(start)), int(str(end))))
    return found


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


def agreement(graph: Graph) -> tuple[set[tuple[Node, ...]], set[tuple[Node, ...]]]:
    """(task, role's property, unit) as direct edges say it, and as Assignments do."""
    edges: set[tuple[Node, ...]] = {
        (task, term, unit) for term in DIRECT.values() for task, unit in graph.subject_objects(term)
    }
    stated: set[tuple[Node, ...]] = set()
    for node in graph.subjects(RDF.type, RESP.Assignment):
        role = str(graph.value(node, RESP.role)).removeprefix(f"{CONCEPT}role/")
        task, unit = graph.value(node, RESP.task), graph.value(node, RESP.unit)
        assert task is not None, node
        assert unit is not None, node
        stated.add((task, DIRECT[role], unit))
    return edges, stated


def test_edges_and_assignments_agree(example_graph: Graph) -> None:
    edges, stated = agreement(example_graph)
    assert edges == stated
    assert {(t, u) for t, _, u in edges} == set(example_graph.subject_objects(RESP.assignedTo))


# ---- the same again


def test_two_builds_are_byte_identical(built: Path, tmp_path: Path) -> None:
    again = files_of(build(find([EXAMPLES]).documents, tmp_path / "again").out)
    first = files_of(built)
    assert {"graph.ttl", "graph.nq", "graph.html", "tasks.csv", "centrality.csv", "orphans.csv"} <= set(again)
    assert {name: sha256(data).hexdigest() for name, data in again.items()} == {
        name: sha256(data).hexdigest() for name, data in first.items()
    }


@pytest.mark.parametrize("seed", ["1", "2"])
def test_bytes_do_not_hang_on_the_order_of_sets(seed: str, built: Path, tmp_path: Path) -> None:
    """Another process hashes strings differently, so that its sets come in another order."""
    command = [sys.executable, str(ROOT / "build_graph.py"), "-o", str(tmp_path / "out")]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
    assert files_of(tmp_path / "out") == files_of(built)


def test_where_the_documents_lie_does_not_matter(tmp_path: Path) -> None:
    one = build(write(tmp_path / "here", plan=PLAN), tmp_path / "one").out
    other = build(write(tmp_path / "far" / "away", plan=PLAN), tmp_path / "other").out
    assert files_of(one) == files_of(other)


def test_a_build_over_an_earlier_one_is_as_if_it_were_the_first(tmp_path: Path) -> None:
    paths = write(tmp_path, plan=PLAN, other=PLAN.replace("托育", "养老"))
    out = build(paths, tmp_path / "out").out
    (out / "README.md").write_text("kept", encoding="utf-8")
    fresh = files_of(build(paths[:1], tmp_path / "fresh").out)
    assert files_of(build(paths[:1], out).out) == fresh | {"README.md": b"kept"}


# ---- what changed is read again, and nothing else


OTHER = PLAN.replace("托育", "养老")
THIRD = PLAN.replace("丁城市", "戊城市")


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are read from here on."""
    seen: list[str] = []

    def spy(source: Source, name: str) -> Plan:
        seen.append(source.name)
        return read_plan(source, name)

    monkeypatch.setattr("kg.inputs.told.read_plan", spy)
    return seen


def test_what_did_not_change_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write(tmp_path, one=PLAN, other=OTHER)
    build(paths, tmp_path / "out")
    before = files_of(tmp_path / "out")
    seen = reads(monkeypatch)
    report = build(paths, tmp_path / "out")
    assert (seen, report.read, report.plans, report.tasks) == ([], 0, 2, 4)
    assert files_of(tmp_path / "out") == before
    write(tmp_path, other=OTHER + "\n")
    assert build(paths, tmp_path / "out").read == 1
    assert seen == ["other.txt"]
    assert build(paths, tmp_path / "out", full=True).read == 2


def test_a_refused_file_is_named_again_and_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write(tmp_path, news=NEWS, plan=PLAN)
    first = build(paths, tmp_path / "out")
    seen = reads(monkeypatch)
    again = build(paths, tmp_path / "out")
    assert seen == []
    assert again.failures == first.failures
    assert len(again.failures) == 1


def test_another_program_reads_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write(tmp_path, one=PLAN)
    build(paths, tmp_path / "out")
    monkeypatch.setattr("kg.software.this", lambda: Software("9.9.9", "0"))
    assert build(paths, tmp_path / "out").read == 1


def test_files_that_are_missing_are_written_again(tmp_path: Path) -> None:
    paths = write(tmp_path, one=PLAN)
    out = build(paths, tmp_path / "out").out
    before = files_of(out)
    (out / "tasks.csv").unlink()
    build(paths, out)
    assert files_of(out) == before


NAMES = ("a", "b", "c", "d")
TEXTS = (None, PLAN, OTHER, THIRD, PLAN + "3.另建一处。(责任单位:市教育部门、市民政局)\n", NEWS)


@settings(max_examples=6)
@given(st.lists(st.tuples(*(st.sampled_from(TEXTS) for _ in NAMES)), min_size=2, max_size=4))
def test_any_series_of_changes_ends_in_the_graph_of_a_full_build(states: list[tuple[str | None, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        grown = Path(folder) / "grown"
        for texts in states:
            paths = write(Path(folder) / "docs", **{n: t for n, t in zip(NAMES, texts, strict=True) if t})
            report = build(paths, grown)
        if report.plans:
            whole = build(paths, Path(folder) / "whole").out
            assert files_of(grown) == files_of(whole)
            assert set(open_store(grown)) == set(open_store(whole))


@pytest.mark.parametrize("seed", range(3))
def test_a_build_that_is_killed_leaves_the_earlier_store_or_the_new_one(seed: int, tmp_path: Path) -> None:
    """SIGKILL at a random point of a build that amends the store, and of one that writes it anew."""
    few, all_ = write(tmp_path, a=PLAN), write(tmp_path, a=PLAN, b=OTHER, c=THIRD)
    states = []
    for paths in (few, all_):
        states.append(set(open_store(build(paths, tmp_path / f"whole-{len(paths)}").out)))
    build(few, tmp_path / "out")
    chance = random.Random(seed)
    for full in ([], ["--full"]):
        command = [sys.executable, "-m", "kg", "build", *map(str, all_), "-o", str(tmp_path / "out"), *full]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=chance.uniform(0.2, 2.5))
        process.kill()
        process.wait()
        assert set(open_store(tmp_path / "out")) in states
    assert set(open_store(build(all_, tmp_path / "out").out)) == states[1]
    assert files_of(tmp_path / "out") == files_of(tmp_path / "whole-3")


# ---- what fails


def test_a_failed_build_leaves_the_earlier_output(tmp_path: Path) -> None:
    out = build(write(tmp_path / "good", plan=PLAN), tmp_path / "out").out
    before = files_of(out)
    store = sorted(path.name for path in (out / "store").iterdir())
    report = build(write(tmp_path / "bad", news=NEWS), out)
    assert report.plans == 0
    assert [(Path(f.path).name, f.message.split(":")[0]) for f in report.failures] == [("news.txt", "no plan found")]
    assert files_of(out) == before
    assert sorted(path.name for path in (out / "store").iterdir()) == store
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad", "good", "out"]


def test_a_build_that_breaks_half_way_leaves_the_earlier_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = build(write(tmp_path / "good", plan=PLAN), tmp_path / "out").out
    before = files_of(out)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.show.tables.write_csv", full)
    with pytest.raises(OSError, match="No space left"):
        build(write(tmp_path / "good", plan=PLAN.replace("托育", "养老")), out)
    assert files_of(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good", "out"]


def test_nothing_to_build(tmp_path: Path) -> None:
    assert build([], tmp_path / "out").plans == 0
    assert not (tmp_path / "out").exists()


def test_good_and_bad_inputs_together(tmp_path: Path) -> None:
    good, news, empty = write(tmp_path, good=PLAN, news=NEWS, empty="")
    binary, absent = tmp_path / "binary.txt", tmp_path / "absent.txt"
    binary.write_bytes(bytes(range(32)) * 40)
    report = build([empty, news, good, binary, absent], tmp_path / "out")
    assert (report.plans, report.tasks, report.units, report.assignments) == (1, 2, 3, 3)
    assert [Path(f.path).stem for f in report.failures] == ["empty", "news", "binary", "absent"]
    reasons = ["is empty", "no plan found", "looks binary", "cannot read"]
    assert [r in f.message for r, f in zip(reasons, report.failures, strict=True)] == [True] * 4
    assert all("\n" not in f.message for f in report.failures)
    alone = files_of(build([good], tmp_path / "alone").out)
    told = {name for name, data in files_of(report.out).items() if data != alone[name]}
    assert told == {"graph.nq", "graph.ttl", "report.html", "report.md"}  # which files were refused, and why
    refused = graph_of(report.out).subjects(RDF.type, RESP.Refusal)
    named = {str(graph_of(report.out).value(one, RESP.sourceFile)) for one in refused}
    assert named == {"empty.txt", "news.txt", "binary.txt"}


def test_paths_that_give_no_file(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "docs" / ".hidden", draft=PLAN)
    (plan,) = write(tmp_path / "docs", plan=PLAN)
    found = find([tmp_path / "docs", tmp_path / "empty", tmp_path / "gone.txt", plan])
    assert found.files == [plan]
    assert [(Path(f.path).name, f.message.split(":")[0]) for f in found.failures] == [
        ("empty", "holds no document"),
        ("gone.txt", "there is no such file or folder"),
    ]


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


def test_a_stem_that_an_earlier_count_has_taken(tmp_path: Path) -> None:
    """plan, plan-2 and a second plan: three plans, three names."""
    first, other = write(tmp_path / "丁", **{"plan": PLAN, "plan-2": PLAN.replace("托育", "养老")})
    (second,) = write(tmp_path / "戊", plan=PLAN.replace("丁城市", "戊城市"))
    for order in ([first, other, second], [first, second, other]):
        report = build(order, tmp_path / "out")
        assert report.plans == 3
        assert len(set(graph_of(report.out).subjects(RDF.type, RESP.Task))) == 6


def test_progress_is_told_each_file_once(tmp_path: Path) -> None:
    paths = write(tmp_path, one=PLAN, two=PLAN.replace("托育", "养老"))
    seen: list[str] = []

    def track(documents: Iterable[Document]) -> Iterable[Document]:
        seen.extend(document.path for document in documents)
        return documents

    build(paths, tmp_path / "out", track=track)
    assert seen == [str(path) for path in paths]


# ---- odd but possible input


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


def test_files_of_two_states_are_never_taken_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped while the files take their places, and the documents then put back as they were."""
    few, all_ = write(tmp_path, a=PLAN), write(tmp_path, a=PLAN, b=OTHER)
    out = build(few, tmp_path / "out").out
    before = files_of(out)
    replace = Path.replace

    def stop(path: Path, target: Path) -> Path:
        if target.parent == out and target.suffix == ".csv" and target.name != "tasks.csv":
            raise OSError(28, "stopped")
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stop)
        with pytest.raises(OSError, match="stopped"):
            build(all_, out)
    (out / "tasks.csv").write_text("of another state", encoding="utf-8")
    build(few, out)
    assert files_of(out) == before


def test_the_output_may_be_a_link_to_another_disk(tmp_path: Path) -> None:
    elsewhere = Path("/dev/shm")
    if not elsewhere.is_dir() or elsewhere.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is one disk only")
    with tempfile.TemporaryDirectory(dir=elsewhere) as there:
        (tmp_path / "out").symlink_to(there)
        assert "tasks.csv" in files_of(build(write(tmp_path, a=PLAN), tmp_path / "out").out)


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    """The second is told to wait, and the first is not disturbed."""
    paths = write(tmp_path, a=PLAN)
    out = build(paths, tmp_path / "out").out
    before = files_of(out)

    def meanwhile(documents: Iterable[Document]) -> Iterable[Document]:
        with pytest.raises(DataError, match="in use by another build"):
            build(write(tmp_path, b=OTHER), out, full=True)
        return documents

    assert build(paths, out, full=True, track=meanwhile).plans == 1
    assert files_of(out) == before


def test_a_program_that_shows_otherwise_writes_the_files_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And reads no document for it."""
    paths = write(tmp_path, one=PLAN)
    out = build(paths, tmp_path / "out").out
    before = files_of(out)
    (out / "graph.html").write_text("of the earlier program", encoding="utf-8")
    monkeypatch.setattr("kg.software.showing", lambda: "0")
    assert build(paths, out).read == 0
    assert files_of(out) == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_name_that_is_no_text_costs_that_file_alone(tmp_path: Path) -> None:
    (good,) = write(tmp_path, good=PLAN)
    bad = tmp_path / os.fsdecode("计划.txt".encode("gb18030"))
    bad.write_text(OTHER, encoding="utf-8")
    report = build([bad, good], tmp_path / "out")
    assert report.plans == 1
    assert ["name is not UTF-8" in failure.message for failure in report.failures] == [True]
