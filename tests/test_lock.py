"""requirements.lock pins what the program runs on, each file of each package by its hash."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)[^\n]*?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE)


def test_every_package_is_pinned_with_hashes_and_from_no_place_in_particular() -> None:
    lines = [line for line in LOCK.splitlines() if line and not line.startswith("#")]
    pinned = PINNED.findall(LOCK)
    assert len(lines) == sum(1 + hashes.count("--hash") for _, _, hashes in pinned) > 0
    assert "://" not in LOCK


def test_it_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions: dict[str, list[str]] = {}
    for name, version, _ in PINNED.findall(LOCK):
        versions.setdefault(name, []).append(version)
    for line in (*project["dependencies"], *project["optional-dependencies"]["pdf"]):
        asked = Requirement(line)
        found = versions.get(asked.name.lower().replace("_", "-"), [])
        assert found, f"{asked.name}: not in requirements.lock; CONTRIBUTING.md says how to renew it"
        assert [one for one in found if one not in asked.specifier] == []
