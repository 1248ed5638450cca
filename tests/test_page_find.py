"""What a person looks for on the page: search, legend, filters, two units, the address, by keyboard alone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from browser_fixture import find, go, needs_browser, run, search, texts
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

pytestmark = needs_browser

EDUCATION = "unit/磐石市/education"
HEADING = "return document.querySelector('#told h2').textContent"


def test_a_person_searches_an_alias_reads_the_sentence_and_follows_a_neighbour(examples: webdriver.Chrome) -> None:
    search(examples, "教育部门")
    assert texts(examples, "#hits .head")[0].startswith("单位")
    first = texts(examples, "#hits .hit")[:4]
    place = next(n for n, hit in enumerate(first) if hit.startswith("磐石市教育局"))
    find(examples, "#search").send_keys(Keys.ARROW_DOWN * (place + 1), Keys.ENTER)
    assert run(examples, HEADING) == "磐石市教育局"
    assert "牵头单位:市教育局" in texts(examples, "#told blockquote")
    assert "牵头单位" in texts(examples, "#told mark")
    assert any(place.startswith("panshi-2021-tasks.txt 第28行") for place in texts(examples, "#told .where"))
    find(examples, "#told button.link[data-node$='task/3']").click()
    assert run(examples, HEADING) == "3 强化学校体育"
    assert {"磐石市教育局", "磐石市卫生健康局", "5 强化体育锻炼"} <= set(texts(examples, "#told button.link"))
    assert any("关于深化教育教学改革" in step for step in texts(examples, "#told .chain"))
    assert any("前后不一致" in said for said in texts(examples, "#told .missing"))
    find(examples, "#back").click()
    assert run(examples, HEADING) == "磐石市教育局"


@pytest.mark.parametrize(
    ("text", "group", "hit"),
    [
        ("pssjyj", "单位", "磐石市教育局"),
        ("团市委", "单位", "共青团磐石市委"),
        ("强化学校体育", "任务", "3 强化学校体育"),
        ("关于深化教育教学改革", "上位文件", "关于深化教育教学改革全面提高义务教育质量的意见"),
        ("磐石市", "地区", "磐石市"),
    ],
)
def test_search_finds_each_sort_of_thing(examples: webdriver.Chrome, text: str, group: str, hit: str) -> None:
    search(examples, text)
    part = [one.text for one in examples.find_elements(By.CSS_SELECTOR, "#hits .part")]
    assert any(said.startswith(group) and hit in said for said in part), part


def test_search_says_when_it_finds_nothing(opened: webdriver.Chrome) -> None:
    search(opened, "无此单位")
    assert texts(opened, "#hits div") == ["没有找到"]


@pytest.mark.parametrize(("name", "left"), [("lead", 9), ("no-task", 11), ("plan", 10)])
def test_the_legend_hides_and_shows(opened: webdriver.Chrome, name: str, left: int) -> None:
    shown = "return KG.lines.length"
    entry = find(opened, f"label:has([data-off='{name}'])")
    assert run(opened, shown) == 11
    entry.click()
    assert run(opened, shown) == left
    entry.click()
    assert run(opened, shown) == 11


def test_a_filter_leaves_what_passes_and_a_reload_keeps_it(browser: webdriver.Chrome, built: Path) -> None:
    go(browser, built / "graph.html", "lang=zh&finding=task-without-unit&view=table")
    named = texts(browser, "#table-tasks td[data-column='lead']")
    assert len(named) == 50  # as README counts them
    assert set(named) == {""}
    browser.refresh()
    assert texts(browser, "#table-tasks td[data-column='lead']") == named
    assert find(browser, "select[data-choice='finding']").get_attribute("value") == "task-without-unit"
    find(browser, "#clear").click()
    assert len(texts(browser, "#table-tasks td[data-column='lead']")) == 87


@pytest.mark.parametrize(
    ("chosen", "tasks", "units"),
    [("role=lead", 31, 10), ("kind=财政部门", 12, 3), ("kind=财政部门&role=support", 11, 2)],
)
def test_role_and_kind_of_unit_are_filtered(
    browser: webdriver.Chrome, built: Path, chosen: str, tasks: int, units: int
) -> None:
    with (built / "assignments.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    asked = dict(part.split("=") for part in chosen.split("&"))
    rows = [row for row in rows if asked.get("role", row["role"]) == row["role"]]
    go(browser, built / "graph.html", f"lang=zh&view=table&{chosen}")
    assert texts(browser, "caption") == [f"任务 · {tasks}", f"单位 · {units}"]
    made = run(browser, "return KG.rows().filter(row => row[4]).map(row => [row[8], row[1], row[3], row[4], row[7]])")
    held = {(row["file"], row["id"], row["role"], row["unit"], row["quote"]) for row in rows}
    if "kind" in asked:
        held = {row for row in held if "财政" in row[3]}
    assert {tuple(row) for row in made} == held


def test_the_address_opens_the_same_again(browser: webdriver.Chrome, built: Path) -> None:
    go(browser, built / "graph.html", f"lang=en&node={EDUCATION}&steps=2&mode=hide")
    assert run(browser, HEADING) == "磐石市教育局"
    drawn = run(browser, "return KG.dots.getIds().length")
    assert 20 < drawn < run(browser, "return KG.nodes.length")
    assert "showing" in texts(browser, "#tally")[0]
    run(browser, "KG.set({steps: 1})")
    assert run(browser, "return KG.dots.getIds().length") < drawn
    assert "steps" not in run(browser, "return location.hash")
    run(browser, "history.replaceState(null, '', '#node=nobody&view=none&steps=9&size=fame')")
    browser.refresh()
    assert run(browser, "return [KG.state.node, KG.state.view, KG.state.steps]") == [None, "graph", 1]


def test_two_units_are_compared_and_a_path_is_shown(examples: webdriver.Chrome) -> None:
    run(examples, f"KG.go(KG.byIri.get('{EDUCATION}'))")
    find(examples, ".bar .compare").click()
    search(examples, "磐石市卫生健康局").send_keys(Keys.ENTER)
    assert "3 强化学校体育" in texts(examples, "#told h3 ~ button.link")
    assert "共同的任务 · 1" in texts(examples, "#told h3")
    run(examples, f"KG.go(KG.byIri.get('{EDUCATION}'))")
    find(examples, ".bar .path").click()
    search(examples, "磐石市公安局").send_keys(Keys.ENTER)
    assert "路径，2 步" in texts(examples, "#told h3")


def test_it_works_by_keyboard_alone(examples: webdriver.Chrome) -> None:
    focused = "return document.activeElement.id || document.activeElement.textContent"
    assert run(examples, focused) == "search"  # a unit is two steps away: its initials and Enter
    examples.switch_to.active_element.send_keys("jyj", Keys.ENTER)
    assert run(examples, HEADING) == run(examples, focused) == "磐石市教育局"
    examples.switch_to.active_element.send_keys(Keys.TAB)  # what follows is the panel's own
    assert run(examples, focused) == "1 步"
    examples.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert run(examples, "return KG.$('panel').hidden") is True
    assert run(examples, focused) == "graph"
    where = "return [KG.network.getScale(), KG.network.getViewPosition().x]"
    before = run(examples, where)
    examples.switch_to.active_element.send_keys(Keys.ARROW_RIGHT, "+")
    scale, x = run(examples, where)
    assert (scale / before[0], x > before[1]) == (pytest.approx(1.25), True)
    examples.switch_to.active_element.send_keys("/")
    assert run(examples, focused) == "search"
