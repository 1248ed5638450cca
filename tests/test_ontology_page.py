"""docs/ontology.md: printed from the ontology as it is, and its example is what the program makes of the text."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS
from terms import RESP

from kg.build import build
from kg.graph.vocabulary import PREFIXES
from kg.resources import ONTOLOGY

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = (DOCS / "ontology.md").read_text(encoding="utf-8")
TEXT, TURTLE, QUERY = (re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)[0] for kind in ("text", "turtle", "sparql"))
EXAMPLE = Graph().parse(data=TURTLE)


def test_the_page_is_what_make_docs_prints() -> None:
    printed = subprocess.run([sys.executable, DOCS / "ontology.py"], capture_output=True, check=True).stdout
    assert printed.decode() == PAGE, "the ontology has changed: run `make docs`"


@pytest.mark.parametrize("name", ["responsibility.ttl", "concepts.ttl"])
def test_every_term_and_concept_has_its_place(name: str) -> None:
    graph = Graph().parse(ONTOLOGY / name)
    terms = {str(term).removeprefix(RESP) for term in graph.subjects() if str(term).startswith(RESP)}
    assert {term for term in terms if f"\n### resp:{term}: " not in PAGE} == set()
    concepts = {"/".join(str(each).split("/")[-2:]) for each in graph.subjects(RDF.type, SKOS.Concept)}
    shown = {each.replace("/", ":") for each in concepts}
    assert {each for each in shown if f"| `{each}` |" not in PAGE and f"### {each}: " not in PAGE} == set()
    assert terms or concepts


def test_every_property_shows_what_it_leads_from_and_to() -> None:
    assert re.findall(r"(?m)^### (resp:[a-z]\w*): .*\n\n(?!From `\w+:\w+`.* to (?:`\w+:\w+`|text))", PAGE) == []


def test_the_prefixes_of_the_example_are_the_projects() -> None:
    declared = dict(re.findall(r"(?m)^@prefix ([\w-]+): <(.*)> \.$", TURTLE))
    declared |= dict(re.findall(r"(?m)^PREFIX ([\w-]+): <(.*)>$", QUERY))
    assert declared.items() <= PREFIXES.items()


def test_quotes_of_the_example_are_slices_of_its_text() -> None:
    quoted = list(EXAMPLE.subject_objects(RESP.quote))
    assert quoted
    for node, quote in quoted:
        start, end = (int(str(EXAMPLE.value(node, side))) for side in (RESP.start, RESP.end))
        assert TEXT[start:end] == str(quote)


def test_the_question_is_answered_as_shown() -> None:
    answer = EXAMPLE.query(QUERY)
    head = f"| {' | '.join(map(str, answer.vars or ()))} |\n"
    rows = "".join(f"| {' | '.join(map(str, tuple(row)))} |\n" for row in answer if isinstance(row, tuple))
    assert rows
    assert re.search(rf"{re.escape(head)}\|[ |-]+\|\n{re.escape(rows)}\n", PAGE)


def test_the_example_is_what_the_program_says(tmp_path: Path) -> None:
    file = tmp_path / "dingcheng-2021.txt"
    file.write_text(TEXT, encoding="utf-8", newline="\n")
    made = Graph().parse(build([file], tmp_path / "out").out / "graph.ttl")
    assert sorted(EXAMPLE - made) == []


def test_the_paths_of_the_page_are_terms_of_the_graph() -> None:
    ways = PAGE.split("## Ways through the graph")[1].split("\n## ")[0]
    known = set(Graph().parse(ONTOLOGY / "responsibility.ttl").subjects())
    named = re.findall(r"\^?(resp|dcterms|org):(\w+)", ways)
    assert len(named) > 10
    assert {(prefix, name) for prefix, name in named if URIRef(PREFIXES[prefix] + name) not in known} == set()
