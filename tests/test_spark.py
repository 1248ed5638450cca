"""Many machines, tried on one: what Spark makes of documents is what `kg build` makes of them, line by line."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.analyse.measures import NETWORKS, QUERIES
from kg.build import Report, build
from kg.errors import DataError
from kg.graph.ask import select
from kg.graph.store import open_store
from kg.inputs.found import find
from kg.read.corrections import load
from kg.resources import EXAMPLES
from kg.resources import QUERIES as FOLDER

pytest.importorskip("pyspark", reason="no pyspark: run these with make test-spark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("no Java, which Spark runs on", allow_module_level=True)

from kg.spark.graph import doubts, failures, quads
from kg.spark.network import edges, units
from kg.spark.reading import read
from kg.spark.twins import distinct, twins

pytestmark = pytest.mark.spark

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"

PLAN = """{place}托育工作要点
1.新建托育点。落实《关于托育的意见》，各建三处。(牵头单位:市卫生健康委,配合单位:市财政局)
2.培训保育员。(责任单位:市人力资源社会保障局、市嬉戏促进会)
"""
NEWS = "全市托育工作会议召开\n会议总结了去年的工作，表彰了先进集体。\n"
FILES: dict[str, bytes] = {
    # four files of one stem and one that is called like a count of it; the first of them is no plan
    "a/plan.txt": NEWS.encode(),
    "b/plan.txt": PLAN.format(place="丁城市").encode("gb18030"),
    "c/plan-2.txt": PLAN.format(place="戊城市").encode(),
    "d/plan.txt": PLAN.format(place="己城市").encode(),
    "e/news.txt": NEWS.encode(),  # refused as a/plan.txt was: one refusal
    "f/empty.txt": b"",
    "f/binary.txt": bytes(range(32)) * 9,
    "f/plan-2-2.txt": PLAN.format(place="庚城市").encode(),
    "g/plan.txt": PLAN.format(place="丁城市").replace("，", ", ").encode(),  # a twin of b/plan.txt
}
CORRECTIONS = """
[[unit]]
name = "市财政局"
means = "市审计局"
by = "丙"
"""


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Spark within this process, on two threads."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - starts a Java

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = SparkSession.builder.master("local[2]").appName("tests")
    for key, value in (("ui.enabled", "false"), ("sql.shuffle.partitions", "2"), ("driver.host", "localhost")):
        session = session.config(f"spark.{key}", value)
    started = session.getOrCreate()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, and files that share names and bytes or cannot be read."""
    folder = tmp_path_factory.mktemp("docs")
    for path in EXAMPLES.glob("*.txt"):
        shutil.copy(path, folder)
    for name, data in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "corrections.toml").write_text(CORRECTIONS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def report(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    said = load([folder / "corrections.toml"])
    return build(find([folder]).documents, tmp_path_factory.mktemp("built") / "out", corrections=said)


@pytest.fixture(scope="module")
def readings(everything: Any) -> Any:
    return distinct(everything)


@pytest.fixture(scope="module")
def everything(spark: Any, folder: Path) -> Any:
    files = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(str(folder))
    texts = files.where("path LIKE '%.txt'").select("path", "content").repartition(3)
    empty = spark.createDataFrame([(f"file:{folder}/f/empty.txt", b"")], texts.schema)  # Spark's reader leaves it out
    texts = texts.union(empty)
    return read(texts, corrections=load([folder / "corrections.toml"])).persist()


def canonical(lines: list[str]) -> str:
    """A hash of N-Quads without blank nodes, whose order does not matter; a line that stands twice does."""
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def lines_of(report: Report) -> list[str]:
    return (report.out / "graph.nq").read_text(encoding="utf-8").splitlines()


def relative(path: str, folder: Path) -> str:
    return path.partition(f"{folder}/")[2]


def test_the_graph_is_the_one_that_a_build_makes(readings: Any, report: Report) -> None:
    found, wanted = [row.value for row in quads(readings).collect()], lines_of(report)
    assert set(found) ^ set(wanted) == set()
    assert canonical(found) == canonical(wanted)
    assert any("prov#wasInfluencedBy> <https://w3id.org/responsibility-graph/id/correction/" in one for one in found)


def test_ids_are_counted_as_a_build_counts_them(readings: Any, folder: Path) -> None:
    plans = readings.where("plan is not null").select("path", "plan").collect()
    ids = {relative(path, folder): plan.rsplit("/", 1)[1] for path, plan in plans}
    assert {path: ids[path] for path in FILES if path in ids} == {
        "b/plan.txt": "plan-2",  # a/plan.txt, which is no plan, has taken plan
        "c/plan-2.txt": "plan-2-2",
        "d/plan.txt": "plan-3",
        "f/plan-2-2.txt": "plan-2-2-2",
    }


def test_no_document_is_lost(everything: Any, readings: Any, report: Report, folder: Path) -> None:
    found = {(relative(row.path, folder), row.message) for row in failures(readings).collect()}
    assert found == {(relative(one.path, folder), one.message) for one in report.failures}
    assert {path for path, _ in found} == {"a/plan.txt", "e/news.txt", "f/empty.txt", "f/binary.txt"}
    left_out = [(relative(row.path, folder), relative(row.of, folder)) for row in twins(everything).collect()]
    assert left_out == [("g/plan.txt", "b/plan.txt")]
    assert everything.count() == len(found) + len(left_out) + report.plans


def test_doubts_are_listed(readings: Any, report: Report, folder: Path) -> None:
    found = doubts(readings).collect()
    assert len(found) == report.doubts
    rows = {(relative(row.path, folder), row.task, row.reason, row.end - row.start == len(row.quote)) for row in found}
    assert ("d/plan.txt", "2", "not recognised as a unit", True) in rows


@pytest.mark.parametrize("name", ["shared", "lead-support"])
def test_the_network_of_units_is_that_of_the_whole_graph(readings: Any, report: Report, name: str) -> None:
    store = open_store(report.out)
    tables = {one: select(store, (FOLDER / f"{one}.rq").read_text(encoding="utf-8")) for one in QUERIES}
    whole = NETWORKS[name].make(tables)
    network: nx.Graph[str] = nx.DiGraph() if whole.is_directed() else nx.Graph()
    network.add_nodes_from(row.unit for row in units(readings).collect())
    network.add_weighted_edges_from(edges(readings, name).collect())
    assert set(network) == set(whole)
    assert nx.utils.edges_equal(network.edges(data=True), whole.edges(data=True), directed=whole.is_directed())
    assert whole.number_of_edges() > 20


def test_the_tasks_of_each_unit_are_counted(readings: Any) -> None:
    found = {row.unit.rsplit("/id/", 1)[1]: tuple(row)[1:] for row in units(readings).collect()}
    assert found["unit/丁城市/health"] == (1, 0, 0, 1)
    assert found["unit/丁城市/human-resources"] == (0, 0, 1, 1)


def test_another_network_has_no_weights_to_add_up(readings: Any) -> None:
    with pytest.raises(KeyError, match="unit-task"):
        edges(readings, "unit-task")


def test_documents_without_a_plan_give_no_graph(spark: Any) -> None:
    """As a build without any plan writes nothing."""
    news = spark.createDataFrame([("x/news.txt", NEWS.encode())], "path string, content binary")
    with pytest.raises(DataError, match="no document gave a plan"):
        quads(distinct(read(news)))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="no ../shared beside the checkout: no real documents to read")
def test_the_program_in_the_notes_makes_the_graph_of_the_real_documents(tmp_path: Path) -> None:
    """docs/scale.md's program as people start it, on a machine of its own."""
    (program,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "scale.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "graph.py").write_text(program, encoding="utf-8")
    submit = Path(sys.executable).with_name("spark-submit")
    settings = ["--master", "local[2]", "--conf", "spark.ui.enabled=false", "--conf", "spark.sql.shuffle.partitions=2"]
    command = [str(submit), *settings, str(tmp_path / "graph.py"), str(SEEDS), str(tmp_path / "out")]
    there = os.environ | {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=there, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    parts = sorted((tmp_path / "out" / "graph").glob("part-*"))
    found = [line for part in parts for line in gzip.decompress(part.read_bytes()).decode().splitlines()]
    report = build(find([SEEDS]).documents, tmp_path / "built")
    assert canonical(found) == canonical(lines_of(report))
    assert report.plans == 5
