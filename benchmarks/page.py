"""The page beside plain pyvis on the same graph, in a headless Chromium: until drawn and still, frames a second, size.

    python -m benchmarks.page                     500, 5,000 and 20,000 nodes, cut from made-up plans
    python -m benchmarks.page --plans 175         the page alone, with so many made-up plans

pyvis writes with `cdn_resources="in_line"` and its own options, as its documentation shows; what it would load from
content delivery networks is not there, and it does not wait for it.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyvis.network import Network
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from benchmarks import collection
from kg import views
from kg.analyse import findings, measures
from kg.analyse.network import Tables
from kg.build import build
from kg.graph import ask
from kg.graph.store import open_store
from kg.inputs.found import find
from kg.resources import QUERIES
from kg.show import page
from kg.show.page.elements import Elements, elements

NODES = (500, 5_000, 20_000)
LIMIT = 120  # seconds that a drawing may take before it counts as not still
PAN = 3.0  # seconds of panning
PANNED = """
    const [seconds, done] = [arguments[0] * 1000, arguments[1]];
    const graph = typeof KG === "undefined" ? window.network : KG.network;
    const canvas = document.querySelector("canvas"), box = canvas.getBoundingClientRect();
    let drawn = 0, step = 0, began = 0;
    graph.on("afterDrawing", () => { drawn += 1; });
    const mouse = (type) => canvas.dispatchEvent(new PointerEvent(type, {
      bubbles: true, pointerId: 1, pointerType: "mouse", button: type === "pointermove" ? -1 : 0, buttons: type === "pointerup" ? 0 : 1,
      clientX: box.x + box.width * 0.97 - step % 80 * 4, clientY: box.y + box.height * 0.97 - step % 50 * 4,
    }));
    mouse("pointerdown");
    const go = (now) => {
      began = began || now;
      step += 1;
      mouse("pointermove");
      if (now - began < seconds) return requestAnimationFrame(go);
      mouse("pointerup");
      done(drawn / (now - began) * 1000);
    };
    requestAnimationFrame(go);
"""


def main() -> None:
    """Print a Markdown table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--plans", type=int, help="measure the page of so many made-up plans, and nothing else")
    arguments.add_argument("--nodes", type=int, nargs="*", default=list(NODES))
    given = arguments.parse_args()
    print("| graph | made by | file, MB | drawn and still, s | frames a second |")
    print("|---|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in [given.plans] if given.plans else given.nodes:
            plans = size if given.plans else max(6, size // 60)
            tables = _tables(folder / f"of-{size}", plans)
            asked = tables, measures.centrality(tables, ["degree"]), findings.findings(tables)
            drawn = elements(*asked)
            files = {"this page": folder / f"page-{size}.html"}
            files["this page"].write_text(page.render(*asked, "made up"), encoding="utf-8")
            if not given.plans:
                files["plain pyvis"] = folder / f"pyvis-{size}.html"
                files["plain pyvis"].write_text(_plain(drawn), encoding="utf-8")
            told = f"{len(drawn.nodes):,} nodes, {len(drawn.edges):,} edges"
            for made, file in files.items():
                still, frames = _measure(file)
                size_mb = file.stat().st_size / 1e6
                print(f"| {told} | {made} | {size_mb:.1f} | {still} | {frames} |", flush=True)


def _tables(folder: Path, plans: int) -> Tables:
    collection.write(folder / "plans", plans)
    views.DRAWN = views.LARGEST = 0  # only the store
    build(find([folder / "plans"]).documents, folder / "out")
    store = open_store(folder / "out")
    names = sorted({*findings.QUERIES, *measures.QUERIES, *page.QUERIES})
    return {name: ask.select(store, (QUERIES / f"{name}.rq").read_text(encoding="utf-8")) for name in names}


def _plain(drawn: Elements) -> str:
    plain = Network(directed=True, cdn_resources="in_line", height="800px")
    for node in drawn.nodes:
        plain.add_node(node["id"], label=node["label"], title=node["name"])
    for edge in drawn.edges:
        plain.add_edge(edge["from"], edge["to"])
    return str(plain.generate_html())


@contextmanager
def _chromium() -> Iterator[webdriver.Chrome]:
    options, profile = Options(), tempfile.mkdtemp()
    options.binary_location = shutil.which("chromium") or ""
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--window-size=1400,900", "--no-first-run")
    for flag in (*flags, f"--user-data-dir={profile}", "--host-resolver-rules=MAP * 0.0.0.0"):
        options.add_argument(flag)
    options.page_load_strategy = "none"
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))
    try:
        yield driver
    finally:
        driver.quit()
        shutil.rmtree(profile, ignore_errors=True)


def _measure(file: Path) -> tuple[str, str]:
    """Seconds from navigation until drawn and at rest, and frames drawn a second while a mouse drags it."""
    ready = (
        "const graph = typeof KG === 'undefined' ? window.network : KG.network;"
        "if (!graph || document.readyState !== 'complete') return null;"
        "return graph.physics.physicsEnabled && !graph.physics.stabilized ? null : performance.now() / 1000"
    )
    with _chromium() as browser:
        browser.set_script_timeout(LIMIT)
        began = time.monotonic()
        browser.get(file.as_uri())
        still = None
        while still is None and time.monotonic() - began < LIMIT:
            try:
                still = browser.execute_script(ready)
            except WebDriverException:  # a page that hangs does not answer
                break
        if still is None:
            return f"> {LIMIT}", "–"
        still = min(still, time.monotonic() - began)
        frames = browser.execute_async_script(PANNED, PAN)
        return f"{still:.1f}", f"{frames:.0f}"


if __name__ == "__main__":
    main()
