"""A plan with the identity of each name in it, and what its tasks are close to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import Assignment, Correction, Item, Naming, Plan, Task, Work


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item that a task is close to by its words, for a person to judge; the plan does not say so."""

    task: str  # its id
    work: Work
    item: Item
    score: float  # cosine, 0 to 1


@dataclass(frozen=True, slots=True)
class Resolved:
    """A plan with the identity of each name in it; it depends on that plan and what people corrected alone."""

    plan: Plan  # without the assignments that a person rejected
    units: Mapping[str, Naming] = field(default_factory=dict)  # by name written out
    works: Mapping[str, Naming] = field(default_factory=dict)  # by title as cited
    known: Mapping[str, Work] = field(default_factory=dict)  # of the works above, those in ontology/policies, by key
    own: Naming | None = None  # the work that the plan itself is, where its title tells it from others
    rejected: tuple[tuple[Correction, Task, Assignment], ...] = ()
    proposals: tuple[Proposal, ...] = ()  # what its tasks are close to, where it names no national item
    corrections: tuple[Correction, ...] = ()  # all that had an effect
