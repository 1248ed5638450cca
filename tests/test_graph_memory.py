"""A graph of four times the plans is made in the same memory, as far as it is Python's own: no plan is kept."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus_fixture import CORPUS

from kg.graph import generation, growth, sorting
from kg.graph.ask import select
from kg.graph.growth import Said, generate, said_before, said_by
from kg.graph.identifiers import Identifiers
from kg.graph.lines import Written
from kg.graph.names import name_quads, naming_lines, written_names
from kg.graph.store import open_store
from kg.resolve.known import Known
from kg.software import Software

IDS = Identifiers()
INPUTS = {
    IDS.plan("first"): ("first.txt", "0" * 64)
}  # the few bytes that a build keeps of each file are no part of this
ENOUGH = 25  # plans


@pytest.fixture(autouse=True)
def _little_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "_AT_ONCE", 25_000)
    monkeypatch.setattr(sorting, "HELD", 7_500)
    monkeypatch.setattr(growth, "ontology_quads", list)  # large, and the same for any plans


def plans(count: int) -> Iterator[Said]:
    """Copies of one plan, each with units and works of its own."""
    said = said_by(CORPUS[1], IDS)
    for number in range(count):
        written = Written(_own(said.written.quads, number), _own(said.written.triples, number))
        yield Said(written, [_own(line, number) for line in said.names])


def _own(lines: bytes, number: int) -> bytes:
    return re.sub(rb"/(plan|unit|work)/", rb"/\g<1>/%04d" % number, lines)


def peak(count: int, out: Path) -> int:
    tracemalloc.start()
    try:
        generate(out, plans(count), (INPUTS, {}), Software("1", "rules"), IDS, Known())
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_four_times_the_plans_take_no_more_memory(tmp_path: Path) -> None:
    peak(ENOUGH, tmp_path / "first")  # what is loaded once is no part of it
    small, large = (peak(count, tmp_path / str(count)) for count in (ENOUGH, 4 * ENOUGH))
    assert large < 2 * small  # kept, they would be 3 MB and 14 MB
    counted = select(open_store(tmp_path / str(4 * ENOUGH)), "SELECT (COUNT(*) AS ?n) WHERE { ?plan a resp:Plan }")
    assert counted.rows == ((4 * ENOUGH,),)


def test_names_that_waited_on_disk_are_those_of_all_plans_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "HELD", 200)
    said = [said_by(resolved, IDS) for resolved in CORPUS]
    lines = (line for plan in said for line in plan.names)
    waited = [quad for one in written_names(lines, IDS, Known()) for quad in one.parsed()]
    assert waited == name_quads([quad for plan in said for quad in plan.written.parsed()], IDS, Known())
    assert len(waited) > 20


def test_a_plan_that_is_taken_over_says_of_names_what_it_said_when_it_was_read(tmp_path: Path) -> None:
    first, second = (said_by(resolved, IDS) for resolved in CORPUS)
    generate(tmp_path, [first, second], (INPUTS, {}), Software("1", "rules"), IDS, Known())
    before = said_before(open_store(tmp_path), IDS.plan(CORPUS[1].plan), IDS)
    assert sorted(before.names) == sorted(second.names) != []
    assert before.written.lines() == second.written.lines()


def test_a_plan_without_names_tells_nothing_of_them() -> None:
    assert naming_lines({}) == []
    assert list(written_names([], IDS, Known())) == []


def test_a_piece_that_cannot_be_loaded_ends_the_build_and_leaves_nothing(tmp_path: Path) -> None:
    damaged = Said(Written(b"no statement\n" * 10_000, b""), [])
    with pytest.raises(SyntaxError):
        generate(tmp_path / "out", [damaged, *plans(3)], (INPUTS, {}), Software("1", "rules"), IDS, Known())
    assert list(tmp_path.iterdir()) == []
