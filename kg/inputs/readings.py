"""What became of each document of a build: read now, as an earlier build read it, a twin of another, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from kg.graph.identifiers import Identifiers
from kg.graph.state import State
from kg.inputs.document import Document
from kg.inputs.found import Failure
from kg.inputs.pool import ordered
from kg.inputs.register import Register
from kg.inputs.stopping import Stop, gently
from kg.inputs.told import Teller, Told, Unread, unique
from kg.read.limits import Limits

Track = Callable[[Iterable[Document]], Iterable[Document]]


@dataclass(slots=True)
class Log:
    """What became of the inputs, filled while they are read."""

    plans: Register[tuple[str, str]] = field(default_factory=Register)  # as State.plans
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)  # as State.refused
    failures: list[Failure] = field(default_factory=list)
    twins: list[tuple[str, str]] = field(
        default_factory=list
    )  # path of what was not read, and of the same text that was
    read: int = 0  # plans that were read now
    skipped: int = 0  # documents that were not read because the user stopped the build
    stopped: bool = False  # whether the user did


def digests(documents: Iterable[Document], limits: Limits) -> dict[Document, str]:
    """Return the SHA-256 of each document's bytes; "" of one that cannot be read."""
    return {document: document.digest(limits) for document in documents}


def unread(hashes: Mapping[Document, str], before: State, again: set[str]) -> int:
    """Return about how many documents changed: files to be read, and plans of before that are gone."""
    now = {(document.name, sha) for document, sha in hashes.items() if sha not in before.refused}
    return len(now ^ {file for plan, file in before.plans.items() if plan not in again})


@dataclass(frozen=True, slots=True)
class _Job:
    """A document with what was decided of it before it is read."""

    document: Document
    plan: str  # id
    iri: str
    sha256: str
    known: str | Unread | None  # fingerprint of the plan that the store has; why it was refused; None: to be read


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes documents in, on so many processes, and keeps in `log` what became of each."""

    before: State  # what an earlier build read
    again: set[str]  # IRIs of its plans that are to be read anyway
    ids: Identifiers
    teller: Teller
    log: Log
    processes: int = 1

    def readings(
        self, documents: Iterable[Document], hashes: Mapping[Document, str], track: Track
    ) -> Iterator[tuple[str, Told | None]]:
        """Yield each plan's IRI, with what it says as read now, or None where the store has it from these very bytes.
        `hashes` are the `digests` that are known; the others are made one by one.

        A document that gives no plan becomes a failure in the log, one with the text of an earlier one a twin.
        After Ctrl-C those that would have to be read are skipped; KeyboardInterrupt where none has been read yet.
        """
        with gently() as stop:
            jobs = self._jobs(documents, hashes, track, stop)
            yield from self._taken(ordered(partial(_do, self.teller), jobs, self.processes, _died))
            self.log.stopped = stop.asked
        if stop.asked and not self.log.read:
            raise KeyboardInterrupt

    def _taken(self, done: Iterable[tuple[_Job, str | Told | Unread]]) -> Iterator[tuple[str, Told | None]]:
        seen: Register[str] = Register()  # fingerprint → path
        for job, found in done:
            if isinstance(found, Unread):
                self._fail(job, found)
                continue
            text = found if isinstance(found, str) else found.fingerprint
            path = job.document.path
            if (same := seen.setdefault(text, path)) != path:
                self.log.twins.append((path, same))
                continue
            self.log.read += isinstance(found, Told)
            self.log.plans[job.iri] = job.document.name, job.sha256
            yield job.iri, found if isinstance(found, Told) else None

    def _jobs(
        self, documents: Iterable[Document], hashes: Mapping[Document, str], track: Track, stop: Stop
    ) -> Iterator[_Job]:
        taken: Register[int] = Register()
        for document in track(documents):
            name = unique(document.stem, taken)
            sha = hashes.get(document)
            if sha is None:
                sha = "" if stop.asked else document.digest(self.teller.limits)
            iri = self.ids.plan(name) if _is_text(document.path) else ""
            known: str | Unread | None = None
            if not iri:
                known = Unread(
                    "its name is not UTF-8, or the locale is not: rename it, or set PYTHONUTF8=1", of_itself=False
                )
            elif self.before.plans.get(iri) == (document.name, sha) and iri not in self.again:
                known = self.before.texts.get(iri, iri)
            elif sha in self.before.refused:
                known = Unread(self.before.refused[sha][1], of_itself=True)
            if known is None and stop.asked:
                self.log.skipped += 1
                continue
            yield _Job(document, name, iri, sha, known)

    def _fail(self, job: _Job, why: Unread) -> None:
        self.log.failures.append(Failure(job.document.path, why.message))
        if why.of_itself and job.sha256:
            self.log.refused.setdefault(job.sha256, (job.document.name, why.message))


def _do(teller: Teller, job: _Job) -> tuple[_Job, str | Told | Unread]:
    return job, teller.tell(job.document, job.plan) if job.known is None else job.known


def _died(job: _Job) -> tuple[_Job, str | Told | Unread]:
    return job, Unread("ended the process that read it (out of memory?): give it alone, with -j 1", of_itself=False)


def _is_text(name: str) -> bool:
    """Whether a file's name is text; Python gives bytes that are none, as of an old archive, as lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
