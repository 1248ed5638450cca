"""What is known before any plan is read: national policies and the bodies that issue them, by their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from kg.model import Unit, Work
from kg.resolve.closeness import Closeness
from kg.resolve.works import spelling


@dataclass(frozen=True)
class Known:
    """Works by the `spelling` of each of their names, and units by each of their names, blanks left out."""

    works: Mapping[str, Work] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)

    @classmethod
    def of(cls, works: Iterable[Work] = (), units: Iterable[Unit] = ()) -> Self:
        """Return these works and units; of several that share a name, the last."""
        return cls(
            {spelling(name): work for work in works for name in (work.title, *work.aliases)},
            {"".join(name.split()): unit for unit in units for name in (unit.name, *unit.aliases)},
        )

    @cached_property
    def bodies(self) -> Mapping[str, Unit]:
        """The units by key."""
        return {unit.key: unit for unit in self.units.values()}

    @cached_property
    def closeness(self) -> Closeness:
        """The items of the works, each work once, in the order of their titles."""
        return Closeness(dict(sorted((work.title, work) for work in self.works.values())).values())
