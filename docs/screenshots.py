"""Pictures of the page in ten states, from the examples as built: python docs/screenshots.py output/graph.html."""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

HERE = Path(__file__).parent / "screenshots"
UNIT, TASK = "unit/磐石市/education", "plan/panshi-2021-tasks/task/3"
STATES = {
    "start": "lang=zh",
    "search": "lang=zh",
    "unit": f"lang=zh&node={UNIT}",
    "task": f"lang=en&node={TASK}",
    "focus": f"lang=zh&node={TASK}&steps=2&mode=hide&off=derivation",
    "filter": "lang=en&finding=task-without-lead",
    "matrix": "lang=zh&view=matrix",
    "coverage": "lang=en&view=coverage",
    "dark": f"lang=en&node={UNIT}",
    "phone": f"lang=zh&node={TASK}",
}
WIDE, PHONE = (1280, 800), (390, 844)
SETTLED = 1.0  # seconds until all is drawn


def main(page: Path) -> None:
    """Write docs/screenshots/STATE.webp for each state."""
    HERE.mkdir(exist_ok=True)
    options, profile = Options(), tempfile.mkdtemp()
    options.binary_location = shutil.which("chromium") or ""
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))
    try:
        for state, address in STATES.items():
            width, height = PHONE if state == "phone" else WIDE
            size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
            scheme = {"name": "prefers-color-scheme", "value": "dark" if state == "dark" else "light"}
            still = {"name": "prefers-reduced-motion", "value": "reduce"}  # no picture during a flight
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme, still]})
            browser.get("about:blank")
            browser.get(f"{page.resolve().as_uri()}#{address}")
            if state == "search":
                browser.find_element("id", "search").send_keys("教育")
            time.sleep(SETTLED)
            taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 80})
            (HERE / f"{state}.webp").write_bytes(base64.b64decode(taken["data"]))
    finally:
        browser.quit()
        shutil.rmtree(profile, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
