"""On whose word: quotes, passages, readings, names and corrections in the graph."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from corpus_fixture import DING, DING_TEXT, YI_TEXT
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS
from rdflib.term import Node
from terms import ELI, OA, RESP
from written_fixture import BASE, GRAPH, MORALS, OPINION, OTHER, PLAN, graph_of, objects, unit, with_task, zh

from kg.model import Correction, CorrectionKind

# ---- quotes and passages


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


# ---- readings, names, corrections


def test_the_reading_says_which_bytes_were_read_and_no_clock() -> None:
    (reading,) = objects(PLAN, PROV.wasGeneratedBy)
    assert objects(reading, PROV.used) == {PLAN + "/text"}
    assert objects(PLAN + "/text", RESP.sha256) == {Literal(sha256(DING_TEXT.encode()).hexdigest())}
    assert not [term for term in GRAPH.predicates() if str(term).startswith(str(PROV)) and "Time" in str(term)]


def test_nothing_but_a_plan_has_a_source_file() -> None:
    """Who asks which plan a file gave must meet neither its text nor what a sidecar of the same name states."""
    assert set(GRAPH.subjects(RESP.sourceFile)) == set(GRAPH.subjects(RDF.type, RESP.Plan))
    assert set(GRAPH.subjects(RDF.type, RESP.Text)) <= set(GRAPH.subjects(RESP.fileName))


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
