"""The commands that carry a built graph elsewhere: export, push."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import click

from kg.cli.command import command, data_option, say
from kg.cli.output import PACKED, file_option, output
from kg.resources import QUERIES

SUFFIXES = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".graphml": "graphml",
    ".gexf": "gexf",
}
PROTOCOLS = ("gsp", "update")


@command(
    "kg export -o graph.ttl",
    "kg export -o graph.nq.gz",
    "kg export --format jsonld --data graph",
    "kg export -o network.gexf",
)
@click.option(
    "--format", type=click.Choice(list(SUFFIXES.values())), help="By default what the file's suffix says; else turtle."
)
@file_option(packed=True)
@data_option
def export(format: str | None, file: Path, data: Path) -> None:
    """Write the graph for other programs.

    Turtle is all facts together; TriG, N-Quads and JSON-LD tell which document states each. GraphML and GEXF
    are the network of units, tasks, plans and policies, for Gephi and networkx.
    """
    from kg.analyse import exchange
    from kg.graph import ask, store
    from kg.graph import export as rdf

    format = format or _format_of(file)
    opened = store.open_store(data)
    if format in rdf.FORMATS:
        with output(file) as out:
            rdf.export(opened, format, out)
    else:
        queries = {name: (QUERIES / f"{name}.rq").read_text(encoding="utf-8") for name in exchange.QUERIES}
        network = exchange.network({name: ask.select(opened, query) for name, query in queries.items()})
        with output(file) as out:
            out.write(exchange.FORMATS[format](network))


def _format_of(file: Path) -> str:
    """Return the format that the file's name ends in."""
    if file == Path("-"):
        return "turtle"
    suffix = Path(file.name.removesuffix(PACKED)).suffix
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise click.BadParameter(
            f"{file} ends in none of {known}, with {PACKED} behind or not; or give --format", param_hint="-o"
        )
    return SUFFIXES[suffix]


def _url(ctx: click.Context, param: click.Parameter, value: str) -> str:
    try:
        parts = urlsplit(value)
        host = parts.port != 0 and parts.hostname
    except ValueError:  # no address, or no number for a port
        host = None
    if parts.scheme not in ("http", "https") or not host:
        raise click.BadParameter(f"{value!r} is no http or https address")
    if parts.username is not None:
        raise click.BadParameter(
            "a password shown in the URL is seen by others: give --user, and the password when asked"
        )
    return value


@command(
    "kg push http://localhost:7878/store",
    "kg push http://localhost:3030/plans/update --protocol update",
    "kg push https://graphs.example.org/store --user editor --data graph",
)
@click.argument("url", callback=_url)
@click.option(
    "--protocol",
    type=click.Choice(PROTOCOLS),
    help="Graph Store (gsp) or SPARQL Update; by default the server is asked.",
)
@click.option("--user", metavar="NAME", help="The password is taken from KG_PASSWORD, or asked for.")
@data_option
def push(url: str, protocol: str | None, user: str | None, data: Path) -> None:
    """Send the named graphs to a server, so that what it has of them is what is here.

    URL is that of a SPARQL Graph Store or of SPARQL Update. Graphs of an earlier push whose documents are gone
    are removed; whatever else the server holds stays.
    """
    from kg.graph import endpoint, store
    from kg.graph import push as pushing

    opened = store.open_store(data)
    login = (user, _password(user)) if user is not None else None
    done = pushing.push(opened, endpoint.Endpoint(url, login), protocol)
    say(f"{done.graphs} graphs with {done.triples} triples are at {url} ({done.protocol})")
    if done.removed:
        say(f"removed there, because gone here: {done.removed}")


def _password(user: str) -> str:
    given = os.environ.get("KG_PASSWORD")
    return click.prompt(f"Password of {user}", hide_input=True, err=True, type=str) if given is None else given
