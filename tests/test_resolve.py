"""Names to identities: one unit in each place, one work for each policy, across plans."""

from __future__ import annotations

import pytest

from kg.extract.plan import read_plan
from kg.model import Corpus, Level, Unit, Work
from kg.read.source import decode
from kg.resolve.corpus import resolve

OPINION = "关于深化教育教学改革全面提高义务教育质量的意见"


def corpus(*texts: str, known: tuple[Work, ...] = ()) -> Corpus:
    """Plans a, b, c … of these texts, resolved."""
    return resolve(
        [read_plan(decode(text.encode(), f"{i}.txt"), i) for i, text in zip("abc", texts, strict=False)], known
    )


def plan(place: str, *names: str) -> str:
    """A plan of that place in which each name answers for a task of its own."""
    items = "\n".join(f"{i}.办好第{i}件实事。说到做到。（责任单位：{name}）" for i, name in enumerate(names, start=1))
    return f"{place}为民办实事工作方案\n{items}\n"


def unit(found: Corpus, name: str, of: str = "a") -> Unit:
    return found.units[found.unit_keys[of, name]]


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
    named = {(p.id, a.unit) for p in found.plans for task in p.tasks for a in task.assignments}
    assert named <= set(found.unit_keys)
    assert {found.unit_keys[name] for name in named} <= set(found.units)


def test_nothing_to_resolve() -> None:
    assert resolve([]) == Corpus(())


# ---- works


def citing(*titles: str) -> str:
    items = "\n".join(f"{i}.抓好第{i}件大事。落实《{title}》。" for i, title in enumerate(titles, start=1))
    return f"磐石市教育工作要点\n{items}\n"


@pytest.mark.parametrize(
    "issued",
    [
        f"中共中央国务院{OPINION}",
        f"中共中央 国务院{OPINION}",
        f"中共中央、国务院{OPINION}",
        f"国务院{OPINION}",
    ],
)
def test_a_title_with_and_without_its_issuer_is_one_work(issued: str) -> None:
    found = corpus(citing(OPINION, issued))
    assert len(found.works) == 1
    (work,) = found.works.values()
    assert work.title == OPINION
    assert len(work.aliases) == 1
    assert not work.known


def test_a_known_policy_is_met_under_all_its_names() -> None:
    known = Work("义务教育意见", OPINION, ("义务教育质量意见",), Level.NATIONAL, known=True)
    found = corpus(
        citing(OPINION, f"中共中央国务院{OPINION}", "义务教育质量意见", "中小学德育工作指南"), known=(known,)
    )
    keys = {title: found.work_keys["a", title] for title in (OPINION, "义务教育质量意见", "中小学德育工作指南")}
    assert keys[OPINION] == keys["义务教育质量意见"] == known.key
    assert found.works[known.key].known
    assert found.works[known.key].level is Level.NATIONAL
    assert keys["中小学德育工作指南"] != known.key


def test_different_titles_are_different_works() -> None:
    found = corpus(citing("中小学德育工作指南", "中小学生守则", "关于加强德育工作的意见", "关于加强体育工作的意见"))
    assert len(found.works) == 4


def test_a_work_that_two_plans_cite_is_one() -> None:
    found = corpus(citing("中小学德育工作指南", "中小学生守则"), citing("中小学德育工作指南", "中小学生手册"))
    assert found.work_keys["a", "中小学德育工作指南"] == found.work_keys["b", "中小学德育工作指南"]
    assert len(found.works) == 3
