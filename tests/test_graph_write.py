"""From a corpus to triples, term by term of the public vocabulary."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from canonical import canonical
from corpus_fixture import CORPUS, DING, RESOLVED_DING, RESOLVED_YI, ding, quads
from pyoxigraph import BlankNode
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS, XSD
from rdflib.term import Node
from terms import DEADLINE, DIRECT, ELI, KIND, LEVEL, ORG, RESP
from written_fixture import (
    BASE,
    EYES,
    GRAPH,
    MORALS,
    OPINION,
    OTHER,
    PLAN,
    SPORT,
    graph_of,
    objects,
    unit,
    with_task,
    zh,
)

from kg.model import Doubt, Relation
from kg.resolve.resolved import Resolved


@pytest.mark.parametrize(
    ("subject", "predicate", "wanted"),
    [
        (PLAN, RDF.type, {RESP.Plan}),
        (PLAN, RESP.sourceFile, {Literal("ding-2021.txt")}),
        (PLAN, DCTERMS.title, zh("丁城市提高义务教育质量任务分工方案")),
        (PLAN, ELI.id_local, {Literal("丁政办发〔2021〕7号")}),
        (PLAN, ELI.date_document, {Literal("2021-04-13", datatype=XSD.date)}),
        (PLAN, ELI.passed_by, {unit("丁城市/政府办公室")}),
        (PLAN, RESP.place, {URIRef(BASE + "place/丁城市")}),
        (PLAN, RESP.level, {LEVEL.county}),
        (PLAN, RESP.derivesFrom, {OPINION, URIRef(BASE + "work/河东省提高质量方案")}),
        (PLAN, RESP.noise, {Literal("<a>点击下载</a>")}),
        (OTHER, DCTERMS.title, set()),
        (OTHER, RESP.place, set()),
        (URIRef(BASE + "place/丁城市"), SKOS.prefLabel, zh("丁城市")),
        (unit("丁城市/教育局"), SKOS.prefLabel, zh("丁城市教育局")),
        (unit("丁城市/教育局"), SKOS.altLabel, zh("市教育局", "教育局")),
        (unit("丁城市/教育局"), ORG.classification, {KIND.education}),
        (unit("丁城市/团委"), ORG.classification, {KIND["youth-league"]}),
        (unit("丁城市/有关部门"), ORG.classification, set()),
        (unit("乙县/教育局"), SKOS.altLabel, zh("县教育局", "教育局")),
        (OPINION, DCTERMS.title, zh("提高质量的意见")),
        (OPINION, SKOS.altLabel, zh("国家意见")),
        (OPINION, RESP.level, {LEVEL.national}),
        (URIRef(BASE + "work/河东省提高质量方案"), RESP.level, {LEVEL.provincial}),
        (MORALS, RDF.type, {RESP.Task}),
        (MORALS, RDFS.label, zh("突出德育实效")),
        (MORALS, DCTERMS.identifier, {Literal("1")}),
        (MORALS, RESP.ledBy, {unit("丁城市/教育局")}),
        (MORALS, RESP.supports, {unit("丁城市/团委"), unit("丁城市/有关部门")}),
        (MORALS, RESP.assignedTo, {unit("丁城市/教育局"), unit("丁城市/团委"), unit("丁城市/有关部门")}),
        (MORALS, RESP.derivesFrom, {OPINION + "/item/3"}),
        (MORALS, RESP.keyTask, {URIRef(BASE + "work/河东省提高质量方案/titled/完善德育工作体系")}),
        (MORALS, RESP.implements, {URIRef(BASE + "work/德育工作指南")}),
        (MORALS, RESP.cites, {URIRef(BASE + "work/德育工作指南")}),
        (URIRef(BASE + "work/德育工作指南"), ELI.id_local, {Literal("教基〔2017〕8号")}),
        (MORALS, RESP.deadlineKind, {DEADLINE["long-term"]}),
        (MORALS, RESP.deadline, set()),
        (SPORT, RESP.deadline, {Literal("2021/2025")}),
        (SPORT, RESP.deadlineText, {Literal("2021-2025年")}),
        (EYES, RESP.deadline, {Literal("2024-12", datatype=XSD.gYearMonth)}),
        (EYES, RESP.responsible, {unit("乙县/教育局")}),
        (EYES, RESP.derivesFrom, {OPINION}),
        (EYES, RESP.mentions, {URIRef(BASE + "work/近视防控方案")}),
        (MORALS + "/measure/1", RDFS.label, zh("贯彻《德育工作指南》")),
        (MORALS + "/target/1", RESP.value, {Literal("12.5", datatype=XSD.decimal)}),
        (SPORT + "/target/1", RESP.comparator, {Literal(">=")}),
        (SPORT + "/target/1", RESP.year, {Literal("2025", datatype=XSD.gYear)}),
        (OTHER + "/goal/目-1", RDF.type, {RESP.Goal}),
        (OTHER + "/goal/目-1", DCTERMS.isPartOf, {OTHER}),
        (OTHER + "/goal/目-1", RESP.hasTarget, {OTHER + "/goal/目-1/target/1"}),
    ],
)
def test_what_is_said_of_a_thing(subject: Node, predicate: Node, wanted: set[Node]) -> None:
    assert objects(subject, predicate) == wanted


def test_sections_chain_up_to_the_plan() -> None:
    inner, outer = OTHER + "/section/工作%2F重点/筛查", OTHER + "/section/工作%2F重点"
    assert list(GRAPH.transitive_objects(EYES, DCTERMS.isPartOf)) == [EYES, inner, outer, OTHER]
    assert objects(outer, RDFS.label) == zh("工作/重点")
    assert len(list(GRAPH.subjects(RDFS.label, Literal("五育并举", lang="zh")))) == 1


def test_direct_edges_and_assignments_agree() -> None:
    said = {
        (task, DIRECT[str(role).rsplit("/", 1)[1]], unit)
        for node in GRAPH.subjects(RDF.type, RESP.Assignment)
        for task in GRAPH.objects(node, RESP.task)
        for role in GRAPH.objects(node, RESP.role)
        for unit in GRAPH.objects(node, RESP.unit)
    }
    drawn = {(task, edge, unit) for edge in DIRECT.values() for task, unit in GRAPH.subject_objects(edge)}
    assert said == drawn
    assert {(task, unit) for task, _, unit in drawn} == set(GRAPH.subject_objects(RESP.assignedTo))
    assert len(drawn) == 4


def test_a_finding_shows_both_readings() -> None:
    (finding,) = GRAPH.subjects(RDF.type, RESP.Discrepancy)
    readings = {str(GRAPH.value(node, RESP.quote)) for node in GRAPH.objects(finding, RESP.reading)}
    assert objects(finding, RESP.about) == {SPORT}
    assert objects(finding, RESP.note) == zh("正文与附表标题不同")
    assert readings == {"强化学校体育", "强化体育锻炼"}
    assert objects(finding, RESP.quote) == {Literal("强化学校体育")}


def test_doubts_are_findings_and_no_facts() -> None:
    doubtful = replace(DING, doubts=(Doubt("不明单位", ding("有关部门"), "1", "有关部门"),))
    graph = graph_of(replace(RESOLVED_DING, plan=doubtful))
    (doubt,) = graph.subjects(RDF.type, RESP.Doubt)
    assert objects(doubt, RESP.about, graph) == {MORALS, unit("丁城市/有关部门")}
    assert objects(doubt, RESP.quote, graph) == {Literal("有关部门")}
    others = {triple for triple in graph if triple[0] != doubt}
    assert others == set(graph_of(RESOLVED_DING))


# ---- the graph as a whole


def test_a_plan_s_graph_depends_on_that_plan_alone() -> None:
    def lines(*resolved: Resolved) -> set[bytes]:
        found = canonical(quads(resolved)).splitlines()
        return {line for line in found if line.endswith(f"<{PLAN}> .".encode())}

    assert lines(*CORPUS) == lines(RESOLVED_DING) != set()
    assert lines(RESOLVED_YI) == set()


def test_there_are_no_blank_nodes() -> None:
    assert not [q for q in quads(CORPUS) if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]


def test_another_base_moves_every_thing() -> None:
    written = canonical(quads(CORPUS, base="https://example.org/")).decode()
    assert "<https://example.org/plan/ding-2021/task/1>" in written
    assert {tail.split("/")[0] for tail in re.findall(f"{BASE}([^>]*)>", written)} == {"work"}  # known ones keep theirs


def test_without_plans_nothing_is_said() -> None:
    assert quads(()) == []


def test_every_relation_has_its_property() -> None:
    cited = DING.tasks[0].citations[0]
    for relation in Relation:
        graph = graph_of(with_task(replace(DING.tasks[0], citations=(replace(cited, relation=relation),))))
        assert objects(MORALS, RESP[relation], graph) == objects(MORALS, RESP.cites, graph) != set()


def test_every_term_written_is_in_the_ontology() -> None:
    path = Path(__file__).resolve().parents[1] / "ontology" / "responsibility.ttl"
    defined = set(Graph().parse(path).subjects(RDF.type))
    written = {term for triple in GRAPH for term in triple if str(term).startswith(str(RESP))}
    assert written - defined == set()
