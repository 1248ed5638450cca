"""Namespaces of the graph's terms and concepts, and the prefixes they are written with."""

from __future__ import annotations

from rdflib import Namespace
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SH, SKOS, XSD

PROJECT = "https://w3id.org/responsibility-graph/"
DEFAULT_BASE = PROJECT + "id/"  # of things; a build may set another

RESP = Namespace(PROJECT + "ontology#")
CONCEPT = Namespace(PROJECT + "concept/")
ROLE = Namespace(CONCEPT + "role/")
BASIS = Namespace(CONCEPT + "basis/")
LEVEL = Namespace(CONCEPT + "level/")
DEADLINE = Namespace(CONCEPT + "deadline/")
KIND = Namespace(CONCEPT + "kind/")

ELI = Namespace("http://data.europa.eu/eli/ontology#")
M8G = Namespace("http://data.europa.eu/m8g/")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
PPLAN = Namespace("http://purl.org/net/p-plan#")
SCHEMA = Namespace("https://schema.org/")

PREFIXES = {
    "resp": str(RESP),
    "plan": DEFAULT_BASE + "plan/",
    "unit": DEFAULT_BASE + "unit/",
    "place": DEFAULT_BASE + "place/",
    "work": DEFAULT_BASE + "work/",
    "role": str(ROLE),
    "basis": str(BASIS),
    "level": str(LEVEL),
    "deadline": str(DEADLINE),
    "kind": str(KIND),
    "dcterms": str(DCTERMS),
    "eli": str(ELI),
    "m8g": str(M8G),
    "oa": str(OA),
    "org": str(ORG),
    "owl": str(OWL),
    "p-plan": str(PPLAN),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sh": str(SH),
    "skos": str(SKOS),
    "xsd": str(XSD),
}
