"""A report by hand: every sort of block, and names that would run, link or end a cell if they were markup."""

from __future__ import annotations

from page_fixture import ATTACKS

from kg.show.report.content import (
    Block,
    Case,
    Cases,
    Figure,
    Findings,
    Note,
    Quote,
    Report,
    Section,
    Sheet,
    Words,
)
from kg.show.report.grids import Grid, grid
from kg.show.report.tracks import Bars, Timeline, bars, timeline

ODD = (*ATTACKS, "]]></style>", "a|b", "[点这里](javascript:alert(1))", "# 标题", "*强调*", "1. 数", "&lt;")
"""Text as documents could have it; each must be seen as it stands here."""

TONES = [("lead", "牵", "牵头 lead"), ("support", "配", "配合 support")]


def report() -> Report:
    heads = (Words("单位", "unit"), Words("任务", "tasks"))
    table = Sheet(Words("表", "table"), heads, tuple((odd, 3) for odd in ODD), Words("共 9 项。", "9 in all."))
    cases = tuple(Case("1", odd, odd, (Quote(odd, "甲.txt 0-9"),)) for odd in ODD)
    found = Findings("nobody", Words("无牵头", "nobody leads"), Words("说明", "meaning"), 9, (Cases(ODD[0], 9, cases),))
    plots: tuple[Bars | Timeline | Grid, ...] = (
        bars([(odd, (2, 1)) for odd in ODD], TONES),
        timeline([("2025-12-31", 2)]),
        grid(ODD, ODD, {(0, 0): ("lead", "牵")}, TONES),
    )
    name = Words("图", "plot")
    figures = tuple(Figure(name, Words(odd, "seen"), plot, table) for odd, plot in zip(ODD, plots, strict=False))
    blocks: tuple[Block, ...] = (found, *figures, table, Note(Words(ODD[0], "note")))
    return Report(f"报告 {ODD[1]}", "", ((5, Words("方案", "plans")),), (Section("all", Words("全部", "all"), blocks),))
