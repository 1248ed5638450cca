"""The command that shows what the graph says of one unit or task: show."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.command import command, data_option, say


@command("kg show 磐石市教育局", "kg show 强化学校体育", "kg show panshi-2021-tasks/3")
@click.argument("name")
@data_option
def show(name: str, data: Path) -> None:
    """Show a unit or task: its facts, each with the sentence that says so.

    NAME is a unit's name or any alias, a task's title or number, or plan/number to tell equal numbers apart.
    """
    from kg.graph import describe, store
    from kg.show.tables import sheet

    opened = store.open_store(data)
    found = describe.find(opened, name)
    if len(found) > 1:
        say(f"{len(found)} things are called {name}; for one: kg show {found[0].address}")
    for thing in found:
        click.echo(f"{thing.label}  ({thing.sort} {thing.address})\n{sheet(describe.facts(opened, thing))}\n")
