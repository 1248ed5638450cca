"""Word documents that are broken, hostile or too large: read or refused in one line, nothing fetched, no end of memory."""

from __future__ import annotations

import socket
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_docx import LEVELS, abstract, cell, document, field, num, paragraph, run, style, table
from making_zip import packed

from kg.errors import KgError, ReadError
from kg.read.docx import read
from kg.read.limits import Limits
from kg.read.source import decode

MAIN = "word/document.xml"
GOOD = document(
    paragraph("甲", "1/0")
    + table("任务 单位 <", "建校 教育局 财政局", "招聘 ^ -")
    + paragraph(runs=field("PAGE", run("1"))),
    numbering=abstract(0, *LEVELS) + num(1, 0),
)
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"[1:-1]


def changed(name: str, data: bytes) -> bytes:
    """The good document with another part in place of that one."""
    archive = zipfile.ZipFile(BytesIO(GOOD))
    return packed({member: archive.read(member) for member in archive.namelist()} | {name: data})


def refused(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as error:
        decode(data, "a.docx", limits or Limits())
    assert "\n" not in str(error.value)
    return str(error.value)


@given(st.integers(0, len(GOOD)), st.binary(max_size=8))
@settings(max_examples=30)
def test_a_damaged_archive_is_read_or_refused(at: int, junk: bytes) -> None:
    for data in (GOOD[:at], GOOD[:at] + junk + GOOD[at + len(junk) :]):
        try:
            decode(data, "a.docx")
        except KgError as error:
            assert "\n" not in str(error)


@given(st.sampled_from([MAIN, "word/numbering.xml", "word/styles.xml", "_rels/.rels"]), st.data())
@settings(max_examples=30)
def test_a_damaged_part_is_read_or_refused(name: str, data: st.DataObject) -> None:
    part = zipfile.ZipFile(BytesIO(GOOD)).read(name)
    at = data.draw(st.integers(0, len(part)))
    junk = data.draw(st.sampled_from([b"", b"<", b"9", b'"', b"-1", b"99999999999", b"\xff", b"</w:p>", b"&x;"]))
    try:
        decode(changed(name, part[:at] + junk + part[at + len(junk) :]), "a.docx")
    except KgError as error:
        assert "\n" not in str(error)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for junk in (data, b"PK\x03\x04" + data, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1EncryptedPackage" + data):
        try:
            read(junk, Limits())
        except KgError as error:
            assert "\n" not in str(error)


_BLOCKS = st.recursive(
    st.sampled_from(
        [
            paragraph("甲", "1/0"), paragraph("乙", mark="<w:del/>"), paragraph(level="7/9"), paragraph(level="x/y"),
            paragraph("丙", style="S"), "<w:r/>", "<w:tbl/>", "<w:tbl><w:tr/></w:tbl>", "<w:sdt/>",
            "<w:p><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>", "<w:p><w:r><w:fldChar w:fldCharType='separate'/></w:r></w:p>",
            paragraph(runs='<w:r><w:sym w:char="zz"/><w:sym w:char="110000"/><w:footnoteReference/></w:r>'),
        ]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.builds(
            lambda text, span, merge: f"<w:tbl><w:tr>{cell('', f'<w:gridSpan w:val={span!r}/>{merge}', inner=text)}</w:tr></w:tbl>",
            inner, st.sampled_from(["0", "-3", "2", "x", ""]), st.sampled_from(["", "<w:vMerge/>", "<w:hMerge w:val='continue'/>"]),
        ),
        inner.map(lambda text: f"<w:p><w:r><w:txbxContent>{text}</w:txbxContent></w:r></w:p>"),
        inner.map(lambda text: f"<w:ins>{text}</w:ins>"),
    ),
    max_leaves=8,
)  # fmt: skip


@given(_BLOCKS)
@settings(max_examples=30)
def test_any_order_of_elements_is_read(body: str) -> None:
    made = document(body + paragraph("完"), numbering=abstract(0, *LEVELS) + num(1, 0), styles=style("S", ""))
    assert decode(made, "a.docx").text.splitlines()[-1].endswith("完")


def test_no_declared_entity_is_expanded_and_no_other_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    for declared in (
        '<!ENTITY b "c">',
        '<!ENTITY b SYSTEM "file:///etc/hostname">',
        '<!ENTITY % b SYSTEM "http://a.b/">%b;',
    ):
        xml = f'<!DOCTYPE a [{declared}]><w:document xmlns:w="{WORDS}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
        assert "document type declaration" in refused(changed(MAIN, xml.encode()))


def test_an_archive_that_unpacks_without_end_is_refused() -> None:
    bomb = changed(MAIN, b" " * 6_000_000)
    assert len(bomb) < 100_000
    assert refused(bomb, Limits(megabytes=1)) == "unpacks to 5 MB: over the limit of 5 MB (5 times --max-mb)"
    assert "has 2 MB: over the limit of 1 MB" in refused(changed(MAIN, b" " * 2_000_000), Limits(megabytes=1))


def test_tables_without_end_are_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 5000 + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 5000
    assert "inside one another without end" in refused(document(deep))
    boxes = "<w:p><w:r><w:txbxContent>" * 5000 + paragraph("甲") + "</w:txbxContent></w:r></w:p>" * 5000
    assert "inside one another without end" in refused(document(boxes))
    wide = table("甲 乙").replace('w:val="1"', 'w:val="1000000000"')
    assert "over the limit of 2,000,000" in refused(document(wide))


def test_deep_wrappers_are_read() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + paragraph("甲") + "</w:sdtContent></w:sdt>" * 5000
    assert decode(document(deep), "a.docx").text == "甲\n"
    links = paragraph(runs="<w:hyperlink>" * 5000 + run("甲") + "</w:hyperlink>" * 5000)
    assert decode(document(links), "a.docx").text == "甲\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (changed(MAIN, b"<a/>"), "is no Word document that could be read"),
        (changed(MAIN, b""), "is damaged"),
        (document('<w:altChunk xmlns:r="r" r:id="rId1"/>'), "page of another format"),
        (document(""), "no text that could be read"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, said: str) -> None:
    assert said in refused(data)


def test_a_member_with_a_password_is_named() -> None:
    data = bytearray(changed(MAIN, b"<a/>"))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 1)
    assert "password" in refused(bytes(data))
