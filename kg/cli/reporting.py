"""The commands that write one file to send on: ledger, page, report."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kg.cli.command import command, data_option, say
from kg.cli.narrowing import NO_TASK, Narrowed, narrowing
from kg.cli.output import file_option, output

BOOK = ".xlsx"
STDOUT = Path("-")
SUFFIXES = {".html": "html", ".htm": "html", ".md": "md"}


def _known(ctx: click.Context, param: click.Parameter, file: Path) -> Path:
    """Refuse a file whose name does not say its format, unless --format does."""
    if file != STDOUT and file.suffix not in SUFFIXES and not ctx.params.get("format"):
        raise click.BadParameter(f"{file} ends in none of {', '.join(SUFFIXES)}; or give --format")
    return file


def _book(ctx: click.Context, param: click.Parameter, file: Path) -> Path:
    if file.suffix != BOOK:
        raise click.BadParameter(f"{file} does not end in {BOOK}: the ledger is a workbook")
    return file


@command("kg ledger -o ledger.xlsx", "kg ledger --place 磐石市 -o panshi.xlsx")
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    callback=_book,
    metavar="FILE.xlsx",
    help="Where it goes.",
)
@narrowing()
def ledger(file: Path, graph: Narrowed) -> None:
    """Write the work ledger (台账): a sheet a plan, who does what on one sheet, what to look into on another."""
    from kg.analyse import findings, matrix
    from kg.show import sheets
    from kg.views import write_ledger

    tables = graph.tables({*sheets.QUERIES, *findings.QUERIES, *matrix.QUERIES})
    if not tables["network/tasks"].rows:
        say(NO_TASK)
    with output(file) as out:
        write_ledger(tables, findings.findings(tables), out)


@command("kg page -o graph.html", "kg page -o graph.html --data output")
@file_option()
@data_option
def page(file: Path, data: Path) -> None:
    """Write the page that a build writes as graph.html, for a collection of any size.

    Above 3,000 tasks it opens on the most central units, plans and documents, and says how many of how many; search
    reaches all others. 50,000 tasks make a file of about 20 MB.
    """
    from kg.graph.store import open_store
    from kg.views import draw

    written = draw(open_store(data))
    with output(file) as out:
        out.write(written.encode("utf-8"))


@command(
    "kg report -o report.html",
    "kg report --format md",
    "kg report --place 磐石市 --as-of 2025-06-30 -o panshi.md",
)
@click.option(
    "--format",
    type=click.Choice(("html", "md")),
    is_eager=True,  # known when -o is looked at
    help="By default what the file's suffix says; else html.",
)
@file_option(callback=_known)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Say which tasks are overdue on this day: 2025-06-30. Without it nothing is called overdue.",
)
@narrowing(by_kind="tasks")
def report(format: str | None, file: Path, as_of: datetime | None, graph: Narrowed) -> None:
    """Write one document for people: findings first, each with its sentence, then tables and plots.

    html is one page that loads nothing, for a browser and for paper; md has the same as Markdown, with tables for plots.
    Long tables are cut; they say how much there is, and which file or command has all.
    """
    from kg.analyse import measures
    from kg.show.report.compose import QUERIES, compose
    from kg.show.report.renderers import RENDERERS
    from kg.views import RANKED

    render = RENDERERS[format or SUFFIXES.get(file.suffix, "html")]
    tables = graph.tables({*QUERIES, *measures.QUERIES})
    tasks = len(tables["network/tasks"].rows)
    if not tasks:
        say(NO_TASK)
    ranking = measures.centrality(tables) if tasks <= RANKED else None
    written = render(compose(tables, ranking, None if as_of is None else as_of.date(), graph.said))
    with output(file) as out:
        out.write(written.encode("utf-8"))
