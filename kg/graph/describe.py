"""One unit or task by name: which thing is meant, and every fact about it with its quoted sentence."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Store

from kg.errors import DataError
from kg.graph.ask import select
from kg.graph.lookup import fold, nearest
from kg.resources import QUERIES
from kg.table import Table

_SHOW = QUERIES / "show"
FACTS = ("fact", "value", "quote", "file", "where", "start", "end")


@dataclass(frozen=True, slots=True)
class Thing:
    """A unit, task or goal that has the name asked for."""

    iri: str
    sort: str  # unit, task or goal
    label: str
    address: str  # a name that no other has in a usual build: a unit's own, a task's panshi-2021/7


def find(store: Store, name: str) -> list[Thing]:
    """Return the things with `name` as own name, title, address or IRI; if none, as alias or number.

    Blanks, width and case do not matter. Sorted by sort and address. DataError with the nearest for none.
    """
    wanted = fold(name)
    exact: dict[str, Thing] = {}
    shared: dict[str, Thing] = {}
    names: dict[str, str] = {}
    for row in select(store, _query("names")).rows:
        iri, sort, label, address, text = map(str, row[:5])
        names.setdefault(fold(text), text)
        if fold(text) == wanted or iri == name:
            (exact if row[5] or iri == name else shared)[iri] = Thing(iri, sort, label, address)
    if not (exact or shared):
        near = nearest(wanted, names)
        raise DataError(f"nothing is called {name!r}" + (f"; the nearest: {'、'.join(near)}" if near else ""))
    return list((exact or shared).values())


def facts(store: Store, thing: Thing) -> Table:
    """Return what is said of `thing`, in reading order, with columns FACTS.

    `quote` is the exact text of `file` from character `start` to `end`, `where` its line, page or cell; all are None for a fact that no
    sentence says, such as the level of a unit. A finding has one row for each reading.
    """
    query = _query("unit" if thing.sort == "unit" else "task")
    found = select(store, query.replace("?thing", f"<{thing.iri}>"))  # VALUES would find the facts of all first
    return Table(FACTS, tuple(tuple(record[name] for name in FACTS) for record in found.records()))


def _query(name: str) -> str:
    return (_SHOW / f"{name}.rq").read_text(encoding="utf-8")
