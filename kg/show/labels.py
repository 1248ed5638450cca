"""Words and measures of the page: names in both languages, line styles, and labels that fit their room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.analyse.findings import Orphan


class Line(NamedTuple):
    """How an edge of one role is named and drawn."""

    name: str
    width: float
    dashes: tuple[int, ...]  # drawn and blank lengths; none: a solid line


ROLES: Mapping[str, Line] = {
    "lead": Line("牵头 lead", 2.6, ()),
    "support": Line("配合 support", 0.8, ()),
    "responsible": Line("责任单位 responsible", 1.4, (7, 4)),
    "derivation": Line("来源 derives from", 1.0, (1, 4)),
}

TONES: Mapping[str, str] = {
    Orphan.NO_UNIT: "no-unit",
    Orphan.NO_LEAD: "no-lead",
    Orphan.NO_ORIGIN: "no-origin",
}
"""Colours of orphan tasks, what weighs most first: a task has the first that applies."""

LEGEND: Mapping[str, str] = {
    "task": "分工与来源齐全 complete",
    "no-unit": "无责任单位 no unit",
    "no-lead": "有单位、无牵头 units, no lead",
    "no-origin": "有牵头、无来源 lead, no origin",
    "plan": "方案 plan",
    "document": "上位文件 document above",
    "item": "文件条目 item",
    "no-task": "条目无任务落实 item, no task",
}
"""What each colour of a task or an origin means."""

MISSING: Mapping[str, str] = {
    Orphan.NO_UNIT: "无责任单位 no unit",
    Orphan.NO_LEAD: "无牵头单位 no lead",
    Orphan.NO_ORIGIN: "未写明来源 no origin named",
    Orphan.NO_TASK: "无任务落实 no task carries it out",
}

SORTS: Mapping[str, str] = {
    "unit": "单位 unit",
    "task": "任务 task",
    "plan": "方案 plan",
    "document": "上位文件 document above",
    "item": "文件条目 item of a document",
}

LEVELS: Mapping[str, str] = {
    "national": "国家级 national",
    "provincial": "省级 provincial",
    "prefecture": "市州级 prefecture",
    "county": "县级 county",
    "township": "乡镇级 township",
}

FACTS: Mapping[str, str] = {
    "deadline": "时限 deadline",
    "key-task": "上级重点任务 key task of the level between",
    "number": "文号 number",
    "date": "日期 date",
    "measure": "措施 measure",
    "target": "指标 target",
    "implements": "贯彻 implements",
    "produces": "制定 produces",
    "mentions": "提及 mentions",
    "finding": "疑点 finding",
}

FONTS: Mapping[str, float] = {"unit": 15, "task": 6.5, "plan": 16, "document": 13, "item": 10}
"""Size of a label by sort of node, in page units; a unit's own grows with its centrality."""

TASK_WIDTH, TASK_LINES = 8, 3  # characters in a line of a task's label, and lines
SHOWN = 4  # sentences in a tooltip; the side panel has all
LONGEST = 90  # characters of a sentence in a tooltip


def name(number: str, title: str, iri: str) -> str:
    """Return what a task, item or document is called: number and title, or the tail of its IRI."""
    return f"{number} {title}".strip() or iri.rsplit("/", 1)[-1]


def wrap(label: str, width: int, lines: int) -> str:
    """Return `label` broken into at most `lines` lines of `width` characters, "…" at the end where cut."""
    kept = clip(label, width * lines)
    return "\n".join(kept[start : start + width] for start in range(0, len(kept), width))


def clip(label: str, longest: int) -> str:
    """Return `label` in at most `longest` characters, the last "…" where cut."""
    return label if len(label) <= longest else label[: longest - 1] + "…"


def unit(name: str, place: str, one_place: bool) -> str:
    """Return a unit's label: 市教育局 where all are in one place, else 磐石 and 市教育局 on two lines."""
    stem = place[:-1]  # 市 stays with what follows: 市委宣传部
    if not stem or not name.startswith(place) or name == place:
        return wrap(name, 9, 3)
    rest = wrap(name.removeprefix(stem), 9, 3)
    return rest if one_place else f"{stem}\n{rest}"


def quoted(sentence: str) -> str:
    """Return a sentence of the text as a tooltip shows it: one line in quotation marks."""
    return f"「{clip(' '.join(sentence.split()), LONGEST)}」"


def tooltip(mark: Mapping[str, object], sentences: Sequence[str]) -> str:
    """Return a node's tooltip, plain text: name, what it is, what is missing, the first sentences."""
    lines, missing = mark.get("lines"), mark.get("missing")
    told = [str(mark["name"])]
    told += lines[:2] if isinstance(lines, list) else []
    told += [f"⚠ {what}" for what in missing] if isinstance(missing, list) else []
    told += map(quoted, sentences[:SHOWN])
    if len(sentences) > SHOWN:
        told.append(f"… 共 {len(sentences)} 句，点击查看 · {len(sentences)} sentences, click to see them")
    return "\n".join(told)


def room(mark: Mapping[str, object]) -> tuple[float, float]:
    """Return width and height that a node takes with its label, in page units."""
    sort = str(mark["group"])
    em = mark.get("em")
    font, rows = em if isinstance(em, float) else FONTS[sort], str(mark["label"]).split("\n")
    wide = font * max(sum(0.6 if char.isascii() else 1.0 for char in row) for row in rows)
    high = font * 1.2 * (TASK_LINES if sort == "task" else len(rows))  # all tasks alike, so that rows align
    if sort not in ("unit", "task"):  # a box round its label
        return wide + 14, high + 12
    return max(wide, 2 * radius(mark)) + font * 0.8, 2 * radius(mark) + high + font


def radius(mark: Mapping[str, object]) -> float:
    """Return the radius of a unit or task as it is drawn, in page units; its label stands below."""
    size = mark.get("size", 6)
    return float(size) if isinstance(size, int | float) else 0.0


def lift(mark: Mapping[str, object]) -> int:
    """Return how far above the middle of its room a node is drawn, to leave its label room below."""
    return round(room(mark)[1] / 2 - radius(mark)) if mark["group"] in ("unit", "task") else 0
