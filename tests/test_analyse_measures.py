"""Every measure on networks small enough to work out by hand."""

from __future__ import annotations

from math import sqrt

import pytest
from network_fixture import Work, tables

from kg.analyse.measures import COLUMNS, MEASURES, PLACES, centrality
from kg.table import Cell

PATH: Work = {"1": {"甲": "lead", "乙": "support"}, "2": {"乙": "lead", "丙": "support"}}  # 甲–乙–丙
HEAVY: Work = {**PATH, "3": {"甲": "lead", "乙": "support"}}  # 甲=乙–丙: two tasks shared on the left
APART: Work = {  # a triangle, a pair, and 己 alone
    "1": {"甲": "lead", "乙": "support", "丙": "support"},
    "2": {"丁": "lead", "戊": "support"},
    "3": {"己": "lead"},
}
ALONE: Work = {"1": {"甲": "lead"}}


def scores(work: Work, measure: str) -> dict[Cell, Cell]:
    return {row["unit"]: row[measure] for row in centrality(tables(work)).records()}


CASES = [
    ("degree", PATH, {"甲": 1 / 2, "乙": 1, "丙": 1 / 2}),
    ("degree", HEAVY, {"甲": 1 / 2, "乙": 1, "丙": 1 / 2}),
    ("degree", APART, {"甲": 2 / 5, "乙": 2 / 5, "丙": 2 / 5, "丁": 1 / 5, "戊": 1 / 5, "己": 0}),
    ("degree", ALONE, {"甲": 0}),
    # The only pair of others, 甲 and 丙, meets through 乙.
    ("betweenness", PATH, {"甲": 0, "乙": 1, "丙": 0}),
    ("betweenness", HEAVY, {"甲": 0, "乙": 1, "丙": 0}),
    ("betweenness", APART, dict.fromkeys("甲乙丙丁戊己", 0)),
    ("betweenness", ALONE, {"甲": 0}),
    # 甲 is one step from 乙 and two from 丙: 2 units in 3 steps.
    ("closeness", PATH, {"甲": 2 / 3, "乙": 1, "丙": 2 / 3}),
    # One step to each unit reached, times the share reached: 2 of 5, 1 of 5, none.
    ("closeness", APART, {"甲": 2 / 5, "乙": 2 / 5, "丙": 2 / 5, "丁": 1 / 5, "戊": 1 / 5, "己": 0}),
    ("closeness", ALONE, {"甲": 0}),
    # 乙 = 0.05 + 0.85 (甲 + 丙) and 甲 = 丙 = 0.05 + 0.85 乙 / 2.
    ("pagerank", PATH, {"甲": 0.07125 / 0.2775, "乙": 0.135 / 0.2775, "丙": 0.07125 / 0.2775}),
    # 乙 gives two thirds of its own to 甲, one third to 丙.
    (
        "pagerank",
        HEAVY,
        {
            "甲": 0.05 + 0.85 * 0.135 / 0.2775 * 2 / 3,
            "乙": 0.135 / 0.2775,
            "丙": 0.05 + 0.85 * 0.135 / 0.2775 / 3,
        },
    ),
    # 己 = (0.15 + 0.85 己) / 6, and the others share the rest equally.
    ("pagerank", APART, dict.fromkeys("甲乙丙丁戊", (1 - 0.15 / 5.15) / 5) | {"己": 0.15 / 5.15}),
    ("pagerank", ALONE, {"甲": 1}),
    # (1, √2, 1) and (2, √5, 1), of length 1.
    ("eigenvector", PATH, {"甲": 1 / 2, "乙": sqrt(2) / 2, "丙": 1 / 2}),
    ("eigenvector", HEAVY, {"甲": 2 / sqrt(10), "乙": sqrt(5) / sqrt(10), "丙": 1 / sqrt(10)}),
    # 1/√3 of √(3/6), 1/√2 of √(2/6): the same in both, for all are equal within each.
    ("eigenvector", APART, dict.fromkeys("甲乙丙丁戊", 1 / sqrt(6)) | {"己": 0}),
    ("eigenvector", ALONE, {"甲": 0}),
]


@pytest.mark.parametrize(("measure", "work", "expected"), CASES)
def test_numbers_are_those_worked_out_by_hand(measure: str, work: Work, expected: dict[str, float]) -> None:
    assert scores(work, measure) == {unit: round(value, PLACES) for unit, value in expected.items()}


def test_every_measure_is_worked_out_by_hand_connected_and_not() -> None:
    assert {(measure, id(work)) for measure, work, _ in CASES} >= {
        (measure, id(work)) for measure in MEASURES for work in (PATH, APART, ALONE)
    }


def test_no_units_give_no_rows() -> None:
    table = centrality(tables({"1": {}}))
    assert table.columns == COLUMNS
    assert table.rows == ()


def test_roles_are_counted_in_tasks() -> None:
    work = {
        "1": {"甲": "lead support", "乙": "support"},
        "2": {"甲": "responsible", "乙": "support"},
        "3": {},
    }
    counts = ("unit", "leads", "supports", "responsible", "tasks")
    rows = [tuple(row[column] for column in counts) for row in centrality(tables(work)).records()]
    assert rows == [("乙", 0, 2, 0, 2), ("甲", 1, 1, 1, 2)]


def test_equal_units_are_ordered_by_name_and_ranked_one_by_one() -> None:
    ranks = [(row["rank"], row["unit"]) for row in centrality(tables(APART)).records()]
    assert ranks == [(1, "丙"), (2, "乙"), (3, "甲"), (4, "丁"), (5, "戊"), (6, "己")]


def test_the_measure_asked_for_decides_the_order() -> None:
    first = {by: next(iter(centrality(tables(HEAVY), by).records()))["unit"] for by in MEASURES}
    assert first == dict.fromkeys(MEASURES, "乙")
    assert [row["unit"] for row in centrality(tables(HEAVY), "pagerank").records()] == ["乙", "甲", "丙"]
    assert [row["unit"] for row in centrality(tables(HEAVY), "degree").records()] == ["乙", "丙", "甲"]


def test_a_measure_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="tasks"):
        centrality(tables(PATH), "tasks")


def test_a_name_stated_twice_is_one_unit() -> None:
    given = tables(PATH)
    units = given["network/units"]
    given["network/units"] = type(units)(units.columns, (*units.rows, ("甲", "甲局", "甲市", "education")))
    assert len(centrality(given).rows) == 3


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_a_measure_says_what_it_measures(measure: object) -> None:
    said = measure.__doc__ or ""
    assert [word for word in ("Network:", "direct", "weight", "Range", "Source:") if word not in said] == []
    assert "Disconnected" in said or "Components" in said
