"""What a build reads: files, folders, patterns, archives, standard input, and what stands beside a document."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from pathlib import Path

import pytest
from command import kg

from kg.build import build
from kg.errors import NotNow, ReadError
from kg.graph.ask import select
from kg.graph.store import open_store
from kg.inputs import sidecars
from kg.inputs.document import of_file
from kg.inputs.found import Found, find
from kg.read.fingerprint import fingerprint
from kg.read.limits import Limits, bounded
from kg.read.source import decode
from kg.source import Stated

PLAN = """丁城市托育工作要点

一、办好托育机构。新建托育机构2所。（牵头单位：市卫生健康委，配合单位：市教育局）
二、培训保育人员。（牵头单位：市人力资源和社会保障局）
"""


def write(folder: Path, **texts: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name.replace("__", ".") for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def zipped(path: Path, **members: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return path


def names(found: Found) -> list[str]:
    return [document.name for document in found.documents]


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


# ---- archives


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
    assert (tmp_path / "one" / "graph.nq").read_bytes() == (tmp_path / "other" / "graph.nq").read_bytes()


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
    assert 'sourceFile "b.txt"' in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_a_fingerprint_is_of_the_words() -> None:
    assert fingerprint("１．办好托育\n机构。") == fingerprint("1.办好 托育机构")
    assert fingerprint("办好托育机构2所") != fingerprint("办好托育机构3所")


# ---- sidecars


def test_a_sidecar_states_what_the_text_does_not(tmp_path: Path) -> None:
    bare = PLAN.replace("丁城市", "")
    write(
        tmp_path, plan__txt=bare, plan__toml='place = "丁城市"\ndate = 2021-04-13\naddress = "https://a.example/1.html"'
    )
    out = build([tmp_path / "plan.txt"], tmp_path / "out").out
    rows = select(
        open_store(out),
        "SELECT ?place ?date ?address ?file WHERE { ?plan a resp:Plan ; resp:place/skos:prefLabel ?place ;"
        " eli:date_document ?date . ?text a resp:Text ; dcterms:source ?address ."
        " ?said a resp:Statement ; rdf:object ?date ; resp:sourceFile ?file }",
    ).rows
    assert [tuple(map(str, row)) for row in rows] == [("丁城市", "2021-04-13", "https://a.example/1.html", "plan.toml")]


def test_where_sidecar_and_text_differ_there_is_a_doubt(tmp_path: Path) -> None:
    (path, _) = write(tmp_path, plan__txt=PLAN, plan__toml='title = "丁城市养老工作要点"')
    plan = of_file(path).plan(Limits())
    assert plan.title is not None and plan.title.text == "丁城市养老工作要点"
    assert [d.reason for d in plan.doubts if "another" in d.reason] == [
        "plan.toml states another title: 丁城市养老工作要点"
    ]


@pytest.mark.parametrize(("place", "differs"), [("戊城市", True), ("丁城市", False), ("丙省丁城市", False)])
def test_another_place_is_a_doubt_where_the_text_says_it(place: str, differs: bool, tmp_path: Path) -> None:
    (path, _) = write(tmp_path, plan__txt=PLAN, plan__toml=f'place = "{place}"')
    found = [d for d in of_file(path).plan(Limits()).doubts if "another" in d.reason]
    assert [(d.reason, d.evidence.quote) for d in found] == [
        ("plan.toml states another place: 戊城市", "丁城市托育工作要点")
    ] * differs


def test_a_changed_sidecar_is_a_changed_document(tmp_path: Path) -> None:
    path, sidecar = write(tmp_path, plan__txt=PLAN, plan__toml='place = "丁城市"')
    build([path], tmp_path / "out")
    assert build([path], tmp_path / "out").read == 0
    sidecar.write_text('place = "戊城市"', encoding="utf-8")
    assert build([path], tmp_path / "out").read == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = ", "expected TOML"),
        ('tilte = "x"', "unknown key 'tilte'; expected title, issuer, place, date, address"),
        ("title = 3", "title is 3; expected a text"),
        ('date = "May"', "date is 'May'; expected one such as 2021-04-13"),
        ('address = "file:///etc/passwd"', "expected one such as https://"),
        ('address = "https://a.b/> <x"', "expected one such as https://"),
    ],
)
def test_a_sidecar_that_cannot_be_read_is_named(text: str, message: str, tmp_path: Path) -> None:
    path, _, good = write(tmp_path, plan__txt=PLAN, plan__toml=text, other__txt=PLAN)
    report = build([path, good], tmp_path / "out")
    assert report.plans == 1
    assert ["plan.toml beside it" in one.message and message in one.message for one in report.failures] == [True]


def test_the_nearer_sidecar_goes_first(tmp_path: Path) -> None:
    write(tmp_path, plan__toml='title = "a"', plan__txt__toml='title = "b"', plan__txt="")
    found = sidecars.beside(tmp_path / "plan.txt")
    assert found is not None and sidecars.read(found) == Stated("plan.txt.toml", title="b")
    assert sidecars.beside(tmp_path / "other.txt") is None


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


def test_text_is_read_as_text_whatever_its_name() -> None:
    assert decode(PLAN.encode(), "plan.xyz").text == PLAN
