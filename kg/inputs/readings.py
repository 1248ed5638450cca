"""What became of each document of a build: read now, as an earlier build read it, a twin of another, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.errors import KgError, NotNow
from kg.extract.plan import read_plan
from kg.graph.identifiers import Identifiers
from kg.graph.state import State
from kg.inputs.document import Document
from kg.inputs.found import Failure
from kg.model import Plan
from kg.read.fingerprint import fingerprint
from kg.read.limits import Limits, bounded

Track = Callable[[Iterable[Document]], Iterable[Document]]


@dataclass(slots=True)
class Log:
    """What became of the inputs, filled while they are read."""

    plans: dict[str, tuple[str, str]] = field(default_factory=dict)  # as State.plans
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)  # as State.refused
    failures: list[Failure] = field(default_factory=list)
    twins: list[tuple[str, str]] = field(
        default_factory=list
    )  # path of what was not read, and of the same text that was
    read: int = 0  # plans that were read now


def digests(documents: Iterable[Document], limits: Limits) -> dict[Document, str]:
    """Return the SHA-256 of each document's bytes; "" of one that cannot be read."""
    return {document: document.digest(limits) for document in documents}


def unread(hashes: Mapping[Document, str], before: State, again: set[str]) -> int:
    """Return about how many documents changed: files to be read, and plans of before that are gone."""
    now = {(document.name, sha) for document, sha in hashes.items() if sha not in before.refused}
    return len(now ^ {file for plan, file in before.plans.items() if plan not in again})


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads documents one after another, and keeps in `log` what became of each."""

    before: State  # what an earlier build read
    again: set[str]  # IRIs of its plans that are to be read anyway
    ids: Identifiers
    limits: Limits
    log: Log
    seen: dict[str, str] = field(default_factory=dict)  # fingerprint of a plan's text → path
    taken: set[str] = field(default_factory=set)  # names of plans

    def readings(self, hashes: Mapping[Document, str], track: Track) -> Iterator[tuple[str, Plan | None]]:
        """Yield each plan's IRI, with the plan as read now, or None where the store has it from these very bytes.

        A document that gives no plan becomes a failure in the log, one with the text of an earlier one a twin.
        """
        for document in track(list(hashes)):
            if not _is_text(document.path):
                self._fail(document, "its name is not UTF-8: rename it and try again")
                continue
            name, sha = _unique(document.stem, self.taken), hashes[document]
            iri = self.ids.plan(name)
            plan = None
            if self.before.plans.get(iri) == (document.name, sha) and iri not in self.again:
                if self._is_twin(document, self.before.texts.get(iri, iri)):
                    continue
            elif sha in self.before.refused:
                self._refuse(document, sha, self.before.refused[sha][1])
                continue
            else:
                plan = self._read(document, name, sha)
                if plan is None:
                    continue
                self.log.read += 1
            self.taken.add(name)
            self.log.plans[iri] = document.name, sha
            yield iri, plan

    def _read(self, document: Document, name: str, sha: str) -> Plan | None:
        try:
            with bounded(self.limits):
                source = document.source(self.limits)
                text = fingerprint(source.text)
                if text in self.seen:
                    self._is_twin(document, text)
                    return None
                plan = read_plan(source, name)
        except NotNow as error:
            self._fail(document, str(error))
        except KgError as error:
            self._refuse(document, sha, str(error))
        except Exception as error:  # a fault of ours must not cost the other files
            self._fail(document, f"fault in the program, please report it: {type(error).__name__}: {error}")
        else:
            self._is_twin(document, text)
            return plan
        return None

    def _is_twin(self, document: Document, text: str) -> bool:
        """Whether a plan of this text was met already; if not, it is now."""
        if text in self.seen:
            self.log.twins.append((document.path, self.seen[text]))
            return True
        self.seen[text] = document.path
        return False

    def _fail(self, document: Document, reason: str) -> None:
        self.log.failures.append(Failure(document.path, " ".join(reason.split())))

    def _refuse(self, document: Document, sha: str, reason: str) -> None:
        self._fail(document, reason)
        if sha:
            self.log.refused.setdefault(sha, (document.name, reason))


def _is_text(name: str) -> bool:
    """Whether a file's name is text; Python gives bytes that are none, as of an old archive, as lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unique(stem: str, taken: set[str]) -> str:
    """The file's stem; with a count behind it where another file of the build has the same."""
    count = 1
    while (name := stem if count == 1 else f"{stem}-{count}") in taken:
        count += 1
    return name
