"""Documents in archives: read as in the folder that they hold, or refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from canonical import stated
from inputs_fixture import PLAN, names, write, zipped

from kg.build import build
from kg.errors import ReadError
from kg.inputs.found import find
from kg.read.limits import Limits
from kg.source import Stated

pytestmark = pytest.mark.usefixtures("bare")


def test_an_archive_is_read_as_the_folder_that_it_holds(tmp_path: Path) -> None:
    write(tmp_path / "plans", a__txt=PLAN, b__txt=PLAN.replace("托育", "养老"))
    packed = zipped(
        tmp_path / "plans.zip",
        a__txt=PLAN,
        b__txt=PLAN.replace("托育", "养老"),
        photo__jpg="",
        **{"__MACOSX/a.txt": ""},
    )
    found = find([packed])
    assert [one.path for one in found.documents] == [f"{packed}/a.txt", f"{packed}/b.txt"]
    assert found.left_out == {".jpg": 1}
    whole = build(find([tmp_path / "plans"]).documents, tmp_path / "one")
    assert build(found.documents, tmp_path / "other").tasks == whole.tasks == 4
    assert stated(tmp_path / "one") == stated(tmp_path / "other")


def test_what_stands_beside_a_document_in_an_archive_counts_as_in_a_folder(tmp_path: Path) -> None:
    members = {"2021/plan.txt": PLAN, "2021/plan.toml": 'place = "戊城市"', "README.md": "about these", "x.toml": ""}
    page = {"a.html": PLAN, "a_files/frame.html": "<p>x"}
    for name, text in (members | page).items():
        (tmp_path / "plans" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "plans" / name).write_text(text, encoding="utf-8")
    packed = zipped(tmp_path / "plans.zip", **members, **page)
    folder, archive = find([tmp_path / "plans"]), find([packed])
    assert names(archive) == names(folder) == ["plan.txt", "a.html"]
    assert archive.left_out == folder.left_out == {".toml": 1, ".html": 1}
    assert [one.digest(Limits()) for one in archive.documents] == [one.digest(Limits()) for one in folder.documents]
    assert archive.documents[0].source(Limits()).stated == Stated("plan.toml", place="戊城市")


def test_a_sidecar_that_its_archive_keeps_back_is_named(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "a.zip", plan__txt=PLAN, plan__toml="#" * 100_001)
    with pytest.raises(ReadError, match=r"^plan\.toml beside it has over 100,000 bytes: expected"):
        find([packed]).documents[0].source(Limits())


def test_chinese_names_of_old_archives(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "old.zip", abcd__txt=PLAN)
    packed.write_bytes(packed.read_bytes().replace(b"abcd.txt", "方案.txt".encode("gb18030")))
    (document,) = find([packed]).documents
    assert (document.name, document.load(Limits())) == ("方案.txt", PLAN.encode())


@pytest.mark.parametrize("name", ["../../../etc/plan.txt", "/etc/plan.txt", "..\\..\\plan.txt"])
def test_a_path_out_of_the_archive_leads_nowhere(name: str, tmp_path: Path) -> None:
    packed = zipped(tmp_path / "a.zip", **{name: PLAN})
    (tmp_path / "here").mkdir()
    before = sorted(tmp_path.rglob("*"))
    found = find([packed])
    assert names(found) in ([], ["plan.txt"])
    assert all(document.load(Limits()) == PLAN.encode() for document in found.documents)
    assert sorted(tmp_path.rglob("*")) == before


def test_archives_that_are_refused_in_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    bomb = zipped(tmp_path / "bomb.zip", **{f"{n}.txt": b"0" * 2_000_000 for n in range(4)})
    nothing = zipped(tmp_path / "nothing.zip", photo__jpg="")
    found = find([broken, bomb, nothing], Limits(megabytes=1))
    assert [one.message.split(":")[0].split(" (")[0] for one in found.failures] == [
        "is a damaged archive",
        "unpacks to 8 MB",
        "holds no document",
    ]
    assert found.documents == []


def test_a_member_that_is_larger_than_its_archive_says(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "lie.zip", plan__txt=b"0" * 3_000_000)
    data = packed.read_bytes()
    packed.write_bytes(data.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    (document,) = find([packed], Limits(megabytes=1)).documents
    with pytest.raises(ReadError):
        document.load(Limits(megabytes=1))


def test_a_document_inside_an_archive_can_be_named_as_messages_do(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "a.zip", **{"2021/plan.txt": PLAN, "2021/plan.toml": 'place = "戊城市"'}, b__txt="")
    (document,) = find([packed / "2021" / "plan.txt"]).documents
    assert document.path == f"{packed}/2021/plan.txt"
    assert document.source(Limits()).stated == Stated("plan.toml", place="戊城市")
    assert [(one.path, one.message) for one in find([packed / "c.txt"]).failures] == [
        (f"{packed}/c.txt", "there is no such file in the archive")
    ]


def test_an_archive_inside_an_archive(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", plan__txt=PLAN)
    outer = zipped(tmp_path / "outer.zip", inner__zip=inner.read_bytes(), plan__txt=PLAN)
    report = build(find([outer]).documents, tmp_path / "out")
    assert report.plans == 1
    assert [one.message for one in report.failures] == [
        "is an archive (ZIP) that is not unpacked here: unpack it and give the folder"
    ]
