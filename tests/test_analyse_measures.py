"""Every measure on networks small enough to work out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan, sqrt

import pytest
from network_fixture import Work, tables

from kg.analyse.kinds import by_kind
from kg.analyse.measures import COLUMNS, MEASURES, NETWORKS, PLACES, basis, centrality, rounded
from kg.analyse.policies import by_policy
from kg.table import Cell

PATH: Work = {"1": {"甲": "lead", "乙": "support"}, "2": {"乙": "lead", "丙": "support"}}  # 甲–乙–丙
HEAVY: Work = {**PATH, "3": {"甲": "lead", "乙": "support"}}  # 甲=乙–丙: two tasks shared on the left
APART: Work = {  # a triangle, a pair, and 己 alone
    "1": {"甲": "lead", "乙": "support", "丙": "support"},
    "2": {"丁": "lead", "戊": "support"},
    "3": {"己": "lead"},
}
PHI = (1 + sqrt(5)) / 2
ALONE: Work = {"1": {"甲": "lead"}}
NOBODY: Work = {"1": {}}
FAN: Work = {"1": {"甲": "lead", "丙": "support", "丁": "support"}, "2": {"乙": "lead", "丙": "support"}}


def scores(work: Work, measure: str, network: str = "shared") -> dict[Cell, Cell]:
    return {row["unit"]: row[measure] for row in centrality(tables(work), (measure,), network).records()}


def of_length_one(*values: float) -> list[float]:
    return [value / sqrt(sum(value**2 for value in values)) for value in values]


CASES: list[tuple[str, Work, Mapping[str, float | None]]] = [
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
    ("strength", PATH, {"甲": 1, "乙": 2, "丙": 1}),
    ("strength", HEAVY, {"甲": 2, "乙": 3, "丙": 1}),
    ("strength", APART, {"甲": 2, "乙": 2, "丙": 2, "丁": 1, "戊": 1, "己": 0}),
    ("strength", ALONE, {"甲": 0}),
    # 乙 is one step away from 甲, 丙 two: a whole and a half, of two others.
    ("harmonic", PATH, {"甲": 3 / 4, "乙": 1, "丙": 3 / 4}),
    ("harmonic", APART, {"甲": 2 / 5, "乙": 2 / 5, "丙": 2 / 5, "丁": 1 / 5, "戊": 1 / 5, "己": 0}),
    ("harmonic", ALONE, {"甲": 0}),
    # a = 0.85 / 2; 乙 = 1 + 2a甲 and 甲 = 丙 = 1 + a乙, so 乙 = 1.85 / (1 - 2a²).
    (
        "katz",
        PATH,
        dict(zip("甲乙丙", of_length_one(1 + 0.425 * (k := 1.85 / (1 - 2 * 0.425**2)), k, 1 + 0.425 * k), strict=True)),
    ),
    # a = 0.85 / 2: x = 1 + 2ax in the triangle, 1 + ax in the pair, 1 alone.
    ("katz", APART, dict(zip("甲乙丙丁戊己", of_length_one(*[1 / 0.15] * 3, *[1 / 0.575] * 2, 1), strict=True))),
    ("katz", ALONE, {"甲": 1}),
    ("core", PATH, {"甲": 1, "乙": 1, "丙": 1}),
    ("core", APART, {"甲": 2, "乙": 2, "丙": 2, "丁": 1, "戊": 1, "己": 0}),
    ("core", ALONE, {"甲": 0}),
    # A single tie is all of a unit's own; 乙's two halves do not know each other: 1/4 + 1/4.
    ("constraint", PATH, {"甲": 1, "乙": 1 / 2, "丙": 1}),
    ("constraint", HEAVY, {"甲": 1, "乙": 4 / 9 + 1 / 9, "丙": 1}),
    # In the triangle each tie is 1/2, and 1/4 over the third: twice (3/4)².
    ("constraint", APART, {"甲": 9 / 8, "乙": 9 / 8, "丙": 9 / 8, "丁": 1, "戊": 1, "己": None}),
    ("constraint", ALONE, {"甲": None}),
]
DIRECTED: list[tuple[str, Work, Mapping[str, float | None]]] = [  # 甲 → 乙 → 丙
    ("outdegree", PATH, {"甲": 1 / 2, "乙": 1 / 2, "丙": 0}),
    ("outdegree", HEAVY, {"甲": 1 / 2, "乙": 1 / 2, "丙": 0}),
    ("outdegree", ALONE, {"甲": 0}),
    ("indegree", PATH, {"甲": 0, "乙": 1 / 2, "丙": 1 / 2}),
    ("indegree", FAN, {"甲": 0, "乙": 0, "丙": 2 / 3, "丁": 1 / 3}),
    ("outstrength", HEAVY, {"甲": 2, "乙": 1, "丙": 0}),
    ("outstrength", FAN, {"甲": 2, "乙": 1, "丙": 0, "丁": 0}),
    ("instrength", HEAVY, {"甲": 0, "乙": 2, "丙": 1}),
    # Of the two ordered pairs round 乙 one has a path.
    ("betweenness", PATH, {"甲": 0, "乙": 1 / 2, "丙": 0}),
    # 丙 is reached from 2 units in 3 steps, 乙 from one of 2.
    ("closeness", PATH, {"甲": 0, "乙": 1 / 2, "丙": 2 / 3}),
    ("harmonic", PATH, {"甲": 0, "乙": 1 / 2, "丙": 3 / 4}),
    # 乙 = 甲 + 0.85甲 and 丙 = 甲 + 0.85乙; from 丙 the walker starts anew.
    ("pagerank", PATH, {"甲": 1 / 5.4225, "乙": 1.85 / 5.4225, "丙": 2.5725 / 5.4225}),
    ("katz", PATH, dict(zip("甲乙丙", of_length_one(1, 1.85, 2.5725), strict=True))),
    # Each lead has its own supporter: two components of one, in a network of three.
    ("hub", PATH, {"甲": 1 / sqrt(3), "乙": 1 / sqrt(3), "丙": 0}),
    ("authority", PATH, {"甲": 0, "乙": 1 / sqrt(3), "丙": 1 / sqrt(3)}),
    ("hub", ALONE, {"甲": 0}),
    ("authority", ALONE, {"甲": 0}),
    # A·Aᵀ and Aᵀ·A are both ((2, 1), (1, 1)), with the vector (φ, 1); 2 of 4 units are in it.
    ("hub", FAN, dict(zip("甲乙", [x * sqrt(1 / 2) for x in of_length_one(PHI, 1)], strict=True)) | {"丙": 0, "丁": 0}),
    (
        "authority",
        FAN,
        dict(zip("丙丁", [x * sqrt(1 / 2) for x in of_length_one(PHI, 1)], strict=True)) | {"甲": 0, "乙": 0},
    ),
]
WITH_TASKS: list[tuple[str, Work, Mapping[str, float | None]]] = [  # 甲–1–乙–2–丙
    ("task_share", PATH, {"甲": 1 / 2, "乙": 1, "丙": 1 / 2}),
    ("task_share", ALONE, {"甲": 1}),
    # 甲 and 1 meet 2 and 丙 through 乙: 4 of 6 pairs.
    ("betweenness", PATH, {"甲": 0, "乙": 4 / 6, "丙": 0}),
    ("closeness", PATH, {"甲": 4 / (1 + 2 + 3 + 4), "乙": 4 / (1 + 1 + 2 + 2), "丙": 4 / 10}),
    ("harmonic", PATH, {"甲": (1 + 1 / 2 + 1 / 3 + 1 / 4) / 4, "乙": 3 / 4, "丙": 25 / 48}),
    ("pagerank", ALONE, {"甲": 1 / 2}),
    ("katz", ALONE, {"甲": 1 / sqrt(2)}),
]


@pytest.mark.parametrize(
    ("network", "measure", "work", "expected"),
    [
        *(("shared", *case) for case in CASES),
        *(("lead-support", *case) for case in DIRECTED),
        *(("unit-task", *case) for case in WITH_TASKS),
    ],
)
def test_numbers_are_those_worked_out_by_hand(
    network: str, measure: str, work: Work, expected: Mapping[str, float | None]
) -> None:
    hand = {unit: None if value is None else round(value, PLACES) for unit, value in expected.items()}
    assert scores(work, measure, network) == hand


def test_every_measure_is_worked_out_by_hand_connected_and_not() -> None:
    assert {(measure, id(work)) for measure, work, _ in CASES} >= {
        (measure, id(work)) for measure in MEASURES for work in (PATH, APART, ALONE)
    }


def test_every_measure_of_the_other_networks_is_worked_out_by_hand() -> None:
    assert {measure for measure, *_ in DIRECTED} == set(NETWORKS["lead-support"].measures)
    assert {measure for measure, *_ in WITH_TASKS} == set(NETWORKS["unit-task"].measures)


@pytest.mark.parametrize("network", NETWORKS)
def test_no_units_give_no_rows(network: str) -> None:
    table = centrality(tables(NOBODY), network=network)
    assert table.columns == (*COLUMNS[:8], *NETWORKS[network].measures, "iri")
    assert table.rows == ()
    assert centrality(tables(NOBODY), ("betweenness",), network, 5).rows == ()


def test_roles_are_counted_in_tasks() -> None:
    work = {
        "1": {"甲": "lead support", "乙": "support"},
        "2": {"甲": "responsible", "乙": "support"},
        "3": {},
    }
    counts = ("unit", "leads", "supports", "responsible", "tasks")
    rows = [tuple(row[column] for column in counts) for row in centrality(tables(work)).records()]
    assert rows == [("乙", 0, 2, 0, 2), ("甲", 1, 1, 1, 2)]


def test_equal_units_have_equal_rank_and_are_ordered_by_name() -> None:
    ranks = [(row["rank"], row["unit"]) for row in centrality(tables(APART)).records()]
    assert ranks == [(1, "丙"), (1, "乙"), (1, "甲"), (4, "丁"), (4, "戊"), (6, "己")]


def test_a_low_constraint_ranks_first_and_none_at_all_last() -> None:
    ranks = [(row["rank"], row["unit"]) for row in centrality(tables({**HEAVY, "9": {"己": "lead"}}), ("constraint",)).records()]  # fmt: skip
    assert ranks == [(1, "乙"), (2, "丙"), (2, "甲"), (4, "己")]


def test_the_measure_asked_for_decides_the_order_and_no_other_is_worked_out() -> None:
    def ranked(*measures: str) -> list[Cell]:
        return [row["unit"] for row in centrality(tables(HEAVY), measures).records()]

    assert ranked("pagerank") == ranked("pagerank", "degree") == ["乙", "甲", "丙"]
    assert ranked("degree") == ["乙", "丙", "甲"]
    assert centrality(tables(HEAVY), ("katz", "core")).columns == (*COLUMNS[:8], "katz", "core", "iri")


def test_a_ranking_says_on_how_much_it_rests() -> None:
    assert basis(tables({**APART, "9": {}})) == (3, 6)
    assert basis(tables(NOBODY)) == (0, 0)


def test_kinds_stand_in_for_their_units() -> None:
    units = [("甲", "甲", "子市", "education"), ("乙", "乙", "丑市", "education"), ("丙", "丙", "丑市", "finance"), ("丁", "丁", "丑市", None)]  # fmt: skip
    given = tables(
        {"1": {"甲": "lead", "乙": "support"}, "2": {"乙": "lead", "丙": "support", "丁": "support"}},
        network_units=units,
    )
    columns = ("rank", "name", "kind", "units", "places", "leads", "supports", "responsible", "tasks", "degree", "iri")
    ranked = centrality(by_kind(given), ("degree",))
    assert ranked.columns == columns
    assert ranked.rows == (
        (1, "finance", "finance", 1, 1, 0, 1, 0, 1, 1, "finance"),
        (1, "教育", "education", 2, 2, 2, 1, 0, 2, 1, "education"),
    )
    led = {row["kind"]: row["outstrength"] for row in centrality(by_kind(given), (), "lead-support").records()}
    assert led == {"education": 1, "finance": 0}  # what stays within education is no edge


@pytest.mark.parametrize("noise", [-3e-16, 0.0, 3e-16])
def test_noise_tips_no_half_and_a_zero_has_no_sign(noise: float) -> None:
    assert rounded(1 / 128 * (1 + noise)) == rounded(1 / 128)
    assert str(rounded(-abs(noise))) == "0.0"
    assert rounded(nan) is None


def test_a_measure_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="tasks"):
        centrality(tables(PATH), ("tasks",))


def test_a_name_stated_twice_is_one_unit() -> None:
    given = tables(PATH)
    units = given["network/units"]
    given["network/units"] = type(units)(units.columns, (*units.rows, ("甲", "甲局", "甲市", "education")))
    assert len(centrality(given).rows) == 3


def test_policies_stand_in_for_units() -> None:
    given = tables(
        {"1": {"甲": "lead"}, "2": {"甲": "lead"}, "3": {"乙": "lead"}, "4": {}},
        [("1", "三"), ("2", "省一"), ("省一", "三"), ("3", "省"), ("plan", "部")],  # 省一 is 省's, 三 is 国's
        page_origins=[
            ("国", "document", None, "国家意见", "国", "national"),
            ("三", "item", "3", "德育", "国", "national"),
            ("省", "document", None, "省方案", "省", "provincial"),
            ("省一", "item", "1", "德育", "省", "provincial"),
            ("部", "document", None, "部文件", "部", "national"),
        ],
    )
    assert centrality(by_policy(given), (), "unit-task").rows[0][:4] == (1, "国家意见", "national", 2)
    ranked = centrality(by_policy(given), ("strength",))
    assert ranked.columns == ("rank", "name", "level", "tasks", "strength", "iri")
    assert ranked.rows == ((1, "国家意见", "national", 2, 1, "国"), (1, "省方案", "provincial", 2, 1, "省"))
    assert basis(by_policy(given)) == (3, 2)


@pytest.mark.parametrize("measure", dict.fromkeys(m for kind in NETWORKS.values() for m in kind.measures.values()))
def test_a_measure_says_what_it_measures(measure: object) -> None:
    said = measure.__doc__ or ""
    assert [word for word in ("Network:", "direct", "weight", "Range", "Source:") if word not in said] == []
    assert "Disconnected" in said or "Components" in said
