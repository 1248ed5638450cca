"""Which program this is: its version, and a digest of the code and the tables that decide what it reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import __version__
from kg.resources import HERE, ONTOLOGY

_CODE = ("*.py", *(f"{package}/**/*.py" for package in ("read", "extract", "resolve", "graph", "inputs")))
_DATA = ("*.ttl", "policies/*.ttl", "lexicon/*")


@dataclass(frozen=True, slots=True)
class Software:
    """A program that reads plans; two with the same name give the same graph for the same text."""

    version: str
    rules: str  # hexadecimal, 12 digits

    @property
    def name(self) -> str:
        """Version and rules, as the tail of an IRI."""
        return f"{self.version}-{self.rules}"


@cache
def showing() -> str:
    """Return a digest of the code and the questions that decide what the page and the tables show of a graph."""
    shown = ("show/**/*", "analyse/**/*")
    return _digest(((HERE, shown), (ONTOLOGY, ("queries/**/*.rq",))))


@cache
def this() -> Software:
    """Return the program that runs."""
    return Software(__version__, _digest(((HERE, _CODE), (ONTOLOGY, _DATA))))


def _digest(parts: Iterable[tuple[Path, tuple[str, ...]]]) -> str:
    digest = hashlib.sha256()
    for folder, patterns in parts:
        for pattern in patterns:
            for path in sorted(path for path in folder.glob(pattern) if path.is_file()):
                if path.suffix != ".pyc":
                    digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
