"""The command that lets others ask a built graph: serve."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.command import command, data_option, say


@command("kg serve", "kg serve --data graph --port 8080", "kg serve --timeout 5 --max-bytes 1000000")
@data_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Whom to listen to: here, only this machine."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=3030, show_default=True, metavar="N", help="0: any that is free."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=86_400),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="How long a query may take.",
)
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=50_000_000,
    show_default=True,
    metavar="N",
    help="How large an answer may be.",
)
def serve(data: Path, host: str, port: int, timeout: float, max_bytes: int) -> None:
    """Answer SPARQL queries over HTTP until stopped: the protocol at /sparql, read only, and a page to ask on.

    Also the graph's page at /graph and the ontology at /ontology. A later build is seen after a new start.
    """
    from kg.serve.server import serve as run

    run(
        data,
        host=host,
        port=port,
        timeout=timeout,
        largest=max_bytes,
        ready=lambda url: say(f"{url} (stop with Ctrl-C)"),
    )
