"""The command line: the only package that prints or exits. Data go to stdout, messages to stderr."""

from __future__ import annotations

import click

from kg.cli.asking import show
from kg.cli.carrying import export, push
from kg.cli.checking import check
from kg.cli.covering import compare, coverage, orphans
from kg.cli.making import build
from kg.cli.querying import query
from kg.cli.ranking import centrality, communities, critical, workload
from kg.cli.reading import doubts, explain
from kg.cli.reporting import ledger, page, report
from kg.cli.serving import serve
from kg.cli.tabling import deadlines, matrix

__all__ = ["build", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Who is responsible for what, on whose word: plan documents as a responsibility graph.

    Exit codes: 0 good, 1 some input failed (named on stderr, the others done) or a check did, 2 wrong use.
    """


for each in (
    build,
    query,
    centrality,
    workload,
    critical,
    communities,
    orphans,
    coverage,
    compare,
    deadlines,
    matrix,
    ledger,
    page,
    report,
    show,
    explain,
    doubts,
    check,
    serve,
    export,
    push,
):
    main.add_command(each)
