"""The commands that look for what is missing: orphans, coverage, compare."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

import click

from kg.cli.command import command, count, format_option, print_table, print_things, say
from kg.cli.narrowing import NO_TASK, Narrowed, narrowing
from kg.table import Table

ORPHANS = ("task-without-lead", "task-without-unit", "task-without-origin", "item-without-task", "unit-without-task")
LEAST = 0.3


@command(
    "kg orphans",
    "kg orphans --kind task-without-lead --plan chuxiong-2024-action",
    "kg orphans --plan panshi-2021-tasks --format md",
)
@click.option("--kind", "wanted", multiple=True, type=click.Choice(ORPHANS), help="Only orphans of this kind.")
@narrowing(by_kind="")
@format_option
def orphans(wanted: tuple[str, ...], graph: Narrowed, format: str) -> None:
    """List what nobody answers for, each with its kind.

    Tasks that nobody leads, tasks with no unit, tasks that derive from nothing, items of a national opinion that no
    task carries out, and units that a plan names, as its issuer or in a single sentence, and gives no task. csv, tsv
    and json give the IRI of each too.
    """
    from kg.analyse import findings

    tables = graph.tables(findings.QUERIES)
    found = findings.orphans(tables)
    if wanted:
        found = Table(found.columns, tuple(row for row in found.rows if row[0] in wanted))
    if not found.rows:
        looked_at = len({row["task"] for row in tables["network/tasks"].records()})
        say(f"none: looked at {count(looked_at, 'task')} for {', '.join(wanted or ORPHANS)}" if looked_at else NO_TASK)
    print_things(found, format)


@command(
    "kg coverage",
    "kg coverage 关于深化教育教学改革全面提高义务教育质量的意见",
    "kg coverage --proposals --least 0.5 --plan chuxiong-2024-action",
)
@click.argument("policy", required=False)
@click.option("--proposals", is_flag=True, help="List which items tasks are close to, of plans that name no item.")
@click.option(
    "--least",
    type=click.FloatRange(LEAST, 1),
    default=LEAST,
    show_default=True,
    metavar="COSINE",
    help="With --proposals: how close.",
)
@narrowing(by_kind="tasks")
@format_option
def coverage(policy: str | None, proposals: bool, least: float, graph: Narrowed, format: str) -> None:
    """Show which tasks carry out which item of a national opinion.

    Without POLICY a row for each opinion that a plan carries out: how many of its items some task carries out. With
    POLICY, by its title or number, a row for each of its items and a column for each plan that carries it out; a cell
    has the tasks, each by its number with the kinds of department that lead it. An empty cell is a finding.

    --proposals lists instead, for plans that name no national item, the item that a task's words are closest to, by
    the cosine of their weighted pairs of characters: 1 for the same words. No plan says so; a person has to judge.
    """
    from kg.analyse import coverage as covering

    work = graph.find(("policy",), policy)[1] if policy is not None else None
    queries = ("close-to",) if proposals else (*covering.QUERIES, "close-to")
    tables = graph.tables(queries)
    close = covering.close(tables["close-to"], least, work)
    if proposals:
        return _proposals(close, least, format)
    if work is None:
        found = covering.summary(tables)
        if not found.rows:
            say("none: no plan here carries out a national opinion whose items are known")
    else:
        found = covering.grid(tables, work)
        _said_of(found, f"《{policy}》")
    print_things(found, format)
    if close.rows:
        say(f"close to an item, in plans that name none: {count(len(close.rows), 'task')}; list them with --proposals")
    return None


def _said_of(grid: Table, policy: str) -> None:
    """Say how much of the opinion nobody takes up, or why there is nothing to show."""
    open_ = [str(row["id"] or row["item"]) for row in grid.records() if not row["tasks"]]
    if not grid.rows:
        say(f"none: no plan here carries out {policy} as a national opinion whose items are known")
    elif open_:
        say(f"{len(open_)} of {count(len(grid.rows), 'item')} are carried out by no task: {'、'.join(open_)}")


def _proposals(close: Table, least: float, format: str) -> None:
    if not close.rows:
        say(f"none: no task of a plan that names no national item is close to one by {least:g} or more")
    shown = [name for name in close.columns if name not in ("plan", "work")]
    print_table(Table(tuple(shown), tuple(tuple(row[name] for name in shown) for row in close.records())), format)


@command(
    "kg compare panshi-2021-tasks chuxiong-2024-action",
    "kg compare 磐石市 楚雄州 --basis explicit --basis inline",
    "kg compare panshi-2021-tasks chuxiong-2024-action --format csv",
)
@click.argument("a")
@click.argument("b")
@narrowing()
@format_option
def compare(a: str, b: str, graph: Narrowed, format: str) -> None:
    """Show how plan or place B differs from A: tasks, who leads them, units and their roles.

    A and B are plans by file, title or number, or places. Two tasks match if both carry out one national item, or by
    their headings: the same, or alike by 0.8 or more (the share of characters in common, in order); every row says
    which. Units of two places are compared by their kind. Where both are of one place, B is taken for what came of A
    later: tasks and units are gained or lost, and a task that another unit leads is handed over.
    """
    from kg.analyse import compare as comparing

    names = [graph.find(("plan", "place"), name) for name in (a, b)]
    if names[0] == names[1]:
        raise click.UsageError(f"{a} and {b} are the same {names[0][0]}; give two")
    tables = graph.tables(comparing.QUERIES)
    sides = [{str(row["plan"]) for row in tables["network/plans"].records() if row[sort] == iri} for sort, iri in names]
    for name, plans in zip((a, b), sides, strict=True):
        if not plans:
            say(f"{name}: no plan of it is in what was asked for")
    found = comparing.compare(tables, *sides)
    if not comparing.common(found):
        say(f"{a} and {b} have nothing in common: no task matches, and no unit or kind of unit is in both")
    people = format in ("table", "md")
    print_table(Table((*comparing.COLUMNS[:3], a, b, *comparing.COLUMNS[5:]), found.rows) if people else found, format)
