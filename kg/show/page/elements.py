"""What stands on the page: a node for each unit, task, plan, document and item, an edge for each relation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.analyse import coverage
from kg.analyse.ground import Size
from kg.analyse.measures import LOW_IS_CENTRAL
from kg.analyse.network import Tables, text
from kg.lexicon import acts, roles
from kg.show import labels
from kg.show.page.groups import Group, grouped
from kg.show.page.idle import idle
from kg.show.page.initials import initials
from kg.show.page.relations import Mark, Sentences, relations
from kg.table import Cell, Table

_OF_UNITS = ("duty", "issuer")  # facts that lead to a unit without an edge
_BEFORE_MEASURES, _AFTER_MEASURES = "tasks", "iri"  # columns of measures.centrality


@dataclass(frozen=True, slots=True)
class Elements:
    """All that is drawn, without positions.

    A node's id is its place in `nodes` and in `iris`; `sizes` is the room that each takes with its label, by IRI.
    """

    nodes: tuple[Mark, ...]
    edges: tuple[Mark, ...]
    iris: tuple[str, ...]
    sizes: Mapping[str, Size]
    more: Mark  # what the page needs beside: base, groups, measures, sentences


def elements(tables: Tables, ranking: Table, findings: Table) -> Elements:
    """Return what the page draws: units by `ranking`, everything marked by `findings`.

    An edge whose ends are not both drawn is left out. Nodes are in the order of their IRIs.
    """
    groups, group_of = grouped(tables, ranking)
    found = defaultdict[str, list[Mark]](list)
    for row in findings.records():
        found[text(row["iri"])].append({"kind": row["kind"], "severity": row["severity"], "why": row["why"]})
    marks = {mark.pop("of"): mark for mark in (*_origins(tables, found), *_plans(tables), *_tasks(tables, found))}
    marks |= {mark.pop("of"): mark for mark in _units(tables, ranking, group_of, groups[-1])}
    iris = tuple(sorted(map(str, marks)))
    base = _base(iris)
    number = {iri: place for place, iri in enumerate(iris)}
    _tell_facts(tables, marks, number)
    for row in tables["ledger/aliases"].records():
        _gather(marks, text(row["iri"]), "alias", text(row["alias"]))
    for item, tasks in coverage.carried(tables).items():
        marks[item]["done"] = [number[task] for task in tasks]
    for iri, mark in marks.items():
        alias = mark["alias"] = sorted({str(a) for a in _list(mark, "alias")} - {str(mark["name"])})
        mark |= {"id": number[str(iri)], "iri": str(iri).removeprefix(base), "findings": found[str(iri)]}
        mark["initials"] = " ".join(dict.fromkeys(map(initials, (str(mark["name"]), *alias))))
        if plan := mark.get("plan"):
            mark["plan"] = number.get(str(plan))
        mark["named"] = [number[str(plan)] for plan in _list(mark, "named") if plan in number]
    said = Sentences()
    edges = tuple(relations(tables, number, said))
    nodes = tuple(_without_nothing(marks[iri]) for iri in iris)
    more: Mark = {
        "base": base,
        "groups": [group.as_mark() for group in groups if group.units],
        "measures": list(_measures(ranking)),
        "fonts": dict(labels.FONTS),
        "sentences": said.listed,
        "roleWords": {word: str(role) for word, role in sorted({**acts(), **roles()}.items())},
    }
    sizes = {iri: labels.room(marks[iri]) for iri in iris}
    return Elements(nodes, edges, iris, sizes, more)


def _units(tables: Tables, ranking: Table, group_of: Mapping[str, Group], other: Group) -> Iterator[Mark]:
    rows = list(ranking.records())
    kinds = {r["kind"]: [text(r["kindZh"]), text(r["kindEn"])] for r in tables["page/kinds"].records()}
    one_place = len({row["place"] for row in rows}) == 1
    measured = _measures(ranking)
    by = measured[0] if measured else ""
    top = max((float(row.get(by) or 0) for row in rows), default=0.0) or 1.0
    for row in rows:
        name, kind, place = (text(row[column]) for column in ("unit", "kind", "place"))
        weight = (float(row.get(by) or 0) / top) ** 0.5
        yield {
            "of": text(row["iri"]),
            "group": "unit",
            "tone": group_of.get(kind, other).tone,
            "name": name,
            "label": labels.unit(name, place, one_place),
            "size": round(9 + 17 * weight, 1),
            "em": round(12 + 10 * weight, 1),
            "place": place,
            "kind": kinds.get(kind),
            "measures": [row[measure] for measure in measured],
        }
    yield from idle(tables, kinds, one_place)


def _measures(ranking: Table) -> tuple[str, ...]:
    """Those of which more is more central: they can be drawn as size."""
    columns = ranking.columns
    measured = columns[columns.index(_BEFORE_MEASURES) + 1 : columns.index(_AFTER_MEASURES)]
    return tuple(measure for measure in measured if measure not in LOW_IS_CENTRAL)


def _tasks(tables: Tables, found: Mapping[str, list[Mark]]) -> Iterator[Mark]:
    headings = defaultdict[Cell, list[str]](list)
    for row in tables["ledger/sections"].records():
        headings[row["task"]].append(text(row["heading"]))
    for row in tables["network/tasks"].records():
        iri, number, title = (text(row[column]) for column in ("task", "id", "taskLabel"))
        name = labels.name(number, title, iri)
        kinds = {str(one["kind"]) for one in found[iri]}
        tone = next((tone for kind, tone in labels.TONES.items() if kind in kinds), "task")
        years = re.findall("[0-9]{4}", text(row["deadline"]))
        yield {
            "of": iri,
            "group": "task",
            "tone": tone,
            "name": name,
            "number": number,
            "title": title or name,
            "label": labels.wrap(name, labels.TASK_WIDTH, labels.TASK_LINES),
            "plan": text(row["plan"]),
            "section": headings[row["task"]],
            "due": years[-1] if years else text(row["deadlineKind"]),
        }


def _plans(tables: Tables) -> Iterator[Mark]:
    levels = {text(row["origin"]): text(row["level"]) for row in tables["page/origins"].records()}
    for row in tables["network/plans"].records():
        iri = text(row["plan"])
        name = labels.name("", text(row["planTitle"]), iri)
        yield _origin(iri, "plan", name) | {
            "plan": iri, "file": text(row["file"]), "place": text(row["placeLabel"]), "level": levels.get(iri, ""),
        }  # fmt: skip


def _origins(tables: Tables, found: Mapping[str, list[Mark]]) -> Iterator[Mark]:
    for row in tables["page/origins"].records():
        iri, sort, number, title = (text(row[column]) for column in ("origin", "sort", "id", "label"))
        yield _origin(iri, sort, labels.name(number, title, iri)) | {"level": text(row["level"])}
    for row in tables["network/items"].records():
        iri, number, title = (text(row[column]) for column in ("item", "id", "itemLabel"))
        mark = _origin(iri, "item", labels.name(number, title, iri))
        yield mark | {"tone": "no-task" if found[iri] else "item", "whole": text(row["workTitle"])}


def _origin(iri: str, sort: str, name: str) -> Mark:
    label = labels.clip(name, 16) if sort == "item" else labels.wrap(name, 16, 2)
    return {"of": iri, "group": sort, "tone": sort, "name": name, "label": label}


def _tell_facts(tables: Tables, marks: Mapping[object, Mark], number: Mapping[str, int]) -> None:
    """Give each node what else the text says about it: fact, value, its sentence with its offset and where it stands as
    people see it, and the node that the value is, if any. What a sentence says about a unit is told at the unit too."""
    for row in tables["page/facts"].records():
        if row["fact"] != "derivation":
            fact, subject, value = text(row["fact"]), text(row["subject"]), text(row["object"])
            said = [text(row["text"]), text(row["quote"]), row["start"], row["where"]]
            _gather(marks, subject, "facts", [fact, *said, *([number[value]] if value in number else [])])
            if fact in _OF_UNITS and subject in number:
                _gather(marks, value, "facts", [f"{fact}-of", *said, number[subject]])


def _gather(marks: Mapping[object, Mark], iri: str, name: str, value: object) -> None:
    """Add a value to what is gathered, once."""
    if iri in marks and value not in _list(marks[iri], name):
        marks[iri][name] = [*_list(marks[iri], name), value]


def _list(mark: Mark, name: str) -> list[object]:
    value = mark.get(name)
    return value if isinstance(value, list) else []


def _base(iris: Iterable[str]) -> str:
    """Return what all IRIs begin with, up to a slash."""
    listed = list(iris)
    first, last = min(listed, default=""), max(listed, default="")
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[: first.rfind("/", 0, same) + 1]


def _without_nothing(mark: Mark) -> Mark:
    """The page takes what is not there for empty."""
    return {key: value for key, value in mark.items() if value not in ("", None, [])}
