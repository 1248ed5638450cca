"""Units that a plan names and gives no task: they stand with their plan, hollow, so that nobody looks for them in vain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.analyse.network import Tables, text
from kg.show import labels
from kg.show.page.relations import Mark
from kg.table import Cell

_SIZE, _EM = 7.0, 11.0  # smaller than the least unit with a task


def idle(tables: Tables, kinds: Mapping[Cell, list[str]], one_place: bool) -> Iterator[Mark]:
    """Yield a mark for each unit that some plan names, as its issuer or otherwise, and that has no task.

    `named` are the IRIs of these plans; `kinds` are the names of each kind in Chinese and English.
    """
    busy = {row["unit"] for row in tables["network/units"].records()}
    known = {row["iri"]: row for row in tables["ledger/units"].records()}
    plans, names = defaultdict[Cell, dict[str, None]](dict), dict[Cell, str]()
    for row in tables["network/named"].records():
        if row["unit"] not in busy:
            plans[row["unit"]][text(row["plan"])] = None
            names[row["unit"]] = text(row["unitLabel"])
    for unit, named in plans.items():
        place, kind = (text(known.get(unit, {}).get(column)) for column in ("place", "kind"))
        yield {
            "of": text(unit),
            "group": "unit",
            "tone": "idle",
            "name": names[unit],
            "label": labels.unit(names[unit], place, one_place),
            "size": _SIZE,
            "em": _EM,
            "place": place,
            "kind": kinds.get(kind),
            "named": list(named),
        }
