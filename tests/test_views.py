"""What the files beside the store are made of."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.analyse import findings, matrix, measures
from kg.graph.memory import merged
from kg.graph.store import open_store
from kg.show import ledger, page, register, sheets
from kg.show.report import compose
from kg.views import _ASKED


def test_what_is_asked_is_what_the_files_need() -> None:
    needed = (page, compose, measures, findings, matrix, ledger, register, sheets)
    assert sorted(_ASKED) == sorted({query for module in needed for query in module.QUERIES})


def test_in_memory_each_triple_is_there_once_and_no_named_graph(built: Path) -> None:
    with (built / "graph.nq").open("rb") as lines:
        store = merged(lines)
    on_disk = open_store(built).quads_for_pattern(None, None, None, ox.DefaultGraph())
    assert set(store) == set(on_disk)
    assert not list(store.named_graphs())
    assert not list(merged([]))
