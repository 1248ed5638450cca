"""Workbooks as sources: the same ledger in each format says the same, hidden things stay out, broken ones say why."""

from __future__ import annotations

import io
from collections.abc import Callable

import making_sheets as making
import making_zip
import pytest
import xlsxwriter
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.errors import KgError, ReadError
from kg.extract.plan import read_plan
from kg.model import Plan
from kg.read.formats import format_of
from kg.read.limits import Limits
from kg.read.source import decode
from kg.source import Source, locator

BOOKS: dict[str, Callable[[], bytes]] = {"xlsx": making.xlsx, "xls": making.xls, "ods": making.ods}
NAMES: dict[str, Callable[[], bytes]] = {
    "m.xlsx": making.xlsx, "m.xls": making.xls, "m.et": making.xls, "m.ods": making.ods,
    "m.xlsb": lambda: making.xlsb([line.split("\t") for line in making.TEXT.splitlines()]),
}  # fmt: skip


def said(source: Source) -> tuple[object, ...]:
    """What the graph takes from a plan, without offsets."""
    plan: Plan = read_plan(source, "made")
    tasks = [
        (
            task.id,
            task.section,
            task.title,
            [(a.unit, a.role) for a in task.assignments],
            [d.item for d in task.derivations],
            task.deadline and (task.deadline.text, task.deadline.kind, task.deadline.value),
        )
        for task in plan.tasks
    ]
    top = plan.title and plan.title.text, [i.text for i in plan.issuers], plan.date and plan.date.text, plan.place
    return *top, tasks


def book(*rows: list[str], names: tuple[str, ...] = ("Sheet1",)) -> bytes:
    """A workbook with these rows on each of its sheets."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    for name in names:
        page = made.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                page.write_string(number, column, text)
    made.close()
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_each_format_says_what_the_text_says(name: str) -> None:
    expected = said(decode(making.TEXT.encode(), "m.txt"))
    assert said(decode(NAMES[name](), name)) == expected
    assert [task[0] for task in expected[-1]] == ["一-1", "一-2", "二-1"]  # type: ignore[attr-defined]
    assert expected[:4] == (making.TITLE, ["云溪县教育局"], "2024-03-01", "云溪县")


@pytest.mark.parametrize("kind", BOOKS)
def test_what_is_hidden_is_left_out(kind: str) -> None:
    text = decode(BOOKS[kind](), f"m.{kind}").text
    assert not any(hidden in text for hidden in ("旧", "县公安局", "县司法局"))


@pytest.mark.parametrize("kind", BOOKS)
def test_numbers_are_as_people_see_them(kind: str) -> None:
    lines = decode(BOOKS[kind](), f"m.{kind}").text.splitlines()
    assert "1\t新建幼儿园两所\t县教育局\t县财政局\t2024年6月\t95%" in lines
    assert "县财政局\t2024年12月底前\t3所" in lines


@pytest.mark.parametrize("kind", BOOKS)
def test_each_fact_tells_its_cell(kind: str) -> None:
    source = decode(BOOKS[kind](), f"m.{kind}")
    where = locator(source)
    tasks = read_plan(source, "made").tasks
    assert [where(a.evidence.start) for a in tasks[1].assignments] == ["Sheet1!C6", "Sheet1!D7", "Sheet1!D7"]


HEAD = ["序号", "工作任务", "牵头单位", "配合单位"]


def test_numbers_that_come_again_on_the_next_sheet_are_told_apart() -> None:
    made = book(HEAD, ["1", "修缮校舍", "县教育局", ""], names=("教育", "财政"))
    plan = read_plan(decode(made, "m.xlsx"), "made")
    assert [task.id for task in plan.tasks] == ["1"]  # the same task on both

    out = io.BytesIO()
    two = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, task, unit in (("教育", "修缮校舍", "县教育局"), ("财政", "拨付资金", "县财政局")):
        page = two.add_worksheet(name)
        page.write_row(0, 0, HEAD)
        page.write_row(1, 0, [1, task, unit])
    two.close()
    plan = read_plan(decode(out.getvalue(), "m.xlsx"), "made")
    assert [(task.id, task.title, task.assignments[0].unit) for task in plan.tasks] == [
        ("1", "修缮校舍", "县教育局"),
        ("表2-1", "拨付资金", "县财政局"),
    ]


@pytest.mark.parametrize(
    ("name", "first", "expected"),
    [
        ("云溪县重点任务分工方案", HEAD, "云溪县重点任务分工方案"),
        ("云溪县重点任务分工方案", ["2024年工作要点"], "2024年工作要点"),
        ("Sheet1", HEAD, None),
        ("1.重点任务分工方案", HEAD, None),
    ],
)
def test_a_sheets_name_is_the_title_where_no_line_above_the_head_is(
    name: str, first: list[str], expected: str | None
) -> None:
    rows = [first, HEAD] if first != HEAD else [HEAD]
    plan = read_plan(decode(book(*rows, ["1", "修缮校舍", "县教育局", ""], names=(name,)), "m.xlsx"), "made")
    assert (plan.title and plan.title.text) == expected
    assert len(plan.tasks) == 1


def test_formulas_are_what_they_last_came_to_and_text_that_looks_like_one_is_text() -> None:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    page = made.add_worksheet()
    page.write_row(0, 0, HEAD)
    page.write_formula(1, 0, "=1", value=1)
    page.write_formula(1, 1, '="修缮"&"校舍"', value="修缮校舍")
    page.write_rich_string(1, 2, "县教", made.add_format({"bold": True}), "育局")
    page.write_string(1, 3, "=cmd|'/c calc'!A1")
    made.close()
    source = decode(out.getvalue(), "m.xlsx")
    assert source.text.splitlines()[1] == "1\t修缮校舍\t县教育局\t=cmd|'/c calc'!A1"
    assert read_plan(source, "made").tasks[0].assignments[0].unit == "县教育局"


def test_a_merged_cell_whose_first_row_is_hidden_is_shown_in_the_next() -> None:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    page = made.add_worksheet()
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, ["1", "修缮校舍"])
    page.write_row(2, 0, ["2", "轮训教师"])
    page.merge_range("C2:C3", "县教育局")
    page.set_row(1, None, None, {"hidden": True})
    made.close()
    plan = read_plan(decode(out.getvalue(), "m.xlsx"), "made")
    assert [(task.title, [a.unit for a in task.assignments]) for task in plan.tasks] == [("轮训教师", ["县教育局"])]


SHEET = "xl/worksheets/sheet1.xml"


def workbook(sheet: str) -> bytes:
    """A workbook of one sheet of this XML."""
    return making_zip.packed(
        {
            "xl/workbook.xml": '<workbook xmlns:r="x"><sheets><sheet name="Sheet1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<R><Relationship Id="rId1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/></R>',
            SHEET: sheet,
        }
    )


def test_cells_that_do_not_say_where_they_stand_follow_one_another() -> None:
    def row(*texts: str) -> str:
        return "<row>" + "".join(f"<c t='inlineStr'><is><t>{text}</t></is></c>" for text in texts) + "</row>"

    rows = row("序号", "工作任务") + row("1", "修缮校舍")
    assert decode(workbook(f"<worksheet>{rows}</worksheet>"), "m.xlsx").text == "序号\t工作任务\n1\t修缮校舍\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "document type"),
        ('<a><row><c r="1A"><v>1</v></c></row></a>', "no cell is named '1A'"),
        ('<a><row><c r="XFE1"><v>1</v></c></row></a>', "no cell is named 'XFE1'"),
        ("<a><row>", "is damaged"),
        ("<a/>", "has no text"),
        ('<a><c r="A1" t="str"><v>a</v></c><c r="B1"><v>inf</v></c></a>', "is damaged"),
        (f"<a><c r='A1'><v>1{chr(0x200B) * 100}</v></c></a>", "is damaged .{100,300} …"),
    ],
)
def test_a_broken_sheet_says_what_is_wrong(content: str, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        decode(workbook(content), "m.xlsx")


def test_what_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(ReadError, match=r"unpacks to .* over the limit of 5 MB"):
        decode(workbook("<a>" + " " * 6_000_000 + "</a>"), "m.xlsx", Limits(megabytes=1))


def test_cells_far_apart_cost_nothing_where_only_they_are_filled() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert decode(workbook(f"<a>{rows}</a>"), "m.xlsx").text == "1\n2\n"


def test_a_rectangle_larger_than_the_limit_is_refused_where_a_library_would_fill_it() -> None:
    with pytest.raises(ReadError, match="has tables of 17,179,869,184 cells: over the limit"):
        decode(making.xlsb([["首"]], last=(1_048_575, 16_383)), "m.xlsb")


def test_an_empty_row_repeated_without_end_is_nothing_and_a_full_one_is_refused() -> None:
    def table(text: str) -> bytes:
        cell = f'<t:table-cell t:number-columns-repeated="16384"><x:p>{text}</x:p></t:table-cell>'
        rows = f'<t:table-row t:number-rows-repeated="1048576">{cell}</t:table-row>'
        named = "<t:table-row><t:table-cell><x:p>首</x:p></t:table-cell></t:table-row>"
        content = f'<a xmlns:t="t" xmlns:x="x"><t:table t:name="S">{named}{rows}</t:table></a>'
        return making_zip.packed({"mimetype": "spreadsheet", "content.xml": content})

    assert decode(table(""), "m.ods").text == "首\n"
    with pytest.raises(ReadError, match="over the limit"):
        decode(table("满"), "m.ods")


def test_a_cell_that_begins_within_anothers_paragraph_has_its_own_text() -> None:
    cell = "<t:table-cell><x:p>首<t:table-cell/>尾</x:p><x:p>二</x:p></t:table-cell>"
    content = f'<a xmlns:t="t" xmlns:x="x"><t:table t:name="S"><t:table-row>{cell}</t:table-row></t:table></a>'
    read = decode(making_zip.packed({"mimetype": "spreadsheet", "content.xml": content}), "m.ods").text
    assert "二" in read


def test_what_wants_a_password_says_so() -> None:
    packed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + "EncryptedPackage\0".encode("utf-16-le")
    manifest: dict[str, str | bytes] = {
        "META-INF/manifest.xml": "<m><encryption-data/></m>",
        "mimetype": "s",
        "content.xml": b"\x00\x01",
    }
    for name, data in (("m.xlsx", packed), ("m.ods", making_zip.packed(manifest))):
        with pytest.raises(ReadError, match="is protected by a password"):
            decode(data, name)


def test_a_workbook_that_is_cut_off_is_told_by_its_name() -> None:
    with pytest.raises(ReadError, match=r"is damaged \(.+\): open it in the program that made it"):
        decode(making.xls()[:3000], "m.xls")


def read_or_refused(data: bytes, name: str) -> None:
    """Read a file; refuse it in one line is all that may happen else. What is of another format has tests of its own."""
    try:
        assume(format_of(data, name) in ("xlsx", "xls", "ods", "csv", "txt"))
        decode(data, name)
    except KgError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, derandomize=True, database=None, deadline=None)
@given(at=st.floats(0, 1), replaced=st.binary(max_size=8), cut=st.booleans())
def test_a_damaged_workbook_is_read_or_refused(name: str, at: float, replaced: bytes, cut: bool) -> None:
    data = NAMES[name]()
    place = int(at * len(data))
    read_or_refused(data[:place] + replaced + (b"" if cut else data[place + len(replaced) :]), name)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.et"])
@settings(max_examples=40, derandomize=True, database=None, deadline=None)
@given(data=st.binary(max_size=300), magic=st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
def test_any_bytes_are_read_or_refused(name: str, data: bytes, magic: bytes) -> None:
    read_or_refused(magic + data, name)
