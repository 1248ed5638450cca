"""The page in a browser: it opens still and without a sound, loads nothing, and takes no text for markup; its views, what
is taken away from it, print."""

from __future__ import annotations

import csv
import io
import json
import time
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browser_fixture import axe, find, go, log, needs_axe, needs_browser, requested, run, search, texts
from page_fixture import ATTACKS, given
from selenium import webdriver
from selenium.webdriver.support.wait import WebDriverWait

from kg.analyse.findings import findings
from kg.analyse.measures import centrality
from kg.show.page import render
from kg.table import Table

pytestmark = needs_browser

EDUCATION = "unit/磐石市/education"


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


LABELS = """
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
      boxes.filter(([a, b]) => a.x < 0 || a.y < 0 || b.x > room.width || b.y > KG.$("corner").offsetTop).length,
      labels.filter((a, n) => labels.some((b, m) => m > n && meet(a, b))).length,
    ];
"""


def test_nothing_is_cut_at_the_edge_and_no_name_lies_over_another(examples: webdriver.Chrome) -> None:
    names, outside, over = run(examples, LABELS)
    assert names > 20
    assert (outside, over) == (0, 0)


def test_all_is_shown_anew_where_the_window_changes_unless_somebody_looks_closer(examples: webdriver.Chrome) -> None:
    scale = "return KG.network.getScale()"
    size = examples.get_window_size()
    try:
        large = run(examples, scale)
        examples.set_window_size(size["width"] * 2 // 3, size["height"] * 2 // 3)
        WebDriverWait(examples, 5).until(lambda _: run(examples, scale) < large * 0.8 and run(examples, LABELS)[1] == 0)
        run(examples, "KG.go(KG.dots.getIds()[0])")
        closer = WebDriverWait(examples, 5).until(lambda _: run(examples, scale) > large and run(examples, scale))
        examples.set_window_size(size["width"], size["height"])
        time.sleep(0.5)  # longer than the page waits
        assert run(examples, scale) > closer * 0.8
    finally:
        examples.set_window_size(size["width"], size["height"])


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


def test_the_language_is_switched(examples: webdriver.Chrome) -> None:
    assert texts(examples, "[data-view]") == ["图", "表", "责任矩阵", "国家条目落实"]
    find(examples, "#language").click()
    assert texts(examples, "[data-view]") == ["Graph", "Table", "Matrix", "Coverage"]
    assert run(examples, "return document.documentElement.lang") == "en"
    assert "lang=en" in run(examples, "return location.hash")


def test_the_csv_says_what_the_graph_says(examples: webdriver.Chrome, built: Path) -> None:
    made = list(csv.reader(io.StringIO(run(examples, "return KG.csv()").removeprefix("\ufeff"))))
    said = {(row[8], row[1], row[3], row[4], row[7], row[9], row[10], row[11]) for row in made[1:] if row[4]}
    with (built / "assignments.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = ("file", "id", "role", "unit", "quote", "where", "start", "end")
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


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["graph", "table", "matrix", "coverage", f"graph&node={EDUCATION}"])
def test_axe_finds_nothing_serious(browser: webdriver.Chrome, built: Path, view: str, scheme: str) -> None:
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    go(browser, built / "graph.html", f"lang=zh&view={view}")
    assert axe(browser) == []
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
