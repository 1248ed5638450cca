"""From a corpus to triples, term by term of the public vocabulary."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from canonical import canonical, turtle
from corpus_fixture import CORPUS, DING, DING_TEXT, RESOLVED_DING, RESOLVED_YI, YI_TEXT, ding, quads, yi
from pyoxigraph import BlankNode
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD
from rdflib.term import Node
from terms import DEADLINE, ELI, KIND, LEVEL, OA, ORG, RESP

from kg.model import Correction, CorrectionKind, Derivation, Doubt, Plan, Relation, Task
from kg.resolve.resolved import Resolved

BASE = "https://w3id.org/responsibility-graph/id/"
PLAN = URIRef(BASE + "plan/ding-2021")
OTHER = URIRef(BASE + "plan/yi%202024")
MORALS = PLAN + "/task/1"
SPORT = PLAN + "/task/2"
EYES = OTHER + "/task/1"
OPINION = URIRef(BASE + "work/提高质量的意见")
DIRECT = {"lead": RESP.ledBy, "support": RESP.supports, "responsible": RESP.responsible}


def graph_of(*resolved: Resolved) -> Graph:
    """All named graphs merged."""
    return Graph().parse(data=turtle(quad.triple for quad in quads(resolved)), format="turtle")


def with_task(task: Task, plan: Plan = DING) -> Resolved:
    """A plan of this one task, its names resolved."""
    return replace(RESOLVED_DING, plan=replace(plan, tasks=(task,), findings=()))


GRAPH = graph_of(*CORPUS)


def objects(subject: Node, predicate: Node, graph: Graph = GRAPH) -> set[Node]:
    return set(graph.objects(subject, predicate))


def zh(*texts: str) -> set[Node]:
    return {Literal(text, lang="zh") for text in texts}


def unit(tail: str) -> URIRef:
    return URIRef(BASE + "unit/" + tail)


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


def test_an_assignment_stands_once_for_each_place_that_says_it() -> None:
    led = [node for node in GRAPH.subjects(RESP.task, MORALS) if (node, RESP.unit, unit("丁城市/教育局")) in GRAPH]
    starts = sorted(int(str(start)) for node in led for start in GRAPH.objects(node, RESP.start))
    assert starts == sorted((DING_TEXT.index("牵头单位"), DING_TEXT.index("教育局 2")))


def test_every_quote_is_the_text_at_its_offsets() -> None:
    texts = {PLAN: DING_TEXT, OTHER: YI_TEXT}
    quoted = set(GRAPH.subjects(RESP.quote))
    for node in quoted:
        (text,) = (texts[URIRef(str(plan))] for plan in GRAPH.objects(node, DCTERMS.source))
        (start,), (end,), (quote,) = (objects(node, p) for p in (RESP.start, RESP.end, RESP.quote))
        assert text[int(str(start)) : int(str(end))] == str(quote)
    kinds = (
        RESP.Assignment,
        RESP.Measure,
        RESP.Target,
        RESP.Discrepancy,
        RESP.Task,
        RESP.Goal,
        RESP.Evidence,
        RESP.Duty,
    )
    assert {node for kind in kinds for node in GRAPH.subjects(RDF.type, kind)} == quoted


@pytest.mark.parametrize(
    "predicate",
    [
        *(RESP.derivesFrom, RESP.keyTask, RESP.implements, RESP.mentions, RESP.deadlineKind),
        *(DCTERMS.title, ELI.passed_by, ELI.date_document),
    ],
)
def test_a_fact_without_a_node_has_its_evidence(predicate: Node) -> None:
    facts = {
        (subject, value)
        for subject, value in GRAPH.subject_objects(predicate)
        if str(subject).startswith(BASE + "plan/")
    }
    borne_out = {
        (GRAPH.value(node, RDF.subject), GRAPH.value(node, RDF.object))
        for node in GRAPH.subjects(RDF.predicate, predicate)
        if (node, RESP.quote, None) in GRAPH and str(GRAPH.value(node, RDF.subject)).startswith(BASE + "plan/")
    }
    assert facts == borne_out != set()


def test_items_come_from_their_document_and_key_tasks_from_items() -> None:
    item = OPINION + "/item/3"
    key_task = GRAPH.value(MORALS, RESP.keyTask)
    assert key_task is not None
    assert objects(item, RESP.derivesFrom) == {OPINION}
    assert objects(key_task, RESP.derivesFrom) == {item}
    assert objects(key_task, DCTERMS.isPartOf) == {URIRef(BASE + "work/河东省提高质量方案")}
    assert objects(key_task, SKOS.prefLabel) == zh("完善德育工作体系")


@pytest.mark.parametrize(
    ("title", "item", "wanted"),
    [
        (None, "突出德育实效", "work/提高质量的意见/item/3"),
        (None, "增强美育熏陶", "work/提高质量的意见/titled/增强美育熏陶"),
        ("河东省提高质量方案", "突出德育实效", "work/河东省提高质量方案/titled/突出德育实效"),
        ("河东省提高质量方案", None, "work/河东省提高质量方案"),
    ],
)
def test_what_a_task_carries_out(title: str | None, item: str | None, wanted: str) -> None:
    task = replace(DING.tasks[0], derivations=(Derivation(title, item, None, ding("突出德育实效")),))
    graph = graph_of(with_task(task))
    assert objects(MORALS, RESP.derivesFrom, graph) == {URIRef(BASE + wanted)}


def test_the_basis_that_lists_the_item_goes_before_the_first() -> None:
    plan = replace(DING, basis=DING.basis[::-1])
    assert objects(MORALS, RESP.derivesFrom, graph_of(with_task(DING.tasks[0], plan))) == {OPINION + "/item/3"}


def test_without_a_basis_nothing_is_made_up() -> None:
    graph = graph_of(with_task(DING.tasks[0], replace(DING, basis=())))
    assert objects(MORALS, RESP.derivesFrom, graph) == objects(MORALS, RESP.keyTask, graph) == set()


def test_a_key_task_stands_alone_where_no_provincial_plan_is_named() -> None:
    graph = graph_of(with_task(DING.tasks[0], replace(DING, basis=DING.basis[:1])))
    key_task = PLAN + "/titled/完善德育工作体系"
    assert objects(MORALS, RESP.keyTask, graph) == {key_task}
    assert objects(key_task, DCTERMS.isPartOf, graph) == set()


def test_a_finding_shows_both_readings() -> None:
    (finding,) = GRAPH.subjects(RDF.type, RESP.Discrepancy)
    readings = {str(GRAPH.value(node, RESP.quote)) for node in GRAPH.objects(finding, RESP.reading)}
    assert objects(finding, RESP.about) == {SPORT}
    assert objects(finding, RESP.note) == zh("正文与附表标题不同")
    assert readings == {"强化学校体育", "强化体育锻炼"}
    assert objects(finding, RESP.quote) == {Literal("强化学校体育")}


def test_a_known_work_leaves_its_items_to_its_own_file() -> None:
    assert objects(OPINION, SKOS.altLabel) == zh("国家意见")
    assert objects(OPINION + "/item/5", SKOS.prefLabel) == set()
    assert objects(SPORT, RESP.derivesFrom) == {OPINION + "/item/5"}


def test_doubts_are_findings_and_no_facts() -> None:
    doubtful = replace(DING, doubts=(Doubt("不明单位", ding("有关部门"), "1", "有关部门"),))
    graph = graph_of(replace(RESOLVED_DING, plan=doubtful))
    (doubt,) = graph.subjects(RDF.type, RESP.Doubt)
    assert objects(doubt, RESP.about, graph) == {MORALS, unit("丁城市/有关部门")}
    assert objects(doubt, RESP.quote, graph) == {Literal("有关部门")}
    others = {triple for triple in graph if triple[0] != doubt}
    assert others == set(graph_of(RESOLVED_DING))


def test_a_plan_s_graph_depends_on_that_plan_alone() -> None:
    def lines(*resolved: Resolved) -> set[bytes]:
        found = canonical(quads(resolved)).splitlines()
        return {line for line in found if line.endswith(f"<{PLAN}> .".encode())}

    assert lines(*CORPUS) == lines(RESOLVED_DING) != set()
    assert lines(RESOLVED_YI) == set()


# ---- on whose word


@pytest.mark.parametrize("kind", [RESP.Assignment, RESP.Evidence])
def test_a_fact_points_to_the_passage_that_web_annotation_selects(kind: URIRef) -> None:
    texts = {PLAN + "/text": DING_TEXT, OTHER + "/text": YI_TEXT}
    nodes = set(GRAPH.subjects(RDF.type, kind))
    assert nodes
    for node in nodes:
        (passage,) = objects(node, RESP.evidence)
        (selector,) = objects(passage, OA.hasSelector)
        (source,) = objects(passage, OA.hasSource)
        assert objects(selector, RDF.type) == {OA.TextQuoteSelector, OA.TextPositionSelector}
        exact, before, after = (str(GRAPH.value(selector, term)) for term in (OA.exact, OA.prefix, OA.suffix))
        start, end = (int(str(GRAPH.value(selector, term))) for term in (OA.start, OA.end))
        text = texts[URIRef(str(source))]
        assert text[start:end] == exact == str(GRAPH.value(node, RESP.quote))
        assert text[max(0, start - 32) : start] == before
        assert text[end : end + 32] == after
        assert str(passage) == f"{source}#char={start},{end}"


def test_derivations_have_a_rule_and_a_basis() -> None:
    for node in GRAPH.subjects(RDF.predicate, RESP.derivesFrom):
        assert objects(node, RESP.rule)
        if "/task/" in str(GRAPH.value(node, RDF.subject)):
            assert len(objects(node, RESP.basis)) == 1


def test_the_reading_says_which_bytes_were_read_and_no_clock() -> None:
    (reading,) = objects(PLAN, PROV.wasGeneratedBy)
    assert objects(reading, PROV.used) == {PLAN + "/text"}
    assert objects(PLAN + "/text", RESP.sha256) == {Literal(sha256(DING_TEXT.encode()).hexdigest())}
    assert not [term for term in GRAPH.predicates() if str(term).startswith(str(PROV)) and "Time" in str(term)]


def test_each_name_says_what_it_means() -> None:
    said = {
        (str(GRAPH.value(node, RESP.name)), GRAPH.value(node, RESP.identifies))
        for node in GRAPH.subjects(RDF.type, RESP.Naming)
        if GRAPH.value(node, DCTERMS.source) == OTHER
    }
    assert said == {
        ("县教育局", unit("乙县/教育局")),
        ("提高质量的意见", OPINION),
        ("近视防控方案", URIRef(BASE + "work/近视防控方案")),
    }


def test_a_plan_that_others_cite_by_its_title_is_one_document() -> None:
    """The chain county → province → nation walks by resp:derivesFrom alone."""
    assert RESOLVED_DING.own is not None
    below = replace(
        RESOLVED_YI,
        works={
            "丁城市提高义务教育质量任务分工方案": RESOLVED_DING.own,
            "近视防控方案": RESOLVED_YI.works["近视防控方案"],
        },
        plan=replace(
            RESOLVED_YI.plan,
            tasks=tuple(
                replace(
                    task,
                    derivations=(Derivation("丁城市提高义务教育质量任务分工方案", None, None, yi("筛查视力")),),
                )
                for task in RESOLVED_YI.plan.tasks
            ),
        ),
    )
    graph = graph_of(RESOLVED_DING, below)
    own = URIRef(BASE + "work/丁城市提高义务教育质量任务分工方案")
    assert objects(EYES, RESP.derivesFrom, graph) == {own}
    assert objects(own, OWL.sameAs, graph) == {PLAN}
    assert OPINION in set(graph.transitive_objects(EYES, RESP.derivesFrom))


def test_a_correction_is_seen_with_who_said_so_and_what_it_rejects() -> None:
    said = Correction("c1", CorrectionKind.WRONG, "王芳", "团市委只是列席", ("团市委",), file="ding-2021.txt", task="1")
    task = DING.tasks[0]
    league = next(one for one in task.assignments if one.unit == "团市委")
    rejected = replace(
        with_task(replace(task, assignments=tuple(one for one in task.assignments if one is not league))),
        rejected=((said, task, league),),
        corrections=(said,),
    )
    graph = graph_of(rejected)
    correction, agent = URIRef(BASE + "correction/c1"), URIRef(BASE + "agent/王芳")
    (node,) = graph.subjects(RDF.type, RESP.Rejection)
    assert objects(correction, PROV.wasAttributedTo, graph) == {agent}
    assert objects(agent, RDFS.label, graph) == {Literal("王芳")}
    assert objects(correction, RESP.note, graph) == zh("团市委只是列席")
    assert objects(node, PROV.wasInfluencedBy, graph) == {correction}
    assert objects(node, RESP.rejects, graph) == {unit("丁城市/团委")}
    assert objects(node, RESP.quote, graph)
    assert unit("丁城市/团委") not in objects(MORALS, RESP.assignedTo, graph)


# ---- the graph as a whole


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
