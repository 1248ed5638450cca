"""What the networks' queries answer, on a graph where several named graphs say the same."""

from __future__ import annotations

import re

import pyoxigraph
import pytest

from kg.analyse import compare, coverage, exchange, findings, layout, measures, scope
from kg.resources import QUERIES
from kg.show import page
from kg.table import Cell, Table

# Two plans. 甲市教育局, its name, the opinion and who has task 1 are stated in both plans' graphs.
SHARED = """
  <unit/甲市/教育局> a resp:Unit ; skos:prefLabel "甲市教育局"@zh ; resp:place <place/甲市> ;
    org:classification kind:education .
  <place/甲市> skos:prefLabel "甲市"@zh .
  <work/意见> a resp:Document ; dcterms:title "国家意见"@zh ; resp:level level:national .
  <work/意见/item/3> a resp:Item ; skos:prefLabel "德育"@zh ; dcterms:identifier "3" ;
    dcterms:isPartOf <work/意见/part/二> ; resp:derivesFrom <work/意见> .
"""
GRAPH = f"""
@prefix basis: <https://w3id.org/responsibility-graph/concept/basis/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix deadline: <https://w3id.org/responsibility-graph/concept/deadline/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix kind: <https://w3id.org/responsibility-graph/concept/kind/> .
@prefix level: <https://w3id.org/responsibility-graph/concept/level/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix resp: <https://w3id.org/responsibility-graph/ontology#> .
@prefix role: <https://w3id.org/responsibility-graph/concept/role/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/responsibility-graph/id/> .

<plan/a> {{ {SHARED}
  <plan/a> a resp:Plan, resp:Document ; dcterms:title "方案甲"@zh ; resp:derivesFrom <work/意见> ;
    resp:sourceFile "a.txt" ; eli:id_local "甲发〔2021〕2号" ; resp:place <place/甲市> ;
    eli:date_document "2021-04-13"^^xsd:date .
  <place/甲市> a resp:Place .
  <plan/a/section> dcterms:isPartOf <plan/a> .
  <plan/a/task/1> a resp:Task ; dcterms:identifier "1" ; rdfs:label "抓德育"@zh ;
    dcterms:isPartOf <plan/a/section> ; resp:derivesFrom <work/省方案/item/1> ;
    resp:ledBy <unit/甲市/教育局> ; resp:supports <unit/甲市/财政局> ;
    resp:assignedTo <unit/甲市/教育局>, <unit/甲市/财政局> ; resp:deadlineText "2022年底前" ;
    resp:deadlineKind deadline:by ; resp:deadline "2022"^^xsd:gYear .
  <plan/a/task/1/duty/1> a resp:Duty ; dcterms:isPartOf <plan/a/task/1> ; resp:unit <unit/甲市/公安局> ;
    resp:role role:lead ; resp:basis basis:inline ; dcterms:source <plan/a> .
  <unit/甲市/公安局> a resp:Unit ; skos:prefLabel "甲市公安局"@zh .
  <plan/a> eli:passed_by <unit/甲市/政府办> .
  <plan/a/naming/1> resp:identifies <unit/甲市/政府办> ; dcterms:source <plan/a> .
  <unit/甲市/政府办> a resp:Unit ; skos:prefLabel "甲市政府办"@zh .
  <plan/a/naming/2> resp:identifies <work/意见> ; dcterms:source <plan/a> .
  <plan/a/finding/1> a resp:Discrepancy ; resp:about <plan/a/task/1> ; resp:note "单位不同" ;
    resp:reading <plan/a/finding/1/evidence/1>, <plan/a/finding/1/evidence/2> .
  <plan/a/finding/1/evidence/1> resp:quote "牵头单位:教育局" ; resp:where "line 1" ; resp:start 7 .
  <plan/a/finding/1/evidence/2> resp:quote "公安局" ; resp:where "line 9" ; resp:start 90 .
  <plan/a/task/2> a resp:Task ; dcterms:identifier "2" ; rdfs:label "抓智育"@zh ;
    dcterms:isPartOf <plan/a/section> ;
    resp:responsible <unit/甲市/教育局>, <unit/甲市/财政局> ;
    resp:assignedTo <unit/甲市/教育局>, <unit/甲市/财政局> .
  <plan/a/goal/1> a resp:Goal ; rdfs:label "目标"@zh ; dcterms:isPartOf <plan/a> .
  <unit/甲市/财政局> a resp:Unit ; skos:prefLabel "甲市财政局"@zh ; resp:place <place/甲市> .
  <work/省方案> a resp:Document ; dcterms:title "省方案"@zh ; resp:level level:provincial .
  <work/省方案/item/1> a resp:Item ; skos:prefLabel "省里的德育"@zh ; dcterms:isPartOf <work/省方案> ;
    resp:derivesFrom <work/意见/item/3> .
  <plan/a/assignment/1> a resp:Assignment ; resp:task <plan/a/task/1> ; resp:unit <unit/甲市/教育局> ;
    resp:role role:lead ; resp:basis basis:explicit ; resp:quote "牵头单位:教育局" ; resp:where "line 1" ; resp:start 7 .
  <plan/a/task/1/evidence/1> rdf:subject <plan/a/task/1> ; rdf:predicate resp:derivesFrom ;
    rdf:object <work/省方案/item/1> ; resp:quote "落实省方案" ; resp:where "page 2" ; resp:start 9 .
}}
<plan/b> {{ {SHARED}
  <plan/b> a resp:Plan, resp:Document ; dcterms:title "方案乙"@zh .
  <plan/b/task/1> a resp:Task ; rdfs:label "办实事"@zh ; dcterms:isPartOf <plan/b> .
  <work/省> owl:sameAs <plan/b> .
  <plan/a/task/1> resp:assignedTo <unit/甲市/教育局>, <unit/甲市/财政局> .
}}
<policies> {{ {SHARED}
  <work/意见/part/二> a resp:Item ; skos:prefLabel "第二部分"@zh ; dcterms:isPartOf <work/意见> .
  <work/意见/item/4> a resp:Item ; skos:prefLabel "智育"@zh ; dcterms:identifier "4" ;
    dcterms:isPartOf <work/意见/part/二> ; resp:derivesFrom <work/意见> .
  <work/旧意见> a resp:Document ; dcterms:title "无人引用的意见"@zh ; resp:level level:national .
  <work/旧意见/item/1> a resp:Item ; skos:prefLabel "旧事"@zh ; dcterms:isPartOf <work/旧意见> ;
    resp:derivesFrom <work/旧意见> .
}}
<ontology> {{
  kind:education skos:prefLabel "教育"@zh, "education"@en ; skos:broader kind:group-culture .
  kind:group-culture skos:prefLabel "教科文体部门"@zh, "culture"@en .
}}
"""
BASE = "https://w3id.org/responsibility-graph/id/"


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    store = pyoxigraph.Store()
    store.load(GRAPH, format=pyoxigraph.RdfFormat.TRIG)
    return {name: ask(store, name) for name in (*page.QUERIES, *exchange.QUERIES, *scope.QUERIES, *findings.QUERIES)}


def ask(store: pyoxigraph.Store, name: str) -> Table:
    """The answer over the plain union of the named graphs, which does not merge equal triples."""
    query = (QUERIES / f"{name}.rq").read_text(encoding="utf-8")
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    columns = tuple(variable.value for variable in answer.variables)
    return Table(columns, tuple(tuple(map(cell, row)) for row in answer))


def cell(term: object) -> Cell:
    if isinstance(term, pyoxigraph.Literal):
        return int(term.value) if term.datatype.value.endswith("#integer") else term.value
    return term.value.removeprefix(BASE) if isinstance(term, pyoxigraph.NamedNode) else None


EXPECTED: dict[str, list[tuple[Cell, ...]]] = {
    "network/units": [
        ("unit/甲市/教育局", "甲市教育局", "甲市", "education"),
        ("unit/甲市/财政局", "甲市财政局", "甲市", None),
    ],
    "network/tasks": [
        ("plan/a/task/1", "1", "抓德育", "plan/a", "方案甲", "by", "2022"),
        ("plan/a/task/2", "2", "抓智育", "plan/a", "方案甲", None, None),
        ("plan/b/task/1", None, "办实事", "plan/b", "方案乙", None, None),
    ],
    "network/unit-task": [
        ("unit/甲市/教育局", "甲市教育局", "plan/a/task/1", "抓德育", "lead", "explicit"),
        ("unit/甲市/教育局", "甲市教育局", "plan/a/task/2", "抓智育", "responsible", None),
        ("unit/甲市/财政局", "甲市财政局", "plan/a/task/1", "抓德育", "support", None),
        ("unit/甲市/财政局", "甲市财政局", "plan/a/task/2", "抓智育", "responsible", None),
    ],
    "network/duties": [
        ("unit/甲市/公安局", "甲市公安局", None, None, "plan/a/task/1", "抓德育", "lead", "duty"),
    ],
    "network/plans": [
        ("plan/a", "a.txt", "方案甲", "甲发〔2021〕2号", "place/甲市", "甲市", "2021-04-13"),
        ("plan/b", None, "方案乙", None, None, None, None),
    ],
    "network/named": [
        ("unit/甲市/公安局", "甲市公安局", "plan/a", "duty"),
        ("unit/甲市/政府办", "甲市政府办", "plan/a", "issuer"),
        ("unit/甲市/政府办", "甲市政府办", "plan/a", "named"),
    ],
    "network/discrepancies": [
        ("plan/a/task/1", "plan/a/finding/1", "单位不同", "牵头单位:教育局", "line 1", 7),
        ("plan/a/task/1", "plan/a/finding/1", "单位不同", "公安局", "line 9", 90),
    ],
    "network/items": [
        ("work/意见/item/3", "3", "德育", "work/意见", "国家意见"),
        ("work/意见/item/4", "4", "智育", "work/意见", "国家意见"),
    ],
    "network/derivation": [
        ("plan/a", "work/意见"),
        ("plan/a/task/1", "work/省方案/item/1"),
        ("work/意见/item/3", "work/意见"),
        ("work/意见/item/4", "work/意见"),
        ("work/意见/part/二", "work/意见"),
        ("work/旧意见/item/1", "work/旧意见"),
        ("work/省方案/item/1", "work/意见/item/3"),
        ("work/省方案/item/1", "work/省方案"),
    ],
    "network/nodes": [
        ("plan/a", "plan", "方案甲", None, "甲市", None, None),
        ("plan/a/task/1", "task", "抓德育", "1", None, None, None),
        ("plan/a/task/2", "task", "抓智育", "2", None, None, None),
        ("plan/b", "plan", "方案乙", None, None, None, None),
        ("plan/b/task/1", "task", "办实事", None, None, None, None),
        ("unit/甲市/教育局", "unit", "甲市教育局", None, "甲市", None, "education"),
        ("unit/甲市/财政局", "unit", "甲市财政局", None, "甲市", None, None),
        ("work/意见", "policy", "国家意见", None, None, "national", None),
        ("work/意见/item/3", "item", "德育", "3", None, None, None),
        ("work/省方案", "policy", "省方案", None, None, "provincial", None),
        ("work/省方案/item/1", "item", "省里的德育", None, None, None, None),
    ],
    "network/edges": [
        ("plan/a", "work/意见", "derives from", "来源于", None, None, None),
        ("plan/a/task/1", "plan/a", "part of", "属于", None, None, None),
        ("plan/a/task/1", "unit/甲市/教育局", "led by", "牵头", "lead", "牵头单位:教育局", 7),
        ("plan/a/task/1", "unit/甲市/财政局", "supported by", "配合", "support", None, None),
        ("plan/a/task/1", "work/省方案/item/1", "derives from", "来源于", None, "落实省方案", 9),
        ("plan/a/task/2", "plan/a", "part of", "属于", None, None, None),
        ("plan/a/task/2", "unit/甲市/教育局", "responsible", "责任", "responsible", None, None),
        ("plan/a/task/2", "unit/甲市/财政局", "responsible", "责任", "responsible", None, None),
        ("plan/b/task/1", "plan/b", "part of", "属于", None, None, None),
        ("work/意见/item/3", "work/意见", "derives from", "来源于", None, None, None),
        ("work/意见/item/3", "work/意见", "part of", "属于", None, None, None),
        ("work/意见/item/4", "work/意见", "derives from", "来源于", None, None, None),
        ("work/意见/item/4", "work/意见", "part of", "属于", None, None, None),
        ("work/意见/part/二", "work/意见", "part of", "属于", None, None, None),
        ("work/旧意见/item/1", "work/旧意见", "derives from", "来源于", None, None, None),
        ("work/旧意见/item/1", "work/旧意见", "part of", "属于", None, None, None),
        ("work/省", "plan/b", "same as", "即", None, None, None),
        ("work/省方案/item/1", "work/意见/item/3", "derives from", "来源于", None, None, None),
        ("work/省方案/item/1", "work/省方案", "part of", "属于", None, None, None),
    ],
    "page/kinds": [("education", "教育", "education", "group-culture", "教科文体部门", "culture")],
    "page/origins": [
        ("plan/a", "plan", None, "方案甲", "plan/a", None),
        ("plan/b", "plan", None, "方案乙", "plan/b", None),
        ("work/意见", "document", None, "国家意见", "work/意见", "national"),
        ("work/意见/item/3", "item", "3", "德育", "work/意见", "national"),
        ("work/省方案", "document", None, "省方案", "work/省方案", "provincial"),
        ("work/省方案/item/1", "item", None, "省里的德育", "work/省方案", "provincial"),
    ],
    "page/assignments": [("plan/a/task/1", "unit/甲市/教育局", "lead", "explicit", "牵头单位:教育局", "line 1", 7)],
    "page/facts": [
        ("plan/a/task/1", "deadline", None, "2022年底前", None, None, None),
        ("plan/a/task/1", "derivation", "work/省方案/item/1", "省里的德育", "落实省方案", "page 2", 9),
        ("plan/a/task/1", "finding", None, "单位不同", "牵头单位:教育局", "line 1", 7),
        ("plan/a/task/1", "finding", None, "单位不同", "公安局", "line 9", 90),
    ],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_row_comes_once_however_many_graphs_state_it(tables: dict[str, Table], name: str) -> None:
    assert list(tables[name].rows) == EXPECTED[name]


def test_every_query_is_answered_above_and_needed_by_a_module() -> None:
    files = {
        f"{path.parent.name}/{path.stem}" for folder in ("network", "page") for path in QUERIES.glob(f"{folder}/*.rq")
    }
    needed = {*page.QUERIES, *exchange.QUERIES, *scope.QUERIES, *findings.QUERIES}
    assert files == set(EXPECTED) == {name for name in needed if not name.startswith("ledger/")}
    assert {*measures.QUERIES, *coverage.QUERIES, *compare.QUERIES, *layout.QUERIES} <= files


@pytest.mark.parametrize("name", EXPECTED)
def test_a_query_opens_with_its_question_in_both_languages(name: str) -> None:
    english, chinese = (QUERIES / f"{name}.rq").read_text(encoding="utf-8").splitlines()[:2]
    assert re.fullmatch(r"# en: [A-Z].+\?", english)
    assert re.fullmatch(r"# zh: .*[\u4e00-\u9fff].*?", chinese)


def test_the_orphans_of_that_graph(tables: dict[str, Table]) -> None:
    found = [(row["kind"], row["iri"]) for row in findings.orphans(tables).records()]
    assert found == [
        ("task-without-lead", "plan/b/task/1"),
        ("task-without-lead", "plan/a/task/2"),
        ("task-without-unit", "plan/b/task/1"),
        ("task-without-origin", "plan/b/task/1"),
        ("task-without-origin", "plan/a/task/2"),
        ("item-without-task", "work/意见/item/4"),
        ("unit-without-task", "unit/甲市/公安局"),
        ("unit-without-task", "unit/甲市/政府办"),
    ]
