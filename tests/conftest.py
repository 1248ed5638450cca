"""What the test files share: one build of the examples, and no bound on the time of a case."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from kg.build import build
from kg.inputs.found import find
from kg.resources import EXAMPLES

settings.register_profile("patient", deadline=None)  # how long a case takes says what else the machine does
settings.load_profile("patient")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of examples/; tests only read it."""
    return build(find([EXAMPLES]).documents, tmp_path_factory.mktemp("examples") / "output").out
