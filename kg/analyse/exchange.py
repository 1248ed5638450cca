"""The network in files for other programs: GraphML and GEXF, as networkx writes them."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import networkx as nx

from kg.analyse.network import Tables, text
from kg.table import Cell

QUERIES = ("network/nodes", "network/edges")
"""The queries that `network` needs in its `tables`."""

Multigraph: TypeAlias = "nx.MultiDiGraph[str]"

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TODAY = re.compile(r' lastmodifieddate="[^"]*"')


def network(tables: Tables) -> Multigraph:
    """Return the directed network of units, tasks, plans, items and policies, by IRI.

    Node attributes: `label` (in Chinese; the IRI where there is none), `sort` (unit, task, plan, item, policy)
    and, where known, `number`, `place`, `level`, `kind`; of several values the first. Edge attributes:
    `relation`, `label` (in Chinese) and, where known, `role` and `quote`, several quotes a line each. Two
    things have an edge for each relation between them; an edge's key is its number in the order of IRIs.
    """
    network: Multigraph = nx.MultiDiGraph()
    things = {text(row["node"]): row for row in reversed(list(tables["network/nodes"].records()))}
    for thing, row in sorted(things.items()):
        network.add_node(thing, **{"label": thing} | _known(row, "label", "sort", "number", "place", "level", "kind"))
    stated: dict[tuple[str, str, str], list[dict[str, Cell]]] = defaultdict(list)
    for row in tables["network/edges"].records():
        if row["from"] in network and row["to"] in network:
            stated[text(row["from"]), text(row["to"]), text(row["relation"])].append(row)
    for key, ((start, end, _), rows) in enumerate(sorted(stated.items(), key=lambda edge: edge[0])):
        quotes = "\n".join(dict.fromkeys(text(row["quote"]) for row in rows))
        edge = _known({**rows[0], "quote": quotes}, "relation", "label", "role", "quote")
        network.add_edge(start, end, key=key, **edge)
    return network


def _known(row: Mapping[str, Cell], *names: str) -> dict[str, str]:
    """Return those values that are there, without what XML cannot hold."""
    values = {name: text(row[name]).replace("\r\n", "\n").replace("\r", "\n") for name in names}
    return {name: _NOT_XML.sub("\ufffd", value) for name, value in values.items() if value}


def _graphml(network: Multigraph) -> bytes:
    out = io.BytesIO()
    nx.write_graphml_xml(network, out)  # not write_graphml: where lxml is installed, that writes other bytes
    return out.getvalue()


def _gexf(network: Multigraph) -> bytes:
    """The same without the day on which it was written."""
    out = io.BytesIO()
    nx.write_gexf(network, out)
    return _TODAY.sub("", out.getvalue().decode(), count=1).encode()


FORMATS: Mapping[str, Callable[[Multigraph], bytes]] = MappingProxyType({"graphml": _graphml, "gexf": _gexf})
"""What a network can be written as, by name; the same network gives the same bytes."""
