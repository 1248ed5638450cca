"""What the files beside the store are made of."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.analyse import findings, matrix, measures
from kg.build import build
from kg.graph.ask import select
from kg.graph.memory import asked_for
from kg.graph.store import open_store
from kg.resources import EXAMPLES, QUERIES
from kg.show import ledger, page, register, sheets
from kg.show.report import compose
from kg.views import _ASKED

ROOT = Path(__file__).resolve().parents[1]


def test_what_is_asked_is_what_the_files_need() -> None:
    needed = (page, compose, measures, findings, matrix, ledger, register, sheets)
    assert sorted(_ASKED) == sorted({query for module in needed for query in module.QUERIES})


def test_what_is_held_to_be_asked_answers_as_the_whole_does(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("今天开会。", encoding="utf-8")  # refused, which one of the queries asks for
    built = build([*sorted(EXAMPLES.glob("*.txt")), note], tmp_path / "out").out
    queries = {name: (QUERIES / f"{name}.rq").read_text(encoding="utf-8") for name in _ASKED}
    with (built / "graph.nq").open("rb") as lines:
        held = asked_for(lines, queries.values())
    for name, query in queries.items():
        assert sorted(select(held, query).rows, key=str) == sorted(select(open_store(built), query).rows, key=str), name
    assert select(held, queries["refused"]).rows
    assert len(held) < sum(1 for _ in open_store(built).quads_for_pattern(None, None, None, ox.DefaultGraph()))


LINES = [
    b'<urn:a> <http://purl.org/dc/terms/title> "t" <urn:g> .\n',
    b'<urn:a> <http://purl.org/dc/terms/title> "t" <urn:h> .\n',
    b"<urn:a> <http://purl.org/dc/terms/source> <urn:b> <urn:g> .\n",
    b"<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/responsibility-graph/ontology#Plan> <urn:g> .\n",
    b"<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/responsibility-graph/ontology#Task> <urn:g> .\n",
]


def test_what_no_query_names_is_not_held() -> None:
    store = asked_for(LINES, ["SELECT ?t { ?p a resp:Plan ; dcterms:title ?t }"])
    assert {(str(quad.predicate).rpartition("/")[2], quad.graph_name) for quad in store} == {
        ("title>", ox.DefaultGraph()),
        ("22-rdf-syntax-ns#type>", ox.DefaultGraph()),
    }
    assert len(store) == 2
    assert not list(asked_for(LINES, [])) and not list(asked_for([], ["dcterms:title"]))


HOLDS_AND_LETS_GO = """
import os
from pathlib import Path
from kg.graph.memory import asked_for, give_back

def held_now():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

lines = (f'<urn:{n}> <http://purl.org/dc/terms/title> "{n}" <urn:g> .\\n'.encode() for n in range(100_000))
before = held_now()
store = asked_for(lines, ["dcterms:title"])
held = held_now()
del store
give_back()
print(held - before, held_now() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries give memory back by themselves")
def test_the_memory_of_a_store_that_is_gone_is_given_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HOLDS_AND_LETS_GO], capture_output=True, text=True, check=True, cwd=ROOT
    )
    held, after = map(int, done.stdout.split())
    assert held > 16_000_000  # bytes; without it, three quarters of them stay
    assert after < held / 2
