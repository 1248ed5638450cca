"""Titles that differ by a slip of spelling are proposed; those of two documents are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.spelling import alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中小学教育惩戒规则(试行)", "中小学教育惩戒规则（试行）"),
        ("关于进一步加强教师培训工作的若干意见", "关于进一步加强教师培训工作若干意见"),
        ("关于深化教育教学改革的若干意见", "关于深化教育教学改革的若千意见"),
        ("关于深化教育教学改革全面提高质量的意见", "关于深化教学教育改革全面提高质量的意见"),
        ("关于全面加强和改进新时代学校体育工作的意见", "关于全面加强与改进新时代学校体育工作意见"),
        ("关于加强 教师培训的意见", "关于加强教师培训的意见"),
    ],
)
def test_a_slip_is_seen(one: str, other: str) -> None:
    assert alike([one, other]) == alike([other, one, one]) == [(min(one, other), max(one, other))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全市教育工作要点和任务分工2021", "全市教育工作要点和任务分工2022"),
        ("全国教育工作会议二〇二一年要点汇编", "全国教育工作会议二〇二二年要点汇编"),
        ("第一期学前教育行动计划", "第二期学前教育行动计划"),
        ("甲县教育高质量发展三年行动方案", "乙县教育高质量发展三年行动方案"),
        ("丁城市教育高质量发展三年行动方案", "丁州市教育高质量发展三年行动方案"),
        ("河南教育高质量发展三年行动方案", "海南教育高质量发展三年行动方案"),
        ("关于全面加强和改进新时代学校体育工作的意见", "关于全面加强和改进新时代学校美育工作的意见"),
        ("小学教师专业标准及其解读", "中学教师专业标准及其解读"),
        ("新时代基础教育扩优提质行动计划的通知", "新时代职业教育扩优提质行动计划的通知"),
        ("关于加强教师培训工作的若干规定", "关于加强教师培训工作的若干实施规定"),
        ("教师法", "教育法"),
        ("中小学校管理办法", "中小学生学籍管理办法"),
        ("", "关于加强教师培训工作的若干规定"),
    ],
)
def test_another_document_is_none(one: str, other: str) -> None:
    assert alike([one, other]) == []


def test_every_pair_of_a_group_is_named_once() -> None:
    titles = ["关于加强教师培训的若干意见", "关于加强教师培训若干意见", "关于加强教师培训的若干意见。"]
    assert len(alike(titles)) == 3
    assert alike([]) == alike(titles[:1]) == []


@given(st.lists(st.text("加强教师培训若干意见的", min_size=6, max_size=14), max_size=12))
def test_pairs_are_of_the_titles_given_and_in_order(titles: list[str]) -> None:
    pairs = alike(titles)
    assert pairs == sorted(set(pairs)) == alike(reversed(titles))
    assert all(one < other and {one, other} <= set(titles) for one, other in pairs)
