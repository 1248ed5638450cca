"""How many files of a store are open while it is written, and what memory goes back to the system."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="not on Windows")

ROOT = Path(__file__).parent.parent
GLIBC = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries give memory back by themselves")

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


HOLDS_AND_LETS_GO = """
import os
from pathlib import Path
from kg.graph.footprint import give_back
from kg.graph.memory import asked_for

def held_now():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

lines = (f'<urn:{n}> <http://purl.org/dc/terms/title> "{n}" <urn:g> .\\n'.encode() for n in range(100_000))
before = held_now()
store = asked_for(lines, ["dcterms:title"])
held = held_now()
del store
give_back()
print(held - before, held_now() - before)
"""


@GLIBC
def test_the_memory_of_a_store_that_is_gone_is_given_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HOLDS_AND_LETS_GO], capture_output=True, text=True, check=True, cwd=ROOT
    )
    held, after = map(int, done.stdout.split())
    assert held > 16_000_000  # bytes; without it, three quarters of them stay
    assert after < held / 2


FREES_LARGE_BLOCKS = """
import os
from pathlib import Path
from kg.graph.footprint import give_back_at_once

def held_now():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

give_back_at_once()
bytearray(b"x") * 30_000_000  # once one so large is freed, glibc keeps all that are smaller
large, small = [], []
for _ in range(100):
    large.append(bytearray(b"x") * 1_000_000)
    small.append(bytearray(b"x") * 100_000)
held = held_now()
large.clear()
print(held - held_now())
"""


@GLIBC
def test_large_blocks_are_given_back_when_they_are_freed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FREES_LARGE_BLOCKS], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert int(done.stdout) > 80_000_000  # of 100 MB; none without it
