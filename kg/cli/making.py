"""The command that makes the graph: build."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.command import STOPPED, command, count, name_failures, name_left_out, say
from kg.errors import DataError
from kg.resources import EXAMPLES

if TYPE_CHECKING:
    from kg.build import Report
    from kg.inputs.readings import Track
    from kg.inputs.sidecars import Sidecar

MANY = 20  # files, from which on a progress bar is worth its line


def _base(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    from kg.graph.identifiers import Identifiers

    try:
        return Identifiers(value).base if value is not None else Identifiers().base
    except DataError as error:
        raise click.BadParameter(str(error)) from error


@command(
    "kg build",
    "kg build plan.txt other-plan.txt -o graph",
    "kg build plans/ archive.zip",
    "kg build plans/ --base https://example.org/id/",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(readable=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    default="output",
    show_default=True,
    metavar="DIR",
    help="Where the graph, the page and the tables go.",
)
@click.option("--full", is_flag=True, help="Read every document again, changed or not.")
@click.option("--base", callback=_base, metavar="IRI", help="Base IRI of units, tasks and plans.")
@click.option(
    "-j",
    "processes",
    type=click.IntRange(1),
    default=os.cpu_count,
    metavar="N",
    help="Processes that read documents; -j 1 does all in one process.  [default: one a core]",
)
@click.option("--max-mb", type=click.IntRange(1), default=100, show_default=True, help="Largest file that is read.")
@click.option(
    "--max-seconds", type=click.IntRange(1), default=120, show_default=True, help="Longest time for one document."
)
def build(
    paths: tuple[Path, ...], out: Path, full: bool, base: str, processes: int, max_mb: int, max_seconds: int
) -> None:
    """Read plan documents and write their graph, page and tables.

    PATH is a document (.docx, .doc, .pdf, .xlsx, .xls, .csv, .html, .md, .txt …), a folder of them, a .zip archive of
    them, a pattern, or - for standard input; without one the examples that come with the program are read. Documents
    that an earlier build into the same folder has read are read again only if they changed. A corrections.toml beside
    the documents says what people know better, a NAME.toml beside NAME.docx what its text does not say: title, issuer,
    place, date, address.
    """
    from kg import build as pipeline
    from kg.inputs.found import find
    from kg.read import corrections
    from kg.read.limits import Limits

    limits = Limits(megabytes=max_mb, seconds=max_seconds)
    found = find(paths or (EXAMPLES,), limits)
    name_failures(found.failures)
    name_left_out(found.left_out)
    if not found.documents:
        raise DataError("no file to read; nothing was built")
    said = corrections.load(corrections.beside((*paths, *found.folders)))
    track = _track(len(found.documents))
    try:
        report = pipeline.build(
            found.documents,
            out,
            base=base,
            corrections=said,
            full=full,
            limits=limits,
            processes=processes,
            track=track,
        )
    except KeyboardInterrupt:
        say(f"stopped: the store in {out} is whole; to go on, run the same command again")
        click.get_current_context().exit(STOPPED)
    name_failures(report.failures)
    if not report.plans:
        raise DataError(f"nothing was built; {out} is as it was")
    if report.stopped:
        _say_how_to_go_on(report, len(found.documents), full)
        click.get_current_context().exit(STOPPED)
    _summary(report, {one.path: one.sidecar for one in found.documents if one.sidecar})
    if found.failures or report.failures:
        click.get_current_context().exit(1)


def _track(count: int) -> Track:
    """Return what shows a progress bar over `count` files; none for few files, or where nobody watches."""
    if count <= MANY or not sys.stderr.isatty():
        return iter
    from tqdm import tqdm

    return lambda files: tqdm(files, total=count, unit="file", file=sys.stderr)


def _say_how_to_go_on(report: Report, documents: int, full: bool) -> None:
    done = f"{documents - report.skipped} of {count(documents, 'document')}"
    say(f"stopped: {done} are done, and the store in {report.out} holds the {count(report.plans, 'plan')} among them")
    say(f"the page and the tables are not made anew; to go on, run the same command again{' without --full' * full}")


def _summary(report: Report, beside: Mapping[str, Sidecar]) -> None:
    """Say what was made; `beside` are the sidecars by the paths of the documents that have one."""
    from kg.inputs.sidecars import load

    for path, same in report.twins:
        own, used = beside.get(path), beside.get(same)
        lost = own is not None and (used is None or load(own) != load(used))
        states = f"; what {own.name} beside it states is not used" if own and lost else ""
        say(f"the same text, read once: {path} is as {same}{states}")
    for one in report.unused:
        say(f"not used: [[{one.kind}]] {'、'.join(one.names)}, by {one.by}: it changed nothing")
    if report.read < report.plans:
        say(f"{count(report.plans - report.read, 'plan')} unchanged, {report.read} read")
    counts = {
        "plan": report.plans,
        "task": report.tasks,
        "unit": report.units,
        "assignment": report.assignments,
    }
    say(", ".join(count(number, noun) for noun, number in counts.items()))
    data = "" if report.out == Path("output") else f" --data {report.out}"
    if report.doubts:
        say(f"{count(report.doubts, 'passage')} not understood; list them with: kg doubts{data}")
    if report.drawn:
        say(f"open {report.out / 'graph.html'}")
    else:
        say(
            "too many tasks for a page at each build; write it with: kg page -o graph.html, or ask with: kg query --list"
        )
