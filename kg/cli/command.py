"""What the commands have in common: how one is made, its options, how it prints and says what failed."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.errors import DataError, KgError
from kg.table import Table

if TYPE_CHECKING:
    from kg.inputs.found import Failure

FORMATS = ("table", "csv", "tsv", "json", "md")

STOPPED = 130  # exit code after Ctrl-C: 128 and the signal's number, as shells have it


class Command(click.Command):
    """A command that shows an error of the input as one line, and exits with 1; stopped by Ctrl-C, with 130."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command as click does."""
        try:
            return super().invoke(ctx)
        except (KgError, OSError) as error:
            if isinstance(error, BrokenPipeError):  # whoever reads has enough: click knows what to do
                raise
            say("error: " + str(error).replace("\n", " "))
            ctx.exit(1)
        except KeyboardInterrupt:
            say("stopped")
            ctx.exit(STOPPED)


def command(*examples: str) -> Callable[[Callable[..., Any]], Command]:
    """Return a decorator that makes a command of a function; its help ends with the examples, a line each."""
    lines = "".join(f"\n  {line}" for line in examples)
    return click.command(cls=Command, epilog="\b\nExamples:" + lines)


data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default="output",
    show_default=True,
    metavar="DIR",
    help="What a build wrote.",
)
format_option = click.option(
    "--format", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print."
)


def say(message: str) -> None:
    """Write a message to stderr."""
    click.echo(message, err=True)


def count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless it is one."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {noun if number == 1 else plural}"


def name_failures(failures: Iterable[Failure]) -> None:
    """Say of each input that failed why, in one line."""
    for failure in failures:
        say(f"error: {failure.path}: {failure.message}")


def name_left_out(left_out: Counter[str]) -> None:
    """Say how many files of each suffix were not taken for documents; nothing where there are none."""
    if left_out:
        suffixes = ", ".join(f"{suffix or 'no suffix'} {number}" for suffix, number in sorted(left_out.items()))
        say(f"left out, no documents by their names: {count(left_out.total(), 'file')} ({suffixes})")


def print_table(table: Table, format: str = "table") -> None:
    """Write a table to stdout; on a terminal one that is aligned also fits it, and what it cannot show is said."""
    from kg.show.tables import render

    if format == "table" and sys.stdout.isatty():
        from kg.show.fitting import fit

        table, left_out = fit(table, shutil.get_terminal_size().columns)
        if left_out:
            names = ", ".join(name.replace("\n", "") for name in left_out)
            say(f"no room on this terminal for {count(len(left_out), 'column')}: {names}; --format csv shows all")
    click.echo(render(table, format))


def print_things(table: Table, format: str) -> None:
    """Write rows about things, with their IRIs only in the formats that programs read."""
    shown = [name for name in table.columns if name not in ("iri", "taskIri") or format not in ("table", "md")]
    print_table(Table(tuple(shown), tuple(tuple(row[name] for name in shown) for row in table.records())), format)


def read_text(path: Path) -> str:
    """Return a query's text; DataError for what is no UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: {error}; expected a SPARQL query in UTF-8") from error
