"""The page in a browser, used as a person would: it opens still and without a sound, loads nothing, and takes no text
for markup; search, panel, filters, views, address and tables to take away."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browser_fixture import axe, chromium, find, go, log, needs_axe, needs_browser, requested, run, search, texts
from network_fixture import tables
from page_fixture import ATTACKS, given, page
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from kg.analyse.findings import findings
from kg.analyse.measures import centrality
from kg.show.page import render
from kg.table import Table

pytestmark = needs_browser

EDUCATION = "unit/磐石市/education"
HEADING = "return document.querySelector('#told h2').textContent"


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
    return go(browser, handmade)


@pytest.fixture
def examples(browser: webdriver.Chrome, built: Path) -> webdriver.Chrome:
    return go(browser, built / "graph.html")


@pytest.mark.parametrize("which", ["handmade", "built"])
def test_it_opens_without_an_error_and_asks_for_nothing_but_itself(
    which: str, browser: webdriver.Chrome, request: pytest.FixtureRequest
) -> None:
    given: Path = request.getfixturevalue(which)
    file = given / "graph.html" if given.is_dir() else given
    browser.get("about:blank")
    log(browser, "performance"), log(browser, "browser")  # drop what earlier pages left
    browser.get(file.as_uri())
    run(browser, "for (const view of ['table', 'matrix', 'coverage', 'graph']) KG.set({view}); KG.go(0)")
    assert texts(browser, "#told h2") != []
    assert log(browser, "browser") == []
    assert requested(browser) == [file.as_uri()]
    assert run(browser, "return performance.getEntriesByType('resource').length") == 0


def test_the_policy_lets_nothing_out(opened: webdriver.Chrome) -> None:
    script = "return fetch('http://127.0.0.1:9/').then(() => 'sent', (error) => error.name)"
    assert run(opened, script) == "TypeError"
    assert "Content Security Policy" in str(log(opened, "browser"))


def test_it_draws_each_thing_once(opened: webdriver.Chrome) -> None:
    # 3 units, 4 tasks, 1 plan, 1 opinion, 2 items; 6 roles, 5 derivations whose ends are drawn
    assert run(opened, "return KG.network.body.data.nodes.length") == 3 + 4 + 1 + 1 + 2
    assert run(opened, "return KG.network.body.data.edges.length") == 6 + 5
    assert "显示 11 / 共 11" in texts(opened, "#tally")[0]


def test_it_draws_all_units_of_the_examples(browser: webdriver.Chrome, built: Path) -> None:
    browser.get((built / "graph.html").as_uri())
    with (built / "centrality.csv").open(encoding="utf-8-sig", newline="") as file:
        units = {row["iri"] for row in csv.DictReader(file)}
    with (built / "orphans.csv").open(encoding="utf-8-sig", newline="") as file:
        units |= {row["iri"] for row in csv.DictReader(file) if row["kind"] == "unit-without-task"}
    units = {iri.rsplit("/id/", 1)[1] for iri in units}
    drawn = run(browser, "return KG.dots.get().filter(n => n.group === 'unit').map(n => KG.nodes[n.id].iri)")
    assert set(drawn) == units
    assert units


def test_it_stands_still_where_the_build_put_it(opened: webdriver.Chrome) -> None:
    where = "return JSON.stringify(KG.network.getPositions())"
    placed = run(opened, "return JSON.stringify(Object.fromEntries(KG.nodes.map(n => [n.id, {x: n.x, y: n.y}])))")
    before = json.loads(run(opened, where))
    run(opened, "KG.network.redraw()")
    assert json.loads(run(opened, where)) == before == json.loads(placed)
    assert run(opened, "return KG.network.physics.physicsEnabled") is False


def test_nothing_is_cut_at_the_edge_and_no_name_lies_over_another(examples: webdriver.Chrome) -> None:
    names, outside, over = run(
        examples,
        """
        const at = (x, y) => KG.network.canvasToDOM({x, y}), room = KG.$("graph").getBoundingClientRect();
        const drawn = KG.dots.get().filter(n => n.label.trim());
        const boxes = drawn.map(n => KG.network.getBoundingBox(n.id)).map(b => [at(b.left, b.top), at(b.right, b.bottom)]);
        const labels = drawn.map(n => KG.network.body.nodes[n.id].labelModule.getSize
          ? [n, KG.network.body.nodes[n.id].labelModule.size] : null).filter(Boolean).map(([n, size]) => {
            const mid = at(size.left + size.width / 2, size.top + size.height / 2), k = KG.network.getScale();
            return [mid.x - size.width * k / 2 + 3, mid.y - size.height * k / 2 + 3, mid.x + size.width * k / 2 - 3, mid.y + size.height * k / 2 - 3];
        });
        const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
        return [
          labels.length,
          boxes.filter(([a, b]) => a.x < 0 || a.y < 0 || b.x > room.width || b.y > room.height).length,
          labels.filter((a, n) => labels.some((b, m) => m > n && meet(a, b))).length,
        ];
        """,
    )
    assert names > 20
    assert (outside, over) == (0, 0)


def test_text_stays_text(opened: webdriver.Chrome) -> None:
    run(opened, "KG.nodes.forEach((node, id) => KG.go(id))")
    run(opened, "for (const view of ['table', 'matrix', 'coverage', 'graph']) KG.set({view})")
    search(opened, "href")
    assert texts(opened, "#hits .hit")[0].startswith(ATTACKS[2])
    assert run(opened, "return window.hacked") is None
    assert run(opened, "return document.querySelectorAll('img, a[href], iframe').length") == 0
    assert run(opened, "return document.querySelector('h1').textContent") == f"责任图谱 {ATTACKS[1]}"
    assert run(opened, "return document.title") == f"责任图谱 {ATTACKS[1]}"
    assert run(opened, "return KG.nodes.map(node => node.name)").count(ATTACKS[0]) == 1


def test_a_person_searches_an_alias_reads_the_sentence_and_follows_a_neighbour(examples: webdriver.Chrome) -> None:
    search(examples, "教育部门")
    assert texts(examples, "#hits .head")[0].startswith("单位")
    first = texts(examples, "#hits .hit")[:4]
    place = next(n for n, hit in enumerate(first) if hit.startswith("磐石市教育局"))
    find(examples, "#search").send_keys(Keys.ARROW_DOWN * (place + 1), Keys.ENTER)
    assert run(examples, HEADING) == "磐石市教育局"
    assert "牵头单位:市教育局" in texts(examples, "#told blockquote")
    assert "牵头单位" in texts(examples, "#told mark")
    assert any(place.startswith("panshi-2021-tasks.txt 973–982") for place in texts(examples, "#told .where"))
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
        ("团市委", "单位", "磐石市团市委"),
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


def test_the_language_is_switched(examples: webdriver.Chrome) -> None:
    assert texts(examples, "[data-view]") == ["图", "表", "责任矩阵", "国家条目落实"]
    find(examples, "#language").click()
    assert texts(examples, "[data-view]") == ["Graph", "Table", "Matrix", "Coverage"]
    assert run(examples, "return document.documentElement.lang") == "en"
    assert "lang=en" in run(examples, "return location.hash")


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


def test_the_csv_says_what_the_graph_says(examples: webdriver.Chrome, built: Path) -> None:
    made = list(csv.reader(io.StringIO(run(examples, "return KG.csv()").removeprefix("\ufeff"))))
    said = {(row[8], row[1], row[3], row[4], row[7], row[9], row[10]) for row in made[1:] if row[4]}
    with (built / "assignments.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = ("file", "id", "role", "unit", "quote", "start", "end")
    assert said == {tuple(row[column] for column in columns) for row in rows}
    assert len({(row[8], row[1]) for row in made[1:]}) == 87  # tasks of nobody are there too
    run(examples, "KG.set({plan: KG.byIri.get('plan/panshi-2021-tasks')})")
    assert {row[2] for row in run(examples, "return KG.rows()")} <= {row[2] for row in made}
    assert {row[8] for row in run(examples, "return KG.rows()")} == {"panshi-2021-tasks.txt"}


def test_the_svg_has_each_shape_line_and_name_of_the_drawing(opened: webdriver.Chrome) -> None:
    drawing = ElementTree.fromstring(run(opened, "return KG.svg()"))
    shapes = Counter(child.tag.rpartition("}")[2] for child in drawing)
    # 3 units; 3 tasks of units, 4 boxes and the ground; the task of nobody
    assert (shapes["circle"], shapes["rect"], shapes["path"], shapes["line"]) == (3, 3 + 4 + 1, 1, 11)
    names = "return KG.dots.get().flatMap(n => n.label.split('\\n')).filter(row => row.trim())"
    said = [child.text for child in drawing if child.tag.endswith("}text")]
    assert said == run(opened, names)
    assert any(str(row).startswith("<img") for row in said)  # text, in the file as on the page
    circle = next(child for child in drawing if child.tag.endswith("}circle"))
    unit = run(opened, "return KG.nodes.find(node => node.group === 'unit')")
    assert (circle.get("cx"), circle.get("cy")) == (str(unit["x"]), str(unit["y"]))


def test_the_matrix_has_a_letter_where_task_and_unit_meet(examples: webdriver.Chrome) -> None:
    run(examples, "KG.set({view: 'matrix'})")
    letters = texts(examples, "#matrix td span")
    assert {letter: letters.count(letter) for letter in ("牵", "配", "责")} == {"牵": 32, "配": 68, "责": 14}


def test_the_coverage_marks_items_that_nobody_carries_out(examples: webdriver.Chrome) -> None:
    run(examples, "KG.set({view: 'coverage'})")
    assert texts(examples, "#coverage .uncovered th") == ["1 指导思想", "2 基本要求"]
    assert "24 / 26" in texts(examples, "#coverage caption")[0]


def test_the_table_is_sorted_by_its_heads(examples: webdriver.Chrome) -> None:
    run(examples, "KG.set({view: 'table'})")
    counts = "#table-units td[data-column='lead']"
    find(examples, "#table-units [data-sort='lead']").click()
    up = [int(said) for said in texts(examples, counts)]
    find(examples, "#table-units [data-sort='lead']").click()
    assert [int(said) for said in texts(examples, counts)] == sorted(up, reverse=True)
    assert up == sorted(up)
    assert max(up) == 22


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


def test_what_is_printed_is_what_can_be_read_on_paper(examples: webdriver.Chrome) -> None:
    examples.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    run(examples, f"KG.go(KG.byIri.get('{EDUCATION}'))")
    seen = "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).map(e => e.id)"
    parts = "#graph, #legend, #tally, #panel, #filters, #search, #views, #take, #close, #corner"
    assert set(examples.execute_script(seen, parts)) == {"graph", "legend", "tally", "panel"}
    assert run(examples, "return KG.$('panel').scrollHeight === KG.$('panel').clientHeight")  # all its sentences
    run(examples, "KG.set({node: null, view: 'matrix'})")
    assert examples.execute_script(seen, "header, #side, #matrix") == ["matrix"]
    assert run(examples, "return document.querySelector('#matrix table').offsetWidth") < 1046  # A4 on its side
    examples.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_an_empty_page_says_so(browser: webdriver.Chrome, tmp_path: Path) -> None:
    nothing = {name: Table(table.columns) for name, table in given().items()}
    path = tmp_path / "graph.html"
    path.write_text(render(nothing, centrality(nothing), findings(nothing), "空"), encoding="utf-8")
    go(browser, path)
    assert find(browser, "#empty").text == "没有可显示的任务。"


def test_in_a_large_collection_tasks_are_folded_until_a_plan_is_opened(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    many = tables({str(n): {f"单位{n % 40}": "lead"} for n in range(450)})
    path = tmp_path / "graph.html"
    path.write_text(render(many, centrality(many), findings(many), "大"), encoding="utf-8")
    go(browser, path)
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
    path = tmp_path / "graph.html"
    path.write_text(render(many, centrality(many), findings(many), "大"), encoding="utf-8")
    go(browser, path)
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


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["graph", "table", "matrix", "coverage", f"graph&node={EDUCATION}"])
def test_axe_finds_nothing_serious(browser: webdriver.Chrome, built: Path, view: str, scheme: str) -> None:
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    go(browser, built / "graph.html", f"lang=zh&view={view}")
    assert axe(browser) == []
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More units, plans and tasks than are drawn at first: task n of plan n % 120 is led by 单位n, 单位0 supports 300."""
    work = {str(n): {"单位0": "support"} if n < 300 else {} for n in range(450)}
    for n in range(450):
        work[str(n)][f"单位{n}"] = "lead"
    plans = [(f"方案{n}", f"{n}.txt", f"方案{n}", None, "甲市", "甲市", "2021-04-13") for n in range(120)]
    many = tables(
        work,
        network_tasks=[(task, task, f"任务{task}", f"方案{int(task) % 120}", "", None, None) for task in work],
        network_plans=plans,
        page_origins=[(plan, "plan", None, plan, plan, "county") for plan, *_ in plans],
        page_assignments=[(task, f"单位{task}", "lead", "explicit", f"{task}由单位{task}牵头。", 7) for task in work],
    )
    path = tmp_path_factory.mktemp("large") / "graph.html"
    path.write_text(render(many, centrality(many), findings(many), "大", placed=400), encoding="utf-8")
    return path


def test_a_large_collection_opens_on_the_most_central_and_says_of_how_many(
    browser: webdriver.Chrome, large: Path
) -> None:
    go(browser, large)
    (tally,) = texts(browser, "#tally")
    assert "显示 350 / 共 1,020" in tally
    assert "单位 250 / 450 个（按点度）" in tally
    assert "方案 100 / 120 个（按任务数）" in tally
    assert "其余可搜索" in tally
    drawn = run(browser, "return KG.dots.get().map(n => KG.nodes[n.id].name)")
    assert "单位0" in drawn  # shares most tasks
    assert "单位449" not in drawn  # shares none


def test_search_brings_what_is_cut_into_the_drawing_with_its_neighbours(browser: webdriver.Chrome, large: Path) -> None:
    go(browser, large)
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


def test_table_and_csv_cover_what_is_cut(browser: webdriver.Chrome, large: Path) -> None:
    go(browser, large, "lang=zh&view=table")
    assert [said.split(" · ")[1] for said in texts(browser, "caption")] == ["450", "450"]
    assert "显示 1,020 / 共 1,020" in texts(browser, "#tally")[0]
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
    browser.execute_async_script("Promise.resolve(KG.tell([], KG.edges)).then(arguments[0])")
    assert "配合单位:财政局" in run(browser, "return KG.csv()")
    assert log(browser, "browser") == []
