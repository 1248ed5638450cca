"""Roles, bases, levels, deadlines and kinds: named in two languages, at one with the model and the lexicon."""

from __future__ import annotations

import csv
import re

import pytest
from languages import languages
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SDO, SKOS
from terms import CONCEPT, KIND, RESP

from kg.model import Basis, DeadlineKind, Level, Role
from kg.resources import LEXICON, ONTOLOGY

CONCEPTS = Graph().parse(ONTOLOGY / "concepts.ttl")


def members(scheme: str) -> set[str]:
    front = f"{CONCEPT}{scheme}/"
    return {str(concept).removeprefix(front) for concept in CONCEPTS.subjects(SKOS.inScheme, CONCEPT[scheme])}


@pytest.mark.parametrize("concept", sorted(CONCEPTS.subjects(RDF.type, SKOS.Concept), key=str), ids=str)
def test_a_concept_has_names_a_notation_and_a_scheme(concept: URIRef) -> None:
    scheme, local = concept.removeprefix(CONCEPT).split("/")
    assert list(CONCEPTS.objects(concept, SKOS.inScheme)) == [CONCEPT[scheme]]
    assert list(CONCEPTS.objects(concept, SKOS.notation)) == [Literal(local)]
    assert languages(CONCEPTS, concept, SKOS.prefLabel) == ["en", "zh"]
    preferred = set(CONCEPTS.objects(concept, SKOS.prefLabel))
    assert preferred.isdisjoint(CONCEPTS.objects(concept, SKOS.altLabel))
    top = (CONCEPT[scheme], SKOS.hasTopConcept, concept) in CONCEPTS
    assert top != ((concept, SKOS.broader, None) in CONCEPTS)


@pytest.mark.parametrize("scheme", ["role", "basis", "level", "deadline", "kind"])
def test_no_two_concepts_of_a_scheme_share_a_name(scheme: str) -> None:
    labels = [
        str(label)
        for concept in CONCEPTS.subjects(SKOS.inScheme, CONCEPT[scheme])
        for label in CONCEPTS.objects(concept, SKOS.prefLabel)
    ]
    assert len(labels) == len(set(labels)) > 0


@pytest.mark.parametrize("scheme", ["role", "basis", "level", "deadline", "kind"])
def test_a_scheme_and_the_concepts_of_the_small_ones_are_explained(scheme: str) -> None:
    assert languages(CONCEPTS, CONCEPT[scheme], SKOS.definition) == ["en", "zh"]
    for concept in CONCEPTS.subjects(SKOS.inScheme, CONCEPT[scheme]) if scheme != "kind" else ():
        assert languages(CONCEPTS, concept, SKOS.definition) == ["en", "zh"]
        assert languages(CONCEPTS, concept, SKOS.example) == ["en", "zh"]


def test_schemes_hold_exactly_the_values_that_the_model_has() -> None:
    assert members("role") == set(Role)
    assert members("basis") == set(Basis)
    assert members("level") == set(Level)
    assert members("deadline") == set(DeadlineKind)


def test_kinds_are_exactly_those_of_the_lexicon_each_in_one_group() -> None:
    lexicon = set()
    for name in ("functions.csv", "names.csv"):
        with (LEXICON / name).open(encoding="utf-8-sig", newline="") as file:
            lexicon |= {row["kind"] for row in csv.DictReader(file)}
    kinds = members("kind")
    groups = {kind for kind in kinds if kind.startswith("group-")}
    assert kinds - groups == lexicon
    broader = {kind: list(CONCEPTS.objects(KIND[kind], SKOS.broader)) for kind in kinds - groups}
    assert [kind for kind, found in broader.items() if len(found) != 1] == []
    assert {str(found[0]).removeprefix(KIND) for found in broader.values()} == groups


def test_cofog_codes_are_divisions_or_groups() -> None:
    codes = [str(code) for code in CONCEPTS.objects(None, RESP.cofog)]
    assert [code for code in codes if not re.fullmatch(r"(0[1-9]|10)(\.[1-9])?", code)] == []
    assert Literal("09") in CONCEPTS.objects(KIND.education, RESP.cofog)


def test_organs_that_are_no_department_of_a_government_are_not_typed_as_one() -> None:
    government = set(CONCEPTS.subjects(RESP.schemaType, SDO.GovernmentOrganization))
    assert {KIND.education, KIND.finance, KIND.government} <= government
    groups = {group for kind in government for group in CONCEPTS.objects(kind, SKOS.broader)}
    assert groups.isdisjoint(
        KIND["group-" + group]
        for group in ("party", "mass-organisation", "people-congress-judiciary", "enterprise-service")
    )
