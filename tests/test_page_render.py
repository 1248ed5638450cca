"""The page as written: one file, the same bytes each time, every kind of line and colour told apart."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
import zlib
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from network_fixture import tables
from page_fixture import ATTACKS, given, page

from kg.analyse.findings import Fault, Orphan, findings
from kg.analyse.measures import centrality
from kg.show import labels
from kg.show.page import packed, render, script
from kg.show.page.elements import Elements, elements
from kg.show.page.groups import PALETTE
from kg.show.page.initials import initials
from kg.show.page.relations import Mark
from kg.table import Table

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "kg" / "show" / "page"


@pytest.fixture(scope="module")
def drawn() -> Elements:
    answers = given()
    return elements(answers, centrality(answers), findings(answers))


def node(drawn: Elements, iri: str) -> Mark:
    return drawn.nodes[drawn.iris.index(iri)]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_makes_the_same_bytes(seed: str) -> None:
    command = [sys.executable, str(TESTS / "page_fixture.py")]
    env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PYTHONPATH": str(TESTS.parent)}
    made = subprocess.run(command, capture_output=True, check=True, env=env).stdout
    assert made.decode() == page()


def test_nothing_in_the_file_loads() -> None:
    html = page()
    assert re.findall(r"<(?:script|img|iframe|link|source)\b[^>]*\b(?:src|href)=\"(?!data:)", html) == []
    assert re.findall(r"@import|url\(\s*['\"]?(?:https?:)?//", html) == []
    assert not re.search(r"cdnjs|jsdelivr|unpkg|googleapis", html)


def test_the_policy_names_each_script_and_the_style_by_its_hash() -> None:
    html = page()
    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', html)[0])
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    for source in (
        *re.findall(r"<script>(.*?)</script>", html, re.S),
        *re.findall(r"<style>(.*?)</style>", html, re.S),
    ):
        assert base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() in policy
    assert not re.search(r"<[^>]+\son[a-z]+=", html[: html.index("<script")])


def test_names_that_look_like_markup_do_not_end_the_data() -> None:
    html = page()
    assert html.count("</script>") == 5  # the data, facts, sentences, vis-network, the page's own
    assert not any(attack in html for attack in ATTACKS)
    data = json.loads(re.findall(r'id="data">(.*?)</script>', html, re.S)[0])
    assert {ATTACKS[0], ATTACKS[2]} <= {name for sort in ("unit", "plan") for name in data["nodes"][sort]["name"]}
    assert ATTACKS[1] in data["title"]


def test_the_script_keeps_to_one_name() -> None:
    assert re.findall(r"^(?:const|let|var|function|class) (\w+)", script(), re.M) == ["KG"]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script())


def test_every_word_that_the_page_says_is_in_both_languages() -> None:
    words = json.loads((PAGE / "words.json").read_text(encoding="utf-8"))
    said = set(re.findall(r'KG\.say\("([^"]+)"', script()))
    said |= set(re.findall(r'(?:data-label="|word\(")([\w-]+)"', (PAGE / "page.html.j2").read_text(encoding="utf-8")))
    assert said <= words.keys()
    assert all(len(pair) == 2 and all(pair) for pair in words.values())
    assert {str(kind) for kind in (*Orphan, *Fault)} <= words.keys()


def test_what_is_said_of_many_is_said_once() -> None:
    nodes = [
        {"id": n, "group": "task", "tone": "task", "number": str(n), "title": "甲", "name": f"{n} 甲"} for n in range(5)
    ]
    written = packed.sorts(nodes)["task"]
    assert written["tone"] == {"different": ["task"], "places": [0] * 5}
    assert written["id"] == [0, 1, 2, 3, 4]
    assert written["number"] == ["0", "1", "2", "3", "4"]
    assert "name" not in written  # the page makes it of number and title
    assert packed.columns([{"a": "x"}, {"b": "y"}]) == {"a": ["x", None], "b": [None, "y"]}


def test_a_long_list_is_deflated_in_runs_that_hold_all_of_it() -> None:
    entries = [f"第{n}句：{'教育' * 50}" for n in range(12_000)]
    runs = list(packed.runs("sentences", entries))
    assert len(runs) > 3
    held = [json.loads(zlib.decompress(base64.b64decode(str(run.entries)))) for run in runs]
    assert [entry for each in held for entry in each] == entries
    assert [run.first for run in runs] == [0, *itertools.accumulate(map(len, held))][:-1]
    assert [run.entries for run in packed.runs("sentences", entries[:2])] == [entries[:2]]


def test_chinese_is_readable_in_the_source() -> None:
    assert "教育局" in page()


def test_an_edge_has_its_role_its_basis_and_its_sentence(drawn: Elements) -> None:
    one, unit = (drawn.iris.index(iri) for iri in ("1", "教育局"))
    edge = next(edge for edge in drawn.edges if (edge["from"], edge["to"]) == (one, unit))
    assert (edge["role"], edge["basis"]) == ("lead", ["explicit"])
    sentences = drawn.more["sentences"]
    assert isinstance(sentences, list)
    assert [sentences[place] for place in edge["said"]] == [("牵头单位:教育局", 1, "line 1")]  # type: ignore[attr-defined]
    derived = next(edge for edge in drawn.edges if (edge["from"], edge["role"]) == (one, "derivation"))
    assert [sentences[place] for place in derived["said"]] == [("落实第三条", 70, "paragraph 4")]  # type: ignore[attr-defined]


def test_a_sentence_that_names_two_units_is_held_once(drawn: Elements) -> None:
    sentences = drawn.more["sentences"]
    assert isinstance(sentences, list)
    assert [quote for quote, *_ in sentences].count(f"配合单位:财政局、{ATTACKS[0]}") == 1


def test_orphans_stand_out(drawn: Elements) -> None:
    tones = {iri: node(drawn, iri)["tone"] for iri in ("1", "2", "3", "十", "三")}
    assert tones == {"1": "task", "2": "no-lead", "3": "no-unit", "十": "no-task", "三": "item"}
    found = node(drawn, "3")["findings"]
    assert isinstance(found, list)
    assert {one["kind"] for one in found} == {Orphan.NO_UNIT, Orphan.NO_ORIGIN}
    assert "findings" not in node(drawn, "1")


def test_a_task_knows_its_plan_its_section_and_what_is_said_of_it(drawn: Elements) -> None:
    task = node(drawn, "1")
    assert task["plan"] == drawn.iris.index("plan")
    assert task["section"] == ["一、总体要求", ATTACKS[0]]
    assert task["facts"] == [
        ["measure", ATTACKS[2], ATTACKS[2], 40, "Sheet1!D7"],
        ["deadline", "长期坚持", "", None, None],
    ]
    assert node(drawn, "三")["done"] == [drawn.iris.index(task) for task in ("1", "2", "4")]


def test_a_unit_is_found_by_its_other_names_and_by_initials(drawn: Elements) -> None:
    assert node(drawn, "教育局")["alias"] == [ATTACKS[1], "教育部门"]
    assert str(node(drawn, "教育局")["initials"]).split()[0] == "jyj"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("磐石市教育局", "pssjyj"), ("重庆市", "cqs"), ("团市委（少工委）", "tswsgw"), ("2 提升A级", "2tsaj"), ("", "")],
)
def test_initials_are_those_of_the_reading(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_the_more_central_the_larger(drawn: Elements) -> None:
    answers = tables({"1": {"甲": "lead", "乙": "support"}, "2": {"乙": "lead", "丙": "support"}, "3": {"丁": "lead"}})
    path = elements(answers, centrality(answers), findings(answers))
    sizes = {mark["name"]: float(str(mark["size"])) for mark in path.nodes if mark["group"] == "unit"}
    assert sizes["乙"] > sizes["甲"] == sizes["丙"] > sizes["丁"] > 0


def test_kinds_beyond_the_palette_are_grey() -> None:
    work = {str(n): {f"单位{n}": "lead"} for n in range(9)}
    answers = tables(
        work,
        network_units=[(f"单位{n}", f"单位{n}", "甲市", f"kind{n}") for n in range(9)],
        page_kinds=[(f"kind{n}", f"类{n}", None, f"kind{n}", f"类{n}", None) for n in range(9)],
    )
    many = elements(answers, centrality(answers), findings(answers))
    groups = many.more["groups"]
    assert isinstance(groups, list)
    assert [group["tone"] for group in groups] == [*(f"kind-{n}" for n in range(PALETTE)), "kind-other"]
    assert Counter(node["tone"] for node in many.nodes if node["group"] == "unit")["kind-other"] == 9 - PALETTE


@pytest.mark.parametrize(
    ("name", "place", "one_place", "label"),
    [
        ("磐石市教育局", "磐石市", True, "市教育局"),
        ("磐石市委宣传部", "磐石市", True, "市委宣传部"),
        ("磐石市教育局", "磐石市", False, "磐石\n市教育局"),
        ("共青团磐石市委", "磐石市", True, "共青团磐石市委"),
        ("磐石市", "磐石市", True, "磐石市"),
        ("教育局", "", True, "教育局"),
        ("磐石市文化广播电视和旅游局", "磐石市", True, "市文化广播电视和旅\n游局"),
    ],
)
def test_a_unit_is_labelled_without_saying_its_place_twice(name: str, place: str, one_place: bool, label: str) -> None:
    assert labels.unit(name, place, one_place) == label


def test_a_long_label_is_cut_and_says_so() -> None:
    assert labels.wrap("一二三四五六七", 3, 2) == "一二三\n四五…"
    assert labels.wrap("一二三四五六", 3, 2) == "一二三\n四五六"
    assert labels.clip("一二三", 3) == "一二三"


def test_a_thing_without_a_title_is_called_by_the_end_of_its_iri() -> None:
    assert labels.name("", "", "https://example.org/plan/jinzhou-2019") == "jinzhou-2019"
    assert labels.name("3", "突出德育实效", "https://example.org/x") == "3 突出德育实效"


def test_an_empty_graph_gives_a_page_that_has_nothing_to_draw() -> None:
    nothing = {name: Table(table.columns) for name, table in given().items()}
    html = render(nothing, centrality(nothing), findings(nothing), "空")
    data = json.loads(re.findall(r'id="data">(.*?)</script>', html, re.S)[0])
    assert (data["nodes"], data["edges"]) == ({}, {})
