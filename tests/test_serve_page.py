"""The query page in a browser: a question is asked with a click and answered in rows; nothing comes from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from browser_fixture import log, needs_browser, requested, run
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait
from server_fixture import Server, serving

from kg.graph.ask import named_queries
from kg.serve import pages, yasgui

RESULTS = ".tabPanel.active .yasr_results"
ROWS = f"return document.querySelectorAll('{RESULTS} table.dataTable tbody tr').length"


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    with serving(built) as running:
        yield running


@pytest.fixture
def opened(browser: webdriver.Chrome, server: Server) -> webdriver.Chrome:
    browser.get("about:blank")
    log(browser, "performance"), log(browser, "browser")  # drop what earlier pages left
    browser.get(server.url)
    WebDriverWait(browser, 30).until(lambda _: run(browser, "return !!document.querySelector('.yasqe .CodeMirror')"))
    return browser


def ask(browser: webdriver.Chrome, name: str) -> None:
    run(browser, f"document.querySelector('#questions button[data-name={name}]').click()")


@needs_browser
def test_a_click_asks_a_question_and_shows_rows(opened: webdriver.Chrome, server: Server) -> None:
    ask(opened, "workload")
    WebDriverWait(opened, 30).until(lambda _: run(opened, ROWS) > 1)
    assert "磐石市教育局" in run(opened, f"return document.querySelector('{RESULTS}').innerText")
    sent = requested(opened)
    assert f"{server.url}sparql" in sent
    assert {url for url in sent if not url.startswith(server.url)} == set()
    assert log(opened, "browser") == []


@needs_browser
def test_a_query_of_ones_own_may_use_the_prefixes(opened: webdriver.Chrome) -> None:
    ask(opened, "workload")
    set_query = "document.querySelector('.tabPanel.active .yasqe .CodeMirror').CodeMirror.setValue(arguments[0])"
    opened.execute_script(set_query, "SELECT ?t { ?t a resp:Task } LIMIT 7")
    run(opened, "document.querySelector('.tabPanel.active .yasqe_queryButton').click()")
    WebDriverWait(opened, 30).until(lambda _: run(opened, ROWS) == 7)
    assert log(opened, "browser") == []


@needs_browser
def test_the_page_cannot_ask_elsewhere(opened: webdriver.Chrome) -> None:
    script = "return fetch('http://127.0.0.1:9/').then(() => 'sent', (error) => error.name)"
    assert run(opened, script) == "TypeError"
    assert "Content Security Policy" in str(log(opened, "browser"))


@needs_browser
@pytest.mark.parametrize("address", ["graph", "ontology", "ontology/concepts"])
def test_the_other_pages_open_without_an_error(browser: webdriver.Chrome, server: Server, address: str) -> None:
    browser.get("about:blank")
    log(browser, "performance"), log(browser, "browser")
    browser.get(server.url + address)
    assert log(browser, "browser") == []
    sent = requested(browser)
    assert sent and all(url.startswith(server.url) for url in sent)
    assert "任务" in run(browser, "return document.body.innerText")


def test_each_named_question_is_there_and_answered(server: Server) -> None:
    page = server.send("GET", "/").text
    questions = named_queries()
    assert "leads" in questions
    for name, path in questions.items():
        assert f'data-name="{name}"' in page
        assert server.post(path.read_text(encoding="utf-8")).status == 200, name


def test_without_the_editor_the_page_is_a_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yasgui, "files", dict)
    made = pages.pages()
    text = made.query.body.decode()
    assert "yasgui.min" not in text
    assert '<form id="plain" action="/sparql" method="post">' in text
    assert set(made.assets) == {"query.js", "page.css", "prefixes.json"}


def test_a_question_is_text_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    attack = "</script><img src=x onerror=alert(1)>"
    listed = [{"name": attack, "en": attack, "zh": attack, "query": attack}]
    monkeypatch.setattr(pages, "_questions", lambda: listed)
    assert "<img" not in pages.pages().query.body.decode()


@pytest.mark.parametrize("which", ["missing", "broken"])
def test_no_editor_where_its_program_does_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, which: str) -> None:
    program = tmp_path / "oxigraph"
    if which == "broken":
        program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        program.chmod(0o700)
    found = type("Found", (), {"stem": "oxigraph", "locate": lambda self: program})()
    monkeypatch.setattr(metadata, "files", lambda name: [found])
    assert yasgui.files() == {}
