"""corrections.toml: what it may say, and what comes of it in the graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from canonical import stated, turtle
from command import kg, rows
from rdflib import RDF, RDFS, Graph, Literal
from rdflib.namespace import PROV, SKOS
from terms import RESP

from kg.errors import DataError
from kg.graph.store import open_store
from kg.model import CorrectionKind, Role
from kg.read.corrections import beside, load

pytestmark = pytest.mark.usefixtures("bare")

PLAN = """丁城市托育工作要点
1.新建托育点。城东城西各建三处，落实《托育工作方案》。(牵头单位:市卫生健康委,配合单位:市财政局、托育专班)
2.培训保育员。全年轮训一遍，落实《托育方案》。(责任单位:市人力资源社会保障局)
"""
SAID = """
[[unit]]
name = "托育专班"
means = "丁城市卫生健康委"
by = "王芳"
reason = "专班设在卫健委"

[[wrong]]
in = "plan.txt"
task = "1"
unit = "市财政局"
role = "support"
by = "李强"

[[same]]
titles = ["托育工作方案", "托育方案"]
by = "王芳"
"""


def folder(tmp_path: Path, said: str = SAID) -> Path:
    docs = tmp_path / "docs"
    docs.mkdir(exist_ok=True)
    (docs / "plan.txt").write_text(PLAN, encoding="utf-8")
    (docs / "corrections.toml").write_text(said, encoding="utf-8")
    return docs


def graph_of(out: Path) -> Graph:
    return Graph().parse(data=turtle(quad.triple for quad in open_store(out)), format="turtle")


def test_entries_are_read_in_order_with_who_says_so(tmp_path: Path) -> None:
    unit, wrong, same = load(beside([folder(tmp_path)]))
    assert (unit.kind, unit.names, unit.means, unit.by) == (
        CorrectionKind.UNIT,
        ("托育专班",),
        "丁城市卫生健康委",
        "王芳",
    )
    assert (wrong.file, wrong.task, wrong.names, wrong.role) == ("plan.txt", "1", ("市财政局",), Role.SUPPORT)
    assert same.names == ("托育工作方案", "托育方案")
    assert len({unit.id, wrong.id, same.id}) == 3


def test_the_file_is_found_beside_a_document_and_in_a_folder(tmp_path: Path) -> None:
    docs = folder(tmp_path)
    assert beside([docs, docs / "plan.txt"]) == [docs / "corrections.toml"]
    assert beside([tmp_path]) == []


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("[[unit]\n", r"corrections\.toml: .*line 1.*expected TOML"),
        ("[[untis]]\nname = 'a'\n", r"found 'untis'; expected \[\[unit\]\], \[\[wrong\]\], \[\[same\]\]"),
        ("[unit]\nname = 'a'\n", r"found 'unit'; expected \[\[unit\]\]"),
        ("unit = [1]\n", r"found 'unit'; expected \[\[unit\]\]"),
        ("[[unit]]\nname = 'a'\nmeans = 'b'\n", r"\[\[unit\]\] 1: no 'by'; expected name, means, by"),
        ("[[unit]]\nname = 'a'\nmeans = 'b'\nby = 'c'\ncolour = 'd'\n", r"found 'colour'; expected name, means"),
        ("[[unit]]\nname = 7\nmeans = 'b'\nby = 'c'\n", r"name is 7; expected text in quotes"),
        (
            "[[wrong]]\nin = 'p.txt'\ntask = '1'\nunit = 'u'\nrole = 'boss'\nby = 'c'\n",
            r"role is 'boss'; expected lead",
        ),
        (
            "[[unit]]\nname = 'a'\nmeans = 'b'\nby = 'c'\n[[unit]]\nname = 'a'\nmeans = 'd'\nby = 'c'\n",
            r"\[\[unit\]\] 2: a is d; an earlier entry says b: leave one",
        ),
        ("[[same]]\ntitles = ['a']\nby = 'c'\n", r"titles is \['a'\]; expected a list of two titles"),
    ],
)
def test_an_entry_that_says_too_little_or_too_much_is_named(tmp_path: Path, said: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        load(beside([folder(tmp_path, said)]))


def test_corrections_hold_in_the_build_and_say_who_said_so(tmp_path: Path) -> None:
    docs = folder(tmp_path)
    result = kg("build", docs, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "not used" not in result.stderr
    graph = graph_of(tmp_path / "out")
    names = {
        str(name) for unit in graph.objects(predicate=RESP.assignedTo) for name in graph.objects(unit, SKOS.prefLabel)
    }
    assert names == {"丁城市卫生健康委", "丁城市人力资源社会保障局"}
    said_by = {str(graph.value(agent, RDFS.label)) for agent in graph.objects(predicate=PROV.wasAttributedTo)}
    assert said_by == {"王芳", "李强"}
    (rejection,) = graph.subjects(RDF.type, RESP.Rejection)
    assert "市财政局" in str(graph.value(rejection, RESP.quote))
    assert len(set(graph.objects(predicate=RESP.cites))) == 1


def test_the_question_about_corrections_shows_each_with_its_effect(tmp_path: Path) -> None:
    kg("build", folder(tmp_path), "-o", tmp_path / "out")
    found = rows(kg("query", "--name", "corrections", "--data", tmp_path / "out", "--format", "csv"))
    said = [(row["who"], row["name"], row["means"], row["rejected"], row["role"], row["id"]) for row in found]
    assert ("李强", "", "", "丁城市财政局", "support", "1") in said
    assert ("王芳", "托育专班", "丁城市卫生健康委", "", "", "") in said
    assert all(row["means"] or row["quote"] for row in found)


def test_corrections_survive_rebuilds_and_go_when_taken_back(tmp_path: Path) -> None:
    docs, out = folder(tmp_path), tmp_path / "out"
    (docs / "other.txt").write_text(PLAN.replace("托育", "养老"), encoding="utf-8")
    kg("build", docs, "-o", out)
    corrected = stated(out)
    kg("build", docs, "-o", out, "--full")
    assert stated(out) == corrected
    (docs / "corrections.toml").unlink()
    assert "1 plan unchanged, 1 read" in kg("build", docs, "-o", out).stderr
    kg("build", docs, "-o", tmp_path / "without")
    assert stated(out) == stated(tmp_path / "without")
    folder(tmp_path)
    assert "1 plan unchanged, 1 read" in kg("build", docs, "-o", out).stderr
    assert stated(out) == corrected


def test_a_correction_without_effect_is_reported(tmp_path: Path) -> None:
    said = SAID + "[[unit]]\nname = '体教局'\nmeans = '丁城市教育局'\nby = '王芳'\n"
    for _ in range(2):  # the second build reads nothing
        result = kg("build", folder(tmp_path, said), "-o", tmp_path / "out")
        assert result.exit_code == 0
        assert result.stderr.count("not used") == 1
        assert "not used: [[unit]] 体教局, by 王芳" in result.stderr


def test_a_broken_file_stops_the_build_and_leaves_the_output(tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg("build", folder(tmp_path), "-o", out)
    before = stated(out)
    result = kg("build", folder(tmp_path, "[[unit]\n"), "-o", out)
    assert result.exit_code == 1
    assert "corrections.toml" in result.stderr
    assert stated(out) == before


def test_literals_of_people_are_text(tmp_path: Path) -> None:
    said = SAID.replace("专班设在卫健委", "<script>alert(1)</script>")
    kg("build", folder(tmp_path, said), "-o", tmp_path / "out")
    assert (None, RESP.note, Literal("<script>alert(1)</script>", lang="zh")) in graph_of(tmp_path / "out")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "[[unit]]\nname = '托育专班'\nmeans = '丁城市卫生健康委'\nby = '王芳'\n",
            "[[unit]]\nname = '托育专班'\nmeans = '丁城市教育局'\nby = '王芳'\nin = 'plan.txt'\n",
        ),
        (
            "[[wrong]]\nin = 'plan.txt'\ntask = '1'\nunit = '市财政局'\nby = '李强'\n",
            "[[wrong]]\nin = 'plan.txt'\ntask = '1'\nunit = '市卫生健康委'\nby = '李强'\n",
        ),
    ],
    ids=["unit", "wrong"],
)
def test_the_order_of_entries_does_not_matter(tmp_path: Path, one: str, other: str) -> None:
    """Also where another document uses the entry that does not hold here; the narrower entry holds."""
    docs, out = folder(tmp_path, one + other), tmp_path / "out"
    (docs / "other.txt").write_text(PLAN, encoding="utf-8")
    kg("build", docs, "-o", out)
    first = stated(out)
    folder(tmp_path, other + one)
    kg("build", docs, "-o", out)
    assert stated(out) == first
    kg("build", docs, "-o", out, "--full")
    assert stated(out) == first


@pytest.mark.parametrize("title", ["《托育方案》", "托育，方案", "托育 方案"])
def test_a_title_may_be_spelled_otherwise_than_printed(tmp_path: Path, title: str) -> None:
    """And that holds where the documents were read before."""
    said = f"[[same]]\ntitles = ['养老方案', '{title}']\nby = '王芳'\n"
    kg("build", folder(tmp_path, ""), "-o", tmp_path / "out")
    result = kg("build", folder(tmp_path, said), "-o", tmp_path / "out")
    assert "not used" not in result.stderr
    kg("build", folder(tmp_path, said), "-o", tmp_path / "whole")
    assert stated(tmp_path / "out") == stated(tmp_path / "whole")
