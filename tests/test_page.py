"""The page in a browser: it opens still and without a sound, loads nothing, and takes no text for markup."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_fixture import chromium, log, needs_browser, requested, run
from page_fixture import ATTACKS, page
from selenium import webdriver

pytestmark = needs_browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(scope="module")
def handmade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(page(), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: webdriver.Chrome, handmade: Path) -> webdriver.Chrome:
    browser.get(handmade.as_uri())
    return browser


@pytest.mark.parametrize("which", ["handmade", "built"])
def test_it_opens_without_an_error_and_asks_for_nothing_but_itself(
    which: str, browser: webdriver.Chrome, request: pytest.FixtureRequest
) -> None:
    given: Path = request.getfixturevalue(which)
    file = given / "graph.html" if given.is_dir() else given
    browser.get("about:blank")
    log(browser, "performance"), log(browser, "browser")  # drop what earlier pages left
    browser.get(file.as_uri())
    run(browser, "tell(NODES[0].id); tell(null)")
    assert log(browser, "browser") == []
    assert requested(browser) == [file.as_uri()]
    assert run(browser, "return performance.getEntriesByType('resource').length") == 0


def test_the_policy_lets_nothing_out(opened: webdriver.Chrome) -> None:
    script = "return fetch('http://127.0.0.1:9/').then(() => 'sent', (error) => error.name)"
    assert run(opened, script) == "TypeError"
    assert "Content Security Policy" in str(log(opened, "browser"))


def test_it_draws_each_thing_once(opened: webdriver.Chrome) -> None:
    # 3 units, 4 tasks, 1 plan, 1 opinion, 2 items; 6 roles, 5 derivations whose ends are drawn
    assert run(opened, "return window.network.body.data.nodes.length") == 3 + 4 + 1 + 1 + 2
    assert run(opened, "return window.network.body.data.edges.length") == 6 + 5


def test_it_draws_all_units_of_the_examples(browser: webdriver.Chrome, built: Path) -> None:
    browser.get((built / "graph.html").as_uri())
    with (built / "centrality.csv").open(encoding="utf-8-sig", newline="") as file:
        units = {row["iri"] for row in csv.DictReader(file)}
    drawn = run(browser, "return network.body.data.nodes.get().filter(n => n.group === 'unit').map(n => n.id)")
    assert set(drawn) == units
    assert units


def test_it_stands_still(opened: webdriver.Chrome) -> None:
    where = "return JSON.stringify(network.getPositions())"
    placed = run(opened, "return JSON.stringify(Object.fromEntries(NODES.map(n => [n.id, {x: n.x, y: n.y}])))")
    before = json.loads(run(opened, where))
    run(opened, "network.redraw()")
    assert json.loads(run(opened, where)) == before == json.loads(placed)
    assert run(opened, "return network.physics.physicsEnabled") is False


def test_text_stays_text(opened: webdriver.Chrome) -> None:
    run(opened, "for (const node of NODES) tell(node.id)")
    run(opened, "$('search').value = 'href'; search()")
    assert run(opened, "return window.hacked") is None
    assert run(opened, "return document.querySelectorAll('img, a[href], iframe').length") == 0
    assert run(opened, "return document.querySelector('h1').textContent") == f"责任图谱 {ATTACKS[1]}"
    assert run(opened, "return document.title") == f"责任图谱 {ATTACKS[1]}"
    assert run(opened, f"return nodes.get({json.dumps(ATTACKS[0])}).name") == ATTACKS[0]


def test_the_tooltip_is_text_too(opened: webdriver.Chrome) -> None:
    script = """
        const popup = document.createElement('div'), title = nodes.get('2').title;
        const at = network.canvasToDOM(network.getPositions(['2'])['2']);
        network.interactionHandler._checkShowPopup(at);
        const shown = document.querySelector('div.vis-tooltip');
        return [title, shown.innerText, shown.childElementCount];
    """
    title, shown, elements = run(opened, script)
    assert ATTACKS[1] in title
    assert shown.split() == title.split()
    assert elements <= title.count("\n")  # line breaks at most


def test_the_panel_quotes_the_sentence(opened: webdriver.Chrome) -> None:
    run(opened, "tell('1')")
    told = run(opened, "return [...document.querySelectorAll('#told blockquote')].map(q => q.textContent)")
    assert told == ["牵头单位:教育局", f"配合单位:财政局、{ATTACKS[0]}", ATTACKS[2]]  # one sentence, once
    assert run(opened, "return document.getElementById('panel').hidden") is False
    run(opened, "tell('教育局')")
    told = run(
        opened, "return [...document.querySelectorAll('#told button, #told blockquote')].map(q => q.textContent)"
    )
    assert told == ["1 任务1", "牵头单位:教育局", "4 任务4", "2 任务2", ATTACKS[1]]
    run(opened, "document.getElementById('close').click()")
    assert run(opened, "return document.getElementById('panel').hidden") is True


def test_search_finds_and_says_when_it_does_not(opened: webdriver.Chrome) -> None:
    find = "$('search').value = {}; search(); return $('hits').innerText.split('\\n')"
    assert run(opened, find.replace("{}", "'财政'")) == ["财政局"]
    assert run(opened, find.replace("{}", "'无此单位'")) == ["没有找到 nothing found"]


@pytest.mark.parametrize(("kind", "name", "left"), [("role", "lead", 9), ("tone", "no-task", 11), ("tone", "plan", 10)])
def test_the_legend_hides_and_shows(opened: webdriver.Chrome, kind: str, name: str, left: int) -> None:
    shown = "return edges.get().filter(edge => !edge.hidden).length"
    tick = f"document.querySelector('[data-{kind}=\"{name}\"]').click();"
    assert run(opened, shown) == 11
    assert run(opened, tick + shown) == left
    assert run(opened, tick + shown) == 11
