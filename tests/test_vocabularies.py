"""Terms of other vocabularies: each one exists, and with what it means nothing false follows from the graph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, VANN, XSD
from rdflib.term import Node
from terms import ELI, M8G, OA, PPLAN, RESP

from kg.graph.vocabulary import PREFIXES, PROJECT
from kg.resources import ONTOLOGY

ROOT = Path(__file__).resolve().parents[1]
OUTSIDE = Graph().parse(ROOT / "tests" / "vocabularies.ttl")
TERMS = Graph().parse(ONTOLOGY / "responsibility.ttl")
SCHEMA = OUTSIDE + TERMS
PAGE_HEAD = ROOT / "docs" / "ontology-head.md"

KNOWN_TO_RDFLIB = {
    "dcterms": DCTERMS, "org": ORG, "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "schema": SDO, "sh": SH,
    "skos": SKOS, "vann": VANN, "xsd": XSD,
}  # fmt: skip
KNOWN_HERE = {"eli": ELI, "m8g": M8G, "oa": OA, "p-plan": PPLAN}
NAMES = {"PPLAN": "p-plan", **{name.upper(): name for name in (*KNOWN_TO_RDFLIB, *KNOWN_HERE)}}


HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in {**PREFIXES, "foaf": str(FOAF)}.items())
RIGHT = """
<task> a resp:Task ; resp:ledBy <unit> ; resp:derivesFrom <item> ; resp:cites <work> . <unit> a resp:Unit .
<item> a resp:Item . <work> a resp:Document ; eli:passed_by <unit> ; resp:derivesFrom <item> .
<plan> a resp:Plan ; prov:wasGeneratedBy <reading> . <reading> a resp:Reading ; prov:generated <plan> ; prov:used <text> .
<reading> dcterms:isPartOf <build> . <build> a resp:Build ; prov:wasAssociatedWith <program> .
<program> a prov:SoftwareAgent ; resp:version "1" . <text> a resp:Text .
<naming> a resp:Naming ; resp:identifies <unit> ; prov:wasInfluencedBy <correction> ; resp:place <place> .
<place> a resp:Place . <lead> a resp:Assignment ; resp:unit <unit> ; resp:task <task> ; resp:evidence <passage> .
<correction> a resp:Correction ; resp:about <task> ; resp:note "x" ; prov:wasAttributedTo <agent> .
<rejection> a resp:Rejection ; resp:about <task> ; resp:rejects <unit> ; prov:wasInfluencedBy <correction> .
<agent> a prov:Agent . <passage> a resp:Passage ; oa:hasSource <text> ; oa:hasSelector <selector> .
<selector> a oa:TextQuoteSelector , oa:TextPositionSelector ; oa:exact "x" .
<doubt> a resp:Doubt ; resp:about <plan> ; resp:note "x" . <refusal> a resp:Refusal ; resp:note "x" .
"""


# ---- every term exists


def exists(prefix: str, name: str) -> bool:
    if prefix in KNOWN_HERE:
        return (KNOWN_HERE[prefix][name], None, None) in OUTSIDE
    known = KNOWN_TO_RDFLIB[prefix]
    return URIRef(f"{known}{name}") in known


def used_terms() -> Iterator[tuple[str, str, str]]:
    """Yield (file, prefix, local name) of each outside term in the code of the graph, the queries, ontology and page."""
    for path in (ROOT / "kg" / "graph").glob("*.py"):
        for name, local in re.findall(r"\b([A-Z0-9]+)\.(\w+)", path.read_text(encoding="utf-8")):
            if name in NAMES:
                yield path.name, NAMES[name], local
    prefixes = "|".join((*KNOWN_TO_RDFLIB, *KNOWN_HERE))
    for path in (*ONTOLOGY.rglob("*.rq"), *ONTOLOGY.rglob("*.ttl"), PAGE_HEAD):
        text = re.sub(r'(?m)^#.*|"""|"(?:[^"\\\n]|\\.)*"', "", path.read_text(encoding="utf-8"))
        for prefix, local in re.findall(rf"(?<![\w:/-])({prefixes}):([A-Za-z]\w*)", text):
            yield path.name, prefix, local


def test_every_term_of_another_vocabulary_exists() -> None:
    used = set(used_terms())
    assert {"statements.py", "leads.rq", "shapes.ttl", "responsibility.ttl"} <= {file for file, _, _ in used}
    assert {prefix for _, prefix, _ in used} >= {"eli", "m8g", "oa", "org", "p-plan", "prov", "schema", "skos"}
    assert sorted(each for each in used if not exists(*each[1:])) == []


@pytest.mark.parametrize(
    ("prefix", "name"), [("prov", "wasMadeBy"), ("eli", "cited"), ("m8g", "playsRole"), ("schema", "Ministry")]
)
def test_a_term_that_nobody_defines_is_seen(prefix: str, name: str) -> None:
    assert not exists(prefix, name)


# ---- the ontology announces what the graph has


def above(term: Node, relation: URIRef) -> set[Node]:
    return {wider for wider in SCHEMA.transitive_objects(term, relation) if wider is not None}


def announced(predicate: Node, sides: tuple[URIRef, URIRef]) -> set[Node]:
    wider = list(TERMS.transitive_objects(predicate, RDFS.subPropertyOf))
    return {end for name in wider for side in sides for end in TERMS.objects(name, side)}


def surprises(graph: Graph) -> set[tuple[str, str, str]]:
    """Return (class, property, "from" or "to") where things of ours stand at an end that the ontology does not name."""
    kinds = {node: {each for kind in graph.objects(node, RDF.type) for each in above(kind, RDFS.subClassOf)}
             for node in set(graph.subjects(RDF.type))}  # fmt: skip
    found = set()
    for subject, predicate, value in graph:
        ends = ((subject, "from", (RDFS.domain, SDO.domainIncludes)), (value, "to", (RDFS.range, SDO.rangeIncludes)))
        for node, word, sides in ends if predicate != RDF.type else ():
            ours = sorted(str(kind) for kind in kinds.get(node, ()) if str(kind).startswith(RESP))
            if ours and RDFS.Resource not in (named := announced(predicate, sides)) and not kinds[node] & named:
                found.add((ours[0].removeprefix(RESP), str(predicate), word))
    return found


def test_the_ontology_announces_every_way_through_the_examples(built: Path) -> None:
    assert surprises(Graph().parse(built / "graph.ttl")) == set()


@pytest.mark.parametrize(
    ("wrong", "surprise"),
    [
        ("<unit> dcterms:identifier '7' .", ("Unit", str(DCTERMS.identifier), "from")),
        ("<task> prov:used <text> .", ("Task", str(PROV.used), "from")),
        ("<naming> resp:identifies <task> .", ("Task", str(RESP.identifies), "to")),
    ],
)
def test_a_way_that_the_ontology_does_not_announce_is_seen(wrong: str, surprise: tuple[str, str, str]) -> None:
    assert surprises(Graph().parse(data=HEAD + RIGHT + wrong, publicID=PROJECT)) == {surprise}


# ---- nothing false follows


def classes_of(graph: Graph) -> dict[Node, set[Node]]:
    """Return the classes that RDFS gives each node: those stated and what domains, ranges and superclasses add."""
    found: dict[Node, set[Node]] = defaultdict(set)
    for subject, predicate, value in graph:
        if predicate == RDF.type:
            found[subject] |= above(value, RDFS.subClassOf)
        for wider in above(predicate, RDFS.subPropertyOf):
            for node, side in ((subject, RDFS.domain), (value, RDFS.range)):
                if not isinstance(node, Literal):
                    found[node] |= {each for end in SCHEMA.objects(wider, side) for each in above(end, RDFS.subClassOf)}
    return found


def faults(graph: Graph) -> list[str]:
    """Return what is false: two disjoint classes, a person, a class of ours that nobody stated, a literal for a thing."""
    found = []
    for node, classes in classes_of(graph).items():
        for one in classes:
            found += [f"{node}: {one} and {two}" for two in SCHEMA.objects(one, OWL.disjointWith) if two in classes]
        found += [f"{node}: a person" for person in (FOAF.Person, PROV.Person, SDO.Person) if person in classes]
        stated = {each for kind in graph.objects(node, RDF.type) for each in above(kind, RDFS.subClassOf)}
        found += [f"{node}: {each}, by inference alone" for each in classes - stated if str(each).startswith(RESP)]
    for subject, predicate, value in graph:
        kinds = {kind for wider in above(predicate, RDFS.subPropertyOf) for kind in SCHEMA.objects(wider, RDF.type)}
        wrong = OWL.ObjectProperty if isinstance(value, Literal) else OWL.DatatypeProperty
        if wrong in kinds:
            found.append(f"{subject}: {predicate} {value!r}")
    return found


def test_nothing_false_follows_from_the_examples(built: Path) -> None:
    graph = Graph().parse(built / "graph.ttl")
    assert (None, RDF.type, RESP.Assignment) in graph
    assert faults(graph) == []


def test_nothing_false_follows_from_the_example_of_the_page() -> None:
    (example,) = re.findall(r"```turtle\n(.*?)```", PAGE_HEAD.read_text(encoding="utf-8"), re.DOTALL)
    assert faults(Graph().parse(data=example)) == []


def test_nothing_false_follows_from_a_right_graph_with_every_new_class() -> None:
    assert faults(Graph().parse(data=HEAD + RIGHT, publicID=PROJECT)) == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("<reading> resp:derivesFrom <item> .", "reading"),
        ("<build> resp:evidence <passage> .", "build"),
        ("<text> prov:wasGeneratedBy <text> .", "text"),
        ("<unit> a foaf:Person .", "unit"),
        ("<agent> a prov:Person .", "agent"),
        ("<unit> resp:ledBy <unit> .", "unit"),
        ("<task> resp:ledBy <office> .", "office"),
        ('<task> resp:ledBy "市教育局" .', "task"),
        ('<work> eli:passed_by "国务院" .', "work"),
        ("<lead> resp:basis <basis> . <basis> a skos:ConceptScheme .", "basis"),
        ("<text> resp:sha256 <hash> .", "text"),
        ("<naming> resp:task <task> .", "naming"),
        ("<rejection> resp:task <task> .", "rejection"),
    ],
)
def test_a_false_conclusion_is_seen(wrong: str, fault: str) -> None:
    found = faults(Graph().parse(data=HEAD + RIGHT + wrong, publicID=PROJECT))
    assert {each.removeprefix(PROJECT).split(":")[0] for each in found} == {fault}
