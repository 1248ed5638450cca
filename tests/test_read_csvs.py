"""CSV as a source: whatever parts its fields and encodes its text, the ledger says the same."""

from __future__ import annotations

import csv
import io

import making_sheets as making
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_read_sheets import read_or_refused, said

from kg.errors import NoPlanFound, ReadError
from kg.extract.plan import read_plan
from kg.read.source import decode
from kg.source import locator


def parted(mark: str) -> str:
    """The ledger with this mark between its fields, and blank lines and line breaks as spreadsheets write them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=mark)
    for line in making.TEXT.splitlines():
        fields = line.split("\t")
        writer.writerow([field.replace("、县", "\n县") for field in fields] + [""] * (6 - len(fields)))
        if len(fields) == 1:
            writer.writerow([""] * 6)
    return out.getvalue()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_each_kind_says_what_the_text_says(mark: str, encoding: str) -> None:
    name = "m.tsv" if mark == "\t" else "m.csv"
    source = decode(parted(mark).encode(encoding), name)
    assert said(source) == said(decode(making.TEXT.encode(), "m.txt"))


def test_each_fact_tells_its_line() -> None:
    data = "序号,工作任务,责任单位\n\n1,修缮\n2,轮训,县教育局\n".replace("修缮", '"修缮\n校舍",县住建局').encode()
    source = decode(data, "m.csv")
    where = locator(source)
    assert [(task.title, where(task.assignments[0].evidence.start)) for task in read_plan(source, "made").tasks] == [
        ("修缮校舍", "line 3, column 3"),
        ("轮训", "line 5, column 3"),
    ]


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    data = '序号,工作任务,责任单位\n1,"修缮校舍,县住建局\n2,轮训教师,县教育局\n'.encode()
    assert [task.id for task in read_plan(decode(data, "m.csv"), "made").tasks] == ["1", "2"]


def test_what_the_program_itself_wrote_is_no_plan() -> None:
    row = '某方案,1,修缮校舍,县教育局,lead,explicit,"牵头单位：县教育局",m.txt,1,9,https://a/1,https://a/2'
    head = "plan,id,task,unit,role,basis,quote,file,start,end,task iri,unit iri"
    with pytest.raises(NoPlanFound, match="it sets no task"):
        read_plan(decode(f"\ufeff{head}\r\n{row}\r\n".encode(), "assignments.csv"), "made")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "has no text"),
        (b",,\n,,\n", "has no text"),
        (b"a," * 9 + b'"' + b"b" * 140_000 + b'"', "line 1: field larger"),
    ],
)
def test_what_holds_no_table_says_why(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        decode(data, "m.csv")


@settings(max_examples=150, derandomize=True, database=None, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text('a,;\t"\n\r县1', max_size=60).map(str.encode)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refused(data, "a.csv")
