"""Where a command's files go: a file that is never half written, packed where its name says so, or standard output."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from kg.errors import DataError

PACKED = ".gz"
_Command = Callable[..., Any]
_Check = Callable[[click.Context, click.Parameter, Path], Path]


def file_option(*, packed: bool = False, callback: _Check | None = None) -> Callable[[_Command], _Command]:
    """Return the option -o of a command that writes one file, by default to standard output: its parameter is `file`."""
    into = "Where it goes, packed where the name ends in .gz" if packed else "Where it goes"
    return click.option(
        "-o",
        "--output",
        "file",
        type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
        default="-",
        callback=callback,
        metavar="FILE",
        help=f"{into}; - is standard output.",
    )


@contextmanager
def output(file: Path) -> Iterator[BinaryIO]:
    """Open the file to be written: under another name until all is there, so that it is never half a file."""
    if file == Path("-"):
        with _said_of("standard output"):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    target = file.resolve()  # what a link points to is replaced, not the link
    whole = target.is_file() or not target.exists()  # what is there and no file, such as a pipe, is written into
    part = target.with_name(f".{target.name}.{os.getpid()}") if whole else target
    with _said_of(str(file)):
        try:
            with part.open("wb") as raw, _packed(raw, file) as out:
                yield out
            if whole:
                part.replace(target)
        finally:
            if whole:
                part.unlink(missing_ok=True)


@contextmanager
def _said_of(place: str) -> Iterator[None]:
    """Say of a fault in writing where it was; of a closed pipe click knows what to do."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise DataError(f"{place} cannot be written: {error.strerror or error}") from error


@contextmanager
def _packed(raw: BinaryIO, file: Path) -> Iterator[BinaryIO]:
    """Pack what is written where the file's name says so, without time and name, so that the bytes stay the same."""
    if file.suffix != PACKED:
        yield raw
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed, io.BufferedWriter(packed) as out:
        yield out
