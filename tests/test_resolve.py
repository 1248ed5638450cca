"""Names to identities: one unit in each place, one work for each policy, across plans."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from kg.extract.plan import read_plan
from kg.model import Correction, CorrectionKind, Level, Role, Unit, Work
from kg.read.source import decode
from kg.resolve.known import Known
from kg.resolve.plan import resolve
from kg.resolve.resolved import Resolved
from kg.resolve.units import merge_unit
from kg.resolve.works import merge_work

OPINION = "关于深化教育教学改革全面提高义务教育质量的意见"


@dataclass
class Found:
    """What the names in plans a, b, c … mean, and the units and works that come of it."""

    plans: list[Resolved]

    def __post_init__(self) -> None:
        self.unit_keys = {(p.plan.id, name): n.key for p in self.plans for name, n in p.units.items()}
        self.work_keys = {(p.plan.id, title): n.key for p in self.plans for title, n in p.works.items()}
        units = [naming for p in self.plans for naming in p.units.values()]
        works = [naming for p in self.plans for naming in p.works.values()]
        self.units = {k: merge_unit(k, [n for n in units if n.key == k]) for k in sorted({n.key for n in units})}
        self.works = {k: merge_work(k, [n for n in works if n.key == k]) for k in sorted({n.key for n in works})}


def corpus(*texts: str, known: tuple[Work, ...] = (), said: tuple[Correction, ...] = ()) -> Found:
    """Plans a, b, c … of these texts, resolved."""
    plans = [read_plan(decode(text.encode(), f"{i}.txt"), i) for i, text in zip("abc", texts, strict=False)]
    return Found([resolve(plan, Known.of(known), said) for plan in plans])


def plan(place: str, *names: str) -> str:
    """A plan of that place in which each name answers for a task of its own."""
    items = "\n".join(f"{i}.办好第{i}件实事。说到做到。（责任单位：{name}）" for i, name in enumerate(names, start=1))
    return f"{place}为民办实事工作方案\n{items}\n"


def unit(found: Found, name: str, of: str = "a") -> Unit:
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


def test_a_known_policy_is_met_under_all_its_names() -> None:
    known = Work("义务教育意见", OPINION, ("义务教育质量意见",), Level.NATIONAL, known=True)
    found = corpus(
        citing(OPINION, f"中共中央国务院{OPINION}", "义务教育质量意见", "中小学德育工作指南"), known=(known,)
    )
    keys = {title: found.work_keys["a", title] for title in (OPINION, "义务教育质量意见", "中小学德育工作指南")}
    assert keys[OPINION] == keys["义务教育质量意见"] == known.key
    assert found.plans[0].known == {known.key: known}
    assert found.works[known.key].title == OPINION
    assert found.works[known.key].level is Level.NATIONAL
    assert keys["中小学德育工作指南"] != known.key


def test_different_titles_are_different_works() -> None:
    found = corpus(citing("中小学德育工作指南", "中小学生守则", "关于加强德育工作的意见", "关于加强体育工作的意见"))
    assert len(found.works) == 4


def test_a_work_that_two_plans_cite_is_one() -> None:
    found = corpus(citing("中小学德育工作指南", "中小学生守则"), citing("中小学德育工作指南", "中小学生手册"))
    assert found.work_keys["a", "中小学德育工作指南"] == found.work_keys["b", "中小学德育工作指南"]
    assert len(found.works) == 3


@pytest.mark.parametrize(
    "cited",
    [
        "关于印发〈吉林省近视防控工作方案〉的通知",
        "吉林省教育厅关于印发〈吉林省近视防控工作方案〉的通知",
        "关于印发吉林省近视防控工作方案的通知",
        "〈吉林省近视防控工作方案〉",
        "吉林省近视防控 工作方案",
        "省近视防控工作方案",
    ],
)
def test_what_stands_round_a_title_is_no_part_of_it(cited: str) -> None:
    found = corpus(citing("吉林省近视防控工作方案", cited))
    (work,) = found.works.values()
    assert (work.title, work.level) == ("吉林省近视防控工作方案", Level.PROVINCIAL)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("近视防控工作方案(2021-2025年)", "近视防控工作方案（2021—2025年）"),
        ("“五育”并举实施意见", "五育并举实施意见"),
        ("近視防控工作方案", "近视防控工作方案"),
    ],
)
def test_width_script_and_marks_do_not_tell_documents_apart(one: str, other: str) -> None:
    assert len(corpus(citing(one, other)).works) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2021年近视防控工作方案", "2022年近视防控工作方案"),
        ("吉林省近视防控工作方案", "辽宁省近视防控工作方案"),
        ("近视防控工作方案", "近视防治工作方案"),
        ("关于转变作风的意见", "关于转变作风的通知"),
        ("教育部关于做好2021年毕业生就业工作的通知", "人力资源社会保障部关于做好2021年毕业生就业工作的通知"),
        ("常德市教育局关于印发《2021年工作要点》的通知", "益阳市教育局关于印发《2021年工作要点》的通知"),
    ],
)
def test_what_tells_documents_apart_is_never_merged(one: str, other: str) -> None:
    assert len(corpus(citing(one, other)).works) == 2


@pytest.mark.parametrize("title", ["意见", "指南", "实施方案", "指导意见"])
def test_a_title_that_says_no_more_than_its_kind_is_the_plan_s_own(title: str) -> None:
    found = corpus(citing(title), citing(title))
    assert found.work_keys["a", title] != found.work_keys["b", title]


def test_a_word_in_a_title_is_no_issuer() -> None:
    (work,) = corpus(citing("中央财经大学章程")).works.values()
    assert work.level is None


def test_a_plan_with_its_place_in_the_title_is_the_work_that_others_cite() -> None:
    found = corpus(citing("磐石市教育工作要点"), citing("磐石市教育工作方案"))
    assert found.plans[0].own is not None
    assert found.plans[0].own.key == found.work_keys["a", "磐石市教育工作要点"]
    assert corpus(citing("甲").replace("磐石市", "")).plans[0].own is None  # many places have 教育工作要点


# ---- what people correct


def correction(kind: str, *names: str, **more: str) -> Correction:
    role = Role(more.pop("role")) if "role" in more else None
    return Correction("c1", CorrectionKind(kind), "王芳", "", names, role=role, **more)


def test_a_name_is_the_unit_that_a_person_says() -> None:
    said = correction("unit", "招生工作专班", means="磐石市教育局")
    found = corpus(plan("磐石市", "市教育局", "招生工作专班"), said=(said,))
    assert found.unit_keys["a", "招生工作专班"] == found.unit_keys["a", "市教育局"]
    assert unit(found, "招生工作专班").name == "磐石市教育局"
    assert "招生工作专班" in unit(found, "招生工作专班").aliases
    assert found.plans[0].units["招生工作专班"].by == "c1"
    assert found.plans[0].corrections == (said,)


def test_an_assignment_that_a_person_rejects_is_gone_and_kept_aside() -> None:
    said = correction("wrong", "教育局", file="a.txt", task="1")
    one = corpus(plan("磐石市", "市教育局、市财政局", "市教育局"), said=(said,)).plans[0]
    assert [[a.unit for a in task.assignments] for task in one.plan.tasks] == [["市财政局"], ["市教育局"]]
    assert [(task.id, a.unit) for _, task, a in one.rejected] == [("1", "市教育局")]


def test_titles_that_a_person_puts_together_are_one_document() -> None:
    said = correction("same", "近视防控工作方案", "近视防控方案")
    found = corpus(citing("近视防控方案", "近视防控工作方案", "近视方案"), said=(said,))
    assert found.work_keys["a", "近视防控方案"] == found.work_keys["a", "近视防控工作方案"]
    assert len(found.works) == 2


@pytest.mark.parametrize(
    "said",
    [
        correction("unit", "招生办", means="磐石市教育局"),
        correction("unit", "招生工作专班", means="磐石市教育局", file="b.txt"),
        correction("wrong", "市教育局", file="b.txt", task="1"),
        correction("wrong", "市教育局", file="a.txt", task="2"),
        correction("wrong", "市教育局", file="a.txt", task="1", role="lead"),
        correction("wrong", "市财政局", file="a.txt", task="1"),
        correction("same", "近视防控工作方案", "近视防控方案"),
        correction("unit", "市教育局", means="磐石市教育局"),
    ],
)
def test_a_correction_of_something_else_changes_nothing(said: Correction) -> None:
    text = plan("磐石市", "市教育局", "招生工作专班")
    assert corpus(text, said=(said,)).plans == corpus(text).plans


def test_a_department_of_a_party_committee_is_no_ministry() -> None:
    cited = "、".join(f"《{one}关于加强教师工作的意见》" for one in ("常德市委组织部", "益阳市委组织部", "教育部"))
    found = corpus(f"丁城市教师工作要点\n1.落实文件。落实{cited}。（责任单位：市教育局）\n")
    assert {work.title: work.level for work in found.works.values()} == {
        "常德市委组织部关于加强教师工作的意见": Level.PREFECTURE,
        "益阳市委组织部关于加强教师工作的意见": Level.PREFECTURE,
        "关于加强教师工作的意见": Level.NATIONAL,
    }
