"""How many files of a store are open while it is written: few, and never more than the system lets the process have."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="not on Windows")

MANY_PIECES = """
import resource, sys
from pathlib import Path
_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (100, hard))
from kg.graph import generation
from kg.graph.lines import Written
generation._AT_ONCE = 1
new = generation.Generation(Path(sys.argv[1]))
most = 0
for piece in range(150):
    line = f"<https://example.org/{piece}> <https://example.org/p> <https://example.org/{piece}> "
    new.add(Written(f"{line}<https://example.org/g> .\\n".encode(), f"{line}.\\n".encode()))
    most = max(most, len(list(Path("/proc/self/fd").iterdir())))
new.load()
print(len(new.store), most, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
new.store.optimize()
new.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts open files in /proc")
def test_a_store_of_many_pieces_is_written_where_few_files_may_be_open(tmp_path: Path) -> None:
    """Each piece is some ten files of the engine, which would keep as many of them open as it may."""
    run = [sys.executable, "-c", MANY_PIECES, str(tmp_path / "store")]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    held, most, allowed = map(int, done.stdout.split())
    assert held == 2 * 150
    assert most < 450 < allowed
