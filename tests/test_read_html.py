"""Web pages: the article as paragraphs and cells, nothing that a reader of the page does not see."""

from __future__ import annotations

import re

import making_html as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import lexicon
from kg.errors import KgError, ReadError
from kg.extract.plan import read_plan
from kg.model import Plan
from kg.read.html import page_parts, read
from kg.read.html.article import article_of
from kg.read.html.tree import matching, parsed
from kg.read.limits import Limits
from kg.read.parts import Cell, Paragraph, Table, compose
from kg.read.source import decode


def told(plan: Plan) -> object:
    """What the graph says of a plan, places left out."""
    header = [plan.title and plan.title.text, plan.number and plan.number.text, plan.date and plan.date.text]
    tasks = [
        (
            task.id,
            task.title,
            [(a.unit, a.role) for a in task.assignments],
            task.deadline and task.deadline.text,
            [(d.title, d.item) for d in task.derivations],
        )
        for task in plan.tasks
    ]
    return header, [issuer.text for issuer in plan.issuers], tasks


def plan_of(data: bytes, name: str = "page.html") -> Plan:
    return read_plan(decode(data, name), "made")


def lines(text: str) -> list[str]:
    """The paragraphs of a page, and of its tables the cells by rows."""
    found = []
    for part in page_parts(text, Limits()):
        if isinstance(part, Paragraph):
            found.append(part.text)
        elif isinstance(part, Table):
            found += [" | ".join(cell.text for cell in part.cells if cell.row == row) for row in _rows(part)]
    return found


def _rows(table: Table) -> list[int]:
    return sorted({cell.row for cell in table.cells})


TEXT = plan_of("\n".join(made.LINES).encode(), "plan.txt")


@pytest.mark.parametrize(
    "page",
    [
        made.paragraphs(),
        made.breaks(),
        made.site(made.paragraphs()),
        made.site(made.breaks(), box='td id="UCAP-CONTENT"'),
        made.site(made.paragraphs(), box='div class="unheard-of"'),
        "<pre>" + "\n".join(made.LINES) + "</pre>",
        made.site(f"<table><tr><td>{made.paragraphs()}</td></tr></table>"),
        made.site(
            f"<table width=900><tr><td>左栏</td><td>{made.paragraphs()}</td></tr><tr><td></td><td>完</td></tr></table>"
        ),
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script/></head>'
        f"<body>{made.paragraphs()}</body></html>",
    ],
    ids=["paragraphs", "breaks", "site", "cell", "no known box", "pre", "frame", "columns", "xhtml"],
)
def test_a_page_says_what_the_plain_text_says(page: str) -> None:
    assert TEXT.tasks
    assert told(plan_of(page.encode())) == told(TEXT)


@pytest.mark.parametrize("charset", ["gb2312", "utf-8", "big5", "none"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_the_bytes_count_more_than_what_the_page_declares(charset: str, encoding: str) -> None:
    page = made.site(made.paragraphs().replace("看好校门", "看好㙍镇校门"), charset=charset)
    assert plan_of(page.encode(encoding)).tasks[0].title == "看好㙍镇校门"


@pytest.mark.parametrize("name", ["page.mht", "saved-by-word.doc"])
def test_a_web_archive_gives_its_longest_page(name: str) -> None:
    assert told(plan_of(made.archive(made.site(made.paragraphs(), charset="gb2312")), name)) == told(TEXT)


def test_merged_cells_are_one_and_read_as_such() -> None:
    plan = plan_of(made.site(f"<h1>{made.TITLE}</h1>{made.TABLE}").encode())
    assert [(task.title, [a.unit for a in task.assignments]) for task in plan.tasks] == [
        ("看好校门", ["市教育局", "市公安局"]),
        ("查清隐患", ["市应急管理局", "市教育局"]),
        ("修好围墙", ["市应急管理局", "市财政局"]),
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>一、甲</p>乙<div>丙<p>丁</div>", ["一、甲", "乙", "丙", "丁"]),
        ("<p>甲<br/>&nbsp;&nbsp;乙<br><br>丙</p>", ["甲", "乙", "丙"]),
        ("<p>市教\n  育局 和 <b>市</b>财政局</p>", ["市教育局 和 市财政局"]),
        ("<p>10<sup>3</sup>平方米</p>", ["103平方米"]),
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=4><li>甲<li value=9>乙<li>丙</ol>", ["4. 甲", "9. 乙", "10. 丙"]),
        ("<ol type=a><li>甲</ol><ol type=I><li>甲<li>乙</ol>", ["a. 甲", "I. 甲", "II. 乙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style: none'><li>甲</ol>", ["甲"]),
        ("<ol><li>一、甲<li>（二）乙<li>3.丙</ol>", ["一、甲", "（二）乙", "3.丙"]),
        ("<ol><li>甲<ul><li>乙</ul><li>丙</ol>", ["1. 甲", "乙", "2. 丙"]),
        ("<ul><li><p>甲</p><p>乙</p></ul>", ["甲", "乙"]),
        ("<p title=不>甲<span style='visibility:hidden'>不</span><del>不</del><noscript>不</noscript></p>", ["甲"]),
        ("<p>甲<span hidden>不</span><a style='position:absolute;left:-9999px'>不</a></p>", ["甲"]),
        ("<p aria-hidden=true>甲</p><div style='display:block'>乙</div>", ["甲", "乙"]),
        ("<pre>甲\n  乙  丙</pre>", ["甲", "乙  丙"]),
        ("<table><tr><td>甲<td>乙<tr><td colspan=2>丙</table>", ["甲 | 乙", "丙"]),
        ("<tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr>", ["甲 | 乙", "丙 | 丁"]),
        ("<table><tr><td>甲<tr><td>乙</table>", ["甲", "乙"]),
        ("<table><tr><td>甲<td>乙<td>丙</table>", ["甲", "乙", "丙"]),
        ("<table><tr><td><img src=a><td><img src=b><tr><td><td></table>甲", ["甲"]),
        ("<table><tr><td><p>甲</p><p>乙</p><td>丙<tr><td>丁<td>戊</table>", ["甲\n乙 | 丙", "丁 | 戊"]),
    ],
)
def test_what_stands_on_a_page(page: str, expected: list[str]) -> None:
    assert lines(page) == expected


def test_an_outer_table_lays_out_the_page_and_the_inner_one_is_a_table() -> None:
    page = f"<table><tr><td>左</td><td>甲{made.TABLE}</td></tr><tr><td>下</td><td>乙</td></tr></table>"
    found = page_parts(page, Limits())
    assert [len(part.cells) if isinstance(part, Table) else getattr(part, "text", None) for part in found] == [
        "左", "甲", "任务分工表", 19, "下", "乙",
    ]  # fmt: skip


def test_rows_and_columns_in_which_no_cell_begins_are_none() -> None:
    (table,) = page_parts("<table><tr><td colspan=9>甲<td>乙<tr><td colspan=9>丙<td rowspan=9>丁</table>", Limits())
    assert isinstance(table, Table)
    assert [(c.text, c.row, c.column, c.rows, c.columns) for c in table.cells] == [
        ("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1), ("丙", 1, 0, 1, 1), ("丁", 1, 1, 1, 1),
    ]  # fmt: skip


def test_places_are_counted_as_a_reader_counts() -> None:
    parts = page_parts(f"<p>甲</p><p> </p><p>乙</p>{made.TABLE}", Limits())
    assert [part.where for part in parts if isinstance(part, Paragraph)] == ["paragraph 1", "paragraph 2", "table 1"]
    table = parts[-1]
    assert isinstance(table, Table)
    assert table.cells[7] == Cell("上学放学时段有人值守。", 1, 2, "table 1, row 2, column 3")


def test_the_head_of_a_published_document_is_read() -> None:
    facts = (
        "<table><tr><td>索 引 号：</td><td>0001/2022</td><td>发文字号：</td><td>丁政办发〔2022〕7号</td></tr>"
        "<tr><td>发文机关：</td><td>丁城市人民政府办公室</td><td>成文日期：</td><td>2022年5月6日</td></tr></table>"
    )
    head = f'<meta name="ArticleTitle" content="{made.TITLE}"><meta name="PubDate" content="2022-05-09 10:11">'
    text = "".join(f"<p>{line}</p>" for line in made.LINES[6:])
    page = made.site(text, head=head).replace("<div class=main>", f"<div class=main>{facts}")
    assert told(plan_of(page.encode())) == told(TEXT)


def test_a_title_broken_over_lines_is_one_line_where_the_page_names_it() -> None:
    broken = made.paragraphs().replace("安全工作任务", "安全</p><p>工作任务", 1)
    assert lines(made.site(broken))[:2] == [made.TITLE, made.NUMBER]
    assert lines(broken)[:2] == ["丁城市校园安全", "工作任务分工方案"]


def test_the_title_is_taken_from_the_page_s_title_only_where_the_article_has_none() -> None:
    assert lines(made.site("<p>一、甲</p>" * 30))[0] == made.TITLE
    assert lines(made.site(made.paragraphs())).count(made.TITLE) == 1


@pytest.mark.parametrize("group", ["article", "chrome", "title"])
def test_selectors_find_their_examples_and_leave_what_looks_alike(group: str) -> None:
    for row in lexicon.toml("pages")[group]:
        for example, found in ((row["finds"], True), (row["leaves"], False)):
            tree = parsed(f"<table><tr>{example}</tr></table>" if example.startswith("<td") else example)
            texts = [node.text() for node in tree.css(row["selector"])]
            assert any("TEXT" in text for text in texts) == found, (row["selector"], example)


def test_a_box_named_like_chrome_that_holds_the_text_is_kept() -> None:
    page = f'<div class="nav"><div class="print">{made.paragraphs()}</div></div>'
    assert lines(page) == list(made.LINES)


def test_a_known_box_with_little_of_the_text_is_not_the_article() -> None:
    tree = parsed(f'<div class="TRS_Editor">短</div>{made.paragraphs()}')
    assert [node.tag for node in matching(tree, "article")] == ["div"]
    assert article_of(tree).root.tag == "body"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html><body><img src=a></body></html>", "has no text"),
        (b"<html><frameset><frame src=a.htm></frameset></html>", "only frames other pages"),
        (b"<div>" * 100_000 + b"x", "nests its elements 100,000 deep"),
        (("<html>" + "甲" * 500).encode() + b"\xff\xfe\xfd" * 9, "is not text"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        decode(data, "a.html")


def test_deep_nesting_is_read_without_recursion() -> None:
    deep = "<div>" * 2_000 + "甲" + "</div>" * 2_000
    assert lines(deep) == ["甲"]
    assert lines("<table><tr><td>" * 300 + "甲") == ["甲"]
    assert lines("<b>" * 1_000 + "甲") == ["甲"]


def test_a_cell_that_says_it_covers_a_million_is_bounded() -> None:
    page = "<table>" + "<tr><td colspan=1000>甲<td>乙" * 3_000 + "</table>"
    with pytest.raises(ReadError, match="over the limit of 2,000,000"):
        decode(page.encode(), "a.html")


GOOD = made.site(made.paragraphs() + made.TABLE).encode()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_gives_a_source_or_one_line(data: st.DataObject) -> None:
    good = data.draw(st.sampled_from([GOOD, made.archive(GOOD.decode())]))
    at = data.draw(st.integers(0, len(good)))
    kind = data.draw(st.sampled_from(["cut", "put", "any"]))
    put = data.draw(st.binary(max_size=20))
    broken = {"cut": good[:at], "put": good[:at] + put + good[at + len(put) :], "any": put * 50}[kind]
    try:
        text = compose(read(broken, Limits()), Limits()).text
    except KgError as error:
        assert "\n" not in str(error)
    else:
        assert not re.search(r"<script|<style", text)
