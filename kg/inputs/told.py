"""One document as the statements of its plan, or why there is none: the same in one process, in many, and in Spark."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from kg.errors import KgError, NotNow
from kg.extract.plan import read_plan
from kg.graph.growth import Said, said_by
from kg.graph.identifiers import Identifiers
from kg.graph.policies import known as known_facts
from kg.inputs.document import Document
from kg.model import Correction, Plan
from kg.read.fingerprint import fingerprint
from kg.read.limits import Limits, bounded
from kg.resolve.known import Known
from kg.resolve.plan import resolve

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a document gave no plan, in one line."""

    message: str
    of_itself: bool  # whether the same bytes would be refused again; else this machine, a limit or the program is why


@dataclass(frozen=True, slots=True)
class Told:
    """What one plan says: compact, so that it travels between processes."""

    fingerprint: str  # of its text
    said: Said


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells what documents say, all under one base, one set of limits and of corrections."""

    base: str
    limits: Limits
    corrections: tuple[Correction, ...]

    def tell(self, document: Document, plan_id: str) -> Told | Unread:
        """Return the statements of the plan that a document holds, or why there are none; it does not raise."""
        return attempt(lambda: self._told(read_plan(document.source(self.limits), plan_id)), self.limits)

    def _told(self, plan: Plan) -> Told:
        said = said_by(resolve(plan, known(), self.corrections), Identifiers(self.base))
        return Told(fingerprint(plan.source.text), said)


def attempt(tell: Callable[[], T], limits: Limits) -> T | Unread:
    """Return what `tell` returns of one document, or why it returns nothing; it does not raise."""
    try:
        with bounded(limits):
            return tell()
    except KgError as error:
        return Unread(" ".join(str(error).split()), of_itself=not isinstance(error, NotNow))
    except Exception as error:  # a fault of ours must not cost the other files
        return Unread(f"fault in the program, please report it: {type(error).__name__}: {error}", of_itself=False)


@cache
def known() -> Known:
    """Return what is known before any plan is read; once for each process."""
    return known_facts()


def unique(stem: str, taken: MutableMapping[str, int]) -> str:
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
