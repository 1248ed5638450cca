"""kg query: where the question comes from, how the answer is printed, parameters, errors and the time limit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import kg, rows
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from kg.cli.querying import FOR_PEOPLE, OF_W3C
from kg.graph.answer import FORMATS

ROOT = Path(__file__).resolve().parents[1]
QUERIES = ROOT / "ontology" / "queries"
TEXT = 'SELECT ?name ?n { VALUES ?name { "磐石市教育局"@zh } ?u skos:prefLabel ?name BIND(7 AS ?n) }'
TASKS = "CONSTRUCT { ?t a resp:Task } WHERE { ?t a resp:Task }"


# ---- where the question comes from ----------------------------------------------------------------


def test_by_text_file_name_and_pipe_the_answer_is_the_same(built: Path, tmp_path: Path) -> None:
    named = QUERIES / "leads.rq"
    copy = tmp_path / "question.rq"
    copy.write_bytes(b"\xef\xbb\xbf" + named.read_bytes())  # as an editor may save it
    options = ("--data", built, "--format", "csv")
    answer = rows(kg("query", "--name", "leads", *options))
    text = named.read_text(encoding="utf-8")
    assert len(answer) > 20
    assert rows(kg("query", "--file", copy, *options)) == answer
    assert rows(kg("query", text, *options)) == answer
    assert rows(kg("query", "-", *options, input=text)) == answer
    assert rows(kg("query", *options, input=text)) == answer


def test_list_says_each_question_in_english_and_chinese_and_its_parameters() -> None:
    listed = rows(kg("query", "--list", "--format", "csv"))
    assert {row["name"] for row in listed} == {path.stem for path in QUERIES.glob("*.rq")}
    assert all(row["question"].endswith("?") and row["问题"] for row in listed)
    assert {row["name"]: row["parameters"] for row in listed}["tasks-of-unit"] == "unit, role, plan"


def test_every_listed_question_can_be_asked(built: Path) -> None:
    listed = [row["name"] for row in rows(kg("query", "--list", "--format", "csv"))]
    assert "leads" in listed
    for name in listed:
        assert kg("query", "--name", name, "--data", built).exit_code == 0, name


def test_a_query_file_that_is_no_text_is_an_error(built: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_bytes(b"\xff\xfe\x00")
    result = kg("query", "--file", tmp_path / "bad.rq", "--data", built)
    assert result.exit_code == 1
    assert str(tmp_path / "bad.rq") in result.stderr


# ---- how the answer is printed --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format", "printed"),
    [
        ("table", "name            n\n------------  ---\n磐石市教育局    7\n"),
        ("md", "| name         |   n |\n|:-------------|----:|\n| 磐石市教育局 |   7 |\n"),
        ("csv", "name,n\r\n磐石市教育局,7\r\n"),
        ("tsv", '?name\t?n\n"磐石市教育局"@zh\t7\n'),
    ],
)
def test_rows_for_people_and_as_csv(built: Path, format: str, printed: str) -> None:
    result = kg("query", TEXT, "--data", built, "--format", format)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes.decode() == printed


@pytest.mark.parametrize(("format", "theirs"), [("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML)])
def test_rows_as_w3c_says(built: Path, format: str, theirs: QueryResultsFormat) -> None:
    printed = kg("query", TEXT, "--data", built, "--format", format).stdout_bytes
    assert printed.endswith(b"\n")
    read = parse_query_results(printed, format=theirs)
    assert isinstance(read, QuerySolutions)
    assert [[str(cell) for cell in row] for row in read] == [
        ['"磐石市教育局"@zh', '"7"^^<http://www.w3.org/2001/XMLSchema#integer>']
    ]


@pytest.mark.parametrize("query", [TASKS, "DESCRIBE ?p WHERE { ?p a resp:Plan }"])
def test_triples_in_every_format_and_as_a_table(built: Path, query: str) -> None:
    found = [
        {quad.triple for quad in parse(kg("query", query, "--data", built, "--format", name).stdout_bytes, format=form)}
        for name, form in (("turtle", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD))
    ]
    table = kg("query", query, "--data", built).stdout.splitlines()
    assert table[0].split() == ["subject", "predicate", "object"]
    assert found[0] == found[1] == found[2] and len(table) - 2 == len(found[0]) > 3


def test_a_truth_value(built: Path) -> None:
    asked = ("query", "ASK { ?t a resp:Task }", "--data", built, "--format")
    assert kg(*asked, "table").stdout == "answer\n--------\ntrue\n"
    assert json.loads(kg(*asked, "json").stdout)["boolean"] is True
    assert kg(*asked, "csv").stdout == "true\n"


@pytest.mark.parametrize(("query", "format", "fit"), [(TEXT, "turtle", "json"), (TASKS, "csv", "turtle")])
def test_a_format_that_cannot_hold_the_answer(built: Path, query: str, format: str, fit: str) -> None:
    result = kg("query", query, "--data", built, "--format", format)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {format} cannot hold") and fit in result.stderr


def test_w3c_formats_are_those_of_the_graph() -> None:
    assert set(OF_W3C) < set(FORMATS) and not set(FOR_PEOPLE) & set(FORMATS)


# ---- parameters -----------------------------------------------------------------------------------


def test_a_unit_is_bound_by_any_of_its_names_and_its_column_is_for_programs(built: Path) -> None:
    asked = ("query", "--name", "leads", "--data", built)
    every = rows(kg(*asked, "--format", "csv"))
    one = rows(kg(*asked, "-p", "unit=市教育局", "--format", "csv"))
    assert one == [row for row in every if row["unit"] == "磐石市教育局"] and 10 < len(one) < len(every)
    iri = one[0]["u"]
    assert kg(*asked, "-p", f"unit=<{iri}>").stdout == kg(*asked, "-p", "unit=磐石市 教育局").stdout
    assert kg(*asked, "-p", "unit=市教育局").stdout.split()[:4] == ["file", "id", "task", "unit"]
    assert "https://" not in kg(*asked, "-p", "unit=市教育局").stdout


def test_several_parameters(built: Path) -> None:
    given = ("-p", "unit=磐石市教育局", "--param", "role=牵头", "-p", "plan=panshi-2021-tasks")
    found = rows(kg("query", "--name", "tasks-of-unit", *given, "--data", built, "--format", "csv"))
    assert found and {row["role"] for row in found} == {"lead"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("unit=磐石市教育居", "unit 磐石市教育居: none has that name; the nearest: 磐石市教育局"),
        ("nobody=x", "no parameter 'nobody'; there are: unit, plan"),
        ("unit=<no iri>", "expected an IRI"),
    ],
)
def test_a_parameter_that_is_none(built: Path, given: str, said: str) -> None:
    result = kg("query", "--name", "leads", "-p", given, "--data", built)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: ") and said in result.stderr
    assert len(result.stderr.splitlines()) == 1


# ---- errors and time ------------------------------------------------------------------------------


def test_a_query_that_does_not_parse_is_pointed_at(built: Path) -> None:
    result = kg("query", "SELECT ?x\nWHERE { ?x a '教育', ; }", "--data", built)
    assert (result.exit_code, result.stdout) == (1, "")
    message, line, caret = result.stderr.splitlines()
    assert message == "error: the query does not parse: line 2, column 20: ';' is not expected here"
    assert line == "  WHERE { ?x a '教育', ; }"
    assert caret == "  " + " " * 14 + "\u3000" * 2 + " " * 3 + "^"


def test_what_takes_too_long_is_given_up(built: Path) -> None:
    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    for query in (endless, endless.replace("*", "(COUNT(*) AS ?n)")):
        for format in ("table", "json"):
            run = [sys.executable, "-m", "kg", "query", query, "--timeout", "0.5", "--format", format]
            done = subprocess.run(
                [*run, "--data", str(built)], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
            )
            assert (done.returncode, done.stdout) == (1, "")
            assert done.stderr.startswith("error: no answer within 0.5 seconds")
            assert len(done.stderr.splitlines()) == 1
