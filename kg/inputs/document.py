"""One document to read: where it is, its bytes, and what the sidecar file beside it states."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import ReadError
from kg.extract.plan import read_plan
from kg.inputs import sidecars
from kg.inputs.sidecars import Sidecar
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
    sidecar: Sidecar | None = None

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


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """Loads a file. Of a province's documents each counts: a Path for it would take 400 bytes more."""

    path: str

    def __call__(self, limits: Limits) -> bytes:
        return source.load(Path(self.path), limits)


def of_file(path: Path) -> Document:
    """Return a file as an input, with the sidecar beside it."""
    name = str(path)
    return Document(name, os.path.basename(name), _OnDisk(name), sidecars.beside(path))  # noqa: PTH119 - see _OnDisk
