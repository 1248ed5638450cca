"""What became of the national opinions: how much of each was taken up, and a grid of its items and the plans."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analyse.network import text
from kg.show.report import words
from kg.show.report.content import Figure, Note, Section, Sheet, Words
from kg.show.report.frame import section, sheet
from kg.show.report.grids import grid
from kg.table import Table

OPINIONS = 4
"""Opinions that get a grid."""

_ACROSS, _DOWN = 40, 60
_CLOSE = 15  # proposals, the closest
_NAMED = ("id", "item", "tasks", "iri")  # the columns of coverage.grid that are no plans


def coverage(summary: Table, grids: Mapping[str, Table], close: Table) -> Section:
    """Return how many items of each opinion are carried out, then a plot and a table for each of the first opinions.

    `summary` is coverage.summary's answer, `grids` coverage.grid's by the IRI of the opinion, `close` that of the question
    close-to: what it proposes stands apart, since no plan says it.
    """
    rows = list(summary.records())
    columns = ("policy", "plans", "items", "carried", "without")
    heads = ("document", "plans", "items", "carried", "without")
    table = sheet(heads, [tuple(row[name] for name in columns) for row in rows], "kg coverage") if rows else None
    figures = [_figure(text(row["policy"]), grids[text(row["iri"])]) for row in rows[:OPINIONS]]
    more = words.cut(len(figures), len(rows), "kg coverage")
    return section("coverage", table, *figures, Note(more) if more else None, _proposed(close), empty=words.NO_OPINION)


def _proposed(close: Table) -> Sheet | None:
    columns = ("score", "file", "id", "task", "document", "number", "item")
    heads = ("score", "file", "no", "task", "document", "no", "item")
    rows = [tuple(row[name] for name in columns) for row in close.records()]
    return sheet(heads, rows, "kg coverage --proposals", most=_CLOSE, name=words.CLOSE) if rows else None


def _figure(title: str, carried: Table) -> Figure:
    rows = list(carried.records())
    plans = [name for name in carried.columns if name not in _NAMED]
    across = plans[:_ACROSS]
    filled = {
        (down, at): ("some", str(len(text(row[plan]).split("；")))) if row[plan] else ("none", "–")
        for down, row in enumerate(rows[:_DOWN])
        for at, plan in enumerate(across)
    }
    tones = [("some", "1", words.both(words.CARRIED)), ("none", "–", words.both(words.NOT_CARRIED))]
    plot = grid([f"{text(row['id'])} {row['item']}".strip() for row in rows[:_DOWN]], across, filled, tones)
    listed = [
        (row["id"], row["item"], row["tasks"], "\n".join(f"{plan}: {row[plan]}" for plan in plans if row[plan]))
        for row in rows
    ]
    table = sheet(("no", "item", "tasks", "by"), listed, "kg coverage", most=_DOWN)
    return Figure(Words(title, ""), words.GRID, plot, table)
