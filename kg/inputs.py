"""Which files a build reads: those named, what became of each, and which are as an earlier build read them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kg.errors import KgError
from kg.extract.plan import read_plan
from kg.graph.identifiers import Identifiers
from kg.graph.state import State
from kg.model import Plan
from kg.read import source
from kg.source import Source

SUFFIXES = {".txt"}

Track = Callable[[Iterable[Path]], Iterable[Path]]


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no plan, and why, in one line."""

    path: str
    message: str


@dataclass(slots=True)
class Log:
    """What became of the inputs, filled while they are read."""

    plans: dict[str, tuple[str, str]] = field(default_factory=dict)  # as State.plans
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)  # as State.refused
    failures: list[Failure] = field(default_factory=list)
    read: int = 0  # plans that were read now


def expand(paths: Sequence[Path]) -> tuple[list[Path], list[Failure]]:
    """Return the files to read, each once: those named, and the text files of the folders named, sorted; and what is missing."""
    files: dict[Path, Path] = {}
    failures: list[Failure] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file() and not _hidden(p, path)
            )
            if not inside:
                failures.append(
                    Failure(str(path), f"holds no {'/'.join(sorted(SUFFIXES))} file: expected plan documents")
                )
            for inner in inside:
                files.setdefault(inner.resolve(), inner)
        elif path.exists():
            files.setdefault(path.resolve(), path)
        else:
            failures.append(Failure(str(path), "there is no such file or folder"))
    return list(files.values()), failures


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def digests(files: Iterable[Path]) -> dict[Path, str]:
    """Return the SHA-256 of each file's bytes; "" of one that cannot be read."""
    found = {}
    for path in files:
        try:
            found[path] = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            found[path] = ""
    return found


def unread(hashes: Mapping[Path, str], before: State, again: set[str]) -> int:
    """Return about how many documents changed: files to be read, and plans of before that are gone."""
    now = {(path.name, sha) for path, sha in hashes.items() if sha not in before.refused}
    return len(now ^ {file for plan, file in before.plans.items() if plan not in again})


def readings(
    hashes: Mapping[Path, str], before: State, again: set[str], ids: Identifiers, log: Log, track: Track
) -> Iterator[tuple[str, Plan | None]]:
    """Yield each plan's IRI, with the plan as read now, or None where the store has it from these very bytes.

    `again` are the plans to be read anyway. A file that gives no plan becomes a failure in `log`.
    """
    taken: dict[str, int] = {}
    for path in track(list(hashes)):
        if not _is_text(path.name):
            log.failures.append(Failure(str(path), "its name is not UTF-8: rename it and try again"))
            continue
        name, sha = unique(path.stem, taken), hashes[path]
        iri = ids.plan(name)
        if before.plans.get(iri) == (path.name, sha) and iri not in again:
            plan = None
        elif sha in before.refused:
            _refuse(log, path, sha, before.refused[sha][1])
            continue
        else:
            plan = _read(path, name, sha, log)
            if plan is None:
                continue
            log.read += 1
        log.plans[iri] = path.name, sha
        yield iri, plan


def _is_text(name: str) -> bool:
    """Whether a file's name is text; Python gives bytes that are none, as of an old archive, as lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a document gave no plan, in one line."""

    message: str
    of_itself: bool  # whether the same bytes would be refused again; else a fault of the program


def attempt(load: Callable[[], Source], name: str) -> Plan | Unread:
    """Return the plan in what `load` returns, by the id `name`, or why there is none; it does not raise."""
    try:
        return read_plan(load(), name)
    except KgError as error:
        return Unread(str(error), of_itself=True)
    except Exception as error:  # a fault of ours must not cost the other files
        return Unread(f"fault in the program, please report it: {type(error).__name__}: {error}", of_itself=False)


def _read(path: Path, name: str, sha: str, log: Log) -> Plan | None:
    found = attempt(partial(source.read, path), name)
    if isinstance(found, Plan):
        return found
    if found.of_itself:
        _refuse(log, path, sha, found.message)
    else:
        log.failures.append(Failure(str(path), found.message))
    return None


def _refuse(log: Log, path: Path, sha: str, reason: str) -> None:
    log.failures.append(Failure(str(path), reason))
    if sha:
        log.refused.setdefault(sha, (path.name, reason))


def unique(stem: str, taken: dict[str, int]) -> str:
    """Return a plan's id: its file's stem, with a count behind it where an earlier file took that; and take it.

    `taken` are the ids that are taken, with the last count that was put behind each. So an id depends on the names of
    the files and their order alone, not on which of them give a plan, and files can be read in any order.
    """
    name = stem
    while name in taken:
        taken[stem] += 1
        name = f"{stem}-{taken[stem]}"
    taken[name] = 1
    return name
