"""The report's plots and tables, worked out by hand."""

from __future__ import annotations

import pytest
from report_fixture import TONES

from kg.show.report.content import Sheet, Words
from kg.show.report.frame import section, sheet
from kg.show.report.grids import SQUARE, grid
from kg.show.report.tracks import bars, timeline

# ---- plots


def test_bars_share_one_scale_and_stack() -> None:
    plot = bars([("教育局", (3, 1)), ("财政局", (0, 2)), ("空", (0, 0))], TONES)
    pieces = [[(piece.sign, piece.start, piece.width) for piece in track.pieces] for track in plot.tracks]
    assert pieces == [[("牵", 0.0, 75.0), ("配", 75.0, 25.0)], [("配", 0.0, 50.0)], []]
    assert [track.told for track in plot.tracks] == ["牵3 配1", "配2", ""]


@pytest.mark.parametrize(
    ("days", "marks", "years"),
    [
        ([("2025-12-31", 2)], [100.0], [2025]),
        ([("2024-12-31", 1), ("2025-12-31", 1)], [50.0, 100.0], [2024, 2025]),
        ([("2023-06-30", 1)], [49.589], [2023]),  # day 181 of 365
        ([("2020-12-31", 1), ("2033-12-31", 1)], [7.143, 100.0], [2020, 2022, 2024, 2026, 2028, 2030, 2032]),
        ([], [], []),
    ],
)
def test_a_day_stands_where_it_lies_in_its_year(
    days: list[tuple[str, int]], marks: list[float], years: list[int]
) -> None:
    plot = timeline(days)
    assert [piece.start for track in plot.tracks for piece in track.pieces] == marks
    assert [year for *_, year in plot.years] == years


def test_a_grid_has_a_square_for_each_thing_told_and_clips_long_names() -> None:
    plot = grid(["一" * 20, "二"], ["甲", "乙", "丙"], {(1, 2): ("lead", "牵")}, TONES)
    (square,) = plot.squares
    assert (square.x - plot.left, square.y - plot.top) == (2 * SQUARE, SQUARE)
    assert square.said == "二 × 丙:牵头 lead"
    assert plot.rows[0].name == "一" * 14 + "…" and plot.rows[0].whole == "一" * 20
    assert plot.width == plot.left + 3 * SQUARE + 1


# ---- tables


def test_a_long_table_is_cut_and_says_how_much_there_is_and_where() -> None:
    rows = [(str(n), n) for n in range(31)]
    assert sheet(("unit", "tasks"), rows[:30], "units.csv").more is None
    cut = sheet(("unit", "tasks"), rows, "units.csv")
    assert len(cut.rows) == 30
    assert cut.more == Words("共 31 项，此处显示 30 项，全部见 units.csv。", "30 of 31 shown; for all: units.csv.")


def test_columns_know_what_they_hold() -> None:
    heads = (Words("甲", "a"),) * 3
    assert Sheet(None, heads, (("2024-03-19", 1, "一" * 11), (None, 2, ""))).widths == ("short", "count", "long")
    assert Sheet(None, heads, ()).widths == ("short",) * 3


def test_a_section_without_anything_says_so() -> None:
    (note,) = section("units", None, empty=Words("没有。", "None.")).blocks
    assert note.sort == "note"
