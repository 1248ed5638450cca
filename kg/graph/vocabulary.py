"""Namespaces of the graph's terms and concepts, and the prefixes they are written with.

Of our own, not rdflib's: a command that only asks the store need not wait for rdflib.
"""

from __future__ import annotations


class Namespace:
    """IRIs that begin alike: `RESP.ledBy` and `LEVEL["county"]` are the whole IRI as text, of any name."""

    def __init__(self, iri: str) -> None:
        self._iri = iri

    def __str__(self) -> str:
        return self._iri

    def __getitem__(self, name: str) -> str:
        return self._iri + name

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):  # what Python asks of any object
            raise AttributeError(name)
        iri = self._iri + name
        setattr(self, name, iri)  # so that it is asked for and hashed once
        return iri


PROJECT = "https://w3id.org/responsibility-graph/"
DEFAULT_BASE = PROJECT + "id/"  # of things; a build may set another

RESP = Namespace(PROJECT + "ontology#")
CONCEPT = Namespace(PROJECT + "concept/")
ROLE = Namespace(CONCEPT["role/"])
BASIS = Namespace(CONCEPT["basis/"])
LEVEL = Namespace(CONCEPT["level/"])
DEADLINE = Namespace(CONCEPT["deadline/"])
KIND = Namespace(CONCEPT["kind/"])

DCTERMS = Namespace("http://purl.org/dc/terms/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
M8G = Namespace("http://data.europa.eu/m8g/")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PPLAN = Namespace("http://purl.org/net/p-plan#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Namespace("https://schema.org/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

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
