"""PDF files: lines become paragraphs, ruled tables cells; what has no text says so."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")

from hypothesis import given, settings
from hypothesis import strategies as st
from making_pdf import (
    TEXT,
    at_once,
    drawn,
    headed,
    paragraphs,
    pdf,
    scan,
    table,
    untold,
    write,
)
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from kg.errors import KgError, ReadError
from kg.extract.plan import read_plan
from kg.model import Plan
from kg.read.limits import Limits
from kg.read.pdf.characters import plain
from kg.read.source import decode, read
from kg.read.wrapping import joined
from kg.source import Source, locator

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
HEAD = "序号|国家意见|工作任务|工作措施|完成时限|牵头单位|配合单位"
WIDTHS = (35, 60, 80, 130, 50, 60, 90)


def told(plan: Plan) -> dict[str, tuple[object, ...]]:
    """What a plan says of each task: title, units with their roles, what it derives from, by when, measures."""
    return {
        task.id: (
            task.title,
            [(a.unit, a.role) for a in task.assignments],
            [(d.title, d.item, d.via) for d in task.derivations],
            task.deadline and (task.deadline.kind, task.deadline.value),
            [m.text for m in task.measures],
        )
        for task in plan.tasks
    }


def cells(source: Source) -> list[list[str]]:
    """The only table's rows."""
    (one,) = source.tables
    return [[source.text[cell.start : cell.end] for cell in row] for row in one.rows]


def lines(data: bytes) -> list[str]:
    return decode(data, "made.pdf").text.splitlines()


def step(number: int, lead: str = "市教育局", support: str = "市财政局/市人力资源和社会保障局") -> str:
    measures = f"1.制定第{number}项工作的年度实施细则，分解到季度和责任人。/2.每季度通报一次进展情况，年底形成总结。"
    return f"{number}|突出德育实效|办好第{number}项教育实事|{measures}|2024年12月底前|{lead}|{support}"


@pytest.mark.parametrize("name", ["changde-2021-points", "chuxiong-2024-action", "jinzhou-2019-outlook"])
def test_an_example_says_the_same_as_its_text(name: str) -> None:
    source = read(EXAMPLES / f"{name}.txt")
    made = decode(pdf(paragraphs(source.text), draw=headed), f"{name}.pdf")
    text, printed = read_plan(source, "plan"), read_plan(made, "plan")
    assert told(printed) == told(text)
    assert (printed.title and printed.title.text, printed.place) == (text.title and text.title.text, text.place)


def test_a_plan_with_a_table_over_pages_says_the_same_as_its_text() -> None:
    opening = "某市教育重点工作任务分工方案\n为贯彻落实《关于办好教育实事的意见》，制定本方案。\n"
    rows = [HEAD, *(step(number) for number in range(1, 13))]
    text = opening + "\n".join(f"|{row}|".replace("/", " ").replace(" 2.", "2.") for row in rows) + "\n"
    source = decode(pdf([*paragraphs(opening), table(*rows, widths=WIDTHS)]), "plan.pdf")
    assert told(read_plan(source, "plan")) == told(read_plan(decode(text.encode(), "plan.txt"), "plan"))
    where = locator(source)
    assert [where(source.text.index(f"第{n}项教育")) for n in (1, 12)] == ["page 1", "page 2"]


def test_wrapped_lines_are_one_paragraph_also_over_a_page_break() -> None:
    sentence = "全市各级各类学校要把立德树人的成效作为检验一切工作的根本标准，Internet平台建设与2025年规划同步推进"
    long = f"一、总体要求。{'，'.join([sentence] * 40)}。"
    assert lines(pdf(paragraphs(f"某市方案\n{long}\n二、保障措施。落实经费。"))) == [
        "某市方案",
        long,
        "二、保障措施。落实经费。",
    ]


def test_paragraphs_that_are_not_set_in_end_where_a_line_is_short() -> None:
    texts = ["落实责任，" * 13 + "完毕。", "强化保障，" * 11 + "完毕。", "一、督导", "考核评价，" * 20]
    assert lines(pdf(paragraphs("\n".join(["方案", *texts]), TEXT))) == ["方案", *texts]


def test_a_title_over_two_lines_is_one() -> None:
    title = "某市人民政府办公室关于印发某市教育事业高质量发展三年行动计划的通知"
    assert lines(pdf(paragraphs(f"{title}\n各县区人民政府：\n现印发给你们。")))[0] == title


@pytest.mark.parametrize("number", ["— 3 —", "- 3 -", "3", "第3页 共10页", "第 3 页", "3/10", "Page 3 of 10"])
def test_a_page_number_is_set_aside(number: str) -> None:
    assert lines(drawn(at_once(write(72, 600, "一、落实责任。"), write(280, 30, number)))) == ["一、落实责任。"]


def test_what_pages_repeat_in_their_margin_is_set_aside_and_other_lines_are_not() -> None:
    def page(text: str) -> object:
        return at_once(write(72, 810, "某市政府公报"), write(72, 600, "本页重复。"), write(72, 500, text))

    made = drawn(*(page(f"{text}。") for text in "甲乙丙"))  # type: ignore[arg-type]
    assert lines(made) == ["本页重复。", "甲。", "本页重复。", "乙。", "本页重复。", "丙。"]


def test_a_head_that_pages_repeat_stands_once_and_merged_cells_cover_their_rows() -> None:
    rows = [HEAD, *(step(n) if n % 7 != 2 else step(n, "^") for n in range(1, 13)), "合计|<|<|<|<|<|12"]
    found = cells(decode(pdf([table(*rows, widths=WIDTHS)]), "a.pdf"))
    assert [row[0] for row in found] == ["序号", *map(str, range(1, 13)), "合计"]
    assert found[2][2:] == [
        "办好第2项教育实事",
        "1.制定第2项工作的年度实施细则，分解到季度和责任人。\n2.每季度通报一次进展情况，年底形成总结。",
        "2024年12月底前",
        "市教育局",
        "市财政局\n市人力资源和社会保障局",
    ]
    assert found[-1] == ["合计"] * 6 + ["12"]


def test_a_row_that_the_page_cuts_is_one_row() -> None:
    def ruled(rows: list[tuple[float, float, list[str]]]) -> object:
        def draw(canvas: Canvas) -> None:
            for top, foot, texts in rows:
                for x, text in zip((72, 132, 312), texts, strict=True):
                    canvas.rect(x, foot, {72: 60, 132: 180, 312: 150}[x], top - foot)
                    for i, line in enumerate(text.split("/")):
                        canvas.drawString(x + 4, top - 14 - 16 * i, line)

        return draw

    first = ruled(
        [
            (200, 180, ["序号", "工作任务", "责任单位"]),
            (180, 140, ["1", "新建公办幼儿园两所，优化农村/", "市教育局/市住建局"]),
        ]
    )
    second = ruled([(770, 730, ["", "学校布局。", "市财政局"]), (730, 700, ["2", "培训乡村教师。", "市人社局"])])
    source = decode(drawn(first, second), "a.pdf")  # type: ignore[arg-type]
    assert cells(source) == [
        ["序号", "工作任务", "责任单位"],
        ["1", "新建公办幼儿园两所，优化农村学校布局。", "市教育局\n市住建局\n市财政局"],
        ["2", "培训乡村教师。", "市人社局"],
    ]


def test_a_frame_round_a_text_is_no_table() -> None:
    frame = at_once(lambda canvas: canvas.rect(50, 50, 495, 742), write(72, 700, "一、落实责任。", "二、强化保障。"))
    source = decode(drawn(frame), "a.pdf")
    assert (source.tables, source.text) == ((), "一、落实责任。\n二、强化保障。\n")


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = (
        [f"左栏第{n}行的文字到此为止。" for n in range(10)],
        [f"右栏第{n}行的文字到此为止。" for n in range(10)],
    )
    page = at_once(write(150, 780, "公报" * 12), write(60, 740, *left), write(320, 733, *right))
    assert lines(drawn(page)) == ["公报" * 12, "".join(left + right)]


def test_a_page_that_lies_on_its_side_is_read_upright() -> None:
    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(595, 0)
        canvas.rotate(90)
        write(72, 500, "一、落实责任。", "二、强化保障。")(canvas)

    assert lines(drawn(turned)) == ["一、落实责任。", "二、强化保障。"]


def test_a_watermark_and_bold_made_by_printing_twice_add_nothing() -> None:
    def slanted(canvas: Canvas) -> None:
        canvas.rotate(45)
        canvas.drawString(400, 100, "内部资料")

    page = at_once(write(72, 600, "一、落实人人责任。"), write(72.4, 600, "一、落实人人责任。"), slanted)
    assert lines(drawn(page)) == ["一、落实人人责任。"]


def test_text_that_nobody_sees_counts_where_there_is_no_other() -> None:
    hidden = write(72, 600, "一、落实责任，办好学前教育和义务教育。", mode=3)
    assert lines(drawn(at_once(scan, hidden))) == ["一、落实责任，办好学前教育和义务教育。"]
    seen = write(72, 500, "二、强化保障，健全学前教育经费投入机制。")
    assert lines(drawn(at_once(hidden, seen))) == ["二、强化保障，健全学前教育经费投入机制。"]


@pytest.mark.parametrize(
    ("printed", "meant"), [("⼀、⽅案", "一、方案"), ("⻓期", "长期"), ("ﬁle", "file"), ("１．（一）", "１．（一）")]
)
def test_characters_are_the_plain_ones(printed: str, meant: str) -> None:
    assert plain(printed) == meant


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("教育", "部门", "教育部门"),
        ("Smart", "Education", "Smart Education"),
        ("respon-", "sible", "responsible"),
        ("2021-", "2025年", "2021-2025年"),
        ("20", "25年", "2025年"),
        ("到2025", "年", "到2025年"),
        ("end.", "Next", "end. Next"),
    ],
)
def test_lines_join_without_a_blank_but_between_words(first: str, second: str, text: str) -> None:
    assert joined(first, second) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (drawn(scan, scan, scan), r"^has no text layer \(3 pages\): run OCR first$"),
        (drawn(at_once(scan, write(280, 30, "— 1 —"))), r"^has no text layer \(1 page\): run OCR first$"),
        (untold(), r"^has fonts that do not tell their characters \(1 page\): run OCR first$"),
        (drawn(write(72, 600, "一、"), password="secret"), "^needs a password"),
        (b"%PDF-1.7\n" + b"0" * 400, "^is a damaged PDF: open it in a PDF program"),
        (untold().replace(b"/Count 1/", b"/Count 1000000/"), "^is a damaged PDF: it names 1,000,000 pages"),
        (drawn(lambda canvas: None), "^has no text that could be read"),
    ],
)
def test_what_cannot_be_read_says_so_in_a_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as raised:
        decode(data, "a.pdf")
    assert "\n" not in str(raised.value)


def test_a_scanned_page_among_others_is_a_doubt() -> None:
    text = ("一、办好学前教育。（牵头单位：市教育局）", "二、培训乡村教师。（牵头单位：市人社局）")
    title = write(150, 700, "某市教育重点工作实施方案", size=20)
    source = decode(drawn(at_once(title, write(72, 600, text[0])), scan, write(72, 600, text[1])), "a.pdf")
    plan = read_plan(source, "a")
    assert [task.title for task in plan.tasks] == ["办好学前教育", "培训乡村教师"]
    doubt = next(one for one in plan.doubts if "page" in one.reason)
    assert (doubt.reason, doubt.evidence.quote) == ("page 2 has no text layer: run OCR on it", text[0])


def test_a_file_with_a_lost_index_is_repaired() -> None:
    data = drawn(write(72, 600, "一、落实责任。"))
    assert lines(data[: data.rindex(b"xref")]) == ["一、落实责任。"]


def test_too_many_cells_are_refused_by_the_limit() -> None:
    rows = "\n".join(["甲|乙|丙"] * 20).split("\n")
    with pytest.raises(ReadError, match="over the limit of 50"):
        decode(pdf([table(*rows, widths=(80, 80, 80))]), "a.pdf", Limits(cells=50))


GOOD = pdf([*paragraphs("某市方案\n一、落实责任。"), table(HEAD, step(1), widths=WIDTHS)], page=landscape(A4))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200).map(b"%PDF-1.4\n".__add__))
def test_any_bytes_give_a_text_or_a_line(data: bytes) -> None:
    _reads_or_says(data)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=20), st.integers(0, len(GOOD)))
def test_a_broken_file_gives_a_text_or_a_line(changes: list[tuple[int, int]], end: int) -> None:
    data = bytearray(GOOD)
    for at, byte in changes:
        data[at] = byte
    _reads_or_says(bytes(data))
    _reads_or_says(bytes(data[:end]))


def _reads_or_says(data: bytes) -> None:
    try:
        source = decode(data, "a.pdf")
    except KgError as error:
        assert "\n" not in str(error)
    else:
        assert source.text.strip()
