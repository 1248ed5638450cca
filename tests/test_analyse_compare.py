"""Two plans or places compared: what matches and why, who leads instead, and how it is called."""

from __future__ import annotations

import pytest
from network_fixture import tables

from kg.analyse.compare import ALIKE, COLUMNS, common, compare
from kg.analyse.network import Tables
from kg.resolve.spelling import likenesses
from kg.table import Table

Side = dict[str, tuple[str, dict[str, str]]]  # number → heading, unit → role

OLD: Side = {
    "1": ("突出德育实效", {"教育局": "lead", "团委": "support"}),
    "2": ("强化学校体育", {"教育局": "lead"}),
    "3": ("开辟菜园", {"教育局": "lead", "财政局": "support"}),
    "4": ("办好食堂", {"市场监管局": "lead"}),
    "10": ("守好校门", {}),
}
NEW: Side = {
    "1": ("守好 校门。", {}),
    "2": ("强化体育锻炼", {"体育局": "lead"}),
    "3": ("突出德育的实效", {"教育局": "lead", "团委": "support"}),
    "4": ("开辟菜园", {"教育局": "lead"}),
    "5": ("建图书馆", {"教育局": "lead"}),
}


def given(
    old: Side,
    new: Side,
    places: tuple[str | None, str | None] = ("甲市", "乙县"),
    derived: tuple[tuple[str, str], ...] = (),
) -> Tables:
    """Plan a with the old tasks and plan b with the new; a unit of a place has its kind's name behind the place."""
    tasks, work, units = [], [], set[tuple[str, str, str | None, str | None]]()
    for plan, side, place in (("a", old, places[0]), ("b", new, places[1])):
        for number, (heading, team) in side.items():
            tasks.append((plan + number, number, heading, plan, plan, None, None))
            for kind, role in team.items():
                unit = f"{place or ''}{kind}"
                units.add((unit, unit, place, kind))
                work.append((unit, unit, plan + number, heading, role, "explicit"))
    return tables(
        {},
        derived,
        network_plans=[
            (plan, f"{plan}.txt", plan, None, place, place, None) for plan, place in zip("ab", places, strict=True)
        ],
        network_tasks=tasks,
        network_unit_task=work,
        network_units=sorted(units, key=str),
        network_items=[("体", "5", "强化体育锻炼", "意见", "国家意见")],
        page_kinds=[],
    )


def test_two_places_differ_by_task_and_by_kind() -> None:
    assert compare(given(OLD, NEW, derived=(("a2", "体"), ("b2", "体"))), {"a"}, {"b"}).rows == (
        (
            "other lead",
            "task",
            "强化学校体育 / 强化体育锻炼",
            "2 牵头 教育局",
            "2 牵头 体育局",
            "both carry out 5 强化体育锻炼",
        ),
        ("other roles", "task", "开辟菜园", "3 牵头 教育局；配合 财政局", "4 牵头 教育局", "same heading"),
        ("only in a", "task", "办好食堂", "4 牵头 市场监管局", "", ""),
        ("only in b", "task", "建图书馆", "", "5 牵头 教育局", ""),
        (
            "same",
            "task",
            "突出德育实效 / 突出德育的实效",
            "1 牵头 教育局；配合 团委",
            "3 牵头 教育局；配合 团委",
            "headings alike, 0.92",
        ),
        ("same", "task", "守好校门 / 守好 校门。", "10", "1", "same heading"),
        ("only in a", "unit", "市场监管局", "牵头 1", "", ""),
        ("only in a", "unit", "财政局", "配合 1", "", ""),
        ("only in b", "unit", "体育局", "", "牵头 1", ""),
        ("same", "unit", "教育局", "牵头 3", "牵头 3", ""),
        ("same", "unit", "团委", "配合 1", "配合 1", ""),
    )


def test_without_an_item_in_common_headings_must_be_alike() -> None:
    rows = list(compare(given(OLD, NEW), {"a"}, {"b"}).records())
    assert {
        (row["difference"], row["name"]) for row in rows if "体育" in str(row["name"]) and row["what"] == "task"
    } == {
        ("only in a", "强化学校体育"),
        ("only in b", "强化体育锻炼"),
    }


def test_of_one_place_tasks_are_handed_over_lost_and_gained_and_units_are_themselves() -> None:
    rows = compare(given(OLD, NEW, ("甲市", "甲市"), (("a2", "体"), ("b2", "体"))), {"a"}, {"b"}).rows
    assert [row[:3] for row in rows if row[0] not in ("same", "other roles")] == [
        ("handed over", "task", "强化学校体育 / 强化体育锻炼"),
        ("lost", "task", "办好食堂"),
        ("gained", "task", "建图书馆"),
        ("lost", "unit", "甲市市场监管局"),
        ("lost", "unit", "甲市财政局"),
        ("gained", "unit", "甲市体育局"),
    ]


def test_plans_whose_place_is_not_known_are_no_later_ones_of_each_other() -> None:
    rows = compare(given(OLD, NEW, (None, None)), {"a"}, {"b"}).rows
    assert {row[0] for row in rows} >= {"only in a", "only in b"}


def test_turning_round_turns_the_answer_round() -> None:
    there, back = (compare(given(OLD, NEW), *sides) for sides in (({"a"}, {"b"}), ({"b"}, {"a"})))
    turned = {"only in a": "only in b", "only in b": "only in a"}

    def ends(table: Table, first: str, second: str) -> list[tuple[object, ...]]:
        return sorted((str(row["difference"]), str(row[first]), str(row[second])) for row in table.records())

    assert ends(there, "a", "b") == sorted((turned.get(str(d), d), a, b) for d, a, b in ends(back, "b", "a"))


def test_tasks_of_one_item_match_however_many_they_are() -> None:
    old: Side = {"1": ("练长跑", {"教育局": "lead"})}
    new: Side = {"1": ("打球", {"教育局": "lead"}), "2": ("游泳", {"体育局": "lead"})}
    table = compare(given(old, new, derived=(("a1", "体"), ("b1", "体"), ("b2", "体"))), {"a"}, {"b"})
    assert [row[0] for row in table.rows if row[1] == "task"] == ["other lead", "same"]


def test_by_headings_one_matches_one_the_most_alike_first() -> None:
    old: Side = {"1": ("加强学校食堂安全管理", {}), "2": ("加强学校食堂的安全管理", {})}
    new: Side = {"1": ("加强学校食堂安全管理", {}), "2": ("建图书馆", {})}
    rows = compare(given(old, new), {"a"}, {"b"}).rows
    assert [row[0] for row in rows] == ["only in a", "only in b", "same"]
    assert rows[0][2] == "加强学校食堂的安全管理"


def test_a_side_of_several_plans_names_the_plan() -> None:
    table = compare(given(OLD, NEW), {"a", "b"}, {"b"})
    assert {str(row["a"]).split()[0] for row in table.records() if row["what"] == "task" and row["a"]} == {"a", "b"}


def test_nothing_gives_nothing_and_nothing_in_common_is_counted() -> None:
    assert compare(given({}, {}), {"a"}, {"b"}) == Table(COLUMNS)
    assert (
        common(compare(given({"1": ("甲", {"教育局": "lead"})}, {"1": ("乙", {"体育局": "lead"})}), {"a"}, {"b"})) == 0
    )
    assert common(compare(given(OLD, OLD), {"a"}, {"b"})) == len(OLD) + 4


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("突出德育实效", "突出德育的实效", 12 / 13),
        ("守好校门", "守 好校门。", 1.0),
        ("加强教师队伍建设", "加强干部队伍建设", 0.75),
        ("甲", "乙", 0.0),
        ("", "", 0.0),
    ],
)
def test_likeness_is_the_share_of_characters_in_common(one: str, other: str, share: float) -> None:
    assert likenesses(["", other], [one], 0.01) == ([(round(share, 4), 1, 0)] if share else [])
    assert bool(likenesses([one], [other], ALIKE)) is (share >= ALIKE)
