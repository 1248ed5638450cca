"""The command line: the only place that prints or exits. Data go to stdout, messages to stderr."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.errors import DataError, KgError
from kg.resources import EXAMPLES, QUERIES
from kg.table import Table

if TYPE_CHECKING:
    from kg.build import Failure, Report

MANY = 20  # files, from which on a progress bar is worth its line
FORMATS = ("table", "csv", "tsv", "json", "md")
MEASURES = ("degree", "betweenness", "closeness", "pagerank", "eigenvector")


class _Command(click.Command):
    """A command that shows an error of the input as one line, and exits with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (KgError, OSError) as error:
            if isinstance(error, OSError) and error.filename is None:  # a closed pipe: click knows what to do
                raise
            _say("error: " + str(error).replace("\n", " "))
            ctx.exit(1)


class _Group(click.Group):
    command_class = _Command


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Who is responsible for what, on whose word: plan documents as a responsibility graph.

    Exit codes: 0 good, 1 some input failed (named on stderr, the others done), 2 wrong use.
    """


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


_data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default="output",
    show_default=True,
    metavar="DIR",
    help="What a build wrote.",
)
_format_option = click.option(
    "--format", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print."
)


def _base(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    from kg.graph.identifiers import Identifiers

    try:
        return Identifiers(value).base if value is not None else Identifiers().base
    except DataError as error:
        raise click.BadParameter(str(error)) from error


@main.command(
    epilog=_examples(
        "kg build",
        "kg build plan.txt other-plan.txt -o graph",
        "kg build plans/ --base https://example.org/id/",
    )
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    default="output",
    show_default=True,
    metavar="DIR",
    help="Where the graph, the page and the tables go.",
)
@click.option("--base", callback=_base, metavar="IRI", help="Base IRI of units, tasks and plans.")
def build(paths: tuple[Path, ...], out: Path, base: str) -> None:
    """Read plan documents and write their graph, page and tables.

    PATH is a file or a folder of files; without one the examples that come with the program are read.
    """
    from kg import build as pipeline

    files, missing = pipeline.expand(paths or (EXAMPLES,))
    _name_failures(missing)
    if not files:
        raise DataError("no file to read; nothing was built")
    report = pipeline.build(files, out, base=base, track=_track(len(files)))
    _name_failures(report.failures)
    _summary(report)
    if missing or report.failures:
        click.get_current_context().exit(1)


def _track(count: int) -> Callable[[Iterable[Path]], Iterable[Path]]:
    """Return what shows a progress bar over `count` files; none for few files, or where nobody watches."""
    if count <= MANY or not sys.stderr.isatty():
        return iter
    from tqdm import tqdm

    return lambda files: tqdm(files, total=count, unit="file", file=sys.stderr)


def _name_failures(failures: Iterable[Failure]) -> None:
    for failure in failures:
        _say(f"error: {failure.path}: {failure.message}")


def _summary(report: Report) -> None:
    counts = {
        "plan": report.plans,
        "task": report.tasks,
        "unit": report.units,
        "assignment": report.assignments,
    }
    _say(", ".join(_count(number, noun) for noun, number in counts.items()))
    data = "" if report.out == Path("output") else f" --data {report.out}"
    if report.doubts:
        _say(f"{_count(report.doubts, 'passage')} not understood; list them with: kg doubts{data}")
    _say(f"open {report.out / 'graph.html'}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _say(message: str) -> None:
    click.echo(message, err=True)


def _print(table: Table, format: str) -> None:
    from kg.show.tables import render

    click.echo(render(table, format))


def _print_things(table: Table, format: str) -> None:
    """Print rows about things, with their IRIs only in the formats that programs read."""
    shown = [name for name in table.columns if name != "iri" or format not in ("table", "md")]
    _print(Table(tuple(shown), tuple(tuple(row[name] for name in shown) for row in table.records())), format)


@main.command(
    epilog=_examples(
        "kg query --list",
        "kg query --name workload",
        "kg query 'SELECT ?t WHERE { ?t a resp:Task } LIMIT 5' --format csv",
        "kg query --file question.rq --data graph",
    )
)
@click.argument("text", metavar="[SPARQL]", required=False)
@click.option("--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Read the query here.")
@click.option("--name", help="Ask one of the questions that --list shows.")
@click.option("--list", "listing", is_flag=True, help="Show the questions that can be asked by name.")
@_data_option
@_format_option
def query(text: str | None, file: Path | None, name: str | None, listing: bool, data: Path, format: str) -> None:
    """Ask the graph a question in SPARQL; its usual prefixes need no declaring."""
    from kg.graph import ask, store

    if sum((text is not None, file is not None, name is not None, listing)) != 1:
        raise click.UsageError("give one of: a query in SPARQL, --file, --name, --list")
    if listing:
        rows = tuple((key, *ask.describe(path)) for key, path in ask.named_queries().items())
        return _print(Table(("name", "question", "问题"), rows), format)
    if name is not None:
        file = _named(name)
    if file is not None:
        text = _read(file)
    return _print(ask.select(store.open_store(data), text or ""), format)


def _named(name: str) -> Path:
    from kg.graph import ask

    named = ask.named_queries()
    if name not in named:
        raise click.BadParameter(f"no question {name!r}; there are: {', '.join(named)}", param_hint="--name")
    return named[name]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: {error}; expected a SPARQL query in UTF-8") from error


@main.command(epilog=_examples("kg centrality --top 10", "kg centrality --measure pagerank --format csv"))
@click.option("--measure", type=click.Choice(MEASURES), default="degree", show_default=True, help="What to rank by.")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only the first N units.")
@_data_option
@_format_option
def centrality(measure: str, top: int | None, data: Path, format: str) -> None:
    """Rank units by how central they are among the units that share tasks.

    csv, tsv and json give the IRI of each unit too.
    """
    from kg.analyse import measures

    ranked = measures.centrality(_tables(data, measures.QUERIES), by=measure)
    _print_things(Table(ranked.columns, ranked.rows[:top]), format)


@main.command(epilog=_examples("kg orphans", "kg orphans --format md"))
@_data_option
@_format_option
def orphans(data: Path, format: str) -> None:
    """List what nobody answers for, each with its kind.

    Tasks that nobody leads, tasks with no unit, tasks that derive from nothing, and items of a national
    opinion that no task carries out. csv, tsv and json give the IRI of each too.
    """
    from kg.analyse import findings

    _print_things(findings.orphans(_tables(data, findings.QUERIES)), format)


def _tables(data: Path, names: Iterable[str]) -> dict[str, Table]:
    from kg.graph import ask, store

    opened = store.open_store(data)
    return {name: ask.select(opened, _read(QUERIES / f"{name}.rq")) for name in names}


@main.command(epilog=_examples("kg show 磐石市教育局", "kg show 强化学校体育", "kg show panshi-2021-tasks/3"))
@click.argument("name")
@_data_option
def show(name: str, data: Path) -> None:
    """Show a unit or task: its facts, each with the sentence that says so.

    NAME is a unit's name or any alias, a task's title or number, or plan/number to tell equal numbers apart.
    """
    from kg.graph import describe, store
    from kg.show.tables import sheet

    opened = store.open_store(data)
    found = describe.find(opened, name)
    if len(found) > 1:
        _say(f"{len(found)} things are called {name}; for one: kg show {found[0].address}")
    for thing in found:
        click.echo(f"{thing.label}  ({thing.sort} {thing.address})\n{sheet(describe.facts(opened, thing))}\n")


@main.command(epilog=_examples("kg doubts", "kg doubts --data graph"))
@_data_option
def doubts(data: Path) -> None:
    """List the passages that were read and not understood."""
    from kg.show.tables import read_csv

    path = data / "doubts.csv"
    if not path.is_file():
        raise DataError(f"{path}: not there; build it with: python build_graph.py -o {data}")
    _print(read_csv(path), "table")
