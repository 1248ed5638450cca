"""Titles to identities: one work for each document, across plans."""

from __future__ import annotations

import pytest
from resolve_fixture import citing, corpus

from kg.model import Level, Work

OPINION = "关于深化教育教学改革全面提高义务教育质量的意见"


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


def test_a_department_of_a_party_committee_is_no_ministry() -> None:
    cited = "、".join(f"《{one}关于加强教师工作的意见》" for one in ("常德市委组织部", "益阳市委组织部", "教育部"))
    found = corpus(f"丁城市教师工作要点\n1.落实文件。落实{cited}。（责任单位：市教育局）\n")
    assert {work.title: work.level for work in found.works.values()} == {
        "常德市委组织部关于加强教师工作的意见": Level.PREFECTURE,
        "益阳市委组织部关于加强教师工作的意见": Level.PREFECTURE,
        "关于加强教师工作的意见": Level.NATIONAL,
    }


def test_a_plan_with_its_place_in_the_title_is_the_work_that_others_cite() -> None:
    found = corpus(citing("磐石市教育工作要点"), citing("磐石市教育工作方案"))
    assert found.plans[0].own is not None
    assert found.plans[0].own.key == found.work_keys["a", "磐石市教育工作要点"]
    assert corpus(citing("甲").replace("磐石市", "")).plans[0].own is None  # many places have 教育工作要点
