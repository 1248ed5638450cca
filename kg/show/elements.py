"""What stands on the page: a node for each unit, task, plan, document and item, an edge for each relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.analyse.findings import Orphan
from kg.analyse.ground import Size
from kg.analyse.network import Tables, text
from kg.show import labels
from kg.show.groups import Group, grouped
from kg.table import Table

Mark = dict[str, object]  # a node or edge as vis-network takes it, and what the side panel says about it


@dataclass(frozen=True, slots=True)
class Elements:
    """All that is drawn, without positions; `sizes` is the room that each node takes with its label."""

    nodes: tuple[Mark, ...]
    edges: tuple[Mark, ...]
    sizes: Mapping[str, Size]
    groups: tuple[Group, ...]


def elements(tables: Tables, ranking: Table, orphans: Table) -> Elements:
    """Return what the page draws: units by `ranking`, tasks and items marked by `orphans`.

    An edge whose ends are not both drawn is left out. Nodes are in the order of their IRIs.
    """
    quotes = _quotes(tables)
    groups, group_of = grouped(tables, ranking)
    missing = defaultdict[str, list[str]](list)
    for row in orphans.records():
        missing[text(row["iri"])].append(text(row["kind"]))
    marks = {str(mark["id"]): mark for mark in _origins(tables, missing)}
    marks |= {str(mark["id"]): mark for mark in _tasks(tables, missing)}
    marks |= {str(mark["id"]): mark for mark in _units(tables, ranking, group_of, groups[-1])}
    _tell_facts(tables, marks)
    edges = [edge for edge in _edges(tables, quotes) if edge["from"] in marks and edge["to"] in marks]
    for number, edge in enumerate(edges):
        edge["id"] = number
    _tell_evidence(marks, edges)
    nodes = tuple(marks[iri] for iri in sorted(marks))
    return Elements(nodes, tuple(edges), {str(n["id"]): labels.room(n) for n in nodes}, groups)


def _units(tables: Tables, ranking: Table, group_of: Mapping[str, Group], other: Group) -> Iterable[Mark]:
    rows = list(ranking.records())
    kinds = {r["kind"]: f"{text(r['kindZh'])} {text(r['kindEn'])}" for r in tables["page/kinds"].records()}
    one_place = len({row["place"] for row in rows}) == 1
    top = max((float(row["degree"] or 0) for row in rows), default=0.0) or 1.0
    for row in rows:
        name, kind, place = (text(row[column]) for column in ("unit", "kind", "place"))
        group = group_of.get(kind, other)
        weight = (float(row["degree"] or 0) / top) ** 0.5
        yield {
            "id": text(row["iri"]),
            "group": "unit",
            "tone": group.tone,
            "name": name,
            "label": labels.unit(name, place, one_place),
            "size": round(9 + 17 * weight, 1),
            "em": round(12 + 10 * weight, 1),
            "lines": [
                " · ".join(part for part in (place, kinds.get(kind, "").strip()) if part),
                f"牵头 leads {row['leads']} · 配合 supports {row['supports']} · "
                f"责任单位 responsible {row['responsible']} · 任务 tasks {row['tasks']}",
                f"点度 degree {row['degree']} · 中介 betweenness {row['betweenness']} · "
                f"接近 closeness {row['closeness']} · PageRank {row['pagerank']} · "
                f"特征向量 eigenvector {row['eigenvector']}",
                f"排名 rank {row['rank']} / {len(rows)}",
            ],
        }


def _tasks(tables: Tables, missing: Mapping[str, list[str]]) -> Iterable[Mark]:
    for row in tables["network/tasks"].records():
        iri, number, title = (text(row[column]) for column in ("task", "id", "taskLabel"))
        name = labels.name(number, title, iri)
        tone = next((tone for kind, tone in labels.TONES.items() if kind in missing.get(iri, ())), "task")
        yield {
            "id": iri,
            "group": "task",
            "tone": tone,
            "name": name,
            "label": labels.wrap(name, labels.TASK_WIDTH, labels.TASK_LINES),
            "lines": [text(row["planTitle"]) or labels.name("", "", text(row["plan"]))],
            "missing": [labels.MISSING[kind] for kind in missing.get(iri, ())],
        } | ({"shape": "diamond", "size": 9} if tone == labels.TONES[Orphan.NO_UNIT] else {})


def _origins(tables: Tables, missing: Mapping[str, list[str]]) -> Iterable[Mark]:
    titles = {text(row["origin"]): text(row["label"]) for row in tables["page/origins"].records()}
    for row in tables["page/origins"].records():
        iri, sort, number, title = (text(row[column]) for column in ("origin", "sort", "id", "label"))
        level = labels.LEVELS.get(text(row["level"]), "")
        whole = titles.get(text(row["document"]), "") if sort == "item" else ""
        yield _origin(iri, sort, labels.name(number, title, iri), (level, whole))
    for row in tables["network/items"].records():
        iri, number, title = (text(row[column]) for column in ("item", "id", "itemLabel"))
        mark = _origin(iri, "item", labels.name(number, title, iri), (text(row["workTitle"]),))
        if iri in missing:
            mark |= {"tone": "no-task", "shapeProperties": {"borderDashes": [4, 3]}}
        yield mark | {"missing": [labels.MISSING[kind] for kind in missing.get(iri, ())]}


def _origin(iri: str, sort: str, name: str, lines: Iterable[str]) -> Mark:
    return {
        "id": iri,
        "group": sort,
        "tone": sort,
        "name": name,
        "label": labels.clip(name, 16 if sort == "item" else 22),
        "lines": list(filter(None, lines)),
    }


def _edges(tables: Tables, quotes: Mapping[tuple[str, str, str], list[str]]) -> Iterable[Mark]:
    roles, origins = tables["network/unit-task"].records(), tables["network/derivation"].records()
    told = {(text(row["task"]), text(row["unit"]), text(row["role"])) for row in roles}
    told |= {(text(row["derived"]), text(row["origin"]), "derivation") for row in origins}
    above = list(labels.ROLES)
    for start, end, role in sorted(told, key=lambda edge: (-above.index(edge[2]), edge)):  # leads drawn last
        yield _edge(start, end, role, quotes.get((start, end, role), []))


def _edge(start: str, end: str, role: str, quotes: list[str]) -> Mark:
    style = labels.ROLES[role]
    edge: Mark = {"from": start, "to": end, "role": role, "width": style.width, "dashes": list(style.dashes)}
    edge["quotes"] = quotes
    edge["title"] = "\n".join([style.name, *map(labels.quoted, quotes[: labels.SHOWN])])
    return edge


def _quotes(tables: Tables) -> Mapping[tuple[str, str, str], list[str]]:
    found = defaultdict[tuple[str, str, str], list[str]](list)
    for row in tables["page/assignments"].records():
        of_edge = found[text(row["task"]), text(row["unit"]), text(row["role"])]
        if row["quote"] and text(row["quote"]) not in of_edge:
            of_edge.append(text(row["quote"]))
    return found


def _tell_facts(tables: Tables, marks: Mapping[str, Mark]) -> None:
    """Give each node what else the text says about it."""
    facts = defaultdict[str, dict[tuple[str, str, str], None]](dict)
    for row in tables["page/facts"].records():
        facts[text(row["subject"])][text(row["fact"]), text(row["text"]), text(row["quote"])] = None
    for iri, told in facts.items():
        if iri in marks:
            marks[iri]["facts"] = [[labels.FACTS.get(fact, fact), said, quote] for fact, said, quote in told]


def _tell_evidence(marks: Mapping[str, Mark], edges: Iterable[Mark]) -> None:
    """Give each node its tooltip: its name, what is missing, and the sentences of its edges."""
    said = defaultdict[str, dict[str, None]](dict)
    for edge in sorted(edges, key=lambda edge: list(labels.ROLES).index(str(edge["role"]))):  # leads first
        for end in ("from", "to"):
            said[str(edge[end])] |= dict.fromkeys(edge["quotes"] if isinstance(edge["quotes"], list) else ())
    for iri, mark in marks.items():
        mark["title"] = labels.tooltip(mark, list(said[iri]))
