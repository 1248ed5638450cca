"""What the test files share: one build of the examples, a browser with a page of theirs, and no bound on the time of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from browser_fixture import chromium, go
from hypothesis import settings
from page_fixture import page
from pyoxigraph import Store
from selenium import webdriver

from kg.build import build
from kg.graph.ask import Cells, select
from kg.graph.store import open_store
from kg.inputs.found import find
from kg.resources import EXAMPLES
from kg.table import Table

settings.register_profile("patient", deadline=None)  # how long a case takes says what else the machine does
settings.load_profile("patient")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of examples/; tests only read it."""
    return build(find([EXAMPLES]).documents, tmp_path_factory.mktemp("examples") / "output").out


@pytest.fixture(scope="session")
def remembered(built: Path) -> tuple[Store, Callable[[str], Table]]:
    """The store of that build, and what it answers to a query, each asked once."""
    store = open_store(built)
    return store, cache(partial(select, store))


@pytest.fixture
def asked_once(built: Path, remembered: tuple[Store, Callable[[str], Table]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands over the examples take their answers from there: that they open the store, and ask it, others test."""
    examples, answer = remembered

    def opened(folder: Path) -> Store:
        return examples if folder == built else open_store(folder)

    def answered(store: Store, query: str, cells: Cells | None = None) -> Table:
        return answer(query) if store is examples else select(store, query, cells)

    monkeypatch.setattr("kg.graph.store.open_store", opened)
    monkeypatch.setattr("kg.graph.ask.select", answered)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds without page and tables, which take the most time of small ones: what counts is in the store."""
    monkeypatch.setattr("kg.views.write", lambda *_: None)


@pytest.fixture
def bare(undrawn: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those, and the store without the ontology: most of what is in a small one, and the same in all."""
    monkeypatch.setattr("kg.graph.growth.ontology_quads", lambda: iter(()))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(scope="session")
def handmade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of page_fixture.py; tests only read it."""
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(page(), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: webdriver.Chrome, handmade: Path) -> webdriver.Chrome:
    return go(browser, handmade)


@pytest.fixture
def examples(browser: webdriver.Chrome, built: Path) -> webdriver.Chrome:
    return go(browser, built / "graph.html")
