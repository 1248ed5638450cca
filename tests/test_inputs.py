"""What a build reads: files, folders, patterns, standard input, one document in several files, and up to which size."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import pytest
from canonical import stated
from command import kg
from inputs_fixture import PLAN, names, write

from kg.build import build
from kg.errors import NotNow
from kg.inputs.found import find
from kg.read.fingerprint import fingerprint
from kg.read.limits import Limits, bounded
from kg.read.source import decode

pytestmark = pytest.mark.usefixtures("bare")

# ---- folders and patterns


def test_a_folder_is_searched_through_and_what_is_no_document_is_counted(tmp_path: Path) -> None:
    write(tmp_path / "b" / "deep", plan__txt=PLAN, plan__toml='place = "丁城市"')
    write(tmp_path, a__md=PLAN, _hidden=PLAN, photo__jpg="", README__md="about these", corrections__toml="")
    (tmp_path / "_hidden").rename(tmp_path / ".hidden.txt")
    found = find([tmp_path])
    assert names(found) == ["a.md", "plan.txt"]
    assert (found.left_out, found.failures) == ({".jpg": 1}, [])


def test_what_a_browser_saved_beside_a_page_is_no_document(tmp_path: Path) -> None:
    write(tmp_path, plan__html=PLAN)
    write(tmp_path / "plan_files", frame__html="<p>x", style__css="")
    write(tmp_path / "other_files", plan__html=PLAN)
    found = find([tmp_path])
    assert [Path(one.path).parent.name for one in found.documents] == ["other_files", tmp_path.name]
    assert found.left_out == {".html": 1, ".css": 1}


def test_a_pattern_means_the_files_that_go_by_it(tmp_path: Path) -> None:
    write(tmp_path / "2021", b__txt=PLAN, a__txt=PLAN, c__md=PLAN)
    assert names(find([tmp_path / "**" / "*.txt"])) == ["a.txt", "b.txt"]
    assert [one.message for one in find([tmp_path / "*.docx"]).failures] == ["no file goes by this pattern"]


def test_a_file_named_twice_is_one(tmp_path: Path) -> None:
    (path,) = write(tmp_path, plan__txt=PLAN)
    assert names(find([path, tmp_path, tmp_path / "*.txt"])) == ["plan.txt"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode("gb18030"))))
    found = find([Path("-")])
    report = build(found.documents, tmp_path / "out")
    assert (names(found), report.plans, report.tasks, report.failures) == (["stdin"], 1, 2, ())


def test_text_is_read_as_text_whatever_its_name() -> None:
    assert decode(PLAN.encode(), "plan.xyz").text == PLAN


# ---- one document in several files


def test_the_same_text_is_read_once(tmp_path: Path) -> None:
    first, second, other = write(
        tmp_path, a__txt=PLAN, b__md=PLAN.replace("\n", "\r\n").replace("（", "("), c__txt=PLAN.replace("2所", "3所")
    )
    report = build([first, second, other], tmp_path / "out")
    assert (report.plans, report.twins, report.failures) == (2, ((str(second), str(first)),), ())
    again = build([first, second, other], tmp_path / "out")
    assert (again.plans, again.read, again.twins) == (2, 0, report.twins)


def test_a_twin_whose_sidecar_is_not_used_is_named_with_it(tmp_path: Path) -> None:
    first, second, _ = write(tmp_path, a__txt=PLAN, b__txt=PLAN, b__toml='place = "戊城市"')
    said = kg("build", tmp_path, "-o", tmp_path / "out").stderr.splitlines()
    assert said[0] == f"the same text, read once: {second} is as {first}; what b.toml beside it states is not used"


def test_a_sidecar_of_both_twins_is_used(tmp_path: Path) -> None:
    first, second, _ = write(tmp_path, a__md=PLAN, a__txt=PLAN, a__toml='place = "戊城市"')
    said = kg("build", tmp_path, "-o", tmp_path / "out").stderr.splitlines()
    assert said[0] == f"the same text, read once: {second} is as {first}"


def test_a_twin_is_read_when_the_other_is_gone(tmp_path: Path) -> None:
    first, second = write(tmp_path, a__txt=PLAN, b__txt=PLAN + "\n")
    build([first, second], tmp_path / "out")
    report = build([second], tmp_path / "out")
    assert (report.plans, report.twins) == (1, ())
    assert b'sourceFile> "b.txt"' in stated(tmp_path / "out")


def test_a_fingerprint_is_of_the_words() -> None:
    assert fingerprint("１．办好托育\n机构。") == fingerprint("1.办好 托育机构")
    assert fingerprint("办好托育机构2所") != fingerprint("办好托育机构3所")


# ---- limits


def test_a_file_over_the_limit_is_refused_and_not_remembered(tmp_path: Path) -> None:
    path, good = write(tmp_path, large__txt=PLAN + "。" * 400_000, good__txt=PLAN)
    report = build([path, good], tmp_path / "out", limits=Limits(megabytes=1))
    assert [one.message for one in report.failures] == ["has 1 MB: over the limit of 1 MB (--max-mb)"]
    assert build([path, good], tmp_path / "out", limits=Limits(megabytes=2)).failures == ()


def test_the_time_for_a_document_is_bounded() -> None:
    with (
        pytest.raises(NotNow, match=r"took over 1 s to read: over the limit \(--max-seconds\)"),
        bounded(Limits(seconds=1)),
    ):
        while True:
            try:
                time.sleep(5)
            except Exception:  # what a library's own handling would do
                continue
