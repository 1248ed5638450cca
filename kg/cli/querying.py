"""The command that asks a question in SPARQL: query."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

import io
import os
import sys
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.command import FORMATS, command, data_option, print_table, read_text, say
from kg.errors import QueryError
from kg.table import Table

if TYPE_CHECKING:
    from kg.graph.answer import Result

FOR_PEOPLE = ("table", "md")
OF_W3C = ("csv", "tsv", "json", "xml", "turtle", "nt", "jsonld")


def _pairs(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    found = {}
    for value in values:
        name, equals, given = value.partition("=")
        if not (name and equals):
            raise click.BadParameter(f"{value!r}; expected NAME=VALUE")
        found[name] = given
    return found


@command(
    "kg query --list",
    "kg query --name tasks-of-unit -p unit=磐石市教育局",
    "kg query --name overdue -p asof=2024-12-31 --format csv",
    "kg query 'SELECT ?t WHERE { ?t a resp:Task } LIMIT 5' --format json",
    "kg query --file question.rq --data graph",
    "kg query - < question.rq",
)
@click.argument("text", metavar="[SPARQL]", required=False)
@click.option("--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Read the query here.")
@click.option("--name", help="Ask one of the questions that --list shows.")
@click.option("--list", "listing", is_flag=True, help="Show the questions that can be asked by name.")
@click.option(
    "-p",
    "--param",
    "given",
    multiple=True,
    callback=_pairs,
    metavar="NAME=VALUE",
    help="Narrow the question: a unit, place, plan or policy by its name, a date, an <IRI>. May be repeated.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="Give up after so long.",
)
@data_option
@click.option(
    "--format", type=click.Choice(FOR_PEOPLE + OF_W3C), default="table", show_default=True, help="How to print."
)
def query(
    text: str | None,
    file: Path | None,
    name: str | None,
    listing: bool,
    given: dict[str, str],
    timeout: float,
    data: Path,
    format: str,
) -> None:
    """Ask the graph a question in SPARQL; its usual prefixes need no declaring.

    SPARQL is the query; - or nothing reads it from a pipe. csv, tsv, json and xml are those of W3C; turtle, nt and
    jsonld hold what CONSTRUCT and DESCRIBE give. table and md leave out the columns that parameters bind.
    """
    if text is None and file is None and name is None and not listing and not sys.stdin.isatty():
        text = sys.stdin.read() or None
    if sum((text is not None, file is not None, name is not None, listing)) != 1:
        raise click.UsageError("give one of: a query in SPARQL, --file, --name, --list")
    if listing:
        return _list(format)
    if name is not None:
        file = _named(name)
    asked = read_text(file) if file is not None else sys.stdin.read() if text == "-" else text or ""
    timer = _stop_after(timeout)
    try:
        _answer(asked, given, data, format, timer)
    except QueryError as error:
        say(f"error: {error}\n{_pointed(error)}".rstrip())
        click.get_current_context().exit(1)
    finally:
        timer.cancel()


def _list(format: str) -> None:
    from kg.graph import ask
    from kg.graph.parameters import parameters

    if format not in FORMATS:
        raise click.UsageError(f"--list is printed as one of: {', '.join(FORMATS)}")
    rows = tuple(
        (key, *ask.describe(path), ", ".join(parameters(read_text(path)))) for key, path in ask.named_queries().items()
    )
    print_table(Table(("name", "question", "问题", "parameters"), rows), format)


def _named(name: str) -> Path:
    from kg.graph import ask

    named = ask.named_queries()
    if name not in named:
        raise click.BadParameter(f"no question {name!r}; there are: {', '.join(named)}", param_hint="--name")
    return named[name]


def _answer(asked: str, given: Mapping[str, str], data: Path, format: str, timer: threading.Timer) -> None:
    """Print the answer once it is whole: after the time is up, nothing of it has been printed."""
    from kg.graph.parameters import bindings
    from kg.graph.remembered import Remembered
    from kg.graph.store import open_store

    opened = open_store(data)
    bound = bindings(opened, asked, given)
    kept = Remembered(data, opened)
    whole = kept.written(asked, bound, format, lambda: _written(kept.result(asked, bound), asked, format))
    timer.cancel()
    click.echo(whole if whole.endswith(b"\n") else whole + b"\n", nl=False)


def _written(result: Result, asked: str, format: str) -> bytes:
    """The answer in a format; for people without the columns that parameters bind."""
    from kg.graph import ask
    from kg.graph.answer import FORMATS as WRITERS
    from kg.graph.answer import write
    from kg.graph.parameters import parameters

    if format in FOR_PEOPLE:
        from kg.show.tables import render

        found = _without(ask.table(result), {each.variable for each in parameters(asked).values()})
        return render(found, format).encode()
    whole = io.BytesIO()
    write(result, whole, format=WRITERS[format])
    return whole.getvalue()


def _without(table: Table, names: set[str]) -> Table:
    shown = [at for at, name in enumerate(table.columns) if name not in names]
    return Table(tuple(table.columns[at] for at in shown), tuple(tuple(row[at] for at in shown) for row in table.rows))


def _stop_after(seconds: float) -> threading.Timer:
    """Start the clock. A query in the store cannot be stopped alone: the program ends with it, which only reads."""

    def stop() -> None:
        say(f"error: no answer within {seconds:g} seconds; ask for less, or give it longer with --timeout")
        os._exit(1)

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    return timer


def _pointed(error: QueryError) -> str:
    """The line at fault, and a caret below the place; a blank as wide as each character before it."""
    if not error.line:
        return ""
    before = error.line[: error.column - 1]
    blanks = ("\t" if c == "\t" else "\u3000" if unicodedata.east_asian_width(c) in "WF" else " " for c in before)
    return f"  {error.line}\n  {''.join(blanks)}^"
