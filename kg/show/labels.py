"""Names and labels on the page, and the room that each takes."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analyse.findings import Orphan

ROLES = ("lead", "support", "responsible", "derivation")
"""What an edge can say, what weighs most first."""

TONES: Mapping[str, str] = {
    Orphan.NO_UNIT: "no-unit",
    Orphan.NO_LEAD: "no-lead",
    Orphan.NO_ORIGIN: "no-origin",
}
"""Colours of orphan tasks, what weighs most first: a task has the first that applies."""

FONTS: Mapping[str, float] = {"unit": 15, "task": 6.5, "plan": 26, "section": 15, "document": 16, "item": 14}
"""Size of a label by sort of node, in page units; a unit's own grows with its centrality."""

TASK_WIDTH, TASK_LINES = 8, 3  # characters in a line of a task's label, and lines


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
