"""Prints docs/ontology.md: docs/ontology-head.md, then each term and concept that ontology/*.ttl defines (make docs)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SDO, SKOS
from rdflib.term import Node

from kg.graph import vocabulary
from kg.graph.vocabulary import PREFIXES
from kg.resources import ONTOLOGY

RESP, CONCEPT = Namespace(str(vocabulary.RESP)), Namespace(str(vocabulary.CONCEPT))
HEAD = Path(__file__).with_name("ontology-head.md")
FILES = (ONTOLOGY / "responsibility.ttl", ONTOLOGY / "concepts.ttl")
GRAPH = Graph().parse(FILES[0]).parse(FILES[1])
# The order of the files is the order to read them in; a Graph has none.
LINES = (line for path in FILES for line in pyoxigraph.parse(path=path))
SUBJECTS = list(dict.fromkeys(URIRef(str(line.subject).strip("<>")) for line in LINES))
PLACE: dict[Node, int] = {subject: number for number, subject in enumerate(SUBJECTS)}
TERMS = [term for term in SUBJECTS if term.startswith(RESP)]
CLASSES = [term for term in TERMS if (term, RDF.type, OWL.Class) in GRAPH]
PROPERTIES = [term for term in TERMS if term not in CLASSES]
BORROWED = [term for term in SUBJECTS if (term, SKOS.scopeNote, None) in GRAPH]
CONCEPTS = [thing for thing in SUBJECTS if (thing, SKOS.inScheme, None) in GRAPH]
NAMESPACES = {**PREFIXES, "schema": str(SDO)}
FROM, TO = (RDFS.domain, SDO.domainIncludes), (RDFS.range, SDO.rangeIncludes)


def page() -> Iterator[str]:
    """Yield the page, paragraph by paragraph."""
    version = GRAPH.value(URIRef(RESP.removesuffix("#")), OWL.versionIRI)
    yield HEAD.read_text(encoding="utf-8").strip().replace("{version}", str(version))
    yield "## Namespaces 命名空间"
    yield table(["prefix", "IRI", "names 所指"], namespaces())
    yield "## Classes 类"
    for term in CLASSES:
        yield from entry(term, says("A kind of ", GRAPH.objects(term, RDFS.subClassOf)))
        yield from filter(None, (says("Has ", around(term, FROM)), says("Reached by ", around(term, TO))))
    yield "## Properties 属性"
    yield table(["property", "from", "to", "says 含义"], map(glance, PROPERTIES))
    for term in PROPERTIES:
        wider = says("; narrower than ", GRAPH.objects(term, RDFS.subPropertyOf))
        yield from entry(term, f"From {end(term, FROM)} to {end(term, TO)}{wider}")
    yield "## Terms of other vocabularies 外部词汇的用法"
    notes = ([code(term), end(term, FROM), end(term, TO), text(term, SKOS.scopeNote)] for term in BORROWED)
    yield table(["property", "from", "to", "in this graph 在本图谱中"], notes)
    for scheme in dict.fromkeys(scheme for concept in CONCEPTS for scheme in GRAPH.objects(concept, SKOS.inScheme)):
        yield from concepts(scheme)
    yield "## Alignments 与外部词汇的对应"
    yield table(["term", "relation", "of another vocabulary"], alignments())


def namespaces() -> Iterator[list[str]]:
    """Yield a row for each prefix, with what its IRIs name where the ontology says so."""
    for prefix, iri in sorted(NAMESPACES.items()):
        whole = URIRef(iri.rstrip("/#"))
        said = text(URIRef(iri), RDFS.label) or text(whole, SKOS.prefLabel) or text(whole, DCTERMS.title)
        yield [f"`{prefix}:`", f"`{iri}`", said]


def entry(term: Node, place: str) -> Iterator[str]:
    """Yield what the ontology says of a term: its names, where it stands, what it means, an example."""
    yield f"### {short(term)}: {text(term, RDFS.label, ', ')}"
    yield from filter(None, (place, text(term, RDFS.comment, "\n\n")))
    yield f"Example: {text(term, SKOS.example, '<br>例：')}"


def glance(term: Node) -> list[str]:
    """Return a property as a row of a table."""
    return [code(term), end(term, FROM), end(term, TO), text(term, RDFS.label, ", ")]


def around(term: Node, side: tuple[URIRef, URIRef]) -> list[URIRef]:
    """Return the properties with the class, or one above it, on that side."""
    above = set(GRAPH.transitive_objects(term, RDFS.subClassOf))
    return [name for name in PROPERTIES + BORROWED if above & ends(name, side)]


def ends(term: Node, side: tuple[URIRef, URIRef]) -> set[Node]:
    """Return the classes on that side of a property, or else of the property above it."""
    found = {end for predicate in side for end in GRAPH.objects(term, predicate)}
    wider = [name for name in GRAPH.objects(term, RDFS.subPropertyOf) if name in PROPERTIES]
    return found or {end for name in wider for end in ends(name, side)}


def end(term: Node, side: tuple[URIRef, URIRef]) -> str:
    """Return the same in words; a property of literals whose type the ontology leaves open leads to text."""
    return says("", ends(term, side)) or "text"


def concepts(scheme: Node) -> Iterator[str]:
    """Yield a scheme's concepts; where they stand in groups, one table a group."""
    members = [concept for concept in CONCEPTS if (concept, SKOS.inScheme, scheme) in GRAPH]
    groups = [concept for concept in members if (None, SKOS.broader, concept) in GRAPH]
    yield f"## `{str(scheme).removeprefix(CONCEPT)}:` {text(scheme, SKOS.prefLabel, ', ')}"
    yield text(scheme, SKOS.definition, "\n\n")
    if not groups:
        rows = ([*names(each), text(each, SKOS.definition), text(each, SKOS.example)] for each in members)
        yield table(["concept", "name 名称", "also 别称", "means 含义", "example 例"], rows)
    for group in groups:
        yield f"### {short(group)}: {text(group, SKOS.prefLabel, ', ')}"
        kinds = (concept for concept in members if (concept, SKOS.broader, group) in GRAPH)
        rows = ([*names(kind), text(kind, RESP.cofog), text(kind, RESP.schemaType)] for kind in kinds)
        yield table(["kind", "name 名称", "also 别称", "COFOG", "schema.org"], rows)


def names(concept: Node) -> list[str]:
    """Return the cells that a row of concepts begins with."""
    return [code(concept), text(concept, SKOS.prefLabel), text(concept, SKOS.altLabel, "、")]


def alignments() -> Iterator[list[str]]:
    """Yield a row for each term that stands under or beside one of another vocabulary."""
    for relation in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso):
        for term in TERMS:
            others = [other for other in GRAPH.objects(term, relation) if other not in TERMS]
            if others:
                yield [code(term), code(relation), says("", others)]


def text(thing: Node, predicate: URIRef, between: str = "<br>") -> str:
    """Return its values, English before Chinese, each language in the order of its letters; things as code."""
    found = list(GRAPH.objects(thing, predicate))
    said = sorted((value.language or "", str(value)) for value in found if isinstance(value, Literal))
    return between.join(words for _, words in said) or says("", found)


def says(verb: str, things: Iterable[Node]) -> str:
    """Return the verb and the things as short names, in their order in the files; nothing for none."""
    listed = sorted(things, key=lambda thing: (PLACE.get(thing, -1), str(thing)))
    return verb + ", ".join(map(code, listed)) if listed else ""


def code(thing: Node) -> str:
    """Return the short name as code."""
    return f"`{short(thing)}`"


def short(thing: Node) -> str:
    """Return an IRI with the longest prefix that fits."""
    prefix = max(
        (name for name, iri in NAMESPACES.items() if str(thing).startswith(iri)), key=lambda name: len(NAMESPACES[name])
    )
    return f"{prefix}:{str(thing).removeprefix(NAMESPACES[prefix])}"


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    """Return a Markdown table."""
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


if __name__ == "__main__":
    print("\n\n".join(page()))
