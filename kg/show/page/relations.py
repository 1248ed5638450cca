"""The edges of the page: who does what and what comes from what, each with the sentences that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.analyse.network import Tables, text
from kg.show import labels
from kg.table import Cell

Mark = dict[str, object]  # a node or edge as vis-network takes it, and what the side panel says about it


class Sentences:
    """Each sentence of an edge, with where it stands as people see it and its offset, once however many units it names."""

    def __init__(self) -> None:
        self.listed: list[tuple[str, Cell, Cell]] = []
        self._places: dict[tuple[str, Cell, Cell], int] = {}

    def place(self, row: Mapping[str, Cell]) -> int:
        """Return the place in `listed` of the sentence of a row with quote, where and start; -1 for none."""
        if not row["quote"]:
            return -1
        sentence = text(row["quote"]), row["start"], row["where"]
        place = self._places.setdefault(sentence, len(self.listed))
        if place == len(self.listed):
            self.listed.append(sentence)
        return place


def relations(tables: Tables, number: Mapping[str, int], said: Sentences) -> Iterator[Mark]:
    """Yield an edge for each role and derivation whose ends both have a `number`, leads last, its sentences in `said`."""
    quotes = defaultdict[tuple[str, str, str], dict[int, None]](dict)
    bases = defaultdict[tuple[str, str, str], set[str]](set)
    for row in tables["page/assignments"].records():
        edge = text(row["task"]), text(row["unit"]), text(row["role"])
        bases[edge].add(text(row["basis"]))
        quotes[edge][said.place(row)] = None
    for row in tables["page/facts"].records():
        if row["fact"] == "derivation":
            edge = text(row["subject"]), text(row["object"]), "derivation"
            quotes[edge][said.place(row)] = None
    work, origins = tables["network/unit-task"].records(), tables["network/derivation"].records()
    told = {(text(row["task"]), text(row["unit"]), text(row["role"])) for row in work}
    told |= {(text(row["derived"]), text(row["origin"]), "derivation") for row in origins}
    above = list(labels.ROLES)
    for edge in sorted(told, key=lambda edge: (-above.index(edge[2]), edge)):  # leads drawn last
        start, end, role = edge
        if start in number and end in number:
            yield {"from": number[start], "to": number[end], "role": role,
                   "basis": sorted(bases[edge]), "said": [place for place in quotes[edge] if place >= 0]}  # fmt: skip
