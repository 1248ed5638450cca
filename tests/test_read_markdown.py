"""Markdown says what the plain text says: its marks are gone, its numbers stand, its tables are cells."""

from __future__ import annotations

import making_html as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_read_html import TEXT, plan_of, told

from kg.errors import KgError
from kg.read.limits import Limits
from kg.read.markdown import read
from kg.read.parts import Paragraph, Table, compose


def lines(text: str) -> list[str]:
    found: list[str] = []
    for part in read(text.encode(), Limits()):
        if isinstance(part, Paragraph):
            found.append(part.text)
        elif isinstance(part, Table):
            found += [cell.text for cell in part.cells]
    return found


def marked() -> str:
    """The plan as Markdown: headings, emphasis, an item as a list's."""
    text = "\n\n".join(made.LINES).replace(made.TITLE, f"# {made.TITLE}", 1)
    return text.replace("一、加强防范", "## 一、加强防范").replace("（二）查清隐患。", "- **（二）查清隐患。**")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_markdown_says_what_the_plain_text_says(encoding: str) -> None:
    assert told(plan_of(marked().encode(encoding), "plan.md")) == told(TEXT)


def test_lines_without_blank_lines_between_are_paragraphs() -> None:
    assert told(plan_of("\n".join(made.LINES).encode(), "plan.md")) == told(TEXT)


def test_a_table_is_read_by_its_cells() -> None:
    table = "\n".join(["| " + " | ".join(row) + " |" for row in made.ROWS]).replace("\n", "\n|-|-|-|-|-|\n", 1)
    plan = plan_of(f"# {made.TITLE}\n\n{table}\n".encode(), "plan.md")
    assert [(task.title, [a.unit for a in task.assignments]) for task in plan.tasks] == [
        ("看好校门", ["市教育局", "市公安局"]),
        ("查清隐患", ["市应急管理局", "市教育局"]),
        ("修好围墙", ["市财政局"]),
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_table_in_html_keeps_its_merged_cells(gap: str) -> None:
    table = made.TABLE.replace("<tr>", f"{gap}<tr>")
    plan = plan_of(f"# {made.TITLE}\n\n{table}\n\n完\n".encode(), "plan.md")
    assert [a.unit for a in plan.tasks[2].assignments] == ["市应急管理局", "市财政局"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 一、甲\n## （一）乙 ##", ["一、甲", "（一）乙"]),
        ("甲\n===\n乙\n---\n丙", ["甲", "乙", "丙"]),
        ("**甲**。*乙*`丙`~~丁~~", ["甲。乙丙丁"]),
        ("**（一）甲。**乙", ["（一）甲。乙"]),
        ("- 甲\n* 乙\n+ 丙", ["甲", "乙", "丙"]),
        ("1. 甲\n2. 乙\n5) 丙", ["1. 甲", "2. 乙", "5) 丙"]),
        ("7. 甲\n\n   乙\n9. 丙", ["7. 甲", "乙", "9. 丙"]),
        ("1.甲\n2、乙", ["1.甲", "2、乙"]),
        ("\u3000\u3000甲\n    乙", ["甲", "乙"]),
        ("> 甲\n\n***\n![图](a.png)[乙](b)", ["甲", "乙"]),
        ("贯彻<关于改革的意见>，见data_2021_v2", ["贯彻<关于改革的意见>，见data_2021_v2"]),
        ("|甲|乙|\n|-|-|\n|丙<br>丁||", ["甲", "乙", "丙\n丁", ""]),
        ("```\n甲\n```", ["甲"]),
        ("---\ntitle: '甲方案'\ndate: 2022-05-06\n---\n乙", ["甲方案", "乙"]),
        ("---\ntitle: 甲方案\n---\n# 甲方案\n乙", ["甲方案", "乙"]),
        ("<!-- 不 -->\n\n甲<!-- 不 -->", ["甲"]),
        ("", []),
    ],
)
def test_what_markdown_says(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


def test_places_are_lines_and_cells() -> None:
    parts = read("---\na: b\n---\n# 甲\n\n乙\n丙\n\n|丁|戊|\n|-|-|\n".encode(), Limits())
    assert [part.where for part in parts if isinstance(part, Paragraph)] == ["line 4", "line 6", "line 7"]
    assert [[cell.where for cell in part.cells] for part in parts if isinstance(part, Table)] == [
        ["table 1, row 1, column 1", "table 1, row 1, column 2"]
    ]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text("#->*|[]()`<br/&;1.、甲\n ", max_size=200).map(str.encode)))
def test_anything_gives_text_or_one_line(data: bytes) -> None:
    try:
        compose(read(data, Limits()), Limits())
    except KgError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("mark", ["> ", "- ", "[", "**甲", "<div>"])
def test_deep_nesting_is_no_failure(mark: str) -> None:
    try:
        read((mark * 5_000 + "甲").encode(), Limits())
    except KgError as error:
        assert "\n" not in str(error)
