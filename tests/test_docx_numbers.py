"""The numbers that Word prints in front of paragraphs: formats, levels, restarts, lists by style."""

from __future__ import annotations

import pytest
from making_docx import LEVELS, abstract, document, num, paragraph, style, table

from kg.read.docx.digits import printed
from kg.read.source import decode


def shown(places: str, numbering: str, styles: str = "") -> list[str]:
    """What stands in front of paragraphs with these automatic numbers, each "list/level"."""
    body = "".join(paragraph("字", place) for place in places.split())
    return [
        line.removesuffix("字")
        for line in decode(document(body, numbering=numbering, styles=styles), "a.docx").text.split()
    ]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", {0: "0", 1: "1", 12: "12"}),
        ("decimalZero", {9: "09", 10: "10"}),
        ("decimalFullWidth", {1: "１", 12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 50: "㊿", 51: "51"}),
        ("decimalEnclosedCircleChinese", {3: "③"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 101: "一〇一"}),
        ("chineseCountingThousand", {10: "十", 21: "二十一", 100: "一百", 110: "一百一十", 1005: "一千零五"}),
        ("japaneseCounting", {10: "十", 110: "百十", 21: "二十一"}),
        ("ideographDigital", {1: "一", 10: "一〇", 21: "二一"}),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰", 20: "贰拾"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {2: "b"}),
        ("lowerRoman", {4: "iv", 9: "ix", 1994: "mcmxciv"}),
        ("none", {1: ""}),
        ("hindiVowels", {5: "5"}),
        ("chineseCounting", {-1: "-1", 10**9: "1000000000"}),
    ],
)
def test_formats(form: str, expected: dict[int, str]) -> None:
    assert {count: printed(count, form) for count in expected} == expected


def test_levels_begin_anew_behind_a_higher_one() -> None:
    assert shown("1/0 1/1 1/2 1/2 1/1 1/2 1/0 1/1", abstract(0, *LEVELS) + num(1, 0)) == [
        *("一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）"),
    ]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1.", "1.", "1.", "1."]),
        ('<w:lvlRestart w:val="0"/>', ["1.", "2.", "3.", "4."]),  # never: tasks counted through the plan
        ('<w:lvlRestart w:val="1"/>', ["1.", "2.", "1.", "2."]),  # behind the first level alone
    ],
)
def test_what_makes_a_level_begin_anew(restart: str, expected: list[str]) -> None:
    numbering = abstract(0, *LEVELS[:2], f"{LEVELS[2]} {restart}") + num(1, 0)
    found = shown("1/0 1/1 1/2 1/1 1/2 1/0 1/1 1/2 1/1 1/2", numbering)
    assert [label for label in found if label.endswith(".")] == expected


def test_lists_of_one_definition_count_on_unless_told_to_begin() -> None:
    numbering = abstract(0, "decimal %1.") + num(1, 0) + num(2, 0) + num(3, 0, _0=1) + num(4, 0, _0=7)
    assert shown("1/0 2/0 3/0 3/0 4/0 1/0", numbering) == ["1.", "2.", "1.", "2.", "7.", "8."]


def test_an_overriding_level_is_the_lists_own() -> None:
    own = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="(%1)"/></w:lvl>'
    override = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>'
    assert shown("2/0 2/0", abstract(0, "decimal %1.") + override) == ["(3)", "(4)"]


def test_numbers_of_several_levels() -> None:
    many = abstract(0, "decimal %1", "decimal %1.%2", "decimal %1.%2.%3") + num(1, 0)
    body = "".join(paragraph("字", place) for place in ("1/0", "1/1", "1/2", "1/1", "1/0", "1/2"))
    assert decode(document(body, numbering=many), "a.docx").text.splitlines() == [
        *("1 字", "1.1 字", "1.1.1 字", "1.2 字", "2 字", "2.1.1 字"),
    ]
    mixed = "chineseCounting 第%1章", "decimalZero %1.%2", "decimal %1.%2 <w:isLgl/>"
    assert shown("1/0 1/1 1/2", abstract(0, *mixed) + num(1, 0)) == ["第一章", "", "一.01", "", "1.01", ""]


def test_a_bullet_and_a_list_that_is_switched_off_print_nothing() -> None:
    assert shown("1/0 0/0 9/0 1/8", abstract(0, "bullet ●") + num(1, 0)) == ["", "", "", ""]


def test_a_number_never_runs_into_the_digits_behind_it() -> None:
    body = paragraph("2025年建成。", "1/0") + paragraph("建成。", "1/0")
    found = decode(document(body, numbering=abstract(0, "decimal %1.") + num(1, 0)), "a.docx").text
    assert found.splitlines() == ["1. 2025年建成。", "2.建成。"]


def test_lists_by_style() -> None:
    levels = 'chineseCounting %1、 <w:pStyle w:val="Part"/>', 'chineseCounting （%2） <w:pStyle w:val="Item"/>'
    styles = (
        style("Part", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("Item", '<w:basedOn w:val="Part"/>')
        + style("Plain", '<w:basedOn w:val="Part"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>')
    )
    body = "".join(paragraph("字", style=key) for key in ("Part", "Item", "Item", "Plain", "Part"))
    body += paragraph("字", "0/0", style="Part")
    made = document(body, numbering=abstract(0, *levels) + num(1, 0), styles=styles)
    assert decode(made, "a.docx").text.split() == ["一、字", "（一）字", "（二）字", "字", "二、字", "字"]


def test_a_list_that_names_a_style_has_that_styles_levels() -> None:
    numbering = (
        abstract(0, *LEVELS, inner='<w:styleLink w:val="Plan"/>')
        + abstract(1, inner='<w:numStyleLink w:val="Plan"/>')
        + abstract(2, inner='<w:numStyleLink w:val="Lost"/>')
        + num(1, 0)
        + num(2, 1)
        + num(3, 2)
    )
    linked = style("Plan", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    assert shown("2/0 2/1 1/0 3/0", numbering, linked) == ["一、", "（一）", "二、", ""]


def test_what_is_not_printed_is_not_counted() -> None:
    deleted = paragraph(level="1/0", mark="<w:del w:id='1'/>")
    hidden = paragraph(level="1/0", mark="<w:vanish/>")
    empty = paragraph(level="1/0")
    body = paragraph("甲", "1/0") + deleted + hidden + paragraph("乙", "1/0") + empty + paragraph("丙", "1/0")
    made = document(body, numbering=abstract(0, "decimal %1.") + num(1, 0))
    assert decode(made, "a.docx").text.split() == ["1.甲", "2.乙", "4.丙"]


def test_numbers_count_on_through_tables() -> None:
    body = paragraph("甲", "1/0") + table("乙 丙") + paragraph("丁", "1/0")
    made = document(body, numbering=abstract(0, "decimal %1.") + num(1, 0))
    assert decode(made, "a.docx").text.split() == ["1.甲", "乙", "丙", "2.丁"]
