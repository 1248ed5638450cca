"""Old Word documents: what LibreOffice makes of them, and what is said where it is missing, stuck or fails."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest
from making_docx import LEVELS, abstract, document, num, paragraph, table
from making_zip import packed
from office_fixture import convert, needs_writer

from kg.errors import NotNow, ReadError
from kg.read import formats
from kg.read.limits import Limits
from kg.read.office import read
from kg.read.parts import Paragraph
from kg.read.source import decode

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def compound(*streams: str) -> bytes:
    """What the directory of a compound file looks like, with entries of these names."""
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)


WORD = compound("WordDocument")
RTF = rb"{\rtf1 a}"
ODT = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files, empty."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in LibreOffice's place, still to be written."""
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return tmp_path / "soffice"


def write(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


@pytest.mark.parametrize(
    ("data", "name"),
    [(WORD, "a Word 97 document (.doc)"), (RTF, "a rich text document (.rtf)"), (ODT, "an OpenDocument text (.odt)")],
)
def test_without_libreoffice_it_says_how_to_go_on(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotNow, match="install LibreOffice") as error:
        read(data, Limits())
    assert str(error.value) == f"is {name}: open it in Word or WPS and save it as .docx, or install LibreOffice"


def test_what_libreoffice_makes_is_read_and_nothing_is_left(office: Path, temporary: Path, tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(document(paragraph("甲")))
    write(
        office,
        f'echo "$HOME $TMPDIR $@" > {tmp_path}/words; cp "$HOME"/profile/user/*.xcu {tmp_path}\n'
        f'mkdir "$HOME/out"; cp {tmp_path}/made.docx "$HOME/out/document.docx"',
    )
    assert read(WORD, Limits()) == [Paragraph("甲", "paragraph 1")]
    words = (tmp_path / "words").read_text(encoding="utf-8").split()
    assert Path(words[0]).parent == temporary and words[0] == words[1]
    assert words[-1] == f"{words[0]}/document.doc" and f"-env:UserInstallation=file://{words[0]}/profile" in words
    assert "DisableMacrosExecution" in (tmp_path / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert list(temporary.iterdir()) == []


def test_a_file_that_it_cannot_open(office: Path, temporary: Path) -> None:
    write(office, "exit 0")
    with pytest.raises(ReadError, match="cannot open, damaged or protected by a password"):
        read(RTF, Limits())
    assert list(temporary.iterdir()) == []


def test_a_program_that_is_stuck_is_ended_with_all_its_children(office: Path, temporary: Path, tmp_path: Path) -> None:
    write(office, f"sleep 300 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(ReadError, match="over the limit"):
        read(RTF, Limits(seconds=1))
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    assert ended(child)
    assert list(temporary.iterdir()) == []


def ended(process: int) -> bool:
    """Whether a process is over, or will be once its new parent has asked for it."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
        except FileNotFoundError:
            return True
        if state.rpartition(")")[2].split()[0] in "ZX":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (WORD, "a.doc", "doc"),
        (WORD, "a.wps", "wps"),
        (RTF, "a.doc", "rtf"),
        (ODT, "a.odt", "odt"),
        (ODT, "a.ods", "ods"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>', "a.doc", "doc"),
        (b"<html><body>\xe7\x94\xb2</body></html>", "a.doc", "html"),
        ("甲".encode(), "a.doc", "txt"),
        (compound("WordDocument", "Workbook"), "a.doc", "doc"),
        (compound("WordDocument", "Workbook"), "a.xls", "xls"),
        (compound("Workbook"), "a.et", "xls"),
        (compound("Book"), "a.doc", "xls"),
        (compound("WordDocument", "Bookman Old Style"), "a", "doc"),
        (compound("WordDocument") + b"--" + "Book\0".encode("utf-16-le"), "a", "doc"),
        (document(""), "a.doc", "docx"),
        (packed({"word/document2.xml": ""}), "a", "docx"),
        (packed({"a/word/document.xml": ""}), "a", "zip"),
    ],
)
def test_formats_by_content(data: bytes, name: str, expected: str) -> None:
    assert formats.format_of(data, name) == expected


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "doc"])
def test_a_password_is_named(suffix: str) -> None:
    with pytest.raises(ReadError, match="is protected by a password"):
        decode(compound("EncryptedPackage"), f"a.{suffix}")


def test_a_password_of_word_97_is_named() -> None:
    with pytest.raises(ReadError, match="is protected by a password"):
        read(OLE + bytes(504) + b"\xec\xa5" + bytes(9) + b"\x13" + bytes(500), Limits())


def test_a_presentation_is_no_plan() -> None:
    with pytest.raises(ReadError, match="PowerPoint"):
        decode(compound("PowerPoint Document"), "a.doc")
    with pytest.raises(ReadError, match="PowerPoint"):
        decode(packed({"ppt/presentation.xml": "<a/>"}), "a.docx")


@needs_writer
def test_libreoffice_reads_rich_text(temporary: Path) -> None:
    def escaped(text: str) -> str:
        return "".join(f"\\u{ord(sign)}?" for sign in text)

    levels = (
        r"{\listlevel\levelnfc37\levelfollow0\levelstartat1{\leveltext\'02\'00\u12289\'a1\'a2;}{\levelnumbers\'01;}}"
    )
    rtf = (
        r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}{\*\listtable{\list\listtemplateid1"
        rf"{levels}\listid1}}}}{{\*\listoverridetable{{\listoverride\listid1\listoverridecount0\ls1}}}}"
        rf"\pard\f0 {escaped('某县方案')}\par\pard\ls1\ilvl0 {escaped('办好教育')}\par {escaped('组织领导')}\par}}"
    )
    assert decode(rtf.encode(), "a.rtf").text == "某县方案\n一、办好教育\n二、组织领导\n"
    assert list(temporary.iterdir()) == []


@needs_writer
def test_libreoffice_reads_word_97(tmp_path: Path) -> None:
    body = (
        paragraph("办好教育", "1/0") + paragraph("新建", "1/1") + table("任务 单位 <", "建校 教育局 财政局", "招聘 ^ -")
    ) + paragraph("完")
    given = tmp_path / "a.docx"
    given.write_bytes(document(body, numbering=abstract(0, *LEVELS) + num(1, 0)))
    convert(given, "doc", tmp_path)
    source, straight = decode((tmp_path / "a.doc").read_bytes(), "a.doc"), decode(given.read_bytes(), "a.docx")
    assert source.text == straight.text == "一、办好教育\n（一）新建\n任务\t单位\n建校\t教育局\t财政局\n招聘\n完\n"
    assert source.tables == straight.tables
