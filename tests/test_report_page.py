"""The report in a browser: no message, no request, nothing wider than a phone, Chinese as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser_fixture import log, needs_browser, requested, run
from report_fixture import ODD, report
from selenium import webdriver

from kg.show.report.renderers import RENDERERS

pytestmark = needs_browser


@pytest.fixture(scope="module")
def handmade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(RENDERERS["html"](report()), encoding="utf-8")
    return path


@pytest.fixture
def examples(built: Path) -> Path:
    return built / "report.html"


@pytest.mark.parametrize("which", ["handmade", "examples"])
def test_it_opens_without_a_message_and_asks_for_nothing_but_itself(
    which: str, browser: webdriver.Chrome, request: pytest.FixtureRequest
) -> None:
    file: Path = request.getfixturevalue(which)
    browser.get("about:blank")
    log(browser, "performance"), log(browser, "browser")  # drop what earlier pages left
    browser.get(file.as_uri())
    assert log(browser, "browser") == []
    assert requested(browser) == [file.as_uri()]
    assert run(browser, "return document.scripts.length") == 0


def test_what_looks_like_markup_is_shown_and_does_nothing(browser: webdriver.Chrome, handmade: Path) -> None:
    browser.get(handmade.as_uri())
    seen = run(browser, "return document.body.textContent")
    assert [odd for odd in ODD if odd not in seen] == []
    assert run(browser, "return typeof window.hacked") == "undefined"


def test_the_plots_hold_their_names_as_text(browser: webdriver.Chrome, examples: Path) -> None:
    browser.get(examples.as_uri())
    told = run(browser, "return [...document.querySelectorAll('svg text')].map(text => text.textContent)")
    assert {"磐石市教育局", "市教育局", "牵", "强化体育锻炼"} <= {name.split(" ")[-1] for name in told}
    titles = run(browser, "return [...document.querySelectorAll('svg[role=img]')].map(plot => plot.getAttribute('aria-labelledby').split(' ').every(id => document.getElementById(id).textContent.trim()))")  # fmt: skip
    assert len(titles) >= 4 and all(titles)


@pytest.mark.parametrize("width", [390, 1300])
def test_nothing_is_wider_than_the_screen(browser: webdriver.Chrome, examples: Path, width: int) -> None:
    size = {"width": width, "height": 850, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        browser.get(examples.as_uri())
        assert run(browser, "return document.documentElement.scrollWidth") <= width
        assert run(browser, "return document.body.scrollHeight") < 40_000
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_what_it_stands_on(browser: webdriver.Chrome, examples: Path, scheme: str) -> None:
    feature = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", feature)
    try:
        browser.get(examples.as_uri())
        assert min(run(browser, CONTRASTS).values()) >= 4.5
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


CONTRASTS = """
const style = getComputedStyle(document.documentElement);
const parts = (name) => style.getPropertyValue(name).trim().match(/[0-9a-f]{2}/gi).map((part) => parseInt(part, 16) / 255);
const light = (name) => parts(name)
  .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort(); return (y + 0.05) / (x + 0.05); };
const pairs = [["--ink", "--paper"], ["--soft", "--paper"], ["--soft", "--band"], ["--link", "--band"], ["--warn", "--paper"],
  ["--warn", "--band"], ...["lead", "support", "responsible", "some", "none"].map((tone) => [`--${tone}-ink`, `--${tone}`])];
return Object.fromEntries(pairs.map((pair) => [pair.join(" on "), ratio(...pair)]));
"""
