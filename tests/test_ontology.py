"""The ontology's files: complete, in two languages, at one with what the code and the lexicon use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from languages import languages
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS
from terms import ELI, LEVEL, M8G, OA, ORG, PPLAN, RESP

import kg
from kg.graph.vocabulary import DEFAULT_BASE, PROJECT
from kg.resources import ONTOLOGY, POLICIES

FILES = sorted(ONTOLOGY.rglob("*.ttl"))
TERMS = Graph().parse(ONTOLOGY / "responsibility.ttl")
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
