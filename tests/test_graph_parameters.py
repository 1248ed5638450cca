"""What a question may be narrowed by, and the one thing that a name means."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg.errors import DataError
from kg.graph.lookup import one
from kg.graph.parameters import Parameter, bindings, parameters

DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")
DATA = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix kind: <https://w3id.org/responsibility-graph/concept/kind/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix resp: <https://w3id.org/responsibility-graph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<unit:1> a resp:Unit ; skos:prefLabel "甲市教育局"@zh ; skos:altLabel "市教育局"@zh , "教育局"@zh .
<unit:2> a resp:Unit ; skos:prefLabel "乙县教育局"@zh ; skos:altLabel "县教育局"@zh , "教育局"@zh .
<unit:3> a resp:Unit ; skos:prefLabel "县教育局"@zh .
<place:1> a resp:Place ; skos:prefLabel "甲市"@zh .
<place:2> a resp:Place ; skos:prefLabel "甲市教育局"@zh .
<plan:a> a resp:Plan ; resp:sourceFile "a 2021.txt" ; dcterms:title "分工方案"@zh ; eli:id_local "甲政发〔2021〕2号" .
<plan:a:text> a resp:Text ; resp:fileName "a 2021.txt" .
<plan:b> a resp:Plan ; resp:sourceFile "b.txt" .
<task:a7> a resp:Task ; rdfs:label "德育"@zh ; dcterms:identifier "7" ; dcterms:source <plan:a> .
<task:b7> a resp:Task ; rdfs:label "德育"@zh ; dcterms:identifier "7" ; dcterms:source <plan:b> .
<work:1> a resp:Document ; dcterms:title "意见"@zh ; skos:prefLabel "意见"@zh ; skos:altLabel "国家意见"@zh .
<item:1> a resp:Item ; skos:prefLabel "突出德育"@zh .
kind:education skos:prefLabel "教育部门"@zh , "education departments"@en .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    ("sort", "name", "iri"),
    [
        ("unit", "甲市教育局", "unit:1"),
        ("unit", "市教育局", "unit:1"),
        ("unit", " 甲市  教育局", "unit:1"),
        ("unit", "县教育局", "unit:3"),  # its own name goes before another's alias
        ("place", "甲市", "place:1"),
        ("place", "甲市教育局", "place:2"),
        ("plan", "a 2021.txt", "plan:a"),
        ("plan", "A2021", "plan:a"),
        ("plan", "分工方案", "plan:a"),
        ("plan", "甲政发〔2021〕2号", "plan:a"),
        ("policy", "《意见》", "work:1"),
        ("policy", "国家意见", "work:1"),
        ("item", "突出德育", "item:1"),
        ("task", "b/7", "task:b7"),
        ("task", "a2021/7", "task:a7"),
        ("kind", "education", "https://w3id.org/responsibility-graph/concept/kind/education"),
        ("kind", "教育部门", "https://w3id.org/responsibility-graph/concept/kind/education"),
        ("kind", "Education Departments", "https://w3id.org/responsibility-graph/concept/kind/education"),
    ],
)
def test_a_name_means_one_thing(store: Store, sort: str, name: str, iri: str) -> None:
    assert one(store, sort, name) == NamedNode(iri)


@pytest.mark.parametrize(
    ("sort", "name", "said"),
    [
        ("unit", "教育局", "unit 教育局: 2 have that name; give one of: 乙县教育局、甲市教育局"),
        ("task", "德育", "task 德育: 2 have that name; give one of: <task:a7>、<task:b7>"),
        ("unit", "甲市教育居", "unit 甲市教育居: none has that name; the nearest: 甲市教育局、市教育局、教育局"),
        ("unit", "甲市", "unit 甲市: none has that name; the nearest: 甲市教育局"),
        ("kind", "sport", "kind sport: none has that name"),
        ("task", "b/8", "task b/8: none has that name"),
        ("place", "", "place : none has that name"),
    ],
)
def test_two_or_none_is_an_error_that_helps(store: Store, sort: str, name: str, said: str) -> None:
    with pytest.raises(DataError) as raised:
        one(store, sort, name)
    assert str(raised.value).startswith(said)


def test_the_head_of_a_query_declares_its_parameters() -> None:
    query = """# en: Who?
# param unit ?u: the unit / 单位
#param asof ?asof date: a day: any
# param place: where
# param topic: what
# parameters are above
SELECT ?u { ?u ?p ?o }
# param late: too late
"""
    assert parameters(query) == {
        "unit": Parameter("unit", "u", "unit", "the unit / 单位"),
        "asof": Parameter("asof", "asof", "date", "a day: any"),
        "place": Parameter("place", "place", "place", "where"),
        "topic": Parameter("topic", "topic", "text", "what"),
    }
    assert parameters("SELECT ?u { ?u ?p ?o }") == {}


DECLARED = """# param unit ?u: the unit
# param asof ?day date: the day
# param least number: how many
# param word text: a word
SELECT"""


@pytest.mark.parametrize(
    ("query", "name", "value", "bound"),
    [
        (DECLARED, "unit", "市教育局", {"u": NamedNode("unit:1")}),
        (DECLARED, "unit", "<urn:any>", {"u": NamedNode("urn:any")}),
        (DECLARED, "asof", "2024-12-31", {"day": Literal("2024-12-31", datatype=DATE)}),
        (DECLARED, "least", "5", {"least": Literal(5)}),
        (DECLARED, "word", "2024-12-31", {"word": Literal("2024-12-31")}),
        (DECLARED, "word", '"; DROP ?x', {"word": Literal('"; DROP ?x')}),
        ("SELECT", "unit", "市教育局", {"unit": NamedNode("unit:1")}),
        ("SELECT", "by", "2024-12-31", {"by": Literal("2024-12-31", datatype=DATE)}),
        ("SELECT", "anything", "2024", {"anything": Literal("2024")}),
    ],
)
def test_a_value_is_bound_as_its_sort(
    store: Store, query: str, name: str, value: str, bound: dict[str, NamedNode | Literal]
) -> None:
    assert bindings(store, query, {name: value}) == bound


@pytest.mark.parametrize(
    ("query", "name", "value", "said"),
    [
        (DECLARED, "u", "市教育局", "no parameter 'u'; there are: unit, asof, least, word"),
        (DECLARED, "asof", "2024-02-30", "asof 2024-02-30: expected a date such as 2024-12-31"),
        (DECLARED, "least", "many", "least many: expected a whole number"),
        (DECLARED, "word", "<a b>", "word <a b>: .*expected an IRI in <…>"),
        ("SELECT", "by", "2024-13-01", "by 2024-13-01: expected a date"),
    ],
)
def test_a_value_of_another_sort_is_an_error(store: Store, query: str, name: str, value: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        bindings(store, query, {name: value})
