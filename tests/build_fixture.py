"""Small plans, builds of them, and what a build left: its files, and its graph as quotes and as edges."""

from __future__ import annotations

from pathlib import Path

from canonical import turtle
from rdflib import RDF, Graph, URIRef
from rdflib.term import Node
from terms import CONCEPT, DIRECT, RESP

from kg.graph.store import open_store

PLAN = """丁城市托育工作要点
1.新建托育点。城东城西各建三处。(牵头单位:市卫生健康委,配合单位:市财政局)
2.培训保育员。全年轮训一遍。(责任单位:市人力资源社会保障局)
"""
OTHER = PLAN.replace("托育", "养老")
THIRD = PLAN.replace("丁城市", "戊城市")
NEWS = "全市托育工作会议召开\n会议总结了去年的工作，表彰了先进集体。\n"


def write(folder: Path, **texts: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for stem, text in texts.items():
        paths.append(folder / f"{stem}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def files_of(out: Path) -> dict[str, bytes]:
    """What a build left, but for the store, whose files are its engine's own."""
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}


def graph_of(out: Path) -> Graph:
    """What the store of a build states, its named graphs merged."""
    return Graph().parse(data=turtle(quad.triple for quad in open_store(out)), format="turtle")


def plan_above(graph: Graph, node: Node) -> URIRef:
    """The plan that a thing stands in: by its IRI, which begins with the plan's."""
    (plan,) = (
        plan
        for plan in graph.subjects(RDF.type, RESP.Plan)
        if isinstance(plan, URIRef) and (str(node) == str(plan) or str(node).startswith(f"{plan}/"))
    )
    return plan


def quoted(graph: Graph) -> list[tuple[str, str, int, int]]:
    """(source file, quote, start, end) of everything that quotes."""
    found = []
    for node, quote in graph.subject_objects(RESP.quote):
        source = graph.value(plan_above(graph, node), RESP.sourceFile)
        start, end = graph.value(node, RESP.start), graph.value(node, RESP.end)
        assert start is not None, node
        assert end is not None, node
        found.append((str(source), str(quote), int(str(start)), int(str(end))))
    return found


def agreement(graph: Graph) -> tuple[set[tuple[Node, ...]], set[tuple[Node, ...]]]:
    """(task, role's property, unit) as direct edges say it, and as Assignments do."""
    edges: set[tuple[Node, ...]] = {
        (task, term, unit) for term in DIRECT.values() for task, unit in graph.subject_objects(term)
    }
    stated: set[tuple[Node, ...]] = set()
    for node in graph.subjects(RDF.type, RESP.Assignment):
        role = str(graph.value(node, RESP.role)).removeprefix(f"{CONCEPT}role/")
        task, unit = graph.value(node, RESP.task), graph.value(node, RESP.unit)
        assert task is not None, node
        assert unit is not None, node
        stated.add((task, DIRECT[role], unit))
    return edges, stated
