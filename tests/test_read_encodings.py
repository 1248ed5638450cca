"""Bytes to characters: marks, UTF-8, GB18030, Big5 and UTF-16 told apart, broken characters counted."""

from __future__ import annotations

import re

import making_html as made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.read.encodings import text_of

TEXT = "\n".join(made.LINES)
TRADITIONAL = (
    "丁城市校園安全工作任務分工方案\n一、加強防範\n（一）看好校門。上學放學時段有人值守。（牽頭單位：市教育局）\n"
)
RARE = "㙍镇、喆村和𠮷里：镕、垚、堃"  # not in GB2312, the last-but-one beyond what two bytes hold


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        (TEXT, "utf-8", "utf-8"),
        (TEXT, "utf-8-sig", "utf-8-sig"),
        (TEXT, "gb2312", "gb18030"),
        (TEXT, "gbk", "gb18030"),
        (TEXT + RARE, "gb18030", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TEXT, "utf-16", "utf-16"),
        (TEXT, "utf-16-le", "utf-16-le"),
        (TEXT, "utf-16-be", "utf-16-be"),
        ("plan A\n", "utf-16-le", "utf-16-le"),
        ("plan A\n", "ascii", "utf-8"),
        ("市教育局", "gbk", "gb18030"),
        ("教育局牽頭", "big5", "big5hkscs"),
        ("市教育局牵头", "utf-16-le", "utf-16-le"),
        ("市教育局牵头", "utf-16-be", "utf-16-be"),
        ("", "utf-8", "utf-8"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(text: str, encoding: str, told: str) -> None:
    assert text_of(text.encode(encoding)) == (text, told)


@pytest.mark.parametrize("size", [8, 20, 80])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [(TEXT, "gbk"), (TRADITIONAL, "big5"), (TEXT, "utf-16-le"), (TEXT, "utf-16-be"), (TEXT, "utf-8")],
)
def test_every_piece_is_told_too(text: str, encoding: str, size: int) -> None:
    for at in range(0, len(text) - size):
        piece = text[at : at + size]
        if len(re.findall("[一-龥]", piece)) >= size / 2:
            assert text_of(piece.encode(encoding))[0] == piece


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "GBK", "big5", "iso-8859-1", "x-unheard-of"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_wrong_declaration_does_not_count(declared: str, encoding: str) -> None:
    page = f'<meta charset="{declared}">{TEXT}'
    assert text_of(page.encode(encoding))[0] == page


def test_a_declaration_tells_where_the_bytes_do_not() -> None:
    data = "镕".encode("gbk")
    assert text_of(b"<meta charset=gbk>" + data)[0].endswith("镕")
    assert text_of(b"<meta charset=big5>" + data)[0].endswith(data.decode("big5hkscs"))


@pytest.mark.parametrize(("encoding", "told"), [("utf-8", "utf-8"), ("gb18030", "gb18030")])
def test_a_few_broken_characters_are_lost_and_said(encoding: str, told: str) -> None:
    data = (TEXT * 8).encode(encoding)
    at = data.index("看".encode(encoding))
    text, said = text_of(data[:at] + b"\xff" + data[at:])
    assert said == f"{told}, 1 characters lost"
    assert text.replace("\ufffd", "") == TEXT * 8


def test_many_broken_characters_are_refused() -> None:
    data = TEXT.encode().replace("市".encode(), b"\xff")
    with pytest.raises(ReadError, match=r"is not text in UTF-8, .* \(\d+ of \d+ characters broken, read as utf-8\)"):
        text_of(data)


@given(st.text("市教㙍𠮷é、。 aZ\\n\\ufeff\\ufffd", max_size=60))
def test_utf_8_is_never_taken_for_another(text: str) -> None:
    assert text_of(text.encode())[0] == text.removeprefix("\ufeff")


@given(st.binary(max_size=80))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        assert isinstance(text_of(data)[0], str)
    except ReadError as error:
        assert "\n" not in str(error)
