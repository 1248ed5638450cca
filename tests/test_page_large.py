"""The page of a large collection: folded by plan and section, above that cut to the most central; search reaches the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser_fixture import find, go, log, needs_browser, run, search, texts
from network_fixture import tables
from page_fixture import large, page, written
from selenium import webdriver
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = needs_browser

HEADING = "return document.querySelector('#told h2').textContent"


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(large(), tmp_path_factory.mktemp("large"), placed=400)


def test_in_a_large_collection_tasks_are_folded_until_a_plan_is_opened(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    many = tables({str(n): {f"单位{n % 40}": "lead"} for n in range(450)})
    go(browser, written(many, tmp_path))
    drawn = "return KG.dots.get().filter(n => n.group === 'task').length"
    assert run(browser, drawn) == 0
    assert "显示 41 / 共 491" in texts(browser, "#tally")[0]
    assert "450 项任务收在方案和部分内" in texts(browser, "#tally")[0]
    search(browser, "任务123").send_keys(Keys.ENTER)  # search reaches what is folded
    assert run(browser, HEADING) == "123 任务123"
    assert run(browser, drawn) == 1
    run(browser, "KG.go(KG.byIri.get('plan'))")
    find(browser, "#told .open").click()
    find(browser, "#close").click()
    assert run(browser, drawn) == 450
    run(browser, "KG.set({open: new Set()})")
    assert run(browser, drawn) == 0
    assert run(browser, "return KG.rows().length") == 450  # what is folded is shown in tables and CSV


def test_in_a_large_collection_a_plan_opens_on_its_sections_and_these_on_their_tasks(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    headings = [(str(n), "一、目标" if n < 300 else "二、举措") for n in range(450)]
    many = tables({str(n): {f"单位{n % 40}": "lead"} for n in range(450)}, ledger_sections=headings)
    go(browser, written(many, tmp_path))
    said = "return KG.dots.get().filter(n => n.group === arguments[0]).map(n => n.label)"
    assert browser.execute_script(said, "plan") == ["分工方案\n450 项任务"]  # counted before anything opens
    search(browser, "分工方案").send_keys(Keys.ENTER)
    assert find(browser, "#told .open").text == "打开 2 个部分"
    both = ["一、目标\n300 项任务", "二、举措\n150 项任务"]  # there is room for both once the flight is over
    WebDriverWait(browser, 5).until(lambda _: browser.execute_script(said, "section") == both)
    assert browser.execute_script(said, "task") == []
    assert "显示 41 / 共 491" in texts(browser, "#tally")[0]  # a section is no thing of its own
    run(browser, "KG.go(KG.byIri.get('plan/二、举措'))")
    assert find(browser, "#told .open").text == "打开 150 项任务"
    find(browser, "#told .open").click()
    browser.refresh()
    assert run(browser, HEADING) == "二、举措"
    find(browser, "#close").click()
    assert len(browser.execute_script(said, "task")) == 150
    assert "一、目标\n300 项任务" in browser.execute_script(said, "section")
    run(browser, "KG.set({role: 'support'})")
    assert browser.execute_script(said, "section") == []  # nothing of them passes


def test_a_large_collection_opens_on_the_most_central_and_says_of_how_many(
    browser: webdriver.Chrome, cut: Path
) -> None:
    go(browser, cut)
    (tally,) = texts(browser, "#tally")
    assert "显示 350 / 共 1,021" in tally
    assert "单位 250 / 451 个（按点度）" in tally
    assert "方案 100 / 120 个（按任务数）" in tally
    assert "其余可搜索" in tally
    drawn = run(browser, "return KG.dots.get().map(n => KG.nodes[n.id].name)")
    assert "单位0" in drawn  # shares most tasks
    assert "单位449" not in drawn  # shares none


def test_search_brings_what_is_cut_into_the_drawing_with_its_neighbours(browser: webdriver.Chrome, cut: Path) -> None:
    go(browser, cut)
    search(browser, "单位449").send_keys(Keys.ENTER)
    assert run(browser, HEADING) == "单位449"
    near = run(browser, "return [...KG.near].map(id => [KG.nodes[id].name, KG.dots.get(id) !== null])")
    assert sorted(near) == [["449 任务449", True], ["单位449", True]]
    assert "449由单位449牵头。" in texts(browser, "#told blockquote")
    search(browser, "方案119").send_keys(Keys.ENTER)
    assert run(browser, "return KG.dots.get(KG.state.node).label") != ""
    over = """
        const boxes = [...KG.drawn.nodes].map(id => KG.nodes[id]);
        return boxes.filter((a, n) => boxes.some((b, m) => m < n && a.x === b.x && a.y === b.y)).length"""
    assert run(browser, over) == 0


@pytest.mark.parametrize("chosen", ["方案119", "方案119/二、举措", "119", "议事厅"])
def test_a_cut_plan_its_sections_tasks_and_units_come_into_the_drawing(
    browser: webdriver.Chrome, cut: Path, chosen: str
) -> None:
    go(browser, cut, f"lang=zh&node={chosen}")
    drawn = set(run(browser, "return KG.dots.get().map(n => KG.nodes[n.id].iri)"))
    assert chosen in drawn
    assert drawn >= ({"方案119", "方案119/一、目标", "方案119/二、举措"} if chosen != "议事厅" else set())
    assert run(browser, "return [...KG.drawn.nodes].every(id => Number.isInteger(KG.nodes[id].x))")
    assert log(browser, "browser") == []


def test_table_and_csv_cover_what_is_cut(browser: webdriver.Chrome, cut: Path) -> None:
    go(browser, cut, "lang=zh&view=table")
    assert [said.split(" · ")[1] for said in texts(browser, "caption")] == ["450", "451"]
    assert "显示 1,021 / 共 1,021" in texts(browser, "#tally")[0]
    assert len(run(browser, "return KG.rows()")) == 450 + 299  # in task 0 one unit stands twice


def test_texts_that_stand_deflated_are_opened_when_asked_for(
    browser: webdriver.Chrome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.show.page.packed.PLAIN", 10)
    monkeypatch.setattr("kg.show.page.packed.RUN", 30)
    path = tmp_path / "graph.html"
    path.write_text(page(), encoding="utf-8")
    assert "牵头单位:教育局" not in path.read_text(encoding="utf-8")
    go(browser, path)
    assert run(browser, "return KG.tell([0], KG.edges) !== null")
    search(browser, "教育局").send_keys(Keys.ENTER)
    WebDriverWait(browser, 10).until(lambda _: texts(browser, "#told blockquote"))
    assert texts(browser, "#told blockquote")[0] == "牵头单位:教育局"
    assert run(browser, "return document.activeElement.tagName") == "H2"  # its reader goes on from there
    browser.refresh()
    run(browser, "KG.set({node: KG.edges[0].from}); KG.point(0)")
    WebDriverWait(browser, 10).until(lambda _: texts(browser, "#told .pointed"))
    browser.refresh()
    line = "KG.edges.findIndex(edge => edge.role === 'lead' && edge.said.length)"
    run(browser, f"KG.network.body.emitter.emit('hoverEdge', {{edge: {line}, pointer: {{DOM: {{x: 9, y: 9}}}}}})")
    WebDriverWait(browser, 10).until(lambda _: find(browser, "#tip").is_displayed())
    assert texts(browser, "#tip blockquote") == ["牵头单位:教育局"]
    browser.execute_async_script("Promise.resolve(KG.tell([], KG.edges)).then(arguments[0])")
    assert "配合单位:财政局" in run(browser, "return KG.csv()")
    assert log(browser, "browser") == []
