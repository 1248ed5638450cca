"""IRIs: readable, one for each thing, and such that every RDF tool takes them."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

import pytest
from corpus_fixture import DING, OPINION, YI
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.errors import DataError
from kg.graph.identifiers import Identifiers, segment
from kg.model import Item, Work

BASE = "https://w3id.org/responsibility-graph/id/"
IDS = Identifiers()


@pytest.mark.parametrize(
    ("iri", "tail"),
    [
        (IDS.plan(DING), "plan/ding-2021"),
        (IDS.plan(YI), "plan/yi%202024"),
        (IDS.task(DING, DING.tasks[0]), "plan/ding-2021/task/1"),
        (IDS.task(YI, YI.tasks[0]), "plan/yi%202024/goal/目-1"),
        (IDS.section(YI, ("工作/重点", "筛查")), "plan/yi%202024/section/工作%2F重点/筛查"),
        (IDS.unit("丁城市/教育局"), "unit/丁城市/教育局"),
        (IDS.place("丁城市"), "place/丁城市"),
        (IDS.work(OPINION.key), "work/提高质量的意见"),
        (IDS.item(OPINION, OPINION.items[0]), "work/提高质量的意见/item/3"),
        (IDS.shared, "shared"),
    ],
)
def test_an_iri_can_be_read(iri: str, tail: str) -> None:
    assert iri == BASE + tail


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("“五育”并举、〔2021〕2号", "“五育”并举、〔2021〕2号"),
        ("编  办", "编%20%20办"),
        ("编　办", "编%E3%80%80办"),
        ("a/b", "a%2Fb"),
        ("100%", "100%25"),
        ("<a>点击</a>", "%3Ca%3E点击%3C%2Fa%3E"),
        ("\u200b\ufeff\ue000\x00", "%E2%80%8B%EF%BB%BF%EE%80%80%00"),
        ("𠮷", "𠮷"),
        ("13.5", "13.5"),
        ("等.", "等%2E"),  # rdflib does not read plan:等\\. in Turtle
        ("..", ".%2E"),
        ("", ""),
    ],
)
def test_only_what_an_iri_may_not_hold_is_encoded(name: str, written: str) -> None:
    assert segment(name) == written


@given(st.text())
def test_any_name_makes_one_valid_segment_that_decodes_to_it(name: str) -> None:
    written = segment(name)
    assert NamedNode(BASE + written).value == BASE + written
    assert unquote(written) == name
    assert not set(written) & set(' /?#<>"{}|\\^`')


@given(
    st.lists(st.text(min_size=1), min_size=1, max_size=3),
    st.lists(st.text(min_size=1), min_size=1, max_size=3),
)
def test_two_sections_never_share_an_iri(one: list[str], other: list[str]) -> None:
    same = IDS.section(DING, tuple(one)) == IDS.section(DING, tuple(other))
    assert same == (one == other)


@given(st.text(), st.text(), st.text())
def test_every_kind_of_iri_is_accepted(key: str, name: str, base: str) -> None:
    ids = Identifiers("urn:x:" + segment(base) + "/")
    plan, work = replace(DING, id=name), Work(key, key, (), None)
    task = replace(DING.tasks[0], id=key)
    for iri in (
        ids.plan(plan),
        ids.task(plan, task),
        ids.section(plan, (key, name)),
        ids.assignment(ids.task(plan, task), task.assignments[0], key),
        ids.nth(ids.task(plan, task), "measure", 1),
        ids.unit(key),
        ids.place(name),
        ids.work(key),
        ids.item(work, Item(name, name, None)),
        ids.titled(ids.work(key), name),
        ids.naming(plan, "unit", name),
        ids.passage(plan, 3, 7),
        ids.agent(name),
    ):
        assert NamedNode(iri).value == iri


def test_goal_and_task_of_one_number_differ() -> None:
    task = DING.tasks[0]
    assert IDS.task(DING, task) != IDS.task(DING, replace(task, is_goal=True))


def test_a_known_work_keeps_its_published_iri() -> None:
    ids = Identifiers("https://example.org/")
    assert ids.work(OPINION.key) == "https://example.org/work/提高质量的意见"
    assert ids.work(OPINION.key, known=True) == BASE + "work/提高质量的意见"


@pytest.mark.parametrize(
    "base", ["", "id/", "https://example.org", "https://example.org/a b/", "https://example.org/id#"]
)
def test_a_base_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(DataError, match="base IRI"):
        Identifiers(base)
