"""IRIs of things: readable Chinese, one for each thing, the same in every build."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import DataError
from kg.graph.vocabulary import DEFAULT_BASE
from kg.model import Assignment, Item, Plan, Task, Unit, Work

# Kept: RFC 3987 `iunreserved` less its blanks and invisible marks. All else, "%" and "/" too, is encoded, so
# that decoding gives the name back and two names never meet in one IRI. A "." at the end is encoded: rdflib does
# not read it in Turtle's short form, and "." or ".." as a whole segment would vanish in a relative IRI.
_PLANES = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
_KEPT = "A-Za-z0-9._~\u00a1-\u00ac\u00ae-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff" + (
    f"\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef{_PLANES}-"
)
_ENCODED = re.compile(rf"[^{_KEPT}]+|\.\Z")


def segment(name: str) -> str:
    """Return `name` as one path segment; `urllib.parse.unquote` gives it back. Empty for an empty name."""
    return _ENCODED.sub(lambda found: "%2E" if found[0] == "." else quote(found[0], safe=""), name)


@dataclass(frozen=True, slots=True)
class Identifiers:
    """IRIs of model values under one base IRI, which ends with "/" or "#"; DataError for any other base."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        try:
            NamedNode(self.base)
        except ValueError as error:
            raise DataError(f"base IRI {self.base!r}: {error}; give an absolute IRI") from error
        if not self.base.endswith(("/", "#")):
            raise DataError(f"base IRI {self.base!r} ends with {self.base[-1]!r}; expected '/' or '#'")

    @property
    def shared(self) -> str:
        """The named graph of units, places and works."""
        return self.base + "shared"

    def plan(self, plan: Plan) -> str:
        """The plan, and the named graph that holds what it says."""
        return f"{self.base}plan/{segment(plan.id)}"

    def section(self, plan: Plan, path: tuple[str, ...]) -> str:
        """The section under these headings, outermost first."""
        return "/".join((self.plan(plan), "section", *map(segment, path)))

    def task(self, plan: Plan, task: Task) -> str:
        """The task, or the goal if nobody acts in it."""
        return f"{self.plan(plan)}/{'goal' if task.is_goal else 'task'}/{segment(task.id)}"

    def assignment(self, task: str, assignment: Assignment, unit: Unit) -> str:
        """The unit's role in the task with this IRI, as said at one place of the text."""
        return f"{task}/{assignment.role}/{_path(unit.key)}/{assignment.evidence.start}"

    def nth(self, owner: str, kind: str, number: int) -> str:
        """The `number`-th (from 1) measure, target, finding or evidence of the thing with the IRI `owner`."""
        return f"{owner}/{kind}/{number}"

    def unit(self, unit: Unit) -> str:
        """The unit; the "/" of its key stays, so that its place reads as a folder."""
        return f"{self.base}unit/{_path(unit.key)}"

    def place(self, name: str) -> str:
        """The place of this name."""
        return f"{self.base}place/{segment(name)}"

    def work(self, work: Work) -> str:
        """The work; one from ontology/policies keeps its published IRI whatever the base."""
        return f"{DEFAULT_BASE if work.known else self.base}work/{segment(work.key)}"

    def item(self, work: Work, item: Item) -> str:
        """A part of the work that its list of items has."""
        return f"{self.work(work)}/item/{segment(item.key)}"

    def titled(self, owner: str, label: str) -> str:
        """A part of the thing with the IRI `owner` that is known only by what a plan calls it."""
        return f"{owner}/titled/{segment(label)}"


def _path(key: str) -> str:
    return "/".join(map(segment, key.split("/")))
