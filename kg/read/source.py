"""A file's bytes become text, once: from here on offsets never change."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from kg.errors import ReadError
from kg.read import encodings, formats, pronunciations
from kg.read.limits import Limits
from kg.read.parts import compose
from kg.source import Source


def read(path: Path, limits: Limits | None = None) -> Source:
    """Return a file as text, in whatever format of `formats.READERS` it is; raise ReadError for anything else."""
    return decode(load(path, limits or Limits()), path.name, limits)


def load(path: Path, limits: Limits) -> bytes:
    """Return a file's bytes; raise ReadError where it cannot be read or is over the limit."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise ReadError("is a folder: expected a file")
        if not stat.S_ISREG(about.st_mode):  # a pipe would wait, a device may never end
            raise ReadError("is a pipe or a device: expected a file, or - for standard input")
        limits.check_size(about.st_size)
        with path.open("rb") as file:
            data = file.read(limits.megabytes * 1_000_000 + 1)  # it may have grown since
    except OSError as error:
        raise ReadError(f"cannot read: {error.strerror or error}") from error
    limits.check_size(len(data))
    return data


def decode(data: bytes, name: str, limits: Limits | None = None) -> Source:
    """Return bytes as text under that file name; raise ReadError where they are empty, binary, broken or over a limit."""
    limits = limits or Limits()
    limits.check_size(len(data))
    sha256 = hashlib.sha256(data).hexdigest()
    kind = formats.format_of(data, name)
    if kind == "zip":
        raise ReadError("is an archive (ZIP) that is not unpacked here: unpack it and give the folder")
    if kind != "txt":
        composed = compose(formats.reader(kind)(data, limits), limits)
        if not composed.text.strip():
            raise ReadError(f"has no text that could be read ({kind}): expected the text of a plan")
        return Source(name, composed.text, kind, sha256, composed.tables, composed.places, gaps=composed.gaps)
    text, encoding = encodings.text_of(data)
    if not text.strip():
        raise ReadError("is empty: expected the text of a plan")
    text, unsaid = pronunciations.without(text)
    return Source(name, text, encoding, sha256, gaps=((0, pronunciations.told(unsaid)),) if unsaid else ())
