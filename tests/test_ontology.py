"""The ontology's files: complete, in two languages, at one with what the code and the lexicon use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from languages import languages
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SDO, SH, SKOS
from terms import ELI, LEVEL, M8G, OA, ORG, PPLAN, RESP

import kg
from kg.graph.vocabulary import DEFAULT_BASE, PROJECT
from kg.resources import ONTOLOGY, POLICIES

FILES = sorted(ONTOLOGY.rglob("*.ttl"))
TERMS = Graph().parse(ONTOLOGY / "responsibility.ttl")
SHAPES = Graph().parse(ONTOLOGY / "shapes.ttl")
OPINION = Graph().parse(POLICIES / "2019-compulsory-education-quality.ttl").parse(POLICIES / "issuers.ttl")
DEFINED = sorted(URIRef(term) for term in set(map(str, TERMS.subjects())) if term.startswith(RESP))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_two_parsers_read_the_same_number_of_triples(path: Path) -> None:
    triples = list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(Graph().parse(path)) == len(triples) > 0
    if path.name != "shapes.ttl":
        assert not any(isinstance(node, pyoxigraph.BlankNode) for t in triples for node in (t.subject, t.object))


# ---- terms


def used_terms() -> Iterator[tuple[str, str]]:
    """Yield (file, local name) of each resp: term in the code, the queries, shapes and data."""
    for path in Path(kg.__file__).parent.rglob("*.py"):
        yield from ((path.name, name) for name in re.findall(r"\bRESP\.(\w+)", path.read_text(encoding="utf-8")))
    for path in (*ONTOLOGY.rglob("*.rq"), *FILES):
        yield from ((path.name, name) for name in re.findall(r"\bresp:(\w+)", path.read_text(encoding="utf-8")))


def test_every_term_in_use_is_defined() -> None:
    used = set(used_terms())
    assert {"write.py", "tasks.py", "leads.rq", "unit-task.rq", "shapes.ttl"} <= {file for file, _ in used}
    assert sorted((file, name) for file, name in used if RESP[name] not in DEFINED) == []


def test_every_defined_term_is_in_use() -> None:
    used = {name for file, name in used_terms() if file != "responsibility.ttl"}
    assert {term.removeprefix(RESP) for term in DEFINED} - used == set()


@pytest.mark.parametrize("term", DEFINED, ids=lambda term: term.removeprefix(RESP))
def test_a_term_has_one_label_comment_and_example_in_each_language(term: URIRef) -> None:
    for predicate in (RDFS.label, RDFS.comment, SKOS.example):
        assert languages(TERMS, term, predicate) == ["en", "zh"]
    kinds = set(TERMS.objects(term, RDF.type))
    local = term.removeprefix(RESP)
    assert kinds == {OWL.Class} if local[0].isupper() else kinds < {OWL.ObjectProperty, OWL.DatatypeProperty}


@pytest.mark.parametrize("term", [term for term in DEFINED if term.removeprefix(RESP)[0].islower()], ids=str)
def test_a_property_tells_where_it_starts_and_what_it_leads_to(term: URIRef) -> None:
    wider = [name for name in TERMS.transitive_objects(term, RDFS.subPropertyOf) if name in DEFINED]
    assert any(end for name in wider for end in TERMS.objects(name, RDFS.domain | SDO.domainIncludes))
    if (term, RDF.type, OWL.ObjectProperty) in TERMS:
        assert any(end for name in wider for end in TERMS.objects(name, RDFS.range | SDO.rangeIncludes))


@pytest.mark.parametrize("term", sorted(TERMS.subjects(SKOS.scopeNote), key=str), ids=str)
def test_a_borrowed_term_is_another_vocabularys_and_only_described(term: URIRef) -> None:
    assert not term.startswith(PROJECT)
    assert languages(TERMS, term, SKOS.scopeNote) == ["en", "zh"]
    assert set(TERMS.predicates(term)) <= {SKOS.scopeNote, SDO.domainIncludes, SDO.rangeIncludes}


@pytest.mark.parametrize(
    ("narrow", "relation", "wide"),
    [
        (RESP.Document, RDFS.subClassOf, ELI.LegalResource),
        (RESP.Plan, RDFS.subClassOf, RESP.Document),
        (RESP.Plan, RDFS.subClassOf, PPLAN.Plan),
        (RESP.Item, RDFS.subClassOf, ELI.LegalResourceSubdivision),
        (RESP.Task, RDFS.subClassOf, PPLAN.Step),
        (RESP.Task, RDFS.subClassOf, PROV.Entity),
        (RESP.Measure, RDFS.subClassOf, PPLAN.Step),
        (RESP.Unit, RDFS.subClassOf, ORG.Organization),
        (RESP.Place, RDFS.subClassOf, DCTERMS.Location),
        (RESP.Assignment, RDFS.subClassOf, M8G.Participation),
        (RESP.Discrepancy, RDFS.subClassOf, RESP.Finding),
        (RESP.Doubt, RDFS.subClassOf, RESP.Finding),
        (RESP.Text, RDFS.subClassOf, PROV.Entity),
        (RESP.Passage, RDFS.subClassOf, OA.SpecificResource),
        (RESP.Reading, RDFS.subClassOf, PROV.Activity),
        (RESP.Build, RDFS.subClassOf, PROV.Activity),
        (RESP.evidence, RDFS.subPropertyOf, PROV.hadPrimarySource),
        (RESP.ledBy, RDFS.subPropertyOf, RESP.assignedTo),
        (RESP.supports, RDFS.subPropertyOf, RESP.assignedTo),
        (RESP.responsible, RDFS.subPropertyOf, RESP.assignedTo),
        (RESP.derivesFrom, RDFS.subPropertyOf, PROV.wasDerivedFrom),
        (RESP.implements, RDFS.subPropertyOf, RESP.cites),
        (RESP.produces, RDFS.subPropertyOf, RESP.cites),
        (RESP.mentions, RDFS.subPropertyOf, RESP.cites),
        (RESP.cites, RDFS.subPropertyOf, ELI.cites),
    ],
    ids=lambda term: re.split(r"[#/]", term)[-1],
)
def test_a_term_stands_under_the_published_one(narrow: URIRef, relation: URIRef, wide: URIRef) -> None:
    assert (narrow, relation, wide) in TERMS


def test_the_ontology_says_what_it_is() -> None:
    (ontology,) = TERMS.subjects(RDF.type, OWL.Ontology)
    assert f"{ontology}#" == str(RESP)
    assert languages(TERMS, ontology, DCTERMS.title) == ["en", "zh"]
    assert TERMS.value(ontology, DCTERMS.license) == URIRef("https://www.apache.org/licenses/LICENSE-2.0")
    assert TERMS.value(ontology, OWL.versionIRI) == URIRef(f"{ontology}/{TERMS.value(ontology, OWL.versionInfo)}")


def test_the_ontology_is_made_by_the_project_and_no_person() -> None:
    (creator,) = TERMS.objects(None, DCTERMS.creator)
    assert creator == URIRef(PROJECT)
    assert list(TERMS.objects(creator, RDF.type)) == [SDO.Project]
    assert languages(TERMS, creator, SDO.name) == ["en", "zh"]


# ---- the opinion of 2019


def test_the_opinion_has_26_items_in_six_parts() -> None:
    work = URIRef(f"{DEFAULT_BASE}work/关于深化教育教学改革全面提高义务教育质量的意见")
    assert OPINION.value(work, RDF.type) == RESP.Document
    assert OPINION.value(work, RESP.level) == LEVEL.national
    assert str(OPINION.value(work, ELI.date_document)) == "2019-06-23"
    assert {str(OPINION.value(unit, SKOS.prefLabel)) for unit in OPINION.objects(work, ELI.passed_by)} == {
        "中共中央", "国务院",
    }  # fmt: skip
    parts = set(OPINION.subjects(DCTERMS.isPartOf, work))
    items = [item for part in parts for item in OPINION.subjects(DCTERMS.isPartOf, part)]
    assert len(parts) == 6
    assert sorted(items, key=str) == sorted(work + f"/item/{number}" for number in range(1, 27))
    for item in items:
        assert str(item).endswith(f"/item/{OPINION.value(item, DCTERMS.identifier)}")
        assert OPINION.value(item, RDF.type) == RESP.Item
        assert languages(OPINION, item, SKOS.prefLabel) == ["zh"]
    assert str(OPINION.value(work + "/item/8", SKOS.prefLabel)) == "优化教学方式"


# ---- shapes

VALID = """
@prefix basis: <https://w3id.org/responsibility-graph/concept/basis/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix deadline: <https://w3id.org/responsibility-graph/concept/deadline/> .
@prefix level: <https://w3id.org/responsibility-graph/concept/level/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix resp: <https://w3id.org/responsibility-graph/ontology#> .
@prefix role: <https://w3id.org/responsibility-graph/concept/role/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <https://w3id.org/responsibility-graph/id/> .
<plan> a resp:Plan ; resp:sourceFile "plan.txt" ; resp:level level:county .
<task> a resp:Task ; rdfs:label "德育"@zh ; dcterms:identifier "1" ; dcterms:isPartOf <plan> ;
  resp:ledBy <教育局> ; resp:supports <团委> ; resp:assignedTo <教育局> , <团委> ;
  resp:deadlineKind deadline:by ; resp:hasTarget <target> .
<lead> a resp:Assignment ; resp:task <task> ; resp:unit <教育局> ; resp:role role:lead ;
  resp:basis basis:explicit ; resp:quote "教育局牵头" ; resp:start 3 ; resp:end 8 .
<support> a resp:Assignment ; resp:task <task> ; resp:unit <团委> ; resp:role role:support ;
  resp:basis basis:inline ; resp:quote "团委配合" ; resp:start 8 ; resp:end 12 .
<target> a resp:Target ; resp:value 95.0 ; resp:comparator ">=" ;
  resp:quote "95%" ; resp:start 0 ; resp:end 3 .
<finding> a resp:Discrepancy ; resp:about <task> ; resp:quote "德育" ; resp:start 1 ; resp:end 3 .
<goal> a resp:Goal ; rdfs:label "目标"@zh ; dcterms:identifier "goal-1" ; dcterms:isPartOf <plan> .
<教育局> a resp:Unit ; skos:prefLabel "甲市教育局"@zh ; skos:altLabel "教育局"@zh .
<团委> a resp:Unit ; skos:prefLabel "甲市团委"@zh .
"""

# What to write in VALID, instead of what, and the shapes that must then object; "?" marks a warning.
BROKEN = [
    ('rdfs:label "德育"@zh ; ', "", {"task-label"}),
    ('rdfs:label "德育"@zh', 'rdfs:label "德育"@zh , "智育"@zh', {"task-label"}),
    ('dcterms:identifier "1" ; ', "", {"task-number"}),
    ('"1" ; dcterms:isPartOf <plan> ', '"1" ', {"task-whole"}),
    ('"goal-1" ; dcterms:isPartOf <plan> ', '"goal-1" ', {"task-whole"}),
    ("deadline:by", "deadline:soon", {"task-deadline"}),
    ("resp:assignedTo <教育局> , <团委>", "resp:assignedTo <教育局>", {"task-edges", "task-assignments"}),
    (
        "resp:supports <团委> ; resp:assignedTo <教育局> , <团委> ;",
        "resp:supports <团委> , <教育局> ; resp:assignedTo <教育局> , <团委> ;",
        {"edge-without-assignment"},
    ),
    ("resp:ledBy <教育局>", "resp:responsible <教育局>",
     {"edge-without-assignment", "assignment-without-edge", "task-has-lead?"}),
    ("resp:role role:support", "resp:role role:lead", {"edge-without-assignment", "assignment-without-edge"}),
    ("resp:ledBy <教育局>", "resp:ledBy <教育局> , <团委>", {"edge-without-assignment", "task-one-lead?"}),
    ("resp:task <task> ; resp:unit <团委>", "resp:unit <团委>",
     {"assignment-task", "task-assignments", "edge-without-assignment"}),
    ("resp:unit <团委> ;", "resp:unit <团委> , <教育局> ;", {"assignment-unit", "assignment-without-edge"}),
    ("resp:role role:lead ;", "resp:role role:lead , role:helper ;", {"assignment-role"}),
    ("resp:basis basis:inline ; ", "", {"assignment-basis"}),
    ("resp:basis basis:inline", "resp:basis basis:guess", {"assignment-basis"}),
    ('resp:quote "团委配合" ; ', "", {"quote"}),
    ('resp:quote "团委配合"', 'resp:quote "团委配合" , "配合"', {"quote"}),
    ('resp:quote "95%"', 'resp:quote ""', {"quote"}),
    ("resp:start 3 ; resp:end 8", "resp:start 9 ; resp:end 8", {"start"}),
    ("resp:start 3 ; resp:end 8", "resp:start -1 ; resp:end 8", {"start"}),
    ("resp:start 3 ; resp:end 8", 'resp:start "3" ; resp:end "8"', {"start", "end"}),
    ("resp:start 1 ; resp:end 3", "resp:start 1", {"end"}),
    ("resp:value 95.0", "resp:value 95.0e0", {"target-value"}),
    ('resp:comparator ">="', 'resp:comparator ">"', {"target-comparator"}),
    ("resp:about <task> ; ", "", {"finding-about"}),
    ('"甲市团委"@zh', '"youth league"@en', {"chinese-name"}),
    ('"甲市团委"@zh', '"甲市团委"@zh , "团委"@zh', {"one-name"}),
    ("level:county", "level:village", {"level"}),
    (' ; resp:sourceFile "plan.txt"', "", {"plan-file"}),
    ("<团委>", "_:unit", {"unit"}),
    ("<task>", "_:task", {"task", "finding-about"}),
    ("<lead>", "_:lead", {"assignment"}),
]  # fmt: skip


def objections(turtle: str) -> set[str]:
    """Return the names of the shapes and SPARQL constraints that object, warnings marked by "?"."""
    _, report, _ = pyshacl.validate(Graph().parse(data=turtle, format="turtle"), shacl_graph=SHAPES)
    assert isinstance(report, Graph)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
        mark = "?" if report.value(result, SH.resultSeverity) == SH.Warning else ""
        found.add(str(shape).rsplit("/", 1)[-1] + mark)
    return found


def test_a_right_graph_meets_all_shapes() -> None:
    assert objections(VALID) == set()


def test_a_task_without_any_unit_is_a_warning_only() -> None:
    assert objections(re.sub(r"(?s)  resp:ledBy.*?\n|<(lead|support)>.*?\.\n", "", VALID)) == {"task-has-lead?"}


@pytest.mark.parametrize(("right", "wrong", "shapes"), BROKEN)
def test_a_broken_graph_is_objected_to(right: str, wrong: str, shapes: set[str]) -> None:
    assert right in VALID
    assert objections(VALID.replace(right, wrong)) == shapes


def test_every_shape_that_can_object_is_tried() -> None:
    tried = {name.rstrip("?") for _, _, names in BROKEN for name in names}
    able = {str(shape).rsplit("/", 1)[-1] for shape in SHAPES.subjects(SH.message)}
    assert able == tried


@pytest.mark.parametrize("shape", sorted(SHAPES.subjects(SH.message), key=str), ids=str)
def test_a_shape_objects_in_two_languages(shape: URIRef) -> None:
    assert languages(SHAPES, shape, SH.message) == ["en", "zh"]
