"""The command line: help, builds and wrong use; exit codes, and what goes to stdout and to stderr."""

from __future__ import annotations

import io
import shlex
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from command import kg, rows

from kg import build as pipeline
from kg import cli
from kg.analyse import exchange
from kg.analyse.findings import Orphan
from kg.analyse.measures import NETWORKS
from kg.analyse.workload import MOST
from kg.cli import carrying, command, covering, making, ranking
from kg.graph import export
from kg.graph.protocols import PROTOCOLS
from kg.inputs.document import Document, of_file
from kg.resolve.closeness import LEAST
from kg.resources import EXAMPLES
from kg.show.tables import FORMATS

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = {
    "graph.html",
    "report.html",
    "report.md",
    "graph.ttl",
    "graph.nq",
    "store",
    "ledger.xlsx",
    "tasks.csv",
    "assignments.csv",
    "units.csv",
    "policies.csv",
    "centrality.csv",
    "orphans.csv",
    "findings.csv",
    "doubts.csv",
}
PANSHI = EXAMPLES / "panshi-2021-tasks.txt"


# ---- help ----------------------------------------------------------------------------------------


def test_every_command_has_help_with_examples() -> None:
    names = (
        "build query centrality workload critical communities orphans coverage compare "
        "deadlines matrix ledger page report show explain doubts check serve export push"
    )
    assert set(names.split()) == set(cli.main.commands)
    for name in cli.main.commands:
        result = kg(name, "--help")
        assert result.exit_code == 0
        assert f"Examples:\n    kg {name}" in result.stdout


@pytest.mark.parametrize(
    "name", sorted({*cli.main.commands} - {"push", "serve"})
)  # a server is needed, or does not end
@pytest.mark.usefixtures("bare")
def test_the_examples_of_the_help_work(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    for copy in ("plan.txt", "other-plan.txt", "plans/plan.txt"):
        shutil.copy(PANSHI, copy)
    shutil.make_archive("archive", "zip", "plans")
    shutil.copy(ROOT / "ontology" / "queries" / "leads.rq", "question.rq")
    if name != "build":  # which writes these two
        (tmp_path / "output").symlink_to(built)
        (tmp_path / "graph").symlink_to(built)
    lines = kg(name, "--help").stdout.partition("Examples:")[2].strip().splitlines()
    for line in lines:
        words, _, file = line.partition(" < ")
        given = Path(file).read_text(encoding="utf-8") if file else None
        assert kg(*shlex.split(words)[1:], input=given).exit_code == (1 if name == "check" else 0), line


def test_choices_are_those_of_the_layers_below() -> None:
    assert command.FORMATS == FORMATS
    assert tuple(Orphan) == covering.ORPHANS
    assert LEAST == covering.LEAST
    assert {name: tuple(kind.measures) for name, kind in NETWORKS.items()} == ranking.NETWORKS
    (most,) = (option for option in ranking.workload.params if option.name == "most")
    assert most.default == MOST
    assert {*carrying.SUFFIXES.values()} == {*export.FORMATS, *exchange.FORMATS}
    assert tuple(PROTOCOLS) == carrying.PROTOCOLS


# ---- build ----------------------------------------------------------------------------------------


def test_build_without_paths_reads_the_examples_into_output(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(files: Iterable[Document], out: Path, **options: object) -> pipeline.Report:
        assert (sorted(one.name for one in files), out) == (examples, Path("output"))
        return pipeline.Report(out, plans=4, tasks=1, units=2, assignments=0, doubts=0, failures=(), read=4)

    examples = sorted(path.name for path in EXAMPLES.glob("*.txt"))
    monkeypatch.setattr(pipeline, "build", build)
    result = kg("build")
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert result.stderr.splitlines() == [
        "4 plans, 1 task, 2 units, 0 assignments",
        f"open {Path('output', 'graph.html')}",
    ]


def test_the_readme_of_output_names_each_file_a_build_writes(built: Path) -> None:
    readme = (ROOT / "output" / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in built.iterdir()} == WRITTEN
    for path in built.iterdir():
        assert f"| `{path.name}{'/' if path.is_dir() else ''}` |" in readme


def test_doubts_are_counted_and_are_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(files: object, out: Path, **options: object) -> pipeline.Report:
        return pipeline.Report(out, plans=1, tasks=2, units=3, assignments=4, doubts=5, failures=(), read=1)

    monkeypatch.setattr(pipeline, "build", build)
    result = kg("build", PANSHI, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "1 plan, 2 tasks, 3 units, 4 assignments",
        f"5 passages not understood; list them with: kg doubts --data {tmp_path / 'out'}",
        f"open {tmp_path / 'out' / 'graph.html'}",
    ]


def test_bad_input_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    bad = {
        "missing.txt": None,
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 40,
        "menu.txt": "今日菜单:米饭、青菜、豆腐。".encode(),
    }
    for name, data in bad.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
    result = kg("build", *(tmp_path / name for name in bad), PANSHI, "-o", tmp_path / "out", "-j", 1)
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert sorted(line.split(": ")[1] for line in errors) == sorted(str(tmp_path / name) for name in bad)
    assert "1 plan, " in result.stderr
    assert (tmp_path / "out" / "graph.html").is_file()


def test_a_build_of_nothing_leaves_the_earlier_output_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert kg("build", PANSHI, "-o", out).exit_code == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (tmp_path / "menu.txt").write_text("今日菜单:米饭、青菜、豆腐。", encoding="utf-8")
    for bad in ("menu.txt", "missing.txt"):
        result = kg("build", tmp_path / bad, "-o", out)
        assert result.exit_code == 1
        assert f"error: {tmp_path / bad}: " in result.stderr
        assert "open " not in result.stderr
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("bare")
def test_base_sets_the_iris_of_things(tmp_path: Path) -> None:
    base = "https://example.org/id/"
    assert kg("build", PANSHI, "-o", tmp_path, "--base", base).exit_code == 0
    found = rows(kg("query", "SELECT ?t { ?t a resp:Task }", "--data", tmp_path, "--format", "csv"))
    assert found and all(row["t"].startswith(base + "plan/panshi-2021-tasks/task/") for row in found)


@pytest.mark.parametrize("base", ["nonsense", "https://example.org/id", "https://example.org/a b/"])
def test_a_base_that_is_no_iri_is_wrong_use(tmp_path: Path, base: str) -> None:
    result = kg("build", PANSHI, "-o", tmp_path / "out", "--base", base)
    assert result.exit_code == 2
    assert "--base" in result.stderr and not (tmp_path / "out").exists()


def test_output_that_cannot_be_written_is_an_error_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = kg("build", PANSHI, "-o", tmp_path / "file" / "out")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ") and len(result.stderr.splitlines()) == 1


def test_progress_only_for_many_files_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def shown(count: int, stream: io.StringIO) -> str:
        monkeypatch.setattr(sys, "stderr", stream)
        files = [of_file(Path(str(number))) for number in range(count)]
        assert list(making._track(count)(files)) == files
        return stream.getvalue()

    assert "21/21" in shown(21, Terminal())
    assert shown(20, Terminal()) == ""
    assert shown(21, io.StringIO()) == ""


# ---- wrong use ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nonsense"], "nonsense"),
        (["build", "--nonsense"], "--nonsense"),
        (["query"], "give one of"),
        (["query", "ASK {}", "--name", "leads"], "give one of"),
        (["query", "--list", "--name", "leads"], "give one of"),
        (["query", "--name", "nonsense"], "leads"),
        (["query", "--file", "not-there.rq"], "not-there.rq"),
        (["query", "ASK {}", "--format", "yaml"], "yaml"),
        (["query", "ASK {}", "-p", "unit"], "expected NAME=VALUE"),
        (["query", "ASK {}", "--timeout", "0"], "--timeout"),
        (["query", "--list", "--format", "xml"], "--list is printed as one of"),
        (["centrality", "--measure", "fame"], "pagerank"),
        (["centrality", "--top", "0"], "--top"),
        (["orphans", "extra"], "extra"),
        (["orphans", "--kind", "education"], "unit-without-task"),
        (["coverage", "a", "b"], "b"),
        (["coverage", "--least", "0.1"], "0.3<=x<=1"),
        (["compare", "a"], "B"),
        (["show"], "NAME"),
        (["show", "a", "b"], "b"),
        (["explain"], "PATH"),
        (["explain", "a.txt", "b.txt"], "b.txt"),
        (["explain", str(PANSHI), "--task", "99"], "there are: 1, 2, 3, "),
        (["explain", str(PANSHI), "--format", "csv"], "--format"),
        (["doubts", "--nonsense"], "--nonsense"),
        (["doubts", str(PANSHI), "--data", "output"], "not both"),
        (["export", "--format", "rdfxml"], "turtle"),
        (["export", "-o", "graph.rdf"], "graph.rdf ends in none of .ttl, "),
        (["export", "-o", "graph"], "or give --format"),
        (["export", "-o", "."], "directory"),
        (["export", "graph.ttl"], "graph.ttl"),
        (["push"], "URL"),
        (["push", "http://127.0.0.1:1/", "more"], "more"),
        (["push", "http://127.0.0.1:1/", "--protocol", "ftp"], "gsp"),
        (["push", "127.0.0.1:7878/store"], "no http or https address"),
        (["push", "ftp://127.0.0.1/store"], "no http or https address"),
        (["push", "http:///store"], "no http or https address"),
        (["push", "http://127.0.0.1:99999/store"], "no http or https address"),
        (["push", "http://me:secret@127.0.0.1:1/store"], "--user"),
    ],
)
def test_wrong_use_is_said_and_exits_with_2(words: list[str], said: str) -> None:
    result = kg(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["query", "ASK {}"],
        ["centrality"],
        ["orphans"],
        ["coverage"],
        ["compare", "a", "b"],
        ["page"],
        ["report"],
        ["show", "教育局"],
        ["doubts"],
        ["export"],
        ["export", "--format", "gexf"],
        ["push", "http://127.0.0.1:1/"],
    ],
)
def test_without_a_build_the_error_says_how_to_make_one(tmp_path: Path, words: Iterable[str]) -> None:
    result = kg(*words, "--data", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {tmp_path}") and "build_graph.py" in result.stderr
    assert len(result.stderr.splitlines()) == 1
