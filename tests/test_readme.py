"""What both READMEs show is what the program does: their kg commands run and print it, their triples are in the graph."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import rdflib
from command import kg

from kg import cli
from kg.graph.vocabulary import PREFIXES
from kg.resources import EXAMPLES

ROOT = Path(__file__).resolve().parents[1]
README = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")}
PANSHI = EXAMPLES / "panshi-2021-tasks.txt"
FRONT_DOOR = ["python", "build_graph.py"]


@dataclass(frozen=True)
class Shown:
    """A command as a README shows it: its words after `kg`, and the lines printed below it, if any."""

    words: tuple[str, ...]
    output: tuple[str, ...]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```(?:{language})\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(text: str) -> Iterator[Shown]:
    """Yield the kg commands of all shell blocks; what follows a line with a prompt, up to the next, is its output."""
    for block in blocks(text, "console|sh"):
        lines = block.splitlines()
        while lines:
            line = lines.pop(0)
            while not is_whole(line):
                line += "\n" + lines.pop(0)
            words = shlex.split(line.removeprefix("$ "), comments=True)
            output = []
            while line.startswith("$ ") and lines and not lines[0].startswith("$ "):
                output.append(lines.pop(0))
            if words[:1] == ["kg"]:
                yield Shown(tuple(words[1:]), tuple(output))
            elif words[:2] == FRONT_DOOR:
                yield Shown(("build", *words[2:]), tuple(output))


def is_whole(line: str) -> bool:
    """Whether no quotation is left open."""
    try:
        shlex.split(line, comments=True)
    except ValueError:
        return False
    return True


def fits(shown: tuple[str, ...], printed: list[str]) -> bool:
    """Whether the lines are those printed; a line of "…" stands for any number of them."""
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line) + r"\n" for line in shown)
    return bool(re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)))


def lines(output: str) -> list[str]:
    return [line.rstrip() for line in output.rstrip().splitlines()]


SERVERS = {"push", "serve"}  # need one, or are one
SHOWN = [
    pytest.param(shown, id=shlex.join(shown.words)[:60])
    for shown in commands(README["README.md"])  # the other one holds the same, see below
    if shown.words[0] not in SERVERS
]


@pytest.mark.parametrize("shown", SHOWN)
def test_a_command_prints_what_is_shown(
    shown: Shown, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / EXAMPLES.name).symlink_to(EXAMPLES)
    for word in shown.words:
        if word.endswith(".txt") and not Path(word).exists():
            shutil.copy(PANSHI, word)
    if shown.words[0] != "build":  # which makes it
        (tmp_path / "output").symlink_to(built)
    result = kg(*shown.words)
    assert result.exit_code == (1 if shown.words[0] == "check" else 0), result.output  # what fails is the documents'
    assert not shown.output or fits(shown.output, lines(result.output)), f"it prints:\n{result.output}"


def test_every_command_is_shown_with_its_output() -> None:
    shown = [*commands(README["README.md"])]
    assert {command.words[0] for command in shown if command.output} == set(cli.main.commands) - {
        "centrality",
        "export",
        "page",
        "ledger",
        *SERVERS,
    }
    assert {command.words[0] for command in shown} == set(cli.main.commands)


def test_both_readmes_hold_the_same_commands() -> None:
    english, chinese = (list(commands(text)) for text in README.values())
    assert english == chinese


@pytest.mark.parametrize("text", README.values(), ids=README)
def test_the_centrality_table_is_the_one_printed(text: str, built: Path) -> None:
    table = [line for line in text.splitlines() if line.startswith("|") and line.count("|") == 10]
    assert table == lines(kg("centrality", "--top", 5, "--format", "md", "--data", built).stdout)


@pytest.fixture(scope="module")
def graph(built: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(built / "graph.ttl")


@pytest.mark.parametrize("text", README.values(), ids=README)
def test_the_triples_are_in_the_graph(text: str, graph: rdflib.Graph) -> None:
    (block,) = blocks(text, "turtle")
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    shown = rdflib.Graph().parse(data=prefixes + block, format="turtle")
    assert len(shown) >= 10
    assert [triple for triple in shown if triple not in graph] == []


@pytest.mark.parametrize("text", README.values(), ids=README)
def test_the_clause_stands_in_the_example(text: str) -> None:
    clause = re.findall(r"^> (.*)$", text, re.MULTILINE)
    assert len(clause) == 1
    assert [part for part in clause[0].split("……") if part not in PANSHI.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("name", [*README, "CONTRIBUTING.md"])
def test_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize(
    ("shown", "fit"),
    [
        (("a", "b", "c"), True),
        (("a", "…"), True),
        (("…", "b", "…"), True),
        (("a", "…", "c"), True),
        (("a", "b"), False),
        (("a", "c"), False),
        (("…", "c", "b"), False),
        (("…", "d"), False),
    ],
)
def test_lines_left_out_are_marked(shown: tuple[str, ...], fit: bool) -> None:
    assert fits(shown, ["a", "b", "c"]) is fit


def test_commands_are_found_in_shell_blocks_only() -> None:
    text = (
        "kg a\n```sh\nmake graph  # kg b\nkg c 'x\n#y' # z\npython build_graph.py -o d\n```\n"
        "```console\n$ make\nkg e\n$ kg f\nout\n```\n```text\nkg g\n```\n"
    )
    assert list(commands(text)) == [
        Shown(("c", "x\n#y"), ()),
        Shown(("build", "-o", "d"), ()),
        Shown(("f",), ("out",)),
    ]
