"""The commands that look at what was read: explain, doubts."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from kg.cli.command import command, data_option, name_failures, name_left_out, print_table, say
from kg.errors import DataError, KgError
from kg.table import Table

if TYPE_CHECKING:
    from kg.inputs.document import Document
    from kg.model import Plan

_NAMED = 3  # documents that an error names, of more
_QUOTED = 36  # characters of a quote that a table shows


@command("kg explain plan.txt", "kg explain plan.txt --task 3")
@click.argument("path", type=click.Path(readable=False, path_type=Path))
@click.option("--task", metavar="ID", help="Only this task: its number as the document prints it.")
def explain(path: Path, task: str | None) -> None:
    """Show a document with all that was found in it, and the rule that found it.

    In colour on a terminal, unless NO_COLOR is set; elsewhere in brackets: ⟦unit 市教育局 lead⟧. What was found
    follows as tables, with offsets in the text as read. PATH is one document, or - for standard input.
    """
    from kg.cli.painting import coloured, legend, paint
    from kg.show import explain as explaining

    plan = _read(path)
    ids = [one.id for one in plan.tasks]
    if task is not None and task not in ids:
        raise click.BadParameter(f"no task {task!r}; there are: {', '.join(ids)}", param_hint="--task")
    marks, places = explaining.marks(plan), [(0, len(plan.source.text.rstrip()))]
    if task is not None:
        places = explaining.stretches(plan, marks, task)
        marks = tuple(mark for mark in marks if mark.task in (task, None))
    layers = [list(explaining.layers(marks, *place)) for place in places]
    color = coloured()
    if color:
        seen = {mark.kind for mark in marks}
        click.echo(legend(kind for kind in explaining.KINDS if kind in seen) + "\n", color=True)
    click.echo("\n…\n".join(paint(plan.source.text, one, color=color) for one in layers), color=color)
    for one in [None, *ids] if task is None else [task]:
        _print_facts(plan, one, explaining.facts(plan, one))


def _print_facts(plan: Plan, task: str | None, facts: Table) -> None:
    from kg.cli.painting import visible

    titles = {one.id: f"{'goal' if one.is_goal else 'task'} {one.id} {one.title}" for one in plan.tasks}
    quote = facts.columns.index("quote")
    rows = (tuple(_short(c) if i == quote else c for i, c in enumerate(row)) for row in facts.rows)
    click.echo("\n" + visible(plan.source.name if task is None else titles[task]))
    print_table(Table(facts.columns, tuple(rows)))


def _short(quote: object) -> str:
    text = " ".join(str(quote).split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


def _read(path: Path) -> Plan:
    """The plan in the one document that a path means."""
    from kg.inputs.found import find

    found = find([path])
    if found.failures:
        raise DataError(f"{found.failures[0].path}: {found.failures[0].message}")
    if len(found.documents) > 1:
        names = ", ".join(one.path for one in found.documents[:_NAMED]) + (
            " …" if len(found.documents) > _NAMED else ""
        )
        raise DataError(f"{path}: holds {len(found.documents)} documents; explain one of them: {names}")
    return _plan_of(found.documents[0])


def _plan_of(document: Document) -> Plan:
    from kg.read.limits import Limits

    try:
        return document.plan(Limits())
    except KgError as error:
        raise DataError(f"{document.path}: {error}") from error


@command("kg doubts", "kg doubts --data graph", "kg doubts plan.txt plans/")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(readable=False, path_type=Path))
@data_option
@click.pass_context
def doubts(ctx: click.Context, paths: tuple[Path, ...], data: Path) -> None:
    """List the passages that were read and not understood.

    PATH is a document or a folder of documents, read now; without one the list is that of the last build.
    """
    from kg.show.tables import read_csv

    if paths:
        if ctx.get_parameter_source("data") is ParameterSource.COMMANDLINE:
            raise click.UsageError("give documents or --data, not both")
        return _doubts_of(ctx, paths)
    path = data / "doubts.csv"
    if not path.is_file():
        raise DataError(f"{path}: not there; build it with: python build_graph.py -o {data}")
    return _print_doubts(read_csv(path))


def _print_doubts(table: Table) -> None:
    print_table(table)
    if not table.rows:
        say("none: all that was taken for part of a plan was understood")


def _doubts_of(ctx: click.Context, paths: Iterable[Path]) -> None:
    from kg.inputs.found import find
    from kg.show import ledger

    found = find(tuple(paths))
    name_failures(found.failures)
    name_left_out(found.left_out)
    plans: list[Plan] = []
    for document in found.documents:
        try:
            plans.append(_plan_of(document))
        except DataError as error:
            say(f"error: {error}")
    if plans:
        _print_doubts(ledger.doubts_of(plans))
    if found.failures or len(plans) < len(found.documents):
        ctx.exit(1)
