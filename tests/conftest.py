"""What several test files share: one build of the examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build
from kg.inputs import expand
from kg.resources import EXAMPLES


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of examples/; tests only read it."""
    files, _ = expand([EXAMPLES])
    return build(files, tmp_path_factory.mktemp("examples") / "output").out
