"""Which files a build reads: those named, what became of each, and which are as an earlier build read them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KgError
from kg.extract.plan import read_plan
from kg.graph.identifiers import Identifiers
from kg.graph.state import State
from kg.model import Plan
from kg.read import source

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
    taken: set[str] = set()
    for path in track(list(hashes)):
        if not _is_text(path.name):
            log.failures.append(Failure(str(path), "its name is not UTF-8: rename it and try again"))
            continue
        name, sha = _unique(path.stem, taken), hashes[path]
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
        taken.add(name)
        log.plans[iri] = path.name, sha
        yield iri, plan


def _is_text(name: str) -> bool:
    """Whether a file's name is text; Python gives bytes that are none, as of an old archive, as lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _read(path: Path, name: str, sha: str, log: Log) -> Plan | None:
    try:
        return read_plan(source.read(path), name)
    except KgError as error:
        _refuse(log, path, sha, str(error))
    except Exception as error:  # a fault of ours must not cost the other files
        log.failures.append(
            Failure(str(path), f"fault in the program, please report it: {type(error).__name__}: {error}")
        )
    return None


def _refuse(log: Log, path: Path, sha: str, reason: str) -> None:
    log.failures.append(Failure(str(path), reason))
    if sha:
        log.refused.setdefault(sha, (path.name, reason))


def _unique(stem: str, taken: set[str]) -> str:
    """The file's stem; with a count behind it where another file of the build has the same."""
    count = 1
    while (name := stem if count == 1 else f"{stem}-{count}") in taken:
        count += 1
    return name
