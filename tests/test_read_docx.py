"""Word documents: the same plan as its text, and each thing that Word prints, leaves out or puts in by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from making_docx import LEVELS, abstract, cell, document, field, note, num, paragraph, run, style, table

from kg.extract.plan import read_plan
from kg.model import Plan
from kg.read.docx import read
from kg.read.limits import Limits
from kg.read.parts import Paragraph, Table
from kg.read.source import decode

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PLAN = abstract(0, *LEVELS) + num(1, 0)


def lines(body: str, *, numbering: str = "", styles: str = "", notes: str = "") -> list[str]:
    """The text of a document, a line a paragraph, a line a row."""
    made = document(body, numbering=numbering, styles=styles, notes=notes)
    return decode(made, "made.docx").text.splitlines()


def cells(body: str, numbering: str = "") -> dict[tuple[int, int], str]:
    """The cells of a document's only table by row and column, each where it begins."""
    parts = read(document(body, numbering=numbering), Limits())
    (found,) = [part for part in parts if isinstance(part, Table)]
    return {(cell.row, cell.column): cell.text for cell in found.cells}


def told(plan: Plan) -> list[object]:
    """What a plan says, its places in the text left out."""
    return [
        plan.title and plan.title.text,
        [
            (
                task.id,
                task.title,
                [m.text for m in task.measures],
                [(a.unit, a.role) for a in task.assignments],
                [(d.title, d.item, d.via) for d in task.derivations],
                task.deadline and task.deadline.text,
            )
            for task in plan.tasks
        ],
    ]


TEXT = """\
某县教育重点工作实施方案
为落实《关于深化教育教学改革的意见》，制定本方案。
一、办好学前教育
（一）扩大资源
1.新建幼儿园。新建幼儿园两所。（牵头单位：县教育局；配合单位：县财政局）2025年6月底前完成。
2.招聘教师。招聘幼儿教师三十名。（牵头单位：县人社局；配合单位：县教育局）
（二）提高质量
1.开展评估。落实《幼儿园保育教育质量评估指南》，逐园评估。（责任单位：县教育局）
二、加强组织领导
（一）明确责任。县教育局牵头，县财政局配合，每季度报告进展。
"""


def test_a_plan_with_numbers_that_word_makes_says_what_its_text_says() -> None:
    body = ""
    for line in TEXT.splitlines():
        for level, mark in enumerate(("、", "）", ".")):
            head, parted, rest = line.partition(mark)
            if parted and len(head) < 4:
                body += paragraph(rest, f"1/{level}")
                break
        else:
            body += paragraph(line)
    source = decode(document(body, numbering=PLAN), "made.docx")
    assert source.text == TEXT
    made, plain = read_plan(source, "a"), read_plan(decode(TEXT.encode(), "made.txt"), "a")
    assert told(made) == told(plain)
    assert len(made.tasks) == 4


def test_merged_cells_cover_what_they_cover() -> None:
    body = table(
        "序号 工作任务 责任单位 <",
        "^ ^ 牵头单位 配合单位",
        "1 新建幼儿园 县教育局 县财政局",
        "2 招聘教师 ^ -",
    )
    (found,) = read(document(body), Limits())
    assert isinstance(found, Table)
    assert [(c.text, c.row, c.column, c.rows, c.columns) for c in found.cells] == [
        ("序号", 0, 0, 2, 1), ("工作任务", 0, 1, 2, 1), ("责任单位", 0, 2, 1, 2),
        ("牵头单位", 1, 2, 1, 1), ("配合单位", 1, 3, 1, 1),
        ("1", 2, 0, 1, 1), ("新建幼儿园", 2, 1, 1, 1), ("县教育局", 2, 2, 2, 1), ("县财政局", 2, 3, 1, 1),
        ("2", 3, 0, 1, 1), ("招聘教师", 3, 1, 1, 1), ("", 3, 3, 1, 1),
    ]  # fmt: skip
    assert found.cells[7].where == "table 1, row 3, column 3"


def test_rows_that_begin_further_in() -> None:
    before = "<w:trPr><w:gridBefore w:val='1'/></w:trPr>"
    body = f"<w:tbl><w:tr>{cell('一')}{cell('二')}</w:tr><w:tr>{before}{cell('三')}</w:tr></w:tbl>"
    assert cells(body) == {(0, 0): "一", (0, 1): "二", (1, 1): "三"}


def grid(widths: str, *rows: str) -> str:
    """A table of cells with the columns that each covers: 任务:2."""
    columns = "".join(f"<w:gridCol w:w='{width}'/>" for width in widths.split())
    lines = ""
    for row in rows:
        pairs = [one.split(":") for one in row.split()]
        lines += "".join(["<w:tr>", *(cell(text, f"<w:gridSpan w:val='{span}'/>") for text, span in pairs), "</w:tr>"])
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>"


def test_borders_that_miss_each_other_make_no_column() -> None:
    rows = "任务:1 牵头:2 配合:1", "建校:1 教育局:1 财政局:2"
    assert cells(grid("900 900 60 900", *rows)) == {
        **{(0, 0): "任务", (0, 1): "牵头", (0, 2): "配合"},
        **{(1, 0): "建校", (1, 1): "教育局", (1, 2): "财政局"},
    }
    assert set(cells(grid("900 900 900 900", *rows))) == {(0, 0), (0, 1), (0, 3), (1, 0), (1, 1), (1, 2)}


def test_a_narrow_column_with_text_stays() -> None:
    assert cells(grid("900 60 900", "甲:1 乙:1 丙:1")) == {(0, 0): "甲", (0, 1): "乙", (0, 2): "丙"}
    assert cells(grid("900 60 900", "甲:1 :1 丙:1")) == {(0, 0): "甲", (0, 1): "丙"}


def test_numbers_in_cells_stand_without_text() -> None:
    body = "".join(f"<w:tr>{cell('', inner=paragraph(level='1/0'))}{cell(text)}</w:tr>" for text in "甲乙")
    found = cells(f"<w:tbl>{body}</w:tbl>", numbering=abstract(0, "decimal %1.") + num(1, 0))
    assert found == {(0, 0): "1.", (0, 1): "甲", (1, 0): "2.", (1, 1): "乙"}


def test_a_table_inside_a_cell_is_lines_of_that_cell() -> None:
    inner = paragraph("附：") + table("幼儿园 两所", "小学 一所") + paragraph()
    assert cells(f"<w:tbl><w:tr>{cell('一')}{cell('', inner=inner)}</w:tr></w:tbl>") == {
        (0, 0): "一",
        (0, 1): "附：\n幼儿园 两所\n小学 一所",
    }


def test_a_table_in_a_frame_stays_a_table() -> None:
    frame = f"<w:tbl><w:tr>{cell('', inner=paragraph('分工表') + table('任务 单位', '建校 教育局'))}</w:tr></w:tbl>"
    first, second = read(document(frame), Limits())
    assert first == Paragraph("分工表", "paragraph 1")
    assert isinstance(second, Table) and len(second.cells) == 4


def test_places_are_counted_from_one() -> None:
    parts = read(document(paragraph("一") + paragraph() + table("甲 乙") + paragraph("二")), Limits())
    assert [part.where for part in parts if isinstance(part, Paragraph)] == ["paragraph 1", "paragraph 2"]
    assert [c.where for part in parts if isinstance(part, Table) for c in part.cells] == [
        "table 1, row 1, column 1",
        "table 1, row 1, column 2",
    ]


DELETED = "<w:del w:id='1' w:author='a'>{}</w:del>"
GONE = "<w:del w:id='2' w:author='a'/>"
TEXTBOX = "<w:txbxContent>{}</w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            paragraph("甲", runs=DELETED.format(run("乙")) + f"<w:ins w:id='3'>{run('丙')}</w:ins>"), ["甲丙"],
            id="an insertion is kept, a deletion left out",
        ),
        pytest.param(
            paragraph(runs=f"<w:moveFrom w:id='1'>{run('甲')}</w:moveFrom>{run('乙')}<w:moveTo w:id='2'>{run('甲')}</w:moveTo>"),
            ["乙甲"],
            id="what is moved stands once",
        ),
        pytest.param(paragraph("甲", mark=GONE) + paragraph("乙") + paragraph("丙"), ["甲乙", "丙"],
                     id="without the mark between them two paragraphs are one"),
        pytest.param(f"<w:tbl><w:tr>{cell('', inner=paragraph('甲', mark=GONE))}{cell('乙')}</w:tr></w:tbl>", ["甲\t乙"],
                     id="the last mark of a cell deleted"),
        pytest.param(paragraph("甲", mark=GONE) + table("一 二"), ["甲", "一\t二"], id="a table is not joined to"),
        pytest.param(paragraph(runs=run("甲") + run("乙", "<w:vanish/>") + run("丙", '<w:vanish w:val="0"/>')), ["甲丙"],
                     id="hidden text"),
        pytest.param(paragraph("甲", mark="<w:vanish/>") + paragraph("乙"), ["甲乙"], id="a heading that runs into its text"),
        pytest.param(paragraph(runs=field(" PAGEREF _1 ", run("12")) + run("页")), ["12页"], id="a field is its result"),
        pytest.param(
            paragraph(runs=field(" IF ", run("甲")).replace("<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>", "")),
            [],
            id="a field without a result",
        ),
        pytest.param(
            paragraph(runs=field(" HYPERLINK ", run("甲"), ended=False)) + paragraph("乙"), ["甲", "乙"],
            id="a field that never ends",
        ),
        pytest.param(
            paragraph(runs=field(' TOC \\o "1-3" ', run("一、任务") + field(" PAGEREF _1 ", run("2")))) + paragraph("一、任务"),
            ["一、任务"],
            id="a table of contents",
        ),
        pytest.param(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
            f"<w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>{paragraph('甲')}",
            ["甲"],
            id="a table of contents in a control",
        ),
        pytest.param(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt>"
            + paragraph(runs=f"<w:smartTag><w:hyperlink>{run('乙')}</w:hyperlink></w:smartTag>"),
            ["甲", "乙"],
            id="controls, smart tags and links are looked into",
        ),
        pytest.param(
            paragraph(runs=f"<w:r><w:ruby><w:rt>{run('pīn')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>"),
            ["拼"],
            id="pinyin above the characters",
        ),
        pytest.param(
            paragraph(runs='<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>6 </w:t><w:sym w:font="Wingdings" w:char="F0FE"/>'
                      '<w:sym w:font="宋体" w:char="25A1"/><w:softHyphen/><w:t xml:space="preserve"> 岁</w:t></w:r>'),
            ["5-6□ 岁"],
            id="signs",
        ),
        pytest.param(paragraph("甲\t乙\n丙"), ["甲\t乙", "丙"], id="tabs and breaks"),
        pytest.param(
            paragraph(
                "甲",
                runs="<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>" + TEXTBOX.format(paragraph("框"))
                + "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + TEXTBOX.format(paragraph("框"))
                + "</w:pict></mc:Fallback></mc:AlternateContent>" + run("乙"),
            ),
            ["甲乙", "框"],
            id="a text box stands once, behind the paragraph",
        ),
        pytest.param(
            paragraph(runs="<w:r><w:pict><v:shape><v:textpath string='某县人民政府文件'/></v:shape></w:pict></w:r>"),
            ["某县人民政府文件"],
            id="a red head drawn as a picture",
        ),
        pytest.param(
            "<w:tbl><w:tr>" + cell("甲") + cell("乙") + "</w:tr><w:tr><w:trPr><w:del w:id='1'/></w:trPr>" + cell("丙") + cell("丁")
            + "</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>" + cell("戊") + cell("己") + "</w:tr></w:tbl>",
            ["甲\t乙"],
            id="deleted and hidden rows",
        ),
        pytest.param(
            paragraph("国", mark="").replace("<w:rPr>", "<w:framePr w:dropCap='drop'/><w:rPr>", 1) + paragraph("务院"),
            ["国务院"],
            id="a drop cap",
        ),
    ],
)  # fmt: skip
def test_what_the_page_shows(body: str, expected: list[str]) -> None:
    assert lines(body + paragraph("完")) == [*expected, "完"]


def test_a_note_stands_behind_its_paragraph_once() -> None:
    point = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = paragraph("甲", runs=point + run("。") + point) + paragraph("乙")
    assert lines(body, notes=note(2, "注")) == ["甲。", "注", "乙"]


def test_hidden_and_contents_by_style() -> None:
    styles = style("Base", "<w:rPr><w:vanish/></w:rPr>") + style("Note", '<w:basedOn w:val="Base"/>')
    styles += style("Toc1", "", name="toc 1") + style("Loop", '<w:basedOn w:val="Loop"/>')
    keys = ("Note", "Toc1", "Loop", "Missing")
    body = "".join(paragraph(text, style=key) for text, key in zip("甲乙丙丁", keys, strict=True))
    assert lines(body, styles=styles) == ["丙", "丁"]


def test_an_example_with_numbers_that_word_makes_says_what_its_text_says() -> None:
    text = (EXAMPLES / "changde-2021-points.txt").read_text(encoding="utf-8")
    body = ""
    for line in text.splitlines():
        number = re.match(r"[一二三四五六七八九十]+、|\d+\.", line)
        level = f"1/{int(number[0][0].isdigit())}" if number else ""
        body += paragraph(line[number.end() :] if number else line, level)
    through = 'decimal %2. <w:lvlRestart w:val="0"/>'
    made = decode(document(body, numbering=abstract(0, LEVELS[0], through) + num(1, 0)), "a.docx")
    assert made.text == re.sub("\n+", "\n", text)
    plain = read_plan(decode(text.encode(), "a.txt"), "a")
    assert told(read_plan(made, "a")) == told(plain)
    assert len(plain.tasks) == 16


def test_a_task_table_with_merged_cells_names_every_row() -> None:
    body = paragraph("某县教育重点工作任务分工方案") + table(
        "序号 工作任务 责任单位 <",
        "^ ^ 牵头单位 配合单位",
        "1 新建幼儿园 县教育局 县财政局",
        "2 招聘教师 ^ 县人社局",
    )
    made = read_plan(decode(document(body), "a.docx"), "a")
    assert {task.id: [(a.unit, a.role.value) for a in task.assignments] for task in made.tasks} == {
        "1": [("县教育局", "lead"), ("县财政局", "support")],
        "2": [("县教育局", "lead"), ("县人社局", "support")],
    }
