"""Groups of kinds of department: which of them get a colour on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.analyse.network import Tables, text
from kg.table import Table

PALETTE = 6  # kind groups with a colour of their own; more could not be told apart by colour-blind readers


@dataclass(frozen=True, slots=True)
class Group:
    """A group of kinds of department in the legend."""

    tone: str  # the colour's name in style.css
    zh: str
    en: str
    units: int

    def as_mark(self) -> dict[str, object]:
        """Return what the page's script knows of it."""
        return {"tone": self.tone, "zh": self.zh, "en": self.en}


def grouped(tables: Tables, ranking: Table) -> tuple[tuple[Group, ...], Mapping[str, Group]]:
    """Return the groups in the order of the legend, and the group of each kind that has a colour.

    The groups with the most tasks come first, each in a colour; all else is one grey group, the last, with no
    units if nothing is left over.
    """
    names: dict[str, tuple[str, str]] = {}
    group_of: dict[str, str] = {}
    for row in tables["page/kinds"].records():
        group = text(row["group"])
        names.setdefault(group, (text(row["groupZh"]) or group, text(row["groupEn"]) or group))
        group_of.setdefault(text(row["kind"]), group)
    units, tasks = Counter[str](), Counter[str]()
    for row in ranking.records():
        group = group_of.get(text(row["kind"]), "")
        units[group] += 1
        tasks[group] += int(row["tasks"] or 0)
    busiest = sorted(units.keys() - {""}, key=lambda group: (-tasks[group], group))[:PALETTE]
    groups = {name: Group(f"kind-{n}", *names[name], units[name]) for n, name in enumerate(busiest)}
    rest = Group("kind-other", "其他", "other", units.total() - sum(units[name] for name in busiest))
    return (*groups.values(), rest), {k: groups[g] for k, g in group_of.items() if g in groups}
