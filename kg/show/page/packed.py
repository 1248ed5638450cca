"""The page's data written short: a column for each thing said of many, and long texts in runs opened when asked for."""

from __future__ import annotations

import base64
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

PLAIN = 1_000_000
"""Characters of a long list up to which it stands in the page as it is; a longer one is deflated, run by run."""

RUN = 250_000
"""Characters of a run, about: what a browser opens in a hundredth of a second."""

Column = list[object] | Mapping[str, list[object]]


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a long list: the place of its first entry, and its entries as JSON."""

    name: str  # of the list
    first: int
    entries: list[object] | str  # a string: the JSON's UTF-8 as zlib (RFC 1950) in base64 (RFC 4648)


def columns(marks: Sequence[Mapping[str, object]]) -> Mapping[str, Column]:
    """Return a column by each name that some mark has, its entries in the order of the marks, None for what is not said.

    A column most of whose values are said more than once is {"different": those values once, "places": of each entry}.
    """
    names = sorted({name for mark in marks for name in mark})
    return {name: _column([mark.get(name) for mark in marks]) for name in names}


def _column(values: list[object]) -> Column:
    if all(isinstance(value, int | float | None) for value in values):
        return values
    places: dict[str, int] = {}
    different: list[object] = []
    at: list[object] = []
    for value in values:
        key = value if isinstance(value, str) else f"\0{json.dumps(value)}"
        place = places.setdefault(key, len(different))
        if place == len(different):
            different.append(value)
        at.append(place)
    return {"different": different, "places": at} if 2 * len(different) < len(values) else values


def sorts(nodes: Iterable[Mapping[str, object]]) -> Mapping[str, Mapping[str, Column]]:
    """Return `columns` for each group of nodes, without their group. A name that number and title make is left out."""
    by_group = defaultdict[str, list[dict[str, object]]](list)
    for node in nodes:
        told = {name: value for name, value in node.items() if name != "group"}
        if "title" in told and told["name"] == f"{told.get('number', '')} {told['title']}".strip():
            del told["name"]
        by_group[str(node["group"])].append(told)
    return {group: columns(of) for group, of in by_group.items()}


def runs(name: str, entries: Sequence[object]) -> Iterator[Run]:
    """Yield a long list in runs of about RUN characters, deflated; as it is in one run if it is shorter than PLAIN.

    The same entries give the same bytes with the same zlib.
    """
    written = [json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries]
    if sum(map(len, written)) <= PLAIN:
        yield Run(name, 0, list(entries))
        return
    first, size = 0, 0
    for place, entry in enumerate(written):
        size += len(entry)
        if size >= RUN or place + 1 == len(written):
            whole = f"[{','.join(written[first : place + 1])}]".encode()
            yield Run(name, first, base64.b64encode(zlib.compress(whole, 9)).decode("ascii"))
            first, size = place + 1, 0
