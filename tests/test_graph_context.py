"""The context of JSON-LD: current with the ontology, one key for a term, and right about what its values are."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD
from terms import RESP

from kg.graph import context
from kg.graph.context import Definition, Term
from kg.graph.ontology import ontology_quads


def declared(turtle: str) -> Iterator[ox.Quad]:
    prefixes = {"owl": OWL, "rdfs": RDFS, "rdf": RDF, "xsd": XSD, "resp": RESP}
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())
    return iter(ox.parse(head + turtle, format=ox.RdfFormat.TURTLE))


def test_the_file_is_current() -> None:
    held = context.read()
    assert list(held.items()) == list(context.renewed(held, ontology_quads()).items()), (
        "ontology/context.jsonld is not what the ontology says: python -m kg.graph.context"
    )


def test_one_key_stands_for_one_term() -> None:
    held = context.read()
    assert len(context.by_iri(held)) == len(held)


def test_json_is_read_by_rdflib_with_the_keys_meaning_the_terms() -> None:
    document = {"@context": context.read(), "@id": "urn:t", "@type": "Task", "ledBy": "urn:u", "label": {"zh": "名"}}
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    task = rdflib.URIRef("urn:t")
    assert set(graph) == {
        (task, RDF.type, RESP.Task),
        (task, RESP.ledBy, rdflib.URIRef("urn:u")),
        (task, RDFS.label, rdflib.Literal("名", lang="zh")),
    }


@pytest.mark.parametrize(
    ("turtle", "definition"),
    [
        ("resp:x a owl:Class .", str(RESP.x)),
        ("resp:x a owl:ObjectProperty ; rdfs:range resp:Unit .", {"@id": str(RESP.x), "@type": "@id"}),
        ("resp:x a owl:DatatypeProperty .", str(RESP.x)),
        ("resp:x a owl:DatatypeProperty ; rdfs:range xsd:string .", str(RESP.x)),
        ("resp:x a owl:DatatypeProperty ; rdfs:range xsd:integer .", {"@id": str(RESP.x), "@type": str(XSD.integer)}),
        (
            "resp:x a owl:DatatypeProperty ; rdfs:range rdf:langString .",
            {"@id": str(RESP.x), "@container": "@language"},
        ),
        ('resp:x rdfs:comment "of no kind" .', str(RESP.x)),
    ],
)
def test_a_term_of_ours_follows_its_declaration(turtle: str, definition: Definition) -> None:
    assert context.renewed({}, declared(turtle)) == {"x": definition}


def test_renewing_keeps_the_terms_of_others_and_drops_ours_that_are_gone() -> None:
    label: Definition = {"@id": str(RDFS.label), "@container": "@language"}
    held = {"label": label, "gone": str(RESP.gone), "Concept": str(SKOS.Concept)}
    assert list(context.renewed(held, declared("resp:a a owl:Class . <urn:b> a owl:Class .")).items()) == [
        ("Concept", str(SKOS.Concept)),
        ("a", str(RESP.a)),
        ("label", label),
    ]


def test_a_term_knows_what_its_values_need_not_say() -> None:
    terms = context.by_iri(
        {"a": "urn:a", "b": {"@id": "urn:b", "@type": "@id"}, "c": {"@id": "urn:c", "@container": "@language"}}
    )
    assert terms == {"urn:a": Term("a"), "urn:b": Term("b", "@id"), "urn:c": Term("c", by_language=True)}
