"""IRIs of things: readable Chinese, one for each thing, the same in every build."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import DataError
from kg.graph.vocabulary import DEFAULT_BASE
from kg.model import Assignment, Item, Plan, Task, Work

# Kept: RFC 3987 `iunreserved` less its blanks and invisible marks. All else, "%" and "/" too, is encoded, so
# that decoding gives the name back and two names never meet in one IRI. A "." at the end is encoded: rdflib does
# not read it in Turtle's short form, and "." or ".." as a whole segment would vanish in a relative IRI.
_PLANES = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
_KEPT = "A-Za-z0-9._~\u00a1-\u00ac\u00ae-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff" + (
    f"\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef{_PLANES}-"
)
_ENCODED = re.compile(rf"[^{_KEPT}]+|\.\Z")


@lru_cache(maxsize=4096)  # what a plan calls its units comes again and again
def segment(name: str) -> str:
    """Return `name` as one path segment; `urllib.parse.unquote` gives it back. Empty for an empty name."""
    return _ENCODED.sub(lambda found: "%2E" if found[0] == "." else quote(found[0], safe=""), name)


def is_iri(text: str) -> bool:
    """Return whether a text is an absolute IRI as RDF has it."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Identifiers:
    """IRIs of model values under one base IRI, which ends with "/" and has no "#"; DataError for any other base."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        try:
            NamedNode(self.base)
        except ValueError as error:
            raise DataError(f"base IRI {self.base!r}: {error}; give an absolute IRI") from error
        if not self.base.endswith("/") or "#" in self.base:  # a passage has its characters behind a "#"
            raise DataError(f"base IRI {self.base!r}: expected '/' at its end, and no '#'")

    @property
    def shared(self) -> str:
        """The named graph of what all plans together say of units and works."""
        return self.base + "shared"

    @property
    def build(self) -> str:
        """The build that made the store, and the named graph that tells of it."""
        return self.base + "build"

    @property
    def proposals(self) -> str:
        """The named graph of what the program proposes and no plan says."""
        return self.base + "proposals"

    def plan(self, plan: Plan | str) -> str:
        """The plan, given whole or by its id, and the named graph that holds what it says."""
        return f"{self.base}plan/{segment(plan if isinstance(plan, str) else plan.id)}"

    def section(self, plan: Plan, path: tuple[str, ...]) -> str:
        """The section under these headings, outermost first."""
        return "/".join((self.plan(plan), "section", *map(segment, path)))

    def task(self, plan: Plan, task: Task) -> str:
        """The task, or the goal if nobody acts in it."""
        return f"{self.plan(plan)}/{'goal' if task.is_goal else 'task'}/{segment(task.id)}"

    def assignment(self, task: str, assignment: Assignment, unit: str) -> str:
        """The role of the unit with this key in the task with this IRI, as said at one place of the text."""
        return f"{task}/{assignment.role}/{_path(unit)}/{assignment.evidence.start}"

    def nth(self, owner: str, kind: str, number: int) -> str:
        """The `number`-th (from 1) measure, target, finding or evidence of the thing with the IRI `owner`."""
        return f"{owner}/{kind}/{number}"

    def unit(self, key: str) -> str:
        """The unit with this key, whose "/" stays, so that its place reads as a folder."""
        return f"{self.base}unit/{_path(key)}"

    def place(self, name: str) -> str:
        """The place of this name."""
        return f"{self.base}place/{segment(name)}"

    def work(self, key: str, *, known: bool = False) -> str:
        """The work with this key; one known from ontology/policies keeps its published IRI whatever the base."""
        return f"{DEFAULT_BASE if known else self.base}work/{segment(key)}"

    def item(self, work: Work, item: Item) -> str:
        """A part of the work that its list of items has."""
        return f"{self.work(work.key, known=work.known)}/item/{segment(item.key)}"

    def titled(self, owner: str, label: str) -> str:
        """A part of the thing with the IRI `owner` that is known only by what a plan calls it."""
        return f"{owner}/titled/{segment(label)}"

    def naming(self, plan: Plan, sort: str, name: str) -> str:
        """What a name of this sort, unit or work, means in the plan."""
        return f"{self.plan(plan)}/naming/{sort}/{segment(name)}"

    def passage(self, plan: Plan, start: int, end: int) -> str:
        """The characters from `start` to `end` of the plan's text, as RFC 5147 has it."""
        return f"{self.plan(plan)}/text#char={start},{end}"

    def correction(self, digest: str) -> str:
        """What a person said in corrections.toml."""
        return f"{self.base}correction/{digest}"

    def agent(self, name: str) -> str:
        """A person who corrects."""
        return f"{self.base}agent/{segment(name)}"

    def refusal(self, sha256: str) -> str:
        """A file that set no tasks."""
        return f"{self.base}refused/{sha256}"


def _path(key: str) -> str:
    return "/".join(map(segment, key.split("/")))
