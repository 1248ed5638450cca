"""Plans that name units and cite titles, resolved, and the units and works that come of them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.plan import read_plan
from kg.model import Correction, Unit, Work
from kg.read.source import decode
from kg.resolve.known import Known
from kg.resolve.plan import resolve
from kg.resolve.resolved import Resolved
from kg.resolve.units import merge_unit
from kg.resolve.works import merge_work


@dataclass
class Found:
    """What the names in plans a, b, c … mean, and the units and works that come of it."""

    plans: list[Resolved]

    def __post_init__(self) -> None:
        self.unit_keys = {(p.plan.id, name): n.key for p in self.plans for name, n in p.units.items()}
        self.work_keys = {(p.plan.id, title): n.key for p in self.plans for title, n in p.works.items()}
        units = [naming for p in self.plans for naming in p.units.values()]
        works = [naming for p in self.plans for naming in p.works.values()]
        self.units = {k: merge_unit(k, [n for n in units if n.key == k]) for k in sorted({n.key for n in units})}
        self.works = {k: merge_work(k, [n for n in works if n.key == k]) for k in sorted({n.key for n in works})}


def corpus(*texts: str, known: tuple[Work, ...] = (), said: tuple[Correction, ...] = ()) -> Found:
    """Plans a, b, c … of these texts, resolved."""
    plans = [read_plan(decode(text.encode(), f"{i}.txt"), i) for i, text in zip("abc", texts, strict=False)]
    return Found([resolve(plan, Known.of(known), said) for plan in plans])


def plan(place: str, *names: str) -> str:
    """A plan of that place in which each name answers for a task of its own."""
    items = "\n".join(f"{i}.办好第{i}件实事。说到做到。（责任单位：{name}）" for i, name in enumerate(names, start=1))
    return f"{place}为民办实事工作方案\n{items}\n"


def unit(found: Found, name: str, of: str = "a") -> Unit:
    return found.units[found.unit_keys[of, name]]


def citing(*titles: str) -> str:
    items = "\n".join(f"{i}.抓好第{i}件大事。落实《{title}》。" for i, title in enumerate(titles, start=1))
    return f"磐石市教育工作要点\n{items}\n"
