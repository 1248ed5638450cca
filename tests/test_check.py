"""kg check: what it finds in plain words, on which sentence, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest
from command import kg
from pyoxigraph import RdfFormat, Store
from test_shapes import BROKEN, VALID, all_checks, broken

from kg.cli import checking
from kg.graph.check import SEVERITIES, Objection, check
from kg.graph.store import open_store
from kg.resources import EXAMPLES

pytestmark = pytest.mark.usefixtures("bare")

PLAN = "丁城市教育工作要点\n1.预留用地。控规先留学校。（牵头单位：市教育局）\n2.限期收回。被占校舍归还。{rest}\n"
LEVELS = {
    "nothing": ("（牵头单位：市教育局；配合单位：市财政局）", 0),
    "info": ("（责任单位：市教育局）", 1),
    "warning": ("（责任单位：市教育局、市财政局）", 2),
    "violation": ("", 3),
}


@pytest.fixture(autouse=True)
def _shapes_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.check.checks", all_checks)


def objections(turtle: str) -> list[Objection]:
    store = Store()
    store.load(turtle.encode(), format=RdfFormat.TURTLE)
    return check(store)


def rows(data: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(kg("check", "--data", data, "--format", "csv").stdout)))


def made(folder: Path, *texts: str) -> Path:
    (folder / "plans").mkdir()
    for number, text in enumerate(texts):
        (folder / "plans" / f"plan-{number}.txt").write_text(text, encoding="utf-8")
    assert kg("build", folder / "plans", "-o", folder / "out").exit_code == 0
    return folder / "out"


# ---- what is found


def test_the_examples_are_objected_to_as_a_reader_would(built: Path) -> None:
    found = {(row["finding"].split(" (")[0], row["file"], row["thing"].split()[0]) for row in rows(built)}
    nobody, leads = "Nobody is named for this task.", "More than one unit leads this task."
    assert {
        (nobody, "changde-2021-points.txt", "1"),
        (leads, "chuxiong-2024-action.txt", "7"),
        ("Several units are named together and none is put in front.", "chuxiong-2024-action.txt", "4"),
        ("Units are named that support this task, and none that they support.", "chuxiong-2024-action.txt", "17"),
        ("Two parts of the document do not agree.", "panshi-2021-tasks.txt", "3"),
    } <= found
    assert (nobody, "panshi-2021-tasks.txt", "3") not in found
    assert (leads, "panshi-2021-tasks.txt", "3") not in found


def test_a_build_keeps_what_it_promises(built: Path) -> None:
    promised = [row for row in rows(built) if row["severity"] == "violation" and "Nobody" not in row["finding"]]
    assert promised == []


def test_every_sentence_is_the_exact_slice_of_its_file(built: Path) -> None:
    quoted = [row for row in rows(built) if row["quote"]]
    assert len(quoted) > 40
    for row in quoted:
        text = (EXAMPLES / row["file"]).read_text(encoding="utf-8")
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_two_leads_are_shown_with_the_words_that_name_them(built: Path) -> None:
    text = kg("check", "--data", built).stdout
    (block,) = [block for block in text.split("\n\n") if "More than one unit leads" in block]
    first, task, sentence = block.splitlines()
    assert first.startswith("warning    More than one unit leads this task. (") and "一个以上的牵头单位" in first
    assert task.strip() == "7 深化“县管校聘”改革 (chuxiong-2024-action.txt)"
    assert sentence.strip().startswith("“州、县市教育体育部门牵头” chuxiong-2024-action.txt ")


@pytest.mark.parametrize(("right", "wrong", "shapes"), BROKEN)
def test_whatever_breaks_a_shape_is_said_in_both_languages(right: str, wrong: str, shapes: set[str]) -> None:
    found = objections(broken(right, wrong))
    assert {one.severity for one in found} == {
        {"?": "warning", "~": "info"}.get(shape[-1], "violation") for shape in shapes
    }
    assert all(one.en and one.zh and one.thing and "{?" not in one.en + one.zh for one in found)
    assert found == sorted(found, key=lambda one: SEVERITIES.index(one.severity))


def test_a_right_graph_gives_nothing() -> None:
    assert objections(VALID) == []


def test_who_leads_and_supports_is_named_with_both_sentences() -> None:
    both = VALID.replace("resp:supports <团委>", "resp:supports <团委> , <教育局>").replace(
        "<团委> ; resp:role role:support", "<教育局> ; resp:role role:support"
    )
    (one,) = [one for one in objections(both) if "both leads and supports" in one.en]
    assert (one.severity, one.thing, one.file) == ("violation", "1 德育", "plan.txt")
    assert one.en == "甲市教育局 both leads and supports this task."
    assert [sentence.quote for sentence in one.sentences] == ["教育局牵头", "团委配合"]


def test_a_discrepancy_shows_its_readings_and_a_doubt_its_reason() -> None:
    notes = """<f> a resp:Discrepancy ; resp:about <task> ; resp:note "单位不同"@zh ; dcterms:source <plan> ;
        resp:quote "教育局牵头" ; resp:start 3 ; resp:end 8 ; resp:reading <lead> , <support> .
        <d> a resp:Doubt ; resp:about <plan> ; resp:note "unknown label"@en ; dcterms:source <plan> ;
        resp:quote "牵头" ; resp:start 6 ; resp:end 8 ."""
    differ, doubt = objections(VALID + notes)
    assert differ.zh.endswith("（单位不同）") and len(differ.sentences) == 2
    assert doubt.en.endswith("(unknown label)") and doubt.sentences[0].quote == "牵头"


def test_a_unit_of_several_tasks_is_objected_to_once() -> None:
    unknown = VALID.replace(" ; org:classification kind:youth-league", "")
    (one,) = objections(unknown + "<support2> resp:unit <团委> .")
    assert one.thing == "甲市团委"
    assert [sentence.quote for sentence in one.sentences] == ["团委配合"]


# ---- spelling


def test_two_spellings_of_a_title_come_with_the_correction_that_makes_them_one(tmp_path: Path) -> None:
    text = "{}市教育工作要点\n1.培训教师。落实《关于加强教师培训的{}意见》。（牵头单位：市教育局）\n2.预留用地。控规先留学校。（牵头单位：市教育局）\n"
    data = made(tmp_path, text.format("丁城", "若干"), text.format("戊城", "若千"))
    (row,) = [row for row in rows(data) if row["severity"] == "info"]
    assert "若千" in row["quote"] + row["more"] and "若干" in row["quote"] + row["more"]
    said = tomllib.loads(row["corrections.toml"])
    assert said == {"same": [{"titles": ["关于加强教师培训的若千意见", "关于加强教师培训的若干意见"], "by": "姓名"}]}
    (tmp_path / "plans" / "corrections.toml").write_text(row["corrections.toml"], encoding="utf-8")
    assert kg("build", tmp_path / "plans", "-o", tmp_path / "out").exit_code == 0
    assert rows(tmp_path / "out") == []


def test_one_document_under_two_titles_is_not_proposed() -> None:
    titles = '<w> a resp:Document ; dcterms:title "关于加强教师培训的若干意见"@zh , "关于加强教师培训若干意见"@zh .'
    assert objections(VALID + titles) == []
    apart = titles.replace("> a", "> owl:sameAs <v> ; a").replace(" , ", " . <v> a resp:Document ; dcterms:title ")
    owl = "@prefix owl: <http://www.w3.org/2002/07/owl#> ."
    assert objections(VALID + owl + apart) == []
    assert len(objections(VALID + owl + apart.replace("owl:sameAs", "owl:differentFrom"))) == 1


# ---- how it ends


@pytest.mark.parametrize("level", LEVELS)
def test_it_fails_on_what_is_so_grave_or_graver(tmp_path: Path, level: str) -> None:
    rest, gravity = LEVELS[level]
    data = made(tmp_path, PLAN.format(rest=rest))
    results = {fail_on: kg("check", "--data", data, "--fail-on", fail_on) for fail_on in SEVERITIES}
    assert [results[fail_on].exit_code for fail_on in ("info", "warning", "violation")] == [
        int(gravity >= least) for least in (1, 2, 3)
    ]
    assert kg("check", "--data", data).exit_code == results["violation"].exit_code
    assert len({result.stdout for result in results.values()}) == 1


def test_the_last_line_counts(tmp_path: Path) -> None:
    data = made(tmp_path, PLAN.format(rest=""), PLAN.replace("丁城", "戊城").format(rest="（责任单位：市教育局）"))
    result = kg("check", "--data", data)
    assert result.stderr == "1 violation, 0 warnings, 1 remark in 2 plans\n"
    assert result.stdout.count("\n\n") == 1


def test_nothing_is_said_to_be_nothing(tmp_path: Path) -> None:
    data = made(tmp_path, PLAN.format(rest=LEVELS["nothing"][0]))
    result = kg("check", "--data", data, "--fail-on", "info")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 violations, 0 warnings, 0 remarks in 1 plan\n"
    assert json.loads(kg("check", "--data", data, "--format", "json").stdout) == []


@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "md"])
def test_every_format_has_every_objection(tmp_path: Path, format: str) -> None:
    data = made(tmp_path, PLAN.format(rest=""))
    result = kg("check", "--data", data, "--format", format)
    assert result.exit_code == 1
    assert result.stdout.count("Nobody is named for this task.") == 1


def test_the_order_of_arrival_does_not_show(built: Path) -> None:
    stored, other = open_store(built), Store()
    for quad in sorted(stored, key=str, reverse=True):
        other.add(quad)
    assert check(other) == check(stored) != []


@pytest.mark.parametrize("words", [("--fail-on", "error"), ("--format", "xml"), ("plan.txt",)])
def test_wrong_use_exits_with_2(words: tuple[str, ...]) -> None:
    assert kg("check", *words).exit_code == 2


def test_no_graph_is_one_line(tmp_path: Path) -> None:
    result = kg("check", "--data", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1 and "build it with" in result.stderr


def test_a_graph_without_plans_is_no_clean_one(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("<urn:s> <urn:p> <urn:o> <urn:g> .\n", encoding="utf-8")
    result = kg("check", "--data", tmp_path)
    assert result.exit_code == 1 and "no plan in this graph" in result.stderr


def test_the_levels_are_those_of_the_layer_below() -> None:
    assert checking.SEVERITIES == SEVERITIES
