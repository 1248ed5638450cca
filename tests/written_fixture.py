"""The graph that is written of the corpus, and how to look at it."""

from __future__ import annotations

from dataclasses import replace

from canonical import turtle
from corpus_fixture import CORPUS, DING, RESOLVED_DING, quads
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kg.model import Plan, Task
from kg.resolve.resolved import Resolved

BASE = "https://w3id.org/responsibility-graph/id/"
PLAN = URIRef(BASE + "plan/ding-2021")
OTHER = URIRef(BASE + "plan/yi%202024")
MORALS = PLAN + "/task/1"
SPORT = PLAN + "/task/2"
EYES = OTHER + "/task/1"
OPINION = URIRef(BASE + "work/提高质量的意见")


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
