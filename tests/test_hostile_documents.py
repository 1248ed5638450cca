"""Documents that nobody wrote to be read: bytes cut, changed and made up, in every format. A build gets an answer for each."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from random import Random

import pytest
from fuzz_changes import changed, pieces_of
from fuzz_kinds import Kind, kinds
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import document_holds
from made_up import PIECES
from test_properties import DOCUMENTS, bounded

from kg.graph.vocabulary import DEFAULT_BASE
from kg.inputs.document import Document
from kg.inputs.told import Teller, Told, Unread
from kg.read.formats import READERS
from kg.read.limits import Limits

KINDS = sorted(kinds())
LIMITS = Limits(megabytes=10, cells=200_000)


def told(data: bytes, name: str) -> Told | Unread:
    """What a build is told of a document; never a fault in the program."""
    found = Teller(DEFAULT_BASE, LIMITS, ()).tell(Document(name, name, lambda _: data), "made")
    assert not (isinstance(found, Unread) and "fault in the program" in found.message), found.message
    return found


@cache
def kind(name: str) -> Kind:
    return kinds()[name]()


# ---- what fuzzing begins with is read


@pytest.mark.parametrize("name", [name for name in KINDS if name != "any"])
def test_seeds_of_every_format_are_plans(name: str) -> None:
    """Were they refused at once, nothing behind the refusal would be tried."""
    one = kind(name)
    assert any(document_holds(one.pack(seed), one.name) for seed in one.seeds)


def test_opened_archives_close_again() -> None:
    one = kind("ods")
    members = zipfile.ZipFile(BytesIO(one.pack(one.seeds[0])))
    assert members.namelist() == ["mimetype", "content.xml"]
    assert members.testzip() is None


# ---- cut and changed


@pytest.mark.parametrize("name", KINDS)
def test_files_cut_off_anywhere(name: str) -> None:
    one, random = kind(name), Random(1)
    for seed in one.seeds[:3]:
        file = one.pack(seed)
        for at in sorted(random.sample(range(len(file)), 12)):
            told(file[:at], one.name)


@pytest.mark.parametrize("name", KINDS)
def test_files_with_a_few_other_bytes(name: str) -> None:
    one, random = kind(name), Random(2)
    for seed in one.seeds[:2]:
        for _ in range(12):
            file = bytearray(one.pack(seed))
            for _ in range(random.choice((1, 3, 20))):
                file[random.randrange(len(file))] = random.randrange(256)
            told(bytes(file), one.name)


@pytest.mark.parametrize("name", KINDS)
def test_elements_and_sentences_gone_repeated_moved_and_nested(name: str) -> None:
    one, random, pieces = kind(name), Random(3), pieces_of(PIECES)
    for _ in range(25):
        new = changed(random.choice(one.seeds), one.seeds, pieces, random)
        document_holds(one.pack(new), one.name, LIMITS)


@pytest.mark.parametrize("name", sorted(READERS))
def test_one_format_under_the_name_of_another(name: str) -> None:
    for other in ("text", "html", "docx", "xls"):
        told(kind(other).pack(kind(other).seeds[0]), f"made.{name}")


# ---- made up


@settings(bounded, max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["txt", *sorted(READERS)]))
def test_random_bytes(data: bytes, suffix: str) -> None:
    told(data, f"made.{suffix}")


# Not those of DOC and RTF: each would start an office program
HEADS = (b"PK\x03\x04", b"%PDF-1.7\n", b"\xff\xfe", b"<?xml", b"MIME-Version: 1.0\n")


@settings(bounded, max_examples=60)
@given(st.sampled_from(HEADS), st.binary(max_size=300))
def test_random_bytes_behind_the_head_of_a_format(head: bytes, data: bytes) -> None:
    told(head + data, "made")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "big5hkscs"])
def test_texts_with_bytes_of_another_encoding_in_them(encoding: str) -> None:
    random, text = Random(4), DOCUMENTS[min(DOCUMENTS)]
    file = text.encode(encoding, "ignore")
    for other in ("utf-8", "gb18030", "utf-16-le"):
        at = random.randrange(len(file))
        told(file[:at] + "县教育局牵头".encode(other) + file[at:], "made.txt")


# ---- characters

PLAN = (
    "丁城市用地工作要点\n1.预留用地。控规先留学校{0}。（配合单位：市{0}教育局）\n2.公{0}示。到2025年达到9{0}5%以上。\n"
)


@pytest.mark.parametrize("plane", range(17))
def test_every_plane_of_unicode(plane: int) -> None:
    """Letters, unassigned characters, private ones and those that are none."""
    random = Random(plane)
    codes = [plane << 16 | low for low in (*random.sample(range(0x10000), 60), 0, 0xFFFD, 0xFFFE, 0xFFFF)]
    text = "".join(chr(code) for code in codes if code > 31 and not 0xD800 <= code < 0xE000)
    assert isinstance(told(PLAN.format(text).encode(), "made.txt"), Told)


CONTROLS = [
    *map(chr, (*range(32), *range(0x7F, 0xA0))),
    *"\u200b\u200e\u202a\u202e\u2066\u2069\u2028\u2029\ufff9\ufffe\ufeff",
]


@pytest.mark.parametrize("control", CONTROLS, ids=lambda char: f"U+{ord(char):04X}")
def test_control_characters(control: str) -> None:
    """A few in a text do no harm; a text of nothing else is refused with a line."""
    assert isinstance(told((PLAN.format(control) + PLAN * 10).encode(), "made.txt"), Told)
    told(control.encode() * 500, "made.txt")


@pytest.mark.parametrize("surrogate", ["\ud800", "\udbff", "\udc00", "\udfff"])
def test_lone_surrogates(surrogate: str) -> None:
    """No strict encoding has them; where bytes or references mean one, it does not come into the text."""
    file = (PLAN * 100 + surrogate).encode("utf-8", "surrogatepass")
    assert document_holds(file, "made.txt") is not None
    assert document_holds((PLAN * 100 + surrogate).encode("utf-16", "surrogatepass"), "made.txt") is not None
    page = f"<p>{PLAN.format(f'&#{ord(surrogate)};')}".replace("\n", "<p>").encode()
    assert document_holds(page, "made.html") is not None
    assert document_holds(f"# {PLAN.format(f'&#x{ord(surrogate):X};')}".encode(), "made.md") is not None


# ---- what fuzzing found


def test_a_message_names_a_path_of_any_length() -> None:
    one = kind("ofd")
    found = told(one.pack(one.seeds[0].replace(b"Doc_0/Document.xml<", b"Doc_0/Document.xml" * 50 + b"<")), one.name)
    assert isinstance(found, Unread)
    assert len(found.message) < 200


def test_a_task_of_nothing_but_a_full_stop() -> None:
    """A cell without a sentence names no task; it raised IndexError."""
    plan = document_holds("序号,工作任务,牵头单位\n1,。,市教育局\n2,看好校门。,市教育局\n".encode(), "made.csv")
    assert plan is not None
    assert [task.title for task in plan.tasks] == ["看好校门"]


@pytest.mark.parametrize("encoding", ["UTF-4", "A1", "utf-7"])
def test_a_workbook_in_an_encoding_that_nobody_knows(encoding: str) -> None:
    """expat raised LookupError, or ValueError for one of several bytes a character."""
    one = kind("xlsx")
    file = one.pack(one.seeds[0].replace(b'encoding="UTF-8"', f'encoding="{encoding}"'.encode()))
    found = told(file, one.name)
    assert isinstance(found, Unread)
    assert "is damaged" in found.message
