"""One document to read: where it is, its bytes, and what the sidecar file beside it states."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kg.errors import ReadError
from kg.extract.plan import read_plan
from kg.inputs import sidecars
from kg.model import Plan
from kg.read import source
from kg.read.limits import Limits, bounded
from kg.source import Source


@dataclass(frozen=True, slots=True)
class Document:
    """A document among the inputs. Its bytes are loaded when they are asked for, and not kept."""

    path: str  # as messages name it: plans/2021.zip/plan.docx
    name: str  # file name
    load: Callable[[Limits], bytes]  # ReadError where it cannot be read, or is over a limit; travels between processes
    sidecar: Path | None = None

    @property
    def stem(self) -> str:
        """The file name without its suffix; the whole name where it begins with a dot."""
        return Path(self.name).stem

    def digest(self, limits: Limits) -> str:
        """Return the SHA-256 of its bytes, the sidecar's among them; "" where it cannot be read."""
        try:
            return self._digest(self.load(limits))
        except ReadError:
            return ""

    def _digest(self, data: bytes) -> str:
        whole = hashlib.sha256(data)
        if self.sidecar:
            whole.update(b"\0" + sidecars.load(self.sidecar))
        return whole.hexdigest()

    def source(self, limits: Limits) -> Source:
        """Return its text with what the sidecar states; raise ReadError where either cannot be read."""
        data = self.load(limits)
        found = source.decode(data, self.name, limits)
        if self.sidecar:
            found = replace(found, stated=sidecars.read(self.sidecar), sha256=self._digest(data))
        return found

    def plan(self, limits: Limits) -> Plan:
        """Return what it says, under its stem; raise ReadError, or NoPlanFound where it sets no task."""
        with bounded(limits):
            return read_plan(self.source(limits), self.stem)


def of_file(path: Path) -> Document:
    """Return a file as an input, with the sidecar beside it."""
    return Document(str(path), path.name, partial(_load, path), sidecars.beside(path))


def _load(path: Path, limits: Limits) -> bytes:
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
