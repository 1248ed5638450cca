"""ontology/shapes.ttl: each shape objects to what it should and to nothing else, for a SHACL engine as for the store."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node

from kg.errors import DataError
from kg.graph.check import failing
from kg.graph.shapes import SHAPES, checks
from kg.resources import ONTOLOGY

STATED = Graph().parse(SHAPES)
MESSAGES = sorted((shape for shape in STATED.subjects(SH.message)), key=str)
MARK = {"violation": "", "warning": "?", "info": "~"}

VALID = """
@prefix basis: <https://w3id.org/responsibility-graph/concept/basis/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix deadline: <https://w3id.org/responsibility-graph/concept/deadline/> .
@prefix kind: <https://w3id.org/responsibility-graph/concept/kind/> .
@prefix level: <https://w3id.org/responsibility-graph/concept/level/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix resp: <https://w3id.org/responsibility-graph/ontology#> .
@prefix role: <https://w3id.org/responsibility-graph/concept/role/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/responsibility-graph/id/> .
<plan> a resp:Plan ; resp:sourceFile "plan.txt" ; dcterms:title "甲市方案"@zh ; resp:level level:county ;
  prov:wasGeneratedBy <reading> .
<reading> a resp:Reading ; prov:used <text> ; dcterms:isPartOf <build> .
<text> a resp:Text ; resp:fileName "plan.txt" ; resp:sha256 "HASH" .
<build> a resp:Build ; resp:inputHash "HASH" ; prov:wasAssociatedWith <software> .
<software> resp:version "1" .
<task> a resp:Task ; rdfs:label "德育"@zh ; dcterms:identifier "1" ; dcterms:isPartOf <plan> ; dcterms:source <plan> ;
  resp:ledBy <教育局> ; resp:supports <团委> ; resp:assignedTo <教育局> , <团委> ; resp:implements <work> ;
  resp:deadlineKind deadline:by ; resp:deadline "2021-12"^^xsd:gYearMonth ; resp:deadlineText "12月" ;
  resp:hasTarget <target> .
<lead> a resp:Assignment ; resp:task <task> ; resp:unit <教育局> ; resp:role role:lead ; resp:basis basis:explicit ;
  resp:quote "教育局牵头" ; resp:start 3 ; resp:end 8 ; dcterms:source <plan> ; resp:evidence <text#3> .
<support> a resp:Assignment ; resp:task <task> ; resp:unit <团委> ; resp:role role:support ; resp:basis basis:inline ;
  resp:quote "团委配合" ; resp:start 8 ; resp:end 12 ; dcterms:source <plan> ; resp:evidence <text#8> .
<cites> a resp:Evidence ; rdf:subject <task> ; rdf:predicate resp:implements ; rdf:object <work> ;
  resp:quote "教育局牵头" ; resp:start 3 ; resp:end 8 ; dcterms:source <plan> ; resp:evidence <text#3> .
<text#3> a resp:Passage ; oa:hasSource <text> ; oa:hasSelector <select#3> .
<select#3> a oa:TextQuoteSelector , oa:TextPositionSelector ; oa:exact "教育局牵头" ; oa:start 3 ; oa:end 8 .
<text#8> a resp:Passage ; oa:hasSource <text> ; oa:hasSelector <select#8> .
<select#8> a oa:TextQuoteSelector , oa:TextPositionSelector ; oa:exact "团委配合" ; oa:start 8 ; oa:end 12 .
<target> a resp:Target ; resp:value 95.0 ; resp:comparator ">=" ;
  resp:quote "95%" ; resp:start 0 ; resp:end 3 ; dcterms:source <plan> .
<goal> a resp:Goal ; rdfs:label "目标"@zh ; dcterms:identifier "goal-1" ; dcterms:isPartOf <plan> ;
  dcterms:source <plan> .
<rejected> a resp:Rejection ; resp:about <task> ; prov:wasInfluencedBy <correction> ;
  resp:quote "团委配合" ; resp:start 8 ; resp:end 12 ; dcterms:source <plan> ; resp:evidence <text#8> .
<correction> a resp:Correction ; prov:wasAttributedTo <agent> .
<naming> a resp:Naming ; resp:identifies <团委> ; resp:name "甲市团委"@zh ; dcterms:source <plan> .
<work> a resp:Document ; dcterms:title "意见"@zh ; skos:prefLabel "意见"@zh .
<教育局> a resp:Unit ; skos:prefLabel "甲市教育局"@zh ; skos:altLabel "教育局"@zh ; org:classification kind:education .
<团委> a resp:Unit ; skos:prefLabel "甲市团委"@zh ; org:classification kind:youth-league .
""".replace("HASH", "0123456789abcdef" * 4)

_ONE = "resp:ledBy <教育局> ; resp:supports <团委>"
_FINDING = """resp:about <task> ; resp:note "两处不同"@zh ; dcterms:source <plan> ;
  resp:quote "德育" ; resp:start 1 ; resp:end 3 ."""
_DOUBT = """<doubt> a resp:Doubt ; resp:about <团委> ; resp:note "类别未知"@zh ; dcterms:source <plan> ;
  resp:quote "团委" ; resp:start 8 ; resp:end 10 ."""

# What to write in VALID, instead of what ("" adds it at the end), and the shapes that must then object: "?" marks a
# warning, "~" a remark.
BROKEN = [
    # questions to the document
    ("resp:ledBy <教育局>", "resp:ledBy <教育局> , <团委>",
     {"leads?", "leads-and-supports", "edge-without-assignment"}),
    ("resp:ledBy <教育局> ; ", "",
     {"supported?", "edges", "assignment-without-edge"}),
    (_ONE, "resp:responsible <教育局> , <团委>",
     {"nobody-in-front?", "edge-without-assignment", "assignment-without-edge"}),
    (_ONE, "resp:supports <团委> ; resp:responsible <教育局>",
     {"alone~", "edge-without-assignment", "assignment-without-edge"}),
    ('"2021-12"^^xsd:gYearMonth', '"2025/2021"', {"deadline-turned"}),
    ('"2021-12"^^xsd:gYearMonth', '"2021-05/2021-07"', set()),
    ('"2021-12"^^xsd:gYearMonth', '"2021/2022-05"', {"deadline"}),
    ('resp:deadline "2021-12"^^xsd:gYearMonth ; ', "", {"deadline-undated~"}),
    ('"意见"@zh ; skos', '"Opinion"@en ; skos', {"title?"}),
    (' ; dcterms:title "甲市方案"@zh', "", {"title?"}),
    ("", "<finding> a resp:Discrepancy ; " + _FINDING, {"disagrees?"}),
    ("", _DOUBT, {"not-understood~"}),
    ("", '<refused> a resp:Refusal ; resp:fileName "x.txt" ; resp:sha256 "' + "0" * 64 + '" ; resp:note "no plan" .',
     {"refused~"}),
    # tasks and goals
    ('rdfs:label "德育"@zh ; ', "", {"label"}),
    ('rdfs:label "德育"@zh', 'rdfs:label "moral education"@en', {"label"}),
    ('rdfs:label "德育"@zh', 'rdfs:label "德育"@zh , "智育"@zh', {"one-label"}),
    ("", '<measure> a resp:Measure ; rdfs:label ""@zh ; resp:quote "德" ; resp:start 1 ; resp:end 2 ; '
     "dcterms:source <plan> .", {"label"}),
    ('dcterms:identifier "1" ; ', "", {"number"}),
    ('"1" ; dcterms:isPartOf <plan> ;', '"1" ;', {"whole"}),
    ('"goal-1" ; dcterms:isPartOf <plan>', '"goal-1" ; dcterms:isPartOf "plan"', {"whole"}),
    ("resp:end 3 ; dcterms:source <plan>", "resp:end 3 ; dcterms:source <elsewhere>", {"source"}),
    ("resp:assignedTo <教育局> , <团委>", "resp:assignedTo <教育局>", {"edges", "assignments"}),
    ("resp:role role:support", "resp:role role:lead", {"edge-without-assignment", "assignment-without-edge"}),
    ("resp:task <task> ; resp:unit <团委>", "resp:unit <团委>",
     {"assignment-task", "assignments", "edge-without-assignment"}),
    ("rdf:object <work>", "rdf:object <other>", {"fact-without-evidence"}),
    ("<task>", "_:task", {"task", "finding-about"}),
    # deadlines
    ("deadline:by", "deadline:soon", {"deadline-kind"}),
    ("resp:deadlineKind deadline:by ;", "", {"deadline-said"}),
    ('"2021-12"^^xsd:gYearMonth', '"2021-13"^^xsd:gYearMonth', {"deadline"}),
    ('"2021-12"^^xsd:gYearMonth', '"2021-02-30"^^xsd:date', {"deadline"}),
    ('"2021-12"^^xsd:gYearMonth', '"2021-12"', {"deadline"}),
    ('"2021-12"^^xsd:gYearMonth', '"2021"^^xsd:gYear , "2022"^^xsd:gYear', {"deadline"}),
    ('resp:deadlineText "12月"', 'resp:deadlineText ""', {"deadline-words"}),
    # assignments and evidence
    ("resp:unit <团委> ; resp:role", "resp:unit <团委> , <教育局> ; resp:role",
     {"assignment-unit", "assignment-without-edge"}),
    ("resp:role role:lead ;", "resp:role role:lead , role:helper ;", {"assignment-role"}),
    ("resp:basis basis:inline ;", "", {"assignment-basis"}),
    ("resp:basis basis:inline", "resp:basis basis:guess", {"assignment-basis"}),
    ("<lead>", "_:lead", {"assignment"}),
    ('resp:quote "95%" ; ', "", {"quote"}),
    ('resp:quote "95%"', 'resp:quote "95%" , "96%"', {"quote"}),
    ("resp:start 0 ; resp:end 3", "resp:start 4 ; resp:end 3", {"start", "quote-length"}),
    ("resp:start 0 ; resp:end 3", "resp:start -1 ; resp:end 2", {"start"}),
    ("resp:start 0 ; resp:end 3", 'resp:start "0" ; resp:end 3', {"start"}),
    ("resp:start 0 ; resp:end 3", "resp:start 0", {"end"}),
    ("resp:start 0 ; resp:end 3", "resp:start 0 ; resp:end 4", {"quote-length"}),
    ("resp:start 8 ; resp:end 12 ; dcterms:source <plan> ; resp:evidence <text#8> .\n<cites>",
     "resp:start 8 ; resp:end 12 ; dcterms:source <plan> .\n<cites>", {"evidence"}),
    ("resp:evidence <text#8> .\n<cites>", "resp:evidence <text#3> .\n<cites>", {"quote-passage"}),
    ("resp:evidence <text#8> .\n<cites>", "resp:evidence <text> .\n<cites>", {"evidence"}),
    ("<text#8> a resp:Passage ; oa:hasSource <text>", "<text#8> a resp:Passage", {"passage-text"}),
    ("<select#8> a oa:TextQuoteSelector ,", "<select#8> a", {"passage-selector"}),
    ("oa:start 8 ; oa:end 12", "oa:start 13 ; oa:end 12", {"selector-start", "quote-passage"}),
    ("oa:start 8 ; oa:end 12", "oa:start 8", {"selector-end"}),
    # where it comes from
    (" ;\n  prov:wasGeneratedBy <reading>", "", {"plan-reading"}),
    ("prov:used <text> ; ", "", {"reading-text"}),
    (" ; dcterms:isPartOf <build>", "", {"reading-build"}),
    ('resp:sha256 "0', 'resp:sha256 "g', {"hash"}),
    ('resp:inputHash "0', 'resp:inputHash "', {"input-hash"}),
    ('<software> resp:version "1" .', "", {"software"}),
    (" ; prov:wasAttributedTo <agent>", "", {"correction-by"}),
    ("; prov:wasInfluencedBy <correction>", "", {"rejection-by"}),
    ("resp:Rejection ; resp:about <task> ;", "resp:Rejection ;", {"finding-about"}),
    ("", "<finding> a resp:Finding ; " + _FINDING.replace("resp:note", "resp:rule"), {"note"}),
    ("resp:identifies <团委> ; ", "", {"naming-whom"}),
    (' ; resp:name "甲市团委"@zh', "", {"naming-name"}),
    # targets, units, documents
    ("resp:value 95.0", "resp:value 95.0e0", {"target-value"}),
    ('resp:comparator ">="', 'resp:comparator ">"', {"target-comparator"}),
    ('skos:prefLabel "甲市团委"@zh', 'skos:prefLabel "youth league"@en', {"name"}),
    ('skos:prefLabel "甲市团委"@zh', 'skos:prefLabel "甲市团委"@zh , "团委"@zh', {"one-name"}),
    ("", "<place> a resp:Place .", {"name"}),
    (" ; org:classification kind:youth-league", "", {"unit-kind"}),
    ("level:county", "level:village", {"level"}),
    ('resp:Plan ; resp:sourceFile "plan.txt"', "resp:Plan", {"file"}),
    ('resp:Text ; resp:fileName "plan.txt"', "resp:Text", {"file-name"}),
    ("<团委>", "_:unit", {"unit", "naming-whom"}),
]  # fmt: skip


def broken(right: str, wrong: str) -> str:
    assert right in VALID
    return VALID.replace(right, wrong) if right else VALID + wrong


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib's queries, parsed once as its prepareQuery does: parsing is most of what pySHACL takes."""
    monkeypatch.setattr(processor, "parseQuery", str)
    monkeypatch.setattr(processor, "translateQuery", lambda text, base, names: _prepared(text, base, *names.items()))


@cache
def _prepared(text: str, base: str | None, *names: tuple[str, URIRef]) -> Query:
    return translateQuery(parseQuery(text), base, dict(names))


all_checks = cache(checks)


def by_engine(turtle: str) -> set[str]:
    """The shapes and constraints that pySHACL sees broken, with the mark of their severity."""
    _, report, _ = pyshacl.validate(Graph().parse(data=turtle, format="turtle"), shacl_graph=STATED)
    assert isinstance(report, Graph)
    return {_name(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)}


def _name(report: Graph, result: Node) -> str:
    shape = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
    severity = str(report.value(result, SH.resultSeverity)).removeprefix(str(SH)).lower()
    return str(shape).rsplit("/", 1)[-1] + MARK[severity]


def by_store(turtle: str) -> set[str]:
    """The same by the queries that kg check asks."""
    store = pyoxigraph.Store()
    store.load(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return {
        check.shape.rsplit("/", 1)[-1] + MARK[check.severity] for check in all_checks() if any(failing(store, check))
    }


def test_a_right_graph_meets_all_shapes() -> None:
    assert by_engine(VALID) == by_store(VALID) == set()


@pytest.mark.parametrize(("right", "wrong", "shapes"), BROKEN)
def test_a_broken_graph_is_objected_to(right: str, wrong: str, shapes: set[str]) -> None:
    turtle = broken(right, wrong)
    assert by_engine(turtle) == shapes
    assert by_store(turtle) == shapes


def test_a_task_without_any_unit_is_a_violation() -> None:
    start, end = VALID.index("  resp:ledBy"), VALID.index("resp:implements")
    alone = VALID[:start] + VALID[end:]
    alone = alone[: alone.index("<lead>")] + alone[alone.index("<cites>") :]
    assert by_engine(alone) == by_store(alone) == {"nobody"}


def test_a_doubt_stands_for_the_kind_of_a_unit_and_a_correction_does_not() -> None:
    unknown = broken(" ; org:classification kind:youth-league", "")
    assert by_store(unknown + _DOUBT) == by_engine(unknown + _DOUBT) == {"not-understood~"}
    corrected = unknown + "<correction> resp:about <团委> ."
    assert by_store(corrected) == by_engine(corrected) == {"unit-kind"}


def test_every_shape_that_can_object_is_tried() -> None:
    tried = {name.rstrip("?~") for _, _, names in BROKEN for name in names} | {"nobody"}
    assert {str(shape).rsplit("/", 1)[-1] for shape in MESSAGES} == tried


@pytest.mark.parametrize("shape", MESSAGES, ids=str)
def test_a_shape_objects_in_two_languages_and_says_whom_it_asks(shape: URIRef) -> None:
    said = [text for text in STATED.objects(shape, SH.message) if isinstance(text, Literal)]
    assert sorted(str(text.language) for text in said) == ["en", "zh"]
    assert str(shape).rsplit("/", 2)[-2] in {"document", "graph"}


def test_a_built_graph_is_judged_alike_with_the_ontology_mixed_in(built: Path) -> None:
    data = Graph().parse(built / "graph.ttl").parse(ONTOLOGY / "responsibility.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=STATED)
    engine = {
        (_name(report, one), str(report.value(one, SH.focusNode))) for one in report[: RDF.type : SH.ValidationResult]
    }
    store = pyoxigraph.Store()
    store.load(path=built / "graph.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    ours = {
        (check.shape.rsplit("/", 1)[-1] + MARK[check.severity], row["this"].value)
        for check in all_checks()
        for row in failing(store, check)
    }
    assert ours == engine
    assert {name for name, _ in ours} >= {"nobody", "nobody-in-front?", "disagrees?"}


@pytest.mark.parametrize(
    ("turtle", "said"),
    [
        ("<urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; sh:closed true .", "closed"),
        (
            "<urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; sh:property [ sh:path <urn:p> ; sh:minCount 2 ] .",
            "count",
        ),
        ("<urn:s> a", "expected Turtle"),
    ],
)
def test_what_the_store_cannot_ask_is_an_error(tmp_path: Path, turtle: str, said: str) -> None:
    (tmp_path / "shapes.ttl").write_text(f"@prefix sh: <{SH}> . {turtle}", encoding="utf-8")
    with pytest.raises(DataError, match=said):
        checks(tmp_path / "shapes.ttl")
