"""The command that holds a built graph against its shapes: check."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.command import FORMATS, command, data_option, print_table, say
from kg.errors import DataError

SEVERITIES = ("violation", "warning", "info")


@command("kg check", "kg check --fail-on warning", "kg check --format csv --data graph")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default=SEVERITIES[0],
    show_default=True,
    help="Exit with 1 where there is anything so grave or graver.",
)
@click.option(
    "--format", type=click.Choice(("text", *FORMATS)), default="text", show_default=True, help="How to print."
)
@data_option
@click.pass_context
def check(ctx: click.Context, fail_on: str, format: str, data: Path) -> None:
    """List what fails in the graph, in plain words with the sentence.

    A violation has to be put right: nobody is named for a task, a unit leads and supports it. A warning asks the
    document: two leads, or units with none in front. Info is worth knowing: what was not understood, or two titles
    that may be one document's, with what to put into corrections.toml if they are.
    """
    from kg.graph import check as checking
    from kg.graph.store import open_store
    from kg.show import objections

    store = open_store(data)
    plans = checking.count(store)
    if not plans:
        raise DataError(f"{data}: no plan in this graph; build it with: python build_graph.py -o {data}")
    found = checking.check(store)
    if format != "text":
        print_table(objections.table(found), format)
    elif found:
        click.echo(objections.blocks(found))
    say(f"{objections.counts(found)} in {plans} plan" + "s" * (plans != 1))
    if any(SEVERITIES.index(one.severity) <= SEVERITIES.index(fail_on) for one in found):
        ctx.exit(1)
