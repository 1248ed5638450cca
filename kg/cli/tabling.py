"""The commands that lay out the work: deadlines, matrix."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

from datetime import datetime

import click

from kg.cli.command import command, format_option, print_table, say
from kg.cli.narrowing import NO_TASK, Narrowed, narrowing
from kg.table import Table


@command(
    "kg deadlines",
    "kg deadlines --as-of 2025-06-30 --place 磐石市",
    "kg deadlines --plan chuxiong-2024-action --format json",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Add the days left on this day, and which tasks are overdue then: 2025-06-30.",
)
@narrowing(by_kind="tasks")
@format_option
def deadlines(as_of: datetime | None, graph: Narrowed, format: str) -> None:
    """List tasks by when they are to be done.

    Those with a last day come first, by that day (by: until it, during: within a span); then what is to be done every
    year (annual) and for good (long-term, 长期坚持); last what has no deadline (undated, 无时限). Nothing is called overdue
    unless --as-of is given, and then only that its last day is past: whether the work was done, no plan says.
    """
    from kg.analyse import deadlines as analysing

    table = analysing.deadlines(graph.tables(analysing.QUERIES), None if as_of is None else as_of.date())
    if not table.rows:
        say(NO_TASK)
    print_table(table, format)


@command(
    "kg matrix --plan panshi-2021-tasks",
    "kg matrix --by kind --format md",
    "kg matrix --place 磐石市 --kind education --format csv",
)
@click.option(
    "--by",
    type=click.Choice(("unit", "kind")),
    default="unit",
    show_default=True,
    help="What has a column: each unit, or each kind of department where units are many.",
)
@narrowing()
@format_option
def matrix(by: str, graph: Narrowed, format: str) -> None:
    """Show who does what: a row a task, a column a unit, those with most tasks first.

    牵 leads (牵头), 责 is responsible (责任), 配 supports (配合); 牵/配 is both. A row without any is a task that nobody is
    named for. On a terminal as many columns are shown as fit; csv, md and output/ledger.xlsx hold all.
    """
    from kg.analyse import matrix as analysing

    table = analysing.matrix(graph.tables(analysing.QUERIES), by)
    if not table.rows:
        say(NO_TASK)
    elif table.columns == analysing.TASK:
        say("nobody is named for any of these tasks")
    if format == "table":
        upright = ("\n".join(name) for name in table.columns[len(analysing.TASK) :])
        table = Table((*analysing.TASK, *upright), table.rows)
    print_table(table, format)
