"""Positions: nothing overlaps, tasks are among their units, origins are on the left."""

from __future__ import annotations

from itertools import combinations

import pytest
from network_fixture import Work, tables

from kg.analyse.ground import Ground
from kg.analyse.layout import positions
from kg.table import Table

TEAMS: Work = {
    str(n): {
        f"单位{n % 7}": "lead",
        f"单位{(n * 3) % 7}": "support",
        f"乙市{n % 3}": "support" if n > 20 else "lead",
    }
    for n in range(40)
} | {f"闲{n}": {} for n in range(9)}
ORIGINS = [
    ("plan", "plan", None, "分工方案", "plan", "county"),
    ("意见", "document", None, "国家意见", "意见", "national"),
    ("三", "item", "3", "突出德育实效", "意见", "national"),
    ("省方案", "document", None, "省方案", "省方案", "provincial"),
]
ITEMS = [("三", "3", "突出德育实效", "意见", "国家意见"), ("十", "10", "作业", "意见", "国家意见")]


def placed(work: Work) -> tuple[dict[str, tuple[int, int]], dict[str, tuple[float, float]]]:
    given = tables(work, page_origins=ORIGINS, network_items=ITEMS)
    units = {str(row["unit"]) for row in given["network/units"].records()}
    sizes = dict.fromkeys(sorted(units), (120.0, 70.0)) | dict.fromkeys(work, (60.0, 40.0))
    sizes |= dict.fromkeys(("plan", "意见", "三", "省方案", "十"), (200.0, 24.0))
    return positions(given, sizes), sizes


def islands(count: int) -> Work:
    """Units that share no task, each with one to four of its own."""
    return {f"{n}-{task}": {f"单位{n}": "lead"} for n in range(count) for task in range(1 + n % 4)}


@pytest.mark.parametrize("work", [TEAMS, islands(60)])  # above fifty islands room is looked for by rounded sizes
def test_nothing_overlaps_and_nothing_is_left_out(work: Work) -> None:
    places, sizes = placed(work)
    assert places.keys() == sizes.keys()
    for a, b in combinations(places, 2):
        apart = [abs(places[a][side] - places[b][side]) for side in (0, 1)]
        room = [(sizes[a][side] + sizes[b][side]) / 2 - 2 for side in (0, 1)]  # rounding takes a unit at each
        assert apart[0] >= room[0] or apart[1] >= room[1], (a, b)


def test_what_has_no_size_gets_no_place() -> None:
    given = tables(TEAMS, page_origins=ORIGINS, network_items=ITEMS)
    some = {"单位1": (120.0, 70.0), "乙市1": (120.0, 70.0), "省方案": (200.0, 24.0)}
    assert positions(given, some).keys() == some.keys()


def test_where_few_units_are_placed_by_force_none_is_left_out_or_over_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.analyse.layout.FORCED", 2)
    test_nothing_overlaps_and_nothing_is_left_out(TEAMS)


def test_room_for_four_times_the_islands_is_found_in_some_four_times_the_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = [0]
    free = Ground._free

    def count(self: Ground, spot: tuple[float, float], size: tuple[float, float]) -> bool:
        tried[-1] += 1
        return free(self, spot, size)

    monkeypatch.setattr(Ground, "_free", count)
    for many in (80, 320):
        tried.append(0)
        widths = {f"单位{n}": (100.0 + n % 160, 70.0) for n in range(many)}  # hardly two islands of the same size
        positions(tables({f"{n}": {f"单位{n}": "lead"} for n in range(many)}), widths)
    assert tried[2] < 8 * tried[1]  # by the square it would be sixteen


def test_a_task_stands_between_its_units() -> None:
    places, _ = placed({"1": {"甲": "lead", "乙": "lead"}, "2": {"丙": "lead"}})
    (ax, ay), (bx, by), (x, y) = places["甲"], places["乙"], places["1"]
    middle = (ax + bx) / 2, (ay + by) / 2
    assert abs(x - middle[0]) < abs(ax - bx) / 2 + 120
    assert abs(y - middle[1]) < abs(ay - by) / 2 + 120
    assert abs(places["2"][0] - places["丙"][0]) + abs(places["2"][1] - places["丙"][1]) < 200


def test_origins_stand_left_of_all_else_the_national_farthest_items_under_their_document() -> None:
    places, _ = placed(TEAMS)
    others = min(x for thing, (x, _) in places.items() if thing not in ("意见", "三", "十", "省方案"))
    assert places["意见"][0] == places["三"][0] == places["十"][0] < places["省方案"][0] < others
    assert places["意见"][1] < places["三"][1] < places["十"][1]


def test_tasks_of_no_unit_stand_under_their_plan() -> None:
    places, _ = placed(TEAMS)
    loose = [places[f"闲{n}"] for n in range(9)]
    assert all(y > places["plan"][1] for _, y in loose)
    assert max(x for x, _ in loose) - min(x for x, _ in loose) < 400


def test_a_plan_stands_with_its_own_work_and_with_units_that_it_only_names() -> None:
    plans = ("方案一", "方案二", "方案三")
    work = {f"{plan}-{n}": {f"{plan}的单位{m}": "lead" for m in range(n % 3)} for plan in plans for n in range(9)}
    given = tables(work, page_origins=[], network_named=[("办公室", "办公室", "方案二", "issuer")])
    tasks = [(task, task, task, task[:3], None, None, None) for task in work]
    given["network/tasks"] = Table(given["network/tasks"].columns, tuple(tasks))
    units = {str(row["unit"]) for row in given["network/units"].records()} | {"办公室"}
    sizes = dict.fromkeys(sorted(units), (120.0, 70.0)) | dict.fromkeys(work, (60.0, 40.0))
    places = positions(given, sizes | dict.fromkeys(plans, (200.0, 24.0)))
    assert places.keys() == sizes.keys() | set(plans)
    boxes = []
    for plan in plans:
        own = [at for thing, at in places.items() if thing[:3] == plan or (thing, plan) == ("办公室", "方案二")]
        assert len(own) == (13 if plan == "方案二" else 12)  # 9 tasks, 2 units, the plan itself
        boxes.append([(min(at[side] for at in own), max(at[side] for at in own)) for side in (0, 1)])
    for a, b in combinations(boxes, 2):
        assert any(one[1] < other[0] or other[1] < one[0] for one, other in zip(a, b, strict=True)), "plans mix"


def test_nothing_to_place() -> None:
    assert positions(tables({}, page_origins=[]), {}) == {}


def test_the_spot_wished_for_is_given_while_it_is_free() -> None:
    ground = Ground(50.0)
    first, second = (ground.settle((10.0, 20.0), (30.0, 30.0)) for _ in range(2))
    assert first == (10.0, 20.0)
    assert max(abs(second[0] - 10.0), abs(second[1] - 20.0)) >= 30.0
    assert all(ground.settle((0.0, 0.0), (40.0, 40.0), half=True)[0] >= 0.0 for _ in range(20))
