"""What of a collection is drawn before anything is chosen: all there is room for, the most central first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from kg.show.page.elements import Elements

PLACED = 3_000
"""Tasks of the largest collection in which everything has its place from the build."""

MOST = MappingProxyType({"unit": 500})
"""Things of each sort that are drawn at most before something is chosen; of other sorts as many as there are."""

FEW = MappingProxyType({"unit": 250, "plan": 100, "document": 50})
"""The same for a larger collection: what still leaves room for most names."""


def most(drawn: Elements, placed: int) -> Mapping[str, int]:
    """Return how many things of each sort are drawn at most, of a collection that has `placed` tasks at most or more."""
    return MOST if sum(node["group"] == "task" for node in drawn.nodes) <= placed else FEW


def central(drawn: Elements) -> frozenset[str]:
    """Return the IRIs of the most central things of a large collection, as many of each sort as FEW says.

    Units by the measure that they are ranked by, plans by their tasks, documents by what derives from them.
    """
    tasks = Counter(node["plan"] for node in drawn.nodes if node["group"] == "task" and "plan" in node)
    derived = Counter(edge["to"] for edge in drawn.edges)

    def weight(id: int) -> tuple[float, int]:
        node = drawn.nodes[id]
        by = {"unit": node.get("size"), "plan": tasks[id], "document": derived[id]}
        return -float(str(by[str(node["group"])])), id

    ids = {sort: [n for n, node in enumerate(drawn.nodes) if node["group"] == sort] for sort in FEW}
    return frozenset(drawn.iris[id] for sort, count in FEW.items() for id in sorted(ids[sort], key=weight)[:count])
