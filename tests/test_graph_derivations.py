"""What a task carries out: items and key tasks of the documents above its plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from corpus_fixture import DING, RESOLVED_DING, RESOLVED_YI, ding, yi
from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS
from terms import RESP
from written_fixture import BASE, EYES, GRAPH, MORALS, OPINION, PLAN, SPORT, graph_of, objects, with_task, zh

from kg.model import Derivation


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


def test_a_known_work_leaves_its_items_to_its_own_file() -> None:
    assert objects(OPINION, SKOS.altLabel) == zh("国家意见")
    assert objects(OPINION + "/item/5", SKOS.prefLabel) == set()
    assert objects(SPORT, RESP.derivesFrom) == {OPINION + "/item/5"}


def test_derivations_have_a_rule_and_a_basis() -> None:
    nodes = list(GRAPH.subjects(RDF.predicate, RESP.derivesFrom))
    assert len(nodes) >= 3
    for node in nodes:
        assert objects(node, RESP.rule)
        if "/task/" in str(GRAPH.value(node, RDF.subject)):
            assert len(objects(node, RESP.basis)) == 1


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
