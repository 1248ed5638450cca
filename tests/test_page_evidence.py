"""The page's evidence as a person reaches it: the sentence behind a line, a duty, an issuer; a citation to take away."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser_fixture import find, go, needs_browser, run, search, texts
from network_fixture import tables
from page_fixture import written
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = needs_browser

EDUCATION = "unit/磐石市/education"
HEADING = "return document.querySelector('#told h2').textContent"


def test_a_line_under_the_pointer_says_its_sentence_and_a_click_shows_it_in_the_panel(
    examples: webdriver.Chrome,
) -> None:
    x, y = run(
        examples,
        f"""
        KG.network.moveTo({{scale: 1.5, position: KG.network.getPosition(KG.byIri.get('{EDUCATION}'))}});
        const line = KG.edges.find(edge => KG.nodes[edge.from].name === '7 加强教学管理' && edge.role === 'lead');
        const [a, b] = [line.from, line.to].map(id => KG.network.getPosition(id));
        const {{x, y}} = KG.network.canvasToDOM({{x: 0.6 * a.x + 0.4 * b.x, y: 0.6 * a.y + 0.4 * b.y}});
        const {{offsetWidth, offsetHeight}} = KG.$('graph');
        return [Math.round(x - offsetWidth / 2), Math.round(y - offsetHeight / 2)];
        """,
    )
    ActionChains(examples).move_to_element_with_offset(find(examples, "#graph"), x, y).perform()
    WebDriverWait(examples, 5).until(lambda _: find(examples, "#tip").is_displayed())
    assert texts(examples, "#tip b") == ["7 加强教学管理 – 牵头 – 磐石市教育局"]
    assert texts(examples, "#tip blockquote") == ["牵头单位:市教育局"]
    assert texts(examples, "#tip .where") == ["panshi-2021-tasks.txt 第38行"]
    ActionChains(examples).click().perform()
    WebDriverWait(examples, 5).until(lambda _: texts(examples, "#told .pointed"))
    assert run(examples, HEADING) == "7 加强教学管理"
    assert texts(examples, "#told .pointed, #told .pointed + blockquote") == ["磐石市教育局", "牵头单位:市教育局"]


def test_what_is_chosen_comes_into_sight_with_what_stands_round_it(browser: webdriver.Chrome, built: Path) -> None:
    go(browser, built / "graph.html", "lang=zh&node=plan/panshi-2021-tasks/task/3&off=derivation")
    WebDriverWait(browser, 5).until(lambda _: run(browser, "return KG.network.getScale()") > 0.5)
    outside = """
        const edge = KG.$('panel').getBoundingClientRect().left - KG.$('graph').getBoundingClientRect().left;
        return [...KG.near].map(id => KG.network.canvasToDOM(KG.network.getPosition(id)))
          .filter(({x, y}) => x < 0 || y < 0 || x > edge || y > KG.$('graph').offsetHeight).length"""
    WebDriverWait(browser, 5).until(lambda _: run(browser, "return KG.near.size === 4") and run(browser, outside) == 0)


def test_a_citation_is_copied(examples: webdriver.Chrome) -> None:
    run(examples, f"KG.go(KG.byIri.get('{EDUCATION}'))")
    find(examples, "#told .copy").click()
    assert run(examples, "return KG.copied").startswith("“牵头单位:市教育局” 贯彻落实")
    assert "panshi-2021-tasks.txt 第24行 (767–776)" in run(examples, "return KG.copied")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ["第1行", "第3页", "表1第3行第2列", "第4段", "工作表 Sheet1 单元格 D7"]),
        ("en", ["line 1", "page 3", "table 1, row 3, column 2", "paragraph 4", "Sheet1!D7"]),
    ],
)
def test_where_a_sentence_stands_is_said_as_people_see_it(
    browser: webdriver.Chrome, handmade: Path, lang: str, said: list[str]
) -> None:
    go(browser, handmade, f"lang={lang}")
    found = []
    for thing in ("1", "2"):
        run(browser, f"KG.go(KG.byIri.get('{thing}'))")
        found += run(
            browser, "return [...document.querySelectorAll('.where')].map(e => e.firstChild.textContent.trim())"
        )
    after = "plan.txt, " if lang == "en" else "plan.txt "
    assert set(found) == {after + place for place in said}


def test_a_role_word_is_marked_except_within_the_name_of_a_unit(browser: webdriver.Chrome, tmp_path: Path) -> None:
    sentence = "牵头单位:市应急管理局,应抓实"
    quoted = [("1", "市应急管理局", "lead", "explicit", sentence, "line 1", 1)]
    go(browser, written(tables({"1": {"市应急管理局": "lead"}}, page_assignments=quoted), tmp_path), "lang=zh&node=1")
    assert texts(browser, "#told blockquote") == [sentence]
    assert texts(browser, "#told mark") == ["牵头单位", "应"]


def test_a_place_of_another_shape_is_said_as_it_is(browser: webdriver.Chrome, handmade: Path) -> None:
    go(browser, handmade, "lang=zh")
    say = "return KG.where(arguments[0], {file: 'a.xlsx'})"
    assert browser.execute_script(say, "一, 二!AB12") == "a.xlsx 工作表 一, 二 单元格 AB12"
    assert browser.execute_script(say, "slide 3") == "a.xlsx slide 3"
    assert browser.execute_script(say, None) == "a.xlsx"


def part(browser: webdriver.Chrome, head: str) -> list[tuple[str, str]]:
    """What stands in the panel under a heading, as tag and text, without the places."""
    script = """
        const heads = [...document.querySelectorAll('#told h3')], said = [];
        const from = heads.find(head => head.textContent.split(' · ')[0] === arguments[0]);
        for (let at = from?.nextElementSibling; at && at.tagName !== 'H3'; at = at.nextElementSibling) {
          if (!at.matches('.where')) said.push([at.tagName.toLowerCase(), at.textContent]);
        }
        return said"""
    return [(tag, said) for tag, said in browser.execute_script(script, head)]


def test_a_duty_within_a_task_is_told_at_the_task_and_at_its_unit(examples: webdriver.Chrome) -> None:
    search(examples, "落实部门职责").send_keys(Keys.ENTER)
    duties = part(examples, "职责句")
    assert ("button", "磐石市民政局") in duties
    after = duties[duties.index(("button", "磐石市民政局")) + 1]
    assert after == ("blockquote", "民政部门要牵头关爱农村留守儿童")
    find(examples, "#told button.link[data-node='unit/磐石市/civil-affairs']").click()
    assert run(examples, HEADING) == "磐石市民政局"
    assert part(examples, "所负职责句") == [("button", "21 落实部门职责"), after]
    assert "panshi-2021-tasks.txt 第72行 复制引文" in texts(examples, "#told .where")
    assert "牵头" in texts(examples, "#told mark.lead")


def test_a_unit_that_only_issues_a_plan_is_found_and_says_so(examples: webdriver.Chrome) -> None:
    search(examples, "磐石市人民政府办公室").send_keys(Keys.ENTER)
    assert run(examples, HEADING) == "磐石市人民政府办公室"
    assert texts(examples, "#told .missing") == ["⚠ 无任务单位 it issues the plan and has no task 仅为发文单位"]
    (tag, plan), (_, sentence) = part(examples, "所发方案")
    assert (tag, plan[:4]) == ("button", "贯彻落实")
    assert "政府办公室" in sentence
    assert run(examples, "return KG.dots.get(KG.state.node).group") == "unit"
    find(examples, "#told button.link[data-node='plan/panshi-2021-tasks']").click()
    assert ("button", "磐石市人民政府办公室") in part(examples, "发文单位")
    entry = find(examples, "label:has([data-off='idle'])")
    assert entry.text.split() == ["提及而无任务", "6"]
    shown = run(examples, "return KG.dots.length")
    entry.click()
    assert run(examples, "return KG.dots.length") == shown - 6


def test_a_plan_filter_keeps_the_units_that_the_plan_only_names(browser: webdriver.Chrome, built: Path) -> None:
    go(browser, built / "graph.html", "lang=zh&view=table&plan=plan/panshi-2021-tasks")
    named = {"磐石市人民政府办公室", "磐石市关心下一代工作委员会", "磐石市少先队", "磐石市新闻媒体"}
    units = set(texts(browser, "#table-units td[data-column='unit']"))
    assert named <= units
    assert not any(unit.startswith("楚雄") for unit in units)
