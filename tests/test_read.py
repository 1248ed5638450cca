"""Bytes to text to view: encodings, what is refused, offsets that never move, noise that is marked and not cut."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read import noise
from kg.read.source import decode, read
from kg.read.view import BLOT, fold, look

TEXT = "丁城市工作要点\r\n１、开好头。㐂𠮷与ｅ－ｍａｉｌ\n"  # 㐂 has four bytes in GB18030, 𠮷 lies beyond the BMP


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("gb18030"), "gb18030"),
    ],
)
def test_encodings(data: bytes, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "要点.txt"
    path.write_bytes(data)
    source = read(path)
    assert source.text == TEXT
    assert source.encoding == encoding
    assert source.name == "要点.txt"


def test_gbk_is_read_as_gb18030() -> None:
    assert decode("责任单位：市教育局".encode("gbk"), "x").text == "责任单位：市教育局"


def test_the_hash_is_of_the_bytes() -> None:
    assert decode(b"abc", "x").sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert decode(TEXT.encode(), "x").sha256 != decode(TEXT.encode("gb18030"), "x").sha256


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        ("\u3000\u3000\n".encode(), "is empty"),
        (bytes(range(32)) * 40, "looks binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 60, r"is a picture \(PNG\), no text: run OCR first"),
        (
            b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><a/>',
            r"in the XML of Excel 2003: open it in Excel",
        ),
        (b"Rar!\x1a\x07\x00" + b"\xff" * 60, r"is an archive \(RAR\) that is not unpacked here: unpack it and give"),
        (b"\xff" * 60, "is not text"),
        (codecs.BOM_UTF8 + b"\xff\xff\xff", "is not text"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "is not text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        decode(data, "x")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot read"):
        read(tmp_path / "absent.txt")
    with pytest.raises(ReadError, match="is a folder: expected a file"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("（一）", "(一)"),
        ("牵头单位：Ａ，Ｂ；", "牵头单位:A,B;"),
        ("〔2021〕２号", "(2021)2号"),
        ("２０２１—２０２５", "2021-2025"),
        ("编\u3000\xa0办", "编  办"),
        ("〈意见〉", "<意见>"),
        ("《意见》、“五育”。", "《意见》、“五育”。"),
    ],
)
def test_folding(wide: str, narrow: str) -> None:
    assert fold(wide) == narrow
    assert len(fold(wide)) == len(wide)
    assert fold(narrow) == narrow


NOISY = """<sup id="a1"></sup>
字号：大 中 小
丁城市工作要点
1.改进教师365提款_365官方电话_365bet体育在线网址招聘办法。微信截图_2024.png
• <br/>
版权所有：丁城市人民政府
"""


def test_view_is_as_long_as_the_text_and_noise_is_blotted_out() -> None:
    reading = look(decode(NOISY.encode(), "x"))
    assert len(reading.view) == len(reading.source.text) == len(NOISY)
    assert reading.source.text == NOISY
    marked = {i for n in reading.noise for i in range(n.span.start, n.span.end)}
    assert marked == {i for i, char in enumerate(reading.view) if char == BLOT}
    kept = reading.clean(0, len(NOISY))
    assert kept == "丁城市工作要点 1.改进教师招聘办法。"


def test_kinds_of_noise() -> None:
    found = {n.rule for n in noise.find(fold(NOISY))}
    assert found >= {"markup", "advert", "image-name", "page-tools", "page-foot", "list-bullet"}


@pytest.mark.parametrize(
    "text",
    [
        NOISY,
        "改进365官方电话_bet_图片1.png办法",  # advert and picture share a stretch
        "<b>上一篇：365官方电话_bet_网址</b>",
        "· <br/> 责任编辑：某某 <img src=a.png>",
    ],
)
def test_noise_is_ordered_and_disjoint(text: str) -> None:
    found = noise.find(fold(text))
    assert found
    ends = [0, *(n.span.end for n in found)]
    assert all(end <= n.span.start < n.span.end for end, n in zip(ends, found, strict=False))


@pytest.mark.parametrize("text", ["丁城市工作要点\n一、总体要求", "1.改进教师招聘办法。", ""])
def test_a_clean_text_has_no_noise(text: str) -> None:
    assert noise.find(fold(text)) == ()


def test_evidence_is_a_slice_without_blanks_and_noise_at_its_ends() -> None:
    text = "一 \u3000<b>教师<i>队伍</b> \n二"
    reading = look(decode(text.encode(), "x"))
    evidence = reading.evidence(1, len(text) - 1, "made")
    assert evidence.quote == text[evidence.start : evidence.end] == "教师<i>队伍"
    assert reading.clean(1, len(text) - 1) == "教师队伍"
    assert reading.name(0, len(text)) == "一教师队伍二"


def test_nothing_but_blanks_and_noise_gives_an_empty_slice() -> None:
    reading = look(decode("一  <b> 二".encode(), "x"))
    evidence = reading.evidence(1, 6, "made")
    assert (evidence.quote, evidence.start) == ("", evidence.end)
