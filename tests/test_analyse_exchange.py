"""The network in files: networkx reads back what was written, whatever the labels hold, in the same bytes."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterable

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.exchange import FORMATS, Multigraph, network
from kg.table import Cell, Table

NODES = [
    ("plan/1", "plan", "分工方案", None, "甲市", "county", None),
    ("task/1", "task", "抓德育", "1", None, None, None),
    ("unit/教育局", "unit", "甲市教育局", None, "甲市", "county", "education"),
    ("unit/团委", "unit", None, None, None, None, None),
]
EDGES = [
    ("task/1", "plan/1", "part of", "属于", None, None, None),
    ("task/1", "unit/教育局", "led by", "牵头", "lead", "教育局牵头", 7),
    ("task/1", "unit/教育局", "led by", "牵头", "lead", "牵头单位：教育局", 90),
    ("task/1", "unit/教育局", "supported by", "配合", "support", "各单位配合", 20),
]


def tables(nodes: Iterable[tuple[Cell, ...]] = NODES, edges: Iterable[tuple[Cell, ...]] = EDGES) -> dict[str, Table]:
    return {
        "network/nodes": Table(("node", "sort", "label", "number", "place", "level", "kind"), tuple(nodes)),
        "network/edges": Table(("from", "to", "relation", "label", "role", "quote", "start"), tuple(edges)),
    }


def back(format: str, data: bytes) -> Multigraph:
    file = io.BytesIO(data)
    return nx.MultiDiGraph(nx.read_graphml(file, force_multigraph=True) if format == "graphml" else nx.read_gexf(file))


def told(graph: Multigraph) -> tuple[dict[str, dict[str, str]], list[tuple[object, ...]]]:
    """All that a network says, but for the number that a GEXF edge has as its id."""
    edges = [
        (start, end, key, {name: value for name, value in data.items() if name != "id"})
        for start, end, key, data in graph.edges(keys=True, data=True)
    ]
    return {node: dict(data) for node, data in graph.nodes(data=True)}, sorted(edges, key=str)


def test_nodes_and_edges_have_what_is_known_of_them() -> None:
    nodes, edges = told(network(tables()))
    assert nodes == {
        "plan/1": {"label": "分工方案", "sort": "plan", "place": "甲市", "level": "county"},
        "task/1": {"label": "抓德育", "sort": "task", "number": "1"},
        "unit/教育局": {
            "label": "甲市教育局",
            "sort": "unit",
            "place": "甲市",
            "level": "county",
            "kind": "education",
        },
        "unit/团委": {"label": "unit/团委", "sort": "unit"},
    }
    lead = {"relation": "led by", "label": "牵头", "role": "lead", "quote": "教育局牵头\n牵头单位：教育局"}
    support = {"relation": "supported by", "label": "配合", "role": "support", "quote": "各单位配合"}
    assert edges == [
        ("task/1", "plan/1", 0, {"relation": "part of", "label": "属于"}),
        ("task/1", "unit/教育局", 1, lead),
        ("task/1", "unit/教育局", 2, support),
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_networkx_reads_back_the_same_with_parallel_edges(format: str) -> None:
    made = network(tables())
    assert told(back(format, FORMATS[format](made))) == told(made)


def test_an_edge_to_what_is_no_node_is_left_out() -> None:
    goal = ("goal/1", "unit/团委", "led by", "牵头", "lead", None, None)
    assert network(tables(edges=[goal])).number_of_edges() == 0


def test_the_first_of_several_labels_is_kept() -> None:
    twice = network(tables([("unit/a", "unit", name, None, None, None, None) for name in ("甲", "乙")], []))
    assert twice.nodes["unit/a"]["label"] == "甲"


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_gives_a_network_without_nodes(format: str) -> None:
    assert len(back(format, FORMATS[format](network(tables([], []))))) == 0


@pytest.mark.parametrize("format", FORMATS)
def test_the_order_of_rows_and_the_day_do_not_show(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = FORMATS[format](network(tables()))
    nodes, edges = list(NODES), [EDGES[0], EDGES[3], EDGES[1], EDGES[2]]
    random.Random(7).shuffle(nodes)
    monkeypatch.setattr("time.strftime", lambda form: "1999-12-31")
    assert FORMATS[format](network(tables(nodes, edges))) == whole
    assert not re.search(rb"\b(19|20)\d\d-\d\d-\d\d", whole)


@pytest.mark.parametrize("format", FORMATS)
def test_a_label_may_speak_of_days(format: str) -> None:
    said = ' lastmodifieddate="2021-01-01"'
    made = network(tables([("task/1", "task", said, None, None, None, None)], []))
    assert back(format, FORMATS[format](made)).nodes["task/1"]["label"] == said


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("a\x00b\x0bc\x1f", "a\ufffdb\ufffdc\ufffd"),
        ("\ufffe\uffff", "\ufffd\ufffd"),
        ("一\r\n二\r三\n四\t五", "一\n二\n三\n四\t五"),
        ("<a href='x'>&amp;]]>\"", "<a href='x'>&amp;]]>\""),
        ("𠀀\x85\u2028", "𠀀\x85\u2028"),
    ],
)
@pytest.mark.parametrize("format", FORMATS)
def test_what_xml_cannot_hold_is_replaced(format: str, label: str, kept: str) -> None:
    made = network(tables([("task/1", "task", label, None, None, None, None)], []))
    assert back(format, FORMATS[format](made)).nodes["task/1"]["label"] == kept


@pytest.mark.parametrize("format", FORMATS)
def test_any_text_survives(format: str) -> None:
    @given(st.text(), st.text())
    def check(label: str, quote: str) -> None:
        nodes = [(iri, "task", label, None, None, None, None) for iri in ("a", "b")]
        edges = [("a", "b", relation, "属于", None, quote, 1) for relation in ("led by", "supported by")]
        made = network(tables(nodes, edges))
        assert told(back(format, FORMATS[format](made))) == told(made)

    check()
