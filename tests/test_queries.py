"""Named queries: each says its question in two languages and answers right on a small graph."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.query import ResultRow

from kg.graph.answer import evaluate
from kg.graph.ask import select
from kg.graph.lookup import SORTS
from kg.graph.parameters import bindings, parameters
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
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
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
  <plan/a/task/1> a resp:Task ; dcterms:source <plan/a> ; dcterms:identifier "1" ; rdfs:label "德育"@zh ;
    dcterms:isPartOf <plan/a/section/一> ;
    resp:ledBy <unit/甲市/教育局> ; resp:supports <unit/甲市/团委> ;
    resp:assignedTo <unit/甲市/教育局> , <unit/甲市/团委> ;
    resp:derivesFrom <work/意见/item/3> ; resp:keyTask <work/省方案/part/德育> ;
    resp:deadlineKind deadline:long-term ; resp:deadlineText "长期坚持" ;
    resp:implements <work/指南> ; resp:mentions <work/意见> ; resp:cites <work/指南> , <work/意见> .
  <work/省方案/part/德育> a resp:Item ; skos:prefLabel "省里的德育"@zh ; resp:derivesFrom <work/意见/item/3> .
  <plan/a/task/1/a> resp:task <plan/a/task/1> ; resp:unit <unit/甲市/教育局> ; resp:role role:lead ;
    resp:basis basis:explicit ; resp:quote "牵头单位:教育局" ; resp:where "line 2" ; resp:start 10 ; resp:end 18 ;
    resp:rule "labelled" ; dcterms:source <plan/a> ; resp:evidence <plan/a/text#char=10,18> .
  <plan/a/text#char=10,18> a resp:Passage ; oa:hasSelector <plan/a/text#selector=10,18> .
  <plan/a/text#selector=10,18> oa:exact "牵头单位:教育局" ; oa:prefix "德育。" ; oa:suffix "团委" ;
    oa:start 10 ; oa:end 18 .
  <plan/a/task/1/b> resp:task <plan/a/task/1> ; resp:unit <unit/甲市/团委> ; resp:role role:support ;
    resp:basis basis:inline ; resp:quote "团委配合" ; resp:where "line 3" ; resp:start 20 ; resp:end 24 .
  <plan/a/task/1/duty/1> a resp:Duty ; dcterms:isPartOf <plan/a/task/1> ; resp:unit <unit/甲市/团委> ;
    resp:role role:responsible ; resp:quote "团委要建队" ; resp:start 24 ; resp:end 29 ; dcterms:source <plan/a> .
  <plan/a/task/1/evidence/1> a resp:Evidence ; rdf:subject <plan/a/task/1> ; rdf:predicate resp:implements ;
    rdf:object <work/指南> ; resp:quote "《指南》" ; resp:rule "title" ; dcterms:source <plan/a> ;
    resp:evidence <plan/a/text#char=4,8> .
  <plan/a/evidence/1> a resp:Evidence ; rdf:subject <plan/a> ; rdf:predicate dcterms:title ;
    rdf:object "分工方案"@zh ; resp:rule "title" ; dcterms:source <plan/a> ; resp:evidence <plan/a/text#char=0,4> .
  <plan/a/text#char=4,8> a resp:Passage ; oa:hasSelector <plan/a/text#selector=4,8> .
  <plan/a/text#selector=4,8> oa:exact "《指南》" ; oa:prefix "贯彻" ; oa:suffix "。" ; oa:start 4 ; oa:end 8 .
  <plan/a/text#char=0,4> a resp:Passage ; oa:hasSelector <plan/a/text#selector=0,4> .
  <plan/a/text#selector=0,4> oa:exact "分工方案" ; oa:prefix "" ; oa:suffix "贯彻" ; oa:start 0 ; oa:end 4 .
  <plan/a/doubt/1> a resp:Doubt ; resp:about <plan/a/task/2> ; resp:note "ends like no unit"@en ;
    resp:quote "数智" ; resp:start 33 ; resp:end 35 ; dcterms:source <plan/a> .
  <plan/a/doubt/2> a resp:Doubt ; resp:about <plan/a> , <unit/甲市/团委> ; resp:note "of no known kind"@en ;
    resp:quote "团委" ; resp:start 20 ; resp:end 22 ; dcterms:source <plan/a> .
  <plan/a/naming/unit/教育局> a resp:Naming ; resp:identifies <unit/甲市/教育局> ; resp:name "市教育局"@zh ;
    resp:surface "教育局"@zh , "教 育局"@zh ; dcterms:source <plan/a> .
  <plan/a/naming/unit/团委> a resp:Naming ; resp:identifies <unit/甲市/团委> ; resp:name "团委"@zh ;
    dcterms:source <plan/a> ; prov:wasInfluencedBy <correction/1> .
  <correction/1> a resp:Correction ; resp:name "团委"@zh ; resp:about <unit/甲市/团委> ; resp:note "共青团"@zh ;
    prov:wasAttributedTo <agent/wang> .
  <correction/2> a resp:Correction ; prov:wasAttributedTo <agent/wang> .
  <agent/wang> rdfs:label "wang" .
  <plan/a/rejection/1> a resp:Rejection ; prov:wasInfluencedBy <correction/2> ; resp:about <plan/a/task/2> ;
    resp:rejects <unit/甲市/体育局> ; resp:role role:support ; resp:quote "体育局" ; dcterms:source <plan/a> .
  <plan/a/task/2> a resp:Task ; dcterms:source <plan/a> ; dcterms:identifier "2" ; rdfs:label "智育"@zh ;
    dcterms:isPartOf <plan/a/section/一> ;
    resp:hasTarget <plan/a/task/2/target/1> .
  <plan/a/task/2/target/1> a resp:Target ; resp:value "95"^^xsd:decimal ; resp:comparator ">=" ;
    resp:unitOfMeasure "%" ; resp:year "2025"^^xsd:gYear ;
    resp:quote "达到95%以上" ; resp:start 30 ; resp:end 37 .
  <plan/a/task/10> a resp:Task ; dcterms:source <plan/a> ; dcterms:identifier "10" ; rdfs:label "体育"@zh ; dcterms:isPartOf <plan/a> ;
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
  <plan/b/task/四-2> a resp:Task ; dcterms:source <plan/b> ; dcterms:identifier "四-2" ; rdfs:label "经费"@zh ;
    dcterms:isPartOf <plan/b> ; resp:responsible <unit/乙县/教育局> ;
    resp:assignedTo <unit/乙县/教育局> ; resp:produces <work/办法> ; resp:cites <work/办法> ;
    resp:deadlineKind deadline:during ; resp:deadline "2021/2023" ; resp:deadlineText "2021-2023年" .
  <plan/b/naming/unit/工会> a resp:Naming ; resp:identifies <unit/乙县/工会> ; resp:name "县工会"@zh ;
    dcterms:source <plan/b> .
  <plan/b/goal/1> a resp:Goal ; dcterms:identifier "1" ; rdfs:label "目标"@zh ; dcterms:isPartOf <plan/b> .
}
<shared> {
  <unit/甲市/教育局> a resp:Unit ; skos:prefLabel "甲市教育局"@zh ;
    org:classification kind:education ; resp:place <place/甲市> .
  <unit/甲市/体育局> a resp:Unit ; skos:prefLabel "甲市体育局"@zh ; skos:altLabel "市体育局"@zh ;
    org:classification kind:sport ; resp:place <place/甲市> .
  <unit/甲市/团委> a resp:Unit ; skos:prefLabel "甲市团委"@zh ; resp:place <place/甲市> .
  <unit/乙县/教育局> a resp:Unit ; skos:prefLabel "乙县教育局"@zh ;
    org:classification kind:education ; resp:place <place/乙县> .
  <unit/乙县/工会> a resp:Unit ; skos:prefLabel "乙县工会"@zh ; resp:place <place/乙县> .
  <place/甲市> a resp:Place ; skos:prefLabel "甲市"@zh .
  <place/乙县> a resp:Place ; skos:prefLabel "乙县"@zh .
  <work/指南> a resp:Document ; dcterms:title "指南"@zh ; skos:prefLabel "指南"@zh .
  <work/办法> a resp:Document ; dcterms:title "办法"@zh .
  role:support skos:prefLabel "配合"@zh .
  kind:education skos:prefLabel "教育部门"@zh , "education"@en .
}
<proposals> {
  <plan/b/task/四-2> resp:closeTo <work/意见/item/10> .
  <plan/b/proposal/1> a resp:Proposal ; rdf:subject <plan/b/task/四-2> ; rdf:predicate resp:closeTo ;
    rdf:object <work/意见/item/10> ; resp:score 0.42 ; dcterms:source <plan/b> .
}
<build> {
  <refused/00ff> a resp:Refusal ; resp:sourceFile "menu.txt" ; resp:note "sets no tasks"@en ; resp:sha256 "00ff" .
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

# Rows in the order asked for, without the columns of parameters; a cell without a value is "". The days of what is
# overdue are past.
ANSWERS = {
    "chain": """
        a.txt | 1  | 德育 | 意见 | national
        a.txt | 1  | 德育 | 突出德育 | national
        a.txt | 10 | 体育 | 意见 | national""",
    "close-to": """
        0.42 | b.txt | | 四-2 | 经费 | 10 | 完善作业 | 意见 |""",
    "citations": """
        a.txt | 1    | 德育 | implements | 指南
        a.txt | 1    | 德育 | mentions   | 意见
        b.txt | 四-2 | 经费 | produces   | 办法""",
    "cited-most": """
        办法 | 1 | 1
        意见 | 1 | 1
        指南 | 1 | 1""",
    "corrections": """
        wang |  |  |  | 甲市体育局 | support | a.txt | 2 | 体育局
        wang | 共青团 | 团委 | 甲市团委 |  |  |  |  |""",
    "deadlines": """
        by        | 2025      | a.txt | 10   | 体育 | 到2025年
        during    | 2021/2023 | b.txt | 四-2 | 经费 | 2021-2023年
        long-term |           | a.txt | 1    | 德育 | 长期坚持""",
    "derivations": """
        a.txt | 1  | 德育 | 3 | 突出德育 | 意见 | 省里的德育
        a.txt | 10 | 体育 |   |          | 意见 |""",
    "discrepancies": """
        a.txt | 10 | 体育 | 单位不同 | 教育局牵头 | 40
        a.txt | 10 | 体育 | 单位不同 | 体育局     | 90""",
    "doubts": """
        a.txt |   | of no known kind     | 团委 | 20 | 甲市团委
        a.txt | 2 | ends like no unit | 数智 | 33 |""",
    "duties": """
        a.txt | 1 | 德育 | 甲市团委 | responsible | 团委要建队 | 24""",
    "evidence": """
        a.txt | 1 | 德育 | 甲市教育局 | lead    | explicit | 牵头单位:教育局 | line 2 | 10 | 18
        a.txt | 1 | 德育 | 甲市团委   | support | inline   | 团委配合        | line 3 | 20 | 24""",
    "item-coverage": """
        意见 | 3  | 突出德育 | a.txt | 1 | 德育
        意见 | 10 | 完善作业 |       |   |""",
    "item-outcome": """
        意见 | 3  | 突出德育 | a.txt | 1 | 德育 | 甲市教育局 | 长期坚持
        意见 | 10 | 完善作业 | a.txt |   |      |            |""",
    "kinds-across-places": """
        sport    | 甲市 | 1 | 1
        教育部门 | 乙县 | 1 | 0
        教育部门 | 甲市 | 2 | 2""",
    "leads": """
        a.txt | 1  | 德育 | 甲市教育局
        a.txt | 10 | 体育 | 甲市体育局
        a.txt | 10 | 体育 | 甲市教育局""",
    "leads-by-kind": """
        a.txt | 教育部门 | 2 | 1
        a.txt | sport    | 1 | 1""",
    "many-supporters": "",
    "meets-most": """
        甲市团委 | 甲市教育局 | 2""",
    "namings": """
        a.txt | 团委     |        | 甲市团委   | wang
        a.txt | 市教育局 | 教 育局 | 甲市教育局 |
        a.txt | 市教育局 | 教育局  | 甲市教育局 |
        b.txt | 县工会   |        | 乙县工会   |""",
    "no-lead": """
        b.txt | 四-2 | 经费 | 乙县教育局""",
    "orphans": """
        no-derivation | a.txt | 2    | 智育
        no-derivation | b.txt | 四-2 | 经费
        no-lead       | a.txt | 2    | 智育
        no-lead       | b.txt | 四-2 | 经费
        no-task       | 意见  | 10   | 完善作业
        no-unit       | a.txt | 2    | 智育
        unit-no-task  | b.txt |      | 乙县工会""",
    "overdue": """
        2023-12-31 | b.txt | 四-2 | 经费 | 2021-2023年 | 乙县教育局
        2025-12-31 | a.txt | 10   | 体育 | 到2025年    | 甲市体育局
        2025-12-31 | a.txt | 10   | 体育 | 到2025年    | 甲市教育局""",
    "plans": """
        a.txt | 分工方案 | 磐政办发〔2021〕2号 | 2021-04-13 | 甲市 | 3
        b.txt |          |                     |            |      | 1""",
    "policy-plans": """
        意见 | national | a.txt | 分工方案 | 甲市 | 3""",
    "refused": """
        menu.txt | sets no tasks | 00ff""",
    "support-only": """
        甲市团委 | 甲市 | 2""",
    "supports": """
        a.txt | 1  | 德育 | 甲市团委
        a.txt | 10 | 体育 | 甲市团委""",
    "targets": """
        a.txt | 2 | 智育 | >= | 95 | % | 2025 | 达到95%以上""",
    "tasks-by-year": """
        2023 | b.txt | 1
        2025 | a.txt | 1""",
    "tasks-of-unit": """
        乙县教育局 | responsible | b.txt | 四-2 | 经费 | 2021-2023年
        甲市体育局 | lead    | a.txt | 10 | 体育 | 到2025年
        甲市团委   | support | a.txt | 1  | 德育 | 长期坚持
        甲市团委   | support | a.txt | 10 | 体育 | 到2025年
        甲市教育局 | lead    | a.txt | 1  | 德育 | 长期坚持
        甲市教育局 | lead    | a.txt | 10 | 体育 | 到2025年""",
    "two-leads": """
        a.txt | 10 | 体育 | 甲市体育局
        a.txt | 10 | 体育 | 甲市教育局""",
    "undated": """
        a.txt | 2 | 智育 |""",
    "who-says-so": """
        a.txt |   | title      | 分工方案   |        | 分工方案        | 贯彻 | title
        a.txt | 1 | implements | 指南       | 贯彻   | 《指南》        | 。   | title
        a.txt | 1 | lead       | 甲市教育局 | 德育。 | 牵头单位:教育局 | 团委 | labelled""",
    "workload": """
        甲市教育局 | 2 | 2 | 0 | 0
        甲市团委   | 2 | 0 | 2 | 0
        甲市体育局 | 1 | 1 | 0 | 0
        乙县教育局 | 1 | 0 | 0 | 1""",
}


def text_of(name: str) -> str:
    return (QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def rows_of(table: str) -> Rows:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip("\n").splitlines()]


def text(cell: object) -> str:
    return "" if cell is None else str(getattr(cell, "value", cell))


def for_people(query: str, columns: list[str], rows: list[tuple[str, ...]]) -> Rows:
    """The rows without the columns that parameters bind."""
    hidden = {each.variable for each in parameters(query).values()}
    return [tuple(cell for name, cell in zip(columns, row, strict=True) if name not in hidden) for row in rows]


def merged() -> pyoxigraph.Store:
    """All named graphs in the default graph too, each triple once, as a build leaves it."""
    store = pyoxigraph.Store()
    store.load(GRAPH.encode(), format=TRIG)
    store.extend(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in list(store))
    return store


STORE = merged()


def asked(query: str, **given: str) -> tuple[list[str], list[tuple[str, ...]]]:
    found = evaluate(STORE, query, bindings=bindings(STORE, query, given))
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [variable.value for variable in found.variables], [tuple(map(text, row)) for row in found]


def on_oxigraph(query: str) -> Rows:
    return for_people(query, *asked(query))


def on_rdflib(query: str) -> Rows:
    triples = {quad.triple for quad in pyoxigraph.parse(GRAPH.encode(), format=TRIG)}
    data = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    found = rdflib.Graph().parse(data=data, format="nt").query(query)
    columns = [str(variable) for variable in found.vars or ()]
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in found if isinstance(row, ResultRow)]
    return for_people(query, columns, rows)


def test_every_query_has_its_answers_written_down() -> None:
    assert sorted(ANSWERS) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ask", [on_oxigraph, on_rdflib])
def test_answers_on_the_small_graph(name: str, ask: Callable[[str], Rows]) -> None:
    assert ask(text_of(name)) == rows_of(ANSWERS[name])


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_leaves_the_rows_that_have_its_value(name: str) -> None:
    query = text_of(name)
    columns, rows = asked(query)
    for each in parameters(query).values():
        if each.sort not in SORTS or (name, each.name) in OTHERWISE:
            continue
        at = columns.index(each.variable)
        values = {row[at] for row in rows} - {""}
        assert values, f"{each.name}: no row has a value"
        for value in values:
            assert asked(query, **{each.name: f"<{value}>"})[1] == [row for row in rows if row[at] == value]


OTHERWISE = {("meets-most", "unit"), ("many-supporters", "plan")}  # in the answers below


@pytest.mark.parametrize(
    ("name", "given", "rows"),
    [
        ("leads", {"unit": "市体育局"}, "a.txt | 10 | 体育 | 甲市体育局"),
        ("leads", {"plan": "b"}, ""),
        (
            "tasks-of-unit",
            {"unit": "甲市团委", "role": "配合", "plan": "a.txt"},
            "甲市团委 | support | a.txt | 1 | 德育 | 长期坚持\n甲市团委 | support | a.txt | 10 | 体育 | 到2025年",
        ),
        ("meets-most", {"unit": "甲市团委"}, "甲市团委 | 甲市教育局 | 2"),
        ("meets-most", {"unit": "甲市教育局"}, "甲市团委 | 甲市教育局 | 2"),
        ("meets-most", {"unit": "甲市体育局"}, ""),
        ("overdue", {"asof": "2023-12-31"}, ""),
        ("overdue", {"asof": "2024-01-01"}, "2023-12-31 | b.txt | 四-2 | 经费 | 2021-2023年 | 乙县教育局"),
        (
            "many-supporters",
            {"least": "1"},
            "1 | a.txt | 1 | 德育 | 甲市教育局\n1 | a.txt | 10 | 体育 | 甲市体育局\n1 | a.txt | 10 | 体育 | 甲市教育局",
        ),
        ("many-supporters", {"least": "1", "plan": "b"}, ""),
        ("close-to", {"plan": "a"}, ""),
        ("close-to", {"policy": "《意见》", "plan": "b"}, "0.42 | b.txt | | 四-2 | 经费 | 10 | 完善作业 | 意见 |"),
        ("many-supporters", {"least": "2"}, ""),
        ("item-outcome", {"item": "完善作业"}, "意见 | 10 | 完善作业 | a.txt | | | |"),
        ("policy-plans", {"policy": "《意见》", "place": "甲市"}, "意见 | national | a.txt | 分工方案 | 甲市 | 3"),
        ("kinds-across-places", {"kind": "教育部门", "place": "乙县"}, "教育部门 | 乙县 | 1 | 0"),
        (
            "evidence",
            {"task": "a/1", "unit": "甲市团委"},
            "a.txt | 1 | 德育 | 甲市团委 | support | inline | 团委配合 | line 3 | 20 | 24",
        ),
    ],
)
def test_answers_narrowed(name: str, given: dict[str, str], rows: str) -> None:
    query = text_of(name)
    assert for_people(query, *asked(query, **given)) == rows_of(rows)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_graph_gives_no_rows_and_no_error(name: str) -> None:
    assert select(pyoxigraph.Store(), text_of(name)).rows == ()


@pytest.mark.parametrize("path", sorted(QUERIES.rglob("*.rq")), ids=lambda path: path.stem)
def test_the_question_stands_on_top_in_english_and_chinese(path: Path) -> None:
    english, chinese, *_ = path.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"# en: [A-Z].*[.?]", english)
    assert re.fullmatch(r"# zh: .*[\u4e00-\u9fff].*[。？?]", chinese)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_parameter_is_stands_in_english_and_chinese(name: str) -> None:
    query = text_of(name)
    assert len(parameters(query)) == query.count("# param ")
    for each in parameters(query).values():
        assert each.sort in {*SORTS, "date", "number"}
        assert re.fullmatch(r"[\x20-\x7e]+ / .*[\u4e00-\u9fff].*", each.said)


@pytest.mark.parametrize("name", NAMES)
def test_no_query_subtracts_by_minus(name: str) -> None:
    """MINUS compares every row with every other; FILTER NOT EXISTS looks each row up."""
    assert not re.search(r"\bMINUS\b", text_of(name), re.IGNORECASE)
