"""Named queries: each says its question in two languages and answers right on a small graph."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.query import ResultRow

from kg.resources import QUERIES

TRIG = pyoxigraph.RdfFormat.TRIG
Rows = list[tuple[str, ...]]

NAMES = sorted(path.stem for path in QUERIES.glob("*.rq"))

# Two plans in two places. Of the first, task 10 has two leads and two readings, and task 2 has nobody.
# 甲市教育局 is named in two of the named graphs: their union must not count it twice.
GRAPH = """
@prefix basis: <https://w3id.org/responsibility-graph/concept/basis/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix deadline: <https://w3id.org/responsibility-graph/concept/deadline/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix kind: <https://w3id.org/responsibility-graph/concept/kind/> .
@prefix level: <https://w3id.org/responsibility-graph/concept/level/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix resp: <https://w3id.org/responsibility-graph/ontology#> .
@prefix role: <https://w3id.org/responsibility-graph/concept/role/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/responsibility-graph/id/> .

<plan/a> {
  <plan/a> a resp:Plan ; resp:sourceFile "a.txt" ; dcterms:title "分工方案"@zh ; resp:level level:county ;
    eli:id_local "磐政办发〔2021〕2号" ; eli:date_document "2021-04-13"^^xsd:date ;
    resp:place <place/甲市> ; resp:derivesFrom <work/意见> .
  <plan/a/section/一> rdfs:label "部分"@zh ; dcterms:isPartOf <plan/a> .
  <plan/a/task/1> a resp:Task ; dcterms:identifier "1" ; rdfs:label "德育"@zh ;
    dcterms:isPartOf <plan/a/section/一> ;
    resp:ledBy <unit/甲市/教育局> ; resp:supports <unit/甲市/团委> ;
    resp:assignedTo <unit/甲市/教育局> , <unit/甲市/团委> ;
    resp:derivesFrom <work/意见/item/3> ; resp:keyTask <work/省方案/part/德育> ;
    resp:deadlineKind deadline:long-term ; resp:deadlineText "长期坚持" ;
    resp:implements <work/指南> ; resp:mentions <work/意见> .
  <work/省方案/part/德育> a resp:Item ; skos:prefLabel "省里的德育"@zh ; resp:derivesFrom <work/意见/item/3> .
  <plan/a/task/1/a> resp:task <plan/a/task/1> ; resp:unit <unit/甲市/教育局> ; resp:role role:lead ;
    resp:basis basis:explicit ; resp:quote "牵头单位:教育局" ; resp:start 10 ; resp:end 18 .
  <plan/a/task/1/b> resp:task <plan/a/task/1> ; resp:unit <unit/甲市/团委> ; resp:role role:support ;
    resp:basis basis:inline ; resp:quote "团委配合" ; resp:start 20 ; resp:end 24 .
  <plan/a/task/2> a resp:Task ; dcterms:identifier "2" ; rdfs:label "智育"@zh ;
    dcterms:isPartOf <plan/a/section/一> ;
    resp:hasTarget <plan/a/task/2/target/1> .
  <plan/a/task/2/target/1> a resp:Target ; resp:value "95"^^xsd:decimal ; resp:comparator ">=" ;
    resp:unitOfMeasure "%" ; resp:year "2025"^^xsd:gYear ;
    resp:quote "达到95%以上" ; resp:start 30 ; resp:end 37 .
  <plan/a/task/10> a resp:Task ; dcterms:identifier "10" ; rdfs:label "体育"@zh ; dcterms:isPartOf <plan/a> ;
    resp:ledBy <unit/甲市/教育局> , <unit/甲市/体育局> ; resp:supports <unit/甲市/团委> ;
    resp:assignedTo <unit/甲市/教育局> , <unit/甲市/体育局> , <unit/甲市/团委> ;
    resp:derivesFrom <work/意见> ; resp:deadlineKind deadline:by ; resp:deadlineText "到2025年" ;
    resp:deadline "2025"^^xsd:gYear .
  <plan/a/finding/1> a resp:Discrepancy ; resp:about <plan/a/task/10> ; resp:note "单位不同"@zh ;
    resp:quote "教育局牵头" ; resp:start 40 ; resp:end 45 ;
    resp:reading <plan/a/finding/1/evidence/1> , <plan/a/finding/1/evidence/2> .
  <plan/a/finding/1/evidence/1> resp:quote "教育局牵头" ; resp:start 40 ; resp:end 45 .
  <plan/a/finding/1/evidence/2> resp:quote "体育局" ; resp:start 90 ; resp:end 93 .
  <unit/甲市/教育局> skos:prefLabel "甲市教育局"@zh .
}
<plan/b> {
  <plan/b> a resp:Plan ; resp:sourceFile "b.txt" .
  <plan/b/task/四-2> a resp:Task ; dcterms:identifier "四-2" ; rdfs:label "经费"@zh ;
    dcterms:isPartOf <plan/b> ; resp:responsible <unit/乙县/教育局> ;
    resp:assignedTo <unit/乙县/教育局> ; resp:produces <work/办法> .
  <plan/b/goal/1> a resp:Goal ; dcterms:identifier "1" ; rdfs:label "目标"@zh ; dcterms:isPartOf <plan/b> .
}
<shared> {
  <unit/甲市/教育局> skos:prefLabel "甲市教育局"@zh ;
    org:classification kind:education ; resp:place <place/甲市> .
  <unit/甲市/体育局> skos:prefLabel "甲市体育局"@zh ;
    org:classification kind:sport ; resp:place <place/甲市> .
  <unit/甲市/团委> skos:prefLabel "甲市团委"@zh .
  <unit/乙县/教育局> skos:prefLabel "乙县教育局"@zh ;
    org:classification kind:education ; resp:place <place/乙县> .
  <place/甲市> skos:prefLabel "甲市"@zh .
  <place/乙县> skos:prefLabel "乙县"@zh .
  <work/指南> a resp:Document ; dcterms:title "指南"@zh .
  <work/办法> a resp:Document ; dcterms:title "办法"@zh .
  kind:education skos:prefLabel "教育部门"@zh , "education"@en .
}
<opinion> {
  <work/意见> a resp:Document ; dcterms:title "意见"@zh ; skos:prefLabel "意见"@zh ;
    resp:level level:national .
  <work/意见/part/二> a resp:Item ; skos:prefLabel "五育"@zh ; dcterms:isPartOf <work/意见> .
  <work/意见/item/3> a resp:Item ; dcterms:identifier "3" ; skos:prefLabel "突出德育"@zh ;
    dcterms:isPartOf <work/意见/part/二> ; resp:derivesFrom <work/意见> .
  <work/意见/item/10> a resp:Item ; dcterms:identifier "10" ; skos:prefLabel "完善作业"@zh ;
    dcterms:isPartOf <work/意见/part/二> ; resp:derivesFrom <work/意见> .
  <work/别的> a resp:Document ; dcterms:title "没有方案落实的意见"@zh ; resp:level level:national .
  <work/别的/item/1> a resp:Item ; skos:prefLabel "不相干"@zh ; dcterms:isPartOf <work/别的> .
}
"""

# Rows in the order asked for; a cell without a value is "".
ANSWERS = {
    "chain": """
        a.txt | 1  | 德育 | 意见 | national
        a.txt | 1  | 德育 | 突出德育 | national
        a.txt | 10 | 体育 | 意见 | national""",
    "citations": """
        a.txt | 1    | 德育 | implements | 指南
        a.txt | 1    | 德育 | mentions   | 意见
        b.txt | 四-2 | 经费 | produces   | 办法""",
    "deadlines": """
        by        | 2025 | a.txt | 10 | 体育 | 到2025年
        long-term |      | a.txt | 1  | 德育 | 长期坚持""",
    "derivations": """
        a.txt | 1  | 德育 | 3 | 突出德育 | 意见 | 省里的德育
        a.txt | 10 | 体育 |   |          | 意见 |""",
    "discrepancies": """
        a.txt | 10 | 体育 | 单位不同 | 教育局牵头 | 40
        a.txt | 10 | 体育 | 单位不同 | 体育局     | 90""",
    "evidence": """
        a.txt | 1 | 德育 | 甲市教育局 | lead    | explicit | 牵头单位:教育局 | 10 | 18
        a.txt | 1 | 德育 | 甲市团委   | support | inline   | 团委配合        | 20 | 24""",
    "item-coverage": """
        意见 | 3  | 突出德育 | a.txt | 1 | 德育
        意见 | 10 | 完善作业 |       |   |""",
    "kinds-across-places": """
        sport    | 甲市 | 1 | 1
        教育部门 | 乙县 | 1 | 0
        教育部门 | 甲市 | 2 | 2""",
    "leads": """
        a.txt | 1  | 德育 | 甲市教育局
        a.txt | 10 | 体育 | 甲市体育局
        a.txt | 10 | 体育 | 甲市教育局""",
    "meets-most": """
        甲市团委   | 甲市教育局 | 2
        甲市体育局 | 甲市团委   | 1
        甲市体育局 | 甲市教育局 | 1""",
    "orphans": """
        no-derivation | a.txt | 2    | 智育
        no-derivation | b.txt | 四-2 | 经费
        no-lead       | a.txt | 2    | 智育
        no-lead       | b.txt | 四-2 | 经费
        no-task       | 意见  | 10   | 完善作业
        no-unit       | a.txt | 2    | 智育""",
    "plans": """
        a.txt | 分工方案 | 磐政办发〔2021〕2号 | 2021-04-13 | 甲市 | 3
        b.txt |          |                     |            |      | 1""",
    "supports": """
        a.txt | 1  | 德育 | 甲市团委
        a.txt | 10 | 体育 | 甲市团委""",
    "targets": """
        a.txt | 2 | 智育 | >= | 95 | % | 2025 | 达到95%以上""",
    "two-leads": """
        a.txt | 10 | 体育 | 甲市体育局
        a.txt | 10 | 体育 | 甲市教育局""",
    "workload": """
        甲市教育局 | 2 | 2 | 0 | 0
        甲市团委   | 2 | 0 | 2 | 0
        甲市体育局 | 1 | 1 | 0 | 0
        乙县教育局 | 1 | 0 | 0 | 1""",
}


def text_of(name: str) -> str:
    return (QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def rows_of(table: str) -> Rows:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


def solutions(store: pyoxigraph.Store, query: str) -> pyoxigraph.QuerySolutions:
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return found


def on_oxigraph(query: str) -> Rows:
    store = pyoxigraph.Store()
    store.load(GRAPH.encode(), format=TRIG)
    return [
        tuple("" if cell is None else str(getattr(cell, "value", cell)) for cell in row)
        for row in solutions(store, query)
    ]


def on_rdflib(query: str) -> Rows:
    triples = {quad.triple for quad in pyoxigraph.parse(GRAPH.encode(), format=TRIG)}
    merged = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    found = rdflib.Graph().parse(data=merged, format="nt").query(query)
    return [tuple("" if cell is None else str(cell) for cell in row) for row in found if isinstance(row, ResultRow)]


def test_every_query_has_its_answers_written_down() -> None:
    assert sorted(ANSWERS) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ask", [on_oxigraph, on_rdflib])
def test_answers_on_the_small_graph(name: str, ask: Callable[[str], Rows]) -> None:
    assert ask(text_of(name)) == rows_of(ANSWERS[name])


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_graph_gives_no_rows_and_no_error(name: str) -> None:
    assert list(solutions(pyoxigraph.Store(), text_of(name))) == []


@pytest.mark.parametrize("path", sorted(QUERIES.rglob("*.rq")), ids=lambda path: path.stem)
def test_the_question_stands_on_top_in_english_and_chinese(path: Path) -> None:
    english, chinese, *_ = path.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"# en: [A-Z].*[.?]", english)
    assert re.fullmatch(r"# zh: .*[\u4e00-\u9fff].*[。？?]", chinese)


@pytest.mark.parametrize("name", NAMES)
def test_no_query_subtracts_by_minus(name: str) -> None:
    """MINUS compares every row with every other; FILTER NOT EXISTS looks each row up."""
    assert not re.search(r"\bMINUS\b", text_of(name), re.IGNORECASE)
