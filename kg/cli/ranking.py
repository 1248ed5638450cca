"""The commands that weigh units: centrality, workload, critical, communities."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

import click

from kg.cli.command import command, count, format_option, print_things, say
from kg.cli.narrowing import Narrowed, narrowing
from kg.table import Table

_PATHS = ("betweenness", "closeness", "harmonic")
NETWORKS = {
    "shared": ("degree", "strength", *_PATHS, "pagerank", "eigenvector", "katz", "core", "constraint"),
    "lead-support": ("outdegree", "indegree", "outstrength", "instrength", *_PATHS, "pagerank", "katz", "hub", "authority"),
    "unit-task": ("task_share", *_PATHS, "pagerank", "katz"),
}  # fmt: skip
_MEASURES = tuple(dict.fromkeys(name for names in NETWORKS.values() for name in names))


@command(
    "kg centrality --top 10",
    "kg centrality --measure betweenness --measure constraint --format csv",
    "kg centrality --network lead-support --measure hub --top 5",
    "kg centrality --by kind --top 5",
    "kg centrality --by policy --network unit-task",
    "kg centrality --place 磐石市 --since 2021 --basis explicit",
)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    type=click.Choice(_MEASURES),
    metavar="MEASURE",
    help="What to rank by; given again, what else to show.  [default: the first of the network]",
)
@click.option(
    "--network",
    type=click.Choice([*NETWORKS]),
    default="shared",
    show_default=True,
    help="Which units are joined, as above.",
)
@click.option(
    "--by", type=click.Choice(["unit", "kind", "policy"]), default="unit", show_default=True, help="What to rank."
)
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only the first N.")
@click.option("--sample", type=click.IntRange(min=2), metavar="K", help="Estimate betweenness by paths from K units.")
@narrowing()
@format_option
def centrality(
    measures: tuple[str, ...],
    network: str,
    by: str,
    top: int | None,
    sample: int | None,
    graph: Narrowed,
    format: str,
) -> None:
    """Rank units, kinds of department or policies by how central they are.

    \b
    network       joins                measures
    shared        units that have a    degree strength betweenness closeness
                  task in common       harmonic pagerank eigenvector katz core
                                       constraint
    lead-support  a task's lead to     outdegree indegree outstrength instrength
                  its supporters       betweenness closeness harmonic pagerank
                                       katz hub authority
    unit-task     units to their       task_share betweenness closeness harmonic
                  tasks                pagerank katz

    A kind stands for all its units, whatever the place; a policy for the tasks that derive from it or an item of it.

    Units of equal score, to six decimals, have equal rank. A low constraint ranks first. On how many tasks the ranking
    rests is said on stderr: over few tasks, one more or less can turn it. With --sample the column error is the
    standard error of the estimate; for units that hardly any path leads through it can be too small. csv, tsv and json
    give the IRI of each unit too.
    """
    from kg.analyse import kinds, policies
    from kg.analyse import measures as known

    wanted = measures or NETWORKS[network][:1]
    if unfit := [name for name in wanted if name not in NETWORKS[network]]:
        raise click.UsageError(f"{unfit[0]} is no measure of --network {network}; these are: {', '.join(NETWORKS[network])}")  # fmt: skip
    if sample is not None and "betweenness" not in wanted:
        raise click.UsageError("--sample is for --measure betweenness")
    if by == "policy" and network == "lead-support":
        raise click.UsageError("--by policy has no --network lead-support; there are: shared, unit-task")
    instead = {"kind": (kinds.QUERIES, kinds.by_kind), "policy": (policies.QUERIES, policies.by_policy)}
    queries, stand_in = instead.get(by, ((), dict))
    tables = stand_in(graph.tables({*known.QUERIES, *queries}))
    ranked = known.centrality(tables, wanted, network, sample)
    shown = ranked.rows[:top]
    print_things(Table(ranked.columns, shown), format)
    if not shown:
        graph.say_empty(tables, lacks="derives from a document" if by == "policy" else "names a unit")
        return
    tasks, units = known.basis(tables)
    say(f"rests on {count(tasks, 'task')} of {count(units, by)}")
    if tied := sum(row[0] == shown[-1][0] for row in ranked.rows[len(shown) :]):
        say(f"{tied} more of rank {shown[-1][0]}")


@command("kg workload", "kg workload --place 磐石市 --most 20 --format csv")
@click.option(
    "--most", type=click.IntRange(min=0), default=10, show_default=True, metavar="N", help="Leading more is overload."
)
@narrowing()
@format_option
def workload(most: int, graph: Narrowed, format: str) -> None:
    """Count each unit's tasks by role, and by the year in which they are due.

    Units that lead most tasks come first. overload marks those that lead more than --most: no rule says how many are
    too many, so say it yourself. A span of years is counted in its last one. csv, tsv and json give the IRI of each
    unit too.
    """
    from kg.analyse import workload as load

    tables = graph.tables(load.QUERIES)
    counted = load.workload(tables, most)
    print_things(counted, format)
    if not counted.rows:
        graph.say_empty(tables)
        return
    over = sum(row["overload"] is True for row in counted.records())
    say(f"overload: more than {most} tasks led; {over} of {count(len(counted.rows), 'unit')}")


@command("kg critical", "kg critical --plan panshi-2021-tasks --basis explicit --format csv")
@narrowing(by_kind="tasks")
@format_option
def critical(graph: Narrowed, format: str) -> None:
    """List the tasks that hang on one unit: without it they stop.

    A task hangs alone where it has no other unit, through where only that unit ties it to the other tasks (the unit
    is an articulation point). hanging counts the tasks of the unit that do; bridge marks a single assignment without
    which the task or the unit is cut off. csv, tsv and json give the IRIs too.
    """
    from kg.analyse import critical as hanging

    tables = graph.tables(hanging.QUERIES)
    found = hanging.critical(tables)
    print_things(found, format)
    if found.rows:
        units = {row["iri"] for row in found.records()}
        tasks = {row["taskIri"] for row in found.records()}
        say(
            f"{len(tasks)} of {count(len(tables['network/tasks'].rows), 'task')} hang on one unit: {count(len(units), 'unit')} in all"
        )
    else:
        graph.say_empty(tables, "no task hangs on one unit")


@command("kg communities", "kg communities --place 磐石市 --format csv")
@narrowing()
@format_option
def communities(graph: Narrowed, format: str) -> None:
    """List groups of units that share more tasks with each other than with the rest, each with its tasks.

    By the Louvain method from a set seed, so that the same graph gives the same groups; another seed may part them
    otherwise. modularity is what the group adds to that of the whole, which is said on stderr: near 0, the groups are
    no more than chance would give. csv, tsv and json give the IRIs too.
    """
    from kg.analyse import communities as groups

    tables = graph.tables(groups.QUERIES)
    found = groups.communities(tables)
    print_things(found, format)
    if not found.rows:
        graph.say_empty(tables, "no two units share a task")
        return
    shares = {row["community"]: float(row["modularity"] or 0) for row in found.records()}
    units = sum(row["sort"] == "unit" for row in found.records())
    apart = len(tables["network/units"].rows) - units
    say(
        f"{count(len(shares), 'community')} of {count(units, 'unit')}, modularity {sum(shares.values()):.4f}; units that share no task: {apart}"
    )
