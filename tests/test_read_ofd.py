"""OFD documents: lines joined to paragraphs, pages named, what is no text of the page left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_ofd import document, page, text
from making_zip import packed

from kg.errors import KgError, ReadError
from kg.extract.plan import read_plan
from kg.read.limits import Limits
from kg.read.ofd import read
from kg.read.parts import Gap, Paragraph
from kg.read.source import decode

TEXT = """\
某县教育重点工作实施方案
为落实《关于深化教育教学改革的意见》，办好人民满意的教育，结合我县实际，现就今后三年的重点工作制定本方案，请认真执行。
一、办好学前教育。新建幼儿园两所，招聘幼儿教师三十名。（牵头单位：县教育局；配合单位：县财政局、县人社局）2025年6月底前完成。
二、提高办学质量。落实《幼儿园保育教育质量评估指南》，逐园评估，结果向社会公布。（责任单位：县教育局）
"""


def told(data: bytes) -> list[str]:
    return decode(data, "a.ofd").text.splitlines()


def test_a_plan_over_pages_says_what_its_text_says() -> None:
    head, *rest = TEXT.splitlines()
    body = page(rest[:1], 1), page(rest[1:], 2)
    source = decode(document(text(head, 70, 20, 6) + body[0], body[1]), "a.ofd")
    assert source.text == TEXT
    assert [where for _, where in source.places] == ["page 1", "page 2"]
    made, plain = read_plan(source, "a"), read_plan(decode(TEXT.encode(), "a.txt"), "a")
    assert [(t.id, t.title, [(a.unit, a.role) for a in t.assignments]) for t in made.tasks] == [
        (t.id, t.title, [(a.unit, a.role) for a in t.assignments]) for t in plain.tasks
    ]
    assert len(made.tasks) == 2


def test_a_paragraph_goes_on_over_the_page() -> None:
    line = "字" * 28
    first = text(line[2:], 40, 30) + text(line, 30, 40)
    second = text(line, 30, 30) + text("完。", 30, 40) + text("新", 40, 50)
    assert read(document(first, second), Limits()) == [
        Paragraph(line[2:] + line * 2 + "完。", "page 1"),
        Paragraph("新", "page 2"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (text("乙", 80, 30) + text("甲", 30, 30.4), ["甲 乙"]),
        (text("甲", 30, 30) + text("乙", 35, 30), ["甲乙"]),
        (text("粗", 30, 30) + text("粗", 30.2, 30), ["粗"]),
        (text("甲", 30, 30) + text("藏", 30, 40, further='Visible="false"'), ["甲"]),
        (text("甲乙丙", 30, 30) + text("丁", 30, 60), ["甲乙丙", "丁"]),
        (text("甲乙", 30, 30, 3) + text("丙丁", 30, 34, 5), ["甲乙", "丙丁"]),
        (text("12", 100, 280), []),
        (text("甲", 30, 30) + text("- 12 -", 100, 280), ["甲"]),
        (text("甲", 10, 20, 1, 'CTM="5 0 0 5 0 0"') + text("乙", 15, 24), ["甲乙"]),
    ],
)
def test_where_text_stands(body: str, expected: list[str]) -> None:
    assert [
        part.text for part in read(document(body, text("末", 30, 30)), Limits()) if isinstance(part, Paragraph)
    ] == [
        *expected,
        "末",
    ]


def test_one_object_may_hold_several_lines() -> None:
    body = (
        '<ofd:TextObject ID="1" Boundary="0 0 50 50" Size="5"><ofd:TextCode X="10" Y="10" '
        'DeltaX="5 -5 5" DeltaY="0 9">甲乙丙丁</ofd:TextCode></ofd:TextObject>'
    )
    assert told(document(body)) == ["甲乙", "丙丁"]
    assert told(document(text("甲" * 14, 10, 10) + text("english", 10, 20))) == ["甲" * 14 + "english"]
    assert told(document(text("x" * 14, 10, 10) + text("y", 10, 20))) == ["x" * 14 + " y"]


def test_a_template_is_part_of_the_page() -> None:
    made = document(text("二、任务", 30, 50), templates=[text("某县人民政府文件", 60, 20, 9)])
    assert told(made) == ["某县人民政府文件", "二、任务"]


def test_pictures_of_text_are_named() -> None:
    with pytest.raises(ReadError, match="no text layer \\(2 pages\\): run OCR first"):
        decode(document("", ""), "a.ofd")


def test_a_page_that_is_a_picture_among_others_is_a_gap() -> None:
    made = document(text("甲", 30, 30), '<ofd:ImageObject ID="1"/>', text("乙", 30, 30), "")
    assert read(made, Limits()) == [
        Paragraph("甲", "page 1"),
        Gap("no text layer: run OCR on it", "page 2"),
        Paragraph("乙", "page 3"),
    ]


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"OFD.xml": "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"}, "is damaged .no /Doc_0"),
        ({"OFD.xml": "<OFD>"}, "is damaged"),
        ({"OFD.xml": "<OFD/>"}, "no text that could be read"),
        ({"OFD.xml": "<OFD/>", "Encryptions.xml": "<a/>"}, "password"),
        ({"OFD.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "document type declaration"),
    ],
)
def test_what_is_wrong_is_said(members: dict[str, str], said: str) -> None:
    with pytest.raises(ReadError, match=said):
        decode(packed(members), "a.ofd")


@given(
    st.lists(st.sampled_from(["g", "1", "-2", "1e9", "nan", "inf", "99999999999", "x", "0.5"]), max_size=6),
    st.lists(st.sampled_from(["0", "7", "g", "3", "-inf"]), max_size=4),
    st.text(max_size=4),
)
@settings(max_examples=50)
def test_any_numbers_give_every_character_once(right: list[str], down: list[str], words: str) -> None:
    kept = "".join(sign for sign in words if sign.isalpha())
    body = (
        f'<ofd:TextObject ID="1" Boundary="{" ".join(right)}" CTM="{" ".join(down)}" Size="5"><ofd:TextCode '
        f'DeltaX="{" ".join(right)}" DeltaY="{" ".join(down)}">{kept}</ofd:TextCode></ofd:TextObject>'
    )
    parts = read(document(body, text("末", 30, 30)), Limits())
    assert sorted("".join(part.text for part in parts if isinstance(part, Paragraph)).replace(" ", "")) == sorted(
        kept + "末"
    )


GOOD = document(page(TEXT.splitlines(), 1))


@given(st.integers(0, len(GOOD)), st.binary(max_size=8))
@settings(max_examples=50)
def test_a_damaged_file_is_read_or_refused(at: int, junk: bytes) -> None:
    for data in (GOOD[:at], GOOD[:at] + junk + GOOD[at + len(junk) :]):
        try:
            decode(data, "a.ofd")
        except KgError as error:
            assert "\n" not in str(error)
