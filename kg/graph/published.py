"""The ontology's files as others read them: in the formats of RDF, and as a table of terms."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store, parse, serialize

from kg.graph.ask import select
from kg.graph.vocabulary import PREFIXES
from kg.resources import ONTOLOGY
from kg.table import Table

FORMATS: Final = {
    each.media_type: each for each in (RdfFormat.TURTLE, RdfFormat.JSON_LD, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML)
}
_MAIN = "responsibility"
_TERMS = """
SELECT ?iri (SAMPLE(?type) AS ?sort) (SAMPLE(?l_en) AS ?label) (SAMPLE(?l_zh) AS ?名称)
       (SAMPLE(?c_en) AS ?comment) (SAMPLE(?c_zh) AS ?说明)
WHERE {
  ?iri a ?type ; rdfs:label|skos:prefLabel|dcterms:title|eli:title ?any . FILTER(isIRI(?iri))
  OPTIONAL { ?iri rdfs:label|skos:prefLabel|dcterms:title ?l_en FILTER(LANG(?l_en) = "en") }
  OPTIONAL { ?iri rdfs:label|skos:prefLabel|dcterms:title ?l_zh FILTER(LANGMATCHES(LANG(?l_zh), "zh")) }
  OPTIONAL { ?iri rdfs:comment|skos:definition|dcterms:description ?c_en FILTER(LANG(?c_en) = "en") }
  OPTIONAL { ?iri rdfs:comment|skos:definition|dcterms:description ?c_zh FILTER(LANGMATCHES(LANG(?c_zh), "zh")) }
}
GROUP BY ?iri ORDER BY ?iri
"""


def files(folder: Path = ONTOLOGY) -> dict[str, Path]:
    """Return the ontology's files by their name in an address: "" for the terms, "concepts", "policies/…"."""
    paths = [*sorted(folder.glob("*.ttl")), *sorted(folder.glob("policies/*.ttl"))]
    named = {path.relative_to(folder).with_suffix("").as_posix(): path for path in paths}
    return {"": named[_MAIN], **named}


def written(path: Path, media_type: str) -> bytes:
    """Return the file in one of FORMATS; in Turtle as it was written by hand."""
    if FORMATS[media_type] == RdfFormat.TURTLE:
        return path.read_bytes()
    quads = parse(path=path, format=RdfFormat.TURTLE)
    return serialize((quad.triple for quad in quads), format=FORMATS[media_type], prefixes=PREFIXES) or b""


def terms(path: Path) -> Table:
    """Return what the file gives a label: IRI, type, and label and comment in English and in Chinese."""
    store = Store()
    store.bulk_extend(parse(path=path, format=RdfFormat.TURTLE))
    return select(store, _TERMS)
