"""The front door, build_graph.py: with the packages, without them, in a virtual environment that was not finished."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PANSHI = ROOT / "examples" / "panshi-2021-tasks.txt"


def test_python_m_kg_and_build_graph_are_real_programs(tmp_path: Path) -> None:
    run = [sys.executable, "build_graph.py", str(PANSHI), "-o", str(tmp_path / "out")]
    built = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    assert (built.returncode, built.stdout) == (0, "")
    assert f"open {tmp_path / 'out' / 'graph.html'}" in built.stderr
    ask = [sys.executable, "-m", "kg", "query", "--name", "leads", "--data", str(tmp_path / "out")]
    asked = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    assert (asked.returncode, asked.stderr) == (0, "")
    assert "教育局" in asked.stdout


def front_door(folder: Path, makefile: str = "") -> str:
    """Put build_graph.py into ``folder`` beside a project that needs one package nobody has; return its path."""
    folder.joinpath("build_graph.py").write_bytes((ROOT / "build_graph.py").read_bytes())
    folder.joinpath("pyproject.toml").write_text('[project]\ndependencies = ["no-such-package[x]>=1"]\n')
    folder.joinpath("kg").mkdir()
    folder.joinpath("kg", "__init__.py").touch()
    folder.joinpath("kg", "cli.py").write_text("def build(prog_name):\n    print('built')\n")
    if makefile:
        folder.joinpath("Makefile").write_text(makefile)
    return str(folder / "build_graph.py")


def test_build_graph_without_the_packages_says_what_to_do(tmp_path: Path) -> None:
    run = [sys.executable, front_door(tmp_path)]  # no Makefile to install them
    result = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    said = result.stderr.splitlines()[-1]
    assert said == "error: no-such-package is not installed; run `make graph`, or `pip install -e .` first"
    assert "Traceback" not in result.stderr


MAKEFILE = """
.venv/installed:
\t@mkdir -p .venv/bin
\t@printf '#!/bin/sh\\necho again "$$@"\\n' > .venv/bin/python
\t@chmod +x .venv/bin/python
"""


def test_build_graph_starts_again_in_venv_where_a_package_is_missing(tmp_path: Path) -> None:
    run = [sys.executable, front_door(tmp_path, MAKEFILE), "plan.txt", "-o", "out"]
    result = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, f"again {tmp_path / 'build_graph.py'} plan.txt -o out\n")
    assert result.stderr == f"no-such-package is not installed here; using {tmp_path / '.venv'}\n"


FINISHES = """
.venv/installed:
\t@mkdir -p .venv/lib/python{0}.{1}/site-packages/no_such_package-1.dist-info
\t@printf 'Name: no-such-package\\nVersion: 1\\n' > .venv/lib/python{0}.{1}/site-packages/no_such_package-1.dist-info/METADATA
"""


@pytest.mark.parametrize(("makefile", "code", "printed"), [(FINISHES, 0, "built\n"), (".venv/installed:\n", 1, "")])
def test_build_graph_finishes_a_venv_whose_setting_up_was_stopped(
    tmp_path: Path, makefile: str, code: int, printed: str
) -> None:
    run = [str(tmp_path / ".venv" / "bin" / "python"), front_door(tmp_path, makefile.format(*sys.version_info))]
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / ".venv")], check=True)
    (tmp_path / ".venv" / "installed").touch()  # as if the set-up had ended
    result = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (code, printed), result.stderr  # and it does not go round for ever
