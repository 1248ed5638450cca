"""A headless Chromium, and what it has logged and asked for."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
]

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")

needs_browser = pytest.mark.skipif(
    BROWSER is None or DRIVER is None,
    reason=f"{'chromium' if BROWSER is None else 'chromedriver'} is not installed (Debian: chromium, chromium-driver)",
)

AXE = Path(os.environ.get("AXE", Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"))

needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm install --no-save axe-core)")


@contextlib.contextmanager
def chromium(profile: Path) -> Iterator[webdriver.Chrome]:
    options = Options()
    options.binary_location = BROWSER or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


def run(browser: webdriver.Chrome, script: str) -> Any:
    return browser.execute_script(script)


def go(browser: webdriver.Chrome, file: Path, address: str = "lang=zh") -> webdriver.Chrome:
    browser.get("about:blank")  # else a new address after # is no new page
    browser.get(f"{file.as_uri()}#{address}")
    return browser


def find(browser: webdriver.Chrome, css: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, css)


def texts(browser: webdriver.Chrome, css: str) -> list[str]:
    said: list[str] = run(browser, f"return [...document.querySelectorAll({css!r})].map(e => e.textContent)")
    return said


def search(browser: webdriver.Chrome, text: str) -> WebElement:
    box = find(browser, "#search")
    box.clear()
    box.send_keys(text)
    return box


def log(browser: webdriver.Chrome, kind: str) -> list[dict[str, Any]]:
    """What has been logged since the last call."""
    entries: list[dict[str, Any]] = browser.get_log(kind)  # type: ignore[no-untyped-call]
    return entries


def requested(browser: webdriver.Chrome) -> list[str]:
    entries = [json.loads(entry["message"])["message"] for entry in log(browser, "performance")]
    sent = [entry["params"]["request"]["url"] for entry in entries if entry["method"] == "Network.requestWillBeSent"]
    return [url for url in sent if not url.startswith("data:")]


def axe(browser: webdriver.Chrome) -> list[str]:
    """What axe-core finds on the page as it stands that is serious or critical, each with its first element."""
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = browser.execute_async_script(
        "const done = arguments[0]; axe.run().then((result) => done(result.violations))"
    )
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:200]})" for one in grave]
