"""Names to identities: one unit in each place, across plans."""

from __future__ import annotations

import random

import pytest
from resolve_fixture import corpus, plan, unit

from kg.extract.plan import read_plan
from kg.model import Level, Unit
from kg.read.source import decode
from kg.resolve.known import Known
from kg.resolve.plan import resolve
from kg.resolve.units import merge_unit


def test_forms_of_one_name_in_one_place_are_one_unit() -> None:
    names = ("市教育局", "教育局", "教育部门", "磐石市教育局", "市教育行政部门")
    found = corpus(plan("磐石市", *names))
    assert len(found.units) == 1
    one = unit(found, "教育局")
    assert (one.name, one.place, one.level, one.kind) == ("磐石市教育局", "磐石市", Level.COUNTY, "education")
    assert {"市教育局", "教育局", "教育部门", "市教育行政部门"} <= set(one.aliases)
    assert one.name not in one.aliases
    assert list(one.aliases) == sorted(one.aliases)


def test_one_name_in_two_places_is_two_units_of_one_kind() -> None:
    found = corpus(plan("磐石市", "市教育局"), plan("常德市", "市教育局"))
    first, second = unit(found, "市教育局"), unit(found, "市教育局", of="b")
    assert first.key != second.key
    assert (first.name, second.name) == ("磐石市教育局", "常德市教育局")
    assert (first.place, second.place) == ("磐石市", "常德市")
    assert (first.level, second.level) == (Level.COUNTY, Level.PREFECTURE)
    assert first.kind == second.kind == "education"


def test_two_plans_of_one_place_share_their_units() -> None:
    found = corpus(plan("磐石市", "市教育局"), plan("磐石市", "教育部门", "市财政局"))
    assert found.unit_keys["a", "市教育局"] == found.unit_keys["b", "教育部门"]
    assert len(found.units) == 2
    assert {"市教育局", "教育部门"} <= set(unit(found, "市教育局").aliases)


def test_a_unit_named_with_another_place_is_that_place_s() -> None:
    found = corpus(plan("磐石市", "市教育局", "常德市教育局"), plan("常德市", "市教育局"))
    assert found.unit_keys["a", "常德市教育局"] == found.unit_keys["b", "市教育局"]
    assert found.unit_keys["a", "常德市教育局"] != found.unit_keys["a", "市教育局"]


def test_ministries_are_the_nation_s() -> None:
    found = corpus(plan("磐石市", "教育部", "国家发展改革委"), plan("常德市", "教育部", "市财政局"))
    assert found.unit_keys["a", "教育部"] == found.unit_keys["b", "教育部"]
    ministry = unit(found, "教育部")
    assert (ministry.name, ministry.level, ministry.kind) == ("教育部", Level.NATIONAL, "education")
    assert unit(found, "国家发展改革委").level is Level.NATIONAL
    assert unit(found, "市财政局", of="b").level is Level.PREFECTURE


@pytest.mark.parametrize("name", ["国务院", "国务院办公厅", "中华全国妇女联合会", "中共中央办公厅"])
def test_bodies_of_the_state_are_the_nation_s(name: str) -> None:
    found = corpus(plan("磐石市", name, "市教育局"))
    assert unit(found, name).level is Level.NATIONAL
    assert unit(found, name).place == "国家"


def test_a_body_that_policies_name_is_met_under_all_its_names() -> None:
    body = Unit("国家/教育部", "教育部", ("中华人民共和国教育部",), "国家", Level.NATIONAL, "education")
    known = Known.of(units=[body])
    read = read_plan(decode(plan("磐石市", "教育部", "市教育局").encode(), "a.txt"), "a")
    assert resolve(read, known).units["教育部"].key == body.key
    assert resolve(read, known).units["市教育局"].key == "磐石市/education"


def test_party_departments_are_the_place_s_own() -> None:
    """宣传部 ends as 教育部 does and is no ministry."""
    found = corpus(plan("磐石市", "宣传部", "市委宣传部", "组织部"))
    assert found.unit_keys["a", "宣传部"] == found.unit_keys["a", "市委宣传部"]
    assert unit(found, "宣传部").place == "磐石市"
    assert unit(found, "组织部").place == "磐石市"


@pytest.mark.parametrize("name", ["省教育厅", "教育厅", "吉林省教育厅"])
def test_a_department_of_the_province_is_the_province_s(name: str) -> None:
    found = corpus(plan("磐石市", name, "市教育局"))
    department = unit(found, name)
    assert (department.name, department.place, department.level) == ("吉林省教育厅", "吉林省", Level.PROVINCIAL)
    assert department.key != found.unit_keys["a", "市教育局"]
    assert department.kind == "education"


@pytest.mark.parametrize(
    ("place", "name", "known_as", "of"),
    [
        ("广东省", "广东海事局", "广东海事局", "广东省"),
        ("佛山市", "广东海事局", "广东海事局", "广东省"),
        ("广东省", "人民银行广东省分行", "人民银行广东省分行", "广东省"),
        ("吉林市", "吉林海关", "吉林海关", "吉林市"),
        ("磐石市", "河南街道", "磐石市河南街道", "磐石市"),
        ("磐石市", "安康医院", "磐石市安康医院", "磐石市"),
        ("来安县", "滁州市来安生态环境分局", "滁州市来安生态环境分局", "来安县"),
        ("广东省", "广州市", "广州市", "广州市"),
        ("磐石市", "团市委", "共青团磐石市委", "磐石市"),
        ("上海市", "市高院", "上海市高院", "上海市"),
        ("浙江省", "省联社", "浙江省联社", "浙江省"),
    ],
)
def test_a_name_has_its_place_in_it_once(place: str, name: str, known_as: str, of: str) -> None:
    found = unit(corpus(plan(place, name)), name)
    assert (found.name, found.place) == (known_as, of)


def test_a_branch_of_the_state_is_not_taken_for_the_place_s_own_bureau() -> None:
    found = corpus(plan("广东省", "广东金融监管局", "省委金融办", "省地方金融管理局"))
    assert found.unit_keys["a", "广东金融监管局"] not in (
        found.unit_keys["a", "省委金融办"],
        found.unit_keys["a", "省地方金融管理局"],
    )


def test_a_city_and_its_government_are_one_unit() -> None:
    found = corpus(plan("浙江省", "杭州市", "杭州市政府", "杭州市人民政府"))
    assert len({found.unit_keys["a", name] for name in ("杭州市", "杭州市政府", "杭州市人民政府")}) == 1


def test_the_provinces_are_a_class_of_that_level() -> None:
    found = corpus(plan("磐石市", "各省、自治区、直辖市人民政府"))
    assert unit(found, "各省、自治区、直辖市人民政府").level is Level.PROVINCIAL


def test_a_class_of_counties_is_apart_from_the_prefecture_s_own() -> None:
    names = ("州教育体育局", "县市教育体育局", "各县(市)教育体育局", "楚雄州教育体育局")
    found = corpus(plan("楚雄州", *names))
    own, collective = found.unit_keys["a", "州教育体育局"], found.unit_keys["a", "县市教育体育局"]
    assert own != collective
    assert found.unit_keys["a", "楚雄州教育体育局"] == own
    assert found.unit_keys["a", "各县(市)教育体育局"] == collective
    assert found.units[collective].place is None
    assert found.units[own].place == "楚雄州"
    assert found.units[collective].kind == found.units[own].kind


def test_each_county_and_the_counties_are_one_class() -> None:
    found = corpus(plan("楚雄州", "县市教育体育局", "各县市教育体育局"))
    assert len(found.units) == 1


def test_a_bureau_of_education_and_more_is_one_however_short_its_name() -> None:
    found = corpus(plan("磐石市", "市教育科技体育局", "教科体局", "市教育局"))
    assert found.unit_keys["a", "市教育科技体育局"] == found.unit_keys["a", "教科体局"]
    assert found.unit_keys["a", "市教育局"] != found.unit_keys["a", "教科体局"]


def test_units_of_an_unknown_place_stay_the_plan_s_own() -> None:
    text = "1.办好第一件实事。（责任单位：教育局）\n2.办好第二件实事。（责任单位：财政局）\n"
    found = corpus(text, text)
    assert found.unit_keys["a", "教育局"] != found.unit_keys["b", "教育局"]
    assert unit(found, "教育局").place is None


def test_issuers_are_units_too() -> None:
    found = corpus(
        "磐石市教育局关于印发《磐石市校园足球工作要点》的通知\n磐石市教育局\n2021年3月5日\n磐石市校园足球工作要点\n"
        "1.班班有队。每班一支球队。（责任单位：市教育局）\n2.周周有赛。周末比一场。（责任单位：市体育局）\n"
    )
    assert found.unit_keys["a", "磐石市教育局"] == found.unit_keys["a", "市教育局"]


def test_keys_are_stable_readable_and_sorted() -> None:
    found = corpus(plan("磐石市", "市财政局", "市教育局"))
    assert list(found.units) == sorted(found.units)
    assert all(key == one.key and key.startswith("磐石市/") for key, one in found.units.items())


def test_every_name_in_a_plan_has_a_key() -> None:
    found = corpus(plan("磐石市", "市教育局", "市蚕桑产业发展中心", "各县(市、区)人民政府"))
    named = {(p.id, a.unit) for p in (one.plan for one in found.plans) for task in p.tasks for a in task.assignments}
    assert named <= set(found.unit_keys)
    assert {found.unit_keys[name] for name in named} <= set(found.units)


def test_the_order_of_the_plans_does_not_matter() -> None:
    texts = [plan("磐石市", "市教育局"), plan("磐石市", "教育部门", "市教育体育局"), plan("磐石市", "教育局")]
    namings = [n for one in corpus(*texts).plans for n in one.units.values() if n.key == "磐石市/education"]
    whole = merge_unit("磐石市/education", namings)
    for seed in range(5):
        random.Random(seed).shuffle(namings)
        assert merge_unit("磐石市/education", namings) == whole


def test_a_plan_means_the_same_whatever_others_say() -> None:
    alone = corpus(plan("磐石市", "市教育局"))
    beside = corpus(plan("磐石市", "市教育局"), plan("磐石市", "教育部门", "教育部"))
    assert alone.plans[0] == beside.plans[0]
