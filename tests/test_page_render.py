"""The page as written: one file, the same bytes each time, every kind of line and colour told apart."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from network_fixture import tables
from page_fixture import ATTACKS, given, page

from kg.analyse.findings import Orphan, orphans
from kg.analyse.measures import centrality
from kg.show import labels
from kg.show.elements import Elements, Mark, elements
from kg.show.groups import PALETTE
from kg.show.page import render
from kg.table import Table

TESTS = Path(__file__).parent


@pytest.fixture(scope="module")
def drawn() -> Elements:
    answers = given()
    return elements(answers, centrality(answers), orphans(answers))


def node(drawn: Elements, iri: str) -> Mark:
    return next(mark for mark in drawn.nodes if mark["id"] == iri)


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
    assert "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:" in html


def test_names_that_look_like_markup_do_not_end_the_script() -> None:
    html = page()
    assert html.count("</script>") == 3  # vis-network, the data, the page's own
    assert not any(attack in html for attack in ATTACKS)


def test_chinese_is_readable_in_the_source() -> None:
    assert "教育局" in page()


def test_each_role_has_a_line_of_its_own(drawn: Elements) -> None:
    lines = {str(edge["role"]): (float(str(edge["width"])), str(edge["dashes"])) for edge in drawn.edges}
    assert lines.keys() == {"lead", "support", "responsible", "derivation"}
    assert len(set(lines.values())) == 4
    assert lines["lead"][1] == lines["support"][1] == "[]"
    assert lines["lead"][0] > 2 * lines["support"][0]
    assert "[]" not in (lines["responsible"][1], lines["derivation"][1])


def test_orphans_stand_out(drawn: Elements) -> None:
    tones = {iri: node(drawn, iri)["tone"] for iri in ("1", "2", "3", "十", "三")}
    assert tones == {"1": "task", "2": "no-lead", "3": "no-unit", "十": "no-task", "三": "item"}
    assert node(drawn, "3")["missing"] == [
        labels.MISSING[kind] for kind in (Orphan.NO_LEAD, Orphan.NO_UNIT, Orphan.NO_ORIGIN)
    ]
    assert "无责任单位" in str(node(drawn, "3")["title"])
    assert node(drawn, "1")["missing"] == []


def test_the_more_central_the_larger(drawn: Elements) -> None:
    answers = tables({"1": {"甲": "lead", "乙": "support"}, "2": {"乙": "lead", "丙": "support"}, "3": {"丁": "lead"}})
    path = elements(answers, centrality(answers), orphans(answers))
    sizes = {str(mark["id"]): float(str(mark["size"])) for mark in path.nodes if mark["group"] == "unit"}
    assert sizes["乙"] > sizes["甲"] == sizes["丙"] > sizes["丁"] > 0


def test_a_tooltip_holds_the_sentences_once(drawn: Elements) -> None:
    title = str(node(drawn, "1")["title"])
    assert title.count("牵头单位:教育局") == 1
    assert title.count("配合单位") == 1  # one sentence for two units


def test_a_long_tooltip_says_how_much_more_there_is() -> None:
    mark = {"name": "甲", "lines": [], "missing": []}
    told = labels.tooltip(mark, [f"{n}。" * 100 for n in range(6)]).split("\n")
    assert len(told) == 1 + labels.SHOWN + 1
    assert all(len(line) <= labels.LONGEST + 2 for line in told[1:-1])
    assert "共 6 句" in told[-1]


def test_kinds_beyond_the_palette_are_grey() -> None:
    work = {str(n): {f"单位{n}": "lead"} for n in range(9)}
    answers = tables(
        work,
        network_units=[(f"单位{n}", f"单位{n}", "甲市", f"kind{n}") for n in range(9)],
        page_kinds=[(f"kind{n}", f"类{n}", None, f"kind{n}", f"类{n}", None) for n in range(9)],
    )
    groups = elements(answers, centrality(answers), orphans(answers)).groups
    assert len(groups) == PALETTE + 1
    assert [group.units for group in groups] == [1] * PALETTE + [9 - PALETTE]
    assert groups[-1].tone == "kind-other"


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


def test_an_empty_graph_gives_a_page_that_says_so() -> None:
    nothing = {name: Table(table.columns) for name, table in given().items()}
    html = render(nothing, centrality(nothing), orphans(nothing), "空")
    assert "没有可显示的任务" in html
    assert "没有可显示的任务" not in page()
