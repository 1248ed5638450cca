"""What goes wrong with files: each costs that file and one line, and where the output cannot be written it stays as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from build_fixture import PLAN, write
from command import kg

from kg.build import build
from kg.graph.store import open_store
from kg.inputs.found import find
from kg.read.limits import Limits
from kg.software import Software

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems have other such files")
AS_OTHERS = ("--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write(tmp_path, plan=PLAN)[0]


def run(*words: object, before: str = "", **environment: str) -> tuple[int, list[str]]:
    """The exit code and the messages of a command in a process of its own; `before` is what its shell does first."""
    command = [sys.executable, "-m", "kg", *map(str, words)]
    shell = ["sh", "-c", f'{before or ":"}; exec "$@"', "sh", *_unprivileged(), *command]
    done = subprocess.run(shell, capture_output=True, env={**os.environ, **environment}, check=False)
    return done.returncode, done.stderr.decode("utf-8", "replace").splitlines()


def _unprivileged() -> list[str]:
    """What lets permissions count for root too."""
    if os.geteuid() != 0:
        return []
    return [setpriv, *AS_OTHERS] if (setpriv := shutil.which("setpriv")) else []


@pytest.fixture
def closing() -> Iterator[None]:
    if os.geteuid() == 0 and not _unprivileged():
        pytest.skip("root may read and write everything")
    yield


def tree(folder: Path) -> dict[str, bytes]:
    """What a build left, but for the log that the store's engine keeps."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("LOG"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


# ---- where the output goes


@LINUX
@pytest.mark.parametrize("blocks", [64, 100])
def test_a_disk_that_is_full_is_said_in_one_line_and_leaves_nothing(blocks: int, plan: Path, tmp_path: Path) -> None:
    """A limit on the size of a file stands for it; it is met while the store is made, and while it is filled."""
    code, (said,) = run("build", plan, "-o", tmp_path / "out", before=f"ulimit -f {blocks}")
    assert (code, said.startswith("error: "), said.endswith("File too large")) == (1, True, True)
    assert not (tmp_path / "out").exists()


@LINUX
def test_a_disk_that_is_full_leaves_the_earlier_output(plan: Path, tmp_path: Path) -> None:
    out = build([plan], tmp_path / "out").out
    before = tree(out)
    other = tmp_path / "other.txt"
    other.write_text(PLAN.replace("托育", "养老"), encoding="utf-8")
    code, (said,) = run("build", other, "-o", out, "--full", before="ulimit -f 100")
    assert (code, said.startswith("error: "), said.endswith("File too large")) == (1, True, True)
    assert tree(out) == before


@LINUX
def test_an_answer_that_cannot_be_written_is_no_answer(built: Path) -> None:
    command = [sys.executable, "-m", "kg", "query", "--data", str(built), "--name", "leads"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"error: [Errno 28] No space left on device\n")


@LINUX
@pytest.mark.usefixtures("closing")
def test_an_output_that_may_not_be_written(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    for out in (folder, folder / "out"):
        code, (said,) = run("build", plan, "-o", out)
        assert (code, said.startswith(f"error: [Errno 13] Permission denied: '{out}")) == (1, True)
    assert list(folder.iterdir()) == []


@LINUX
@pytest.mark.usefixtures("closing")
def test_an_output_that_is_read_only_can_be_read_and_stays(plan: Path, tmp_path: Path) -> None:
    out = build([plan], tmp_path / "out").out
    before = tree(out)
    for path in (*out.rglob("*"), out):
        path.chmod(path.stat().st_mode & ~0o222)
    assert run("build", plan, "-o", out)[0] == 0  # nothing changed
    assert run("query", "--data", out, "ASK {}")[0] == 0
    code, (said,) = run("build", plan, "-o", out, "--full")
    assert (code, said.startswith("error: "), "Permission denied" in said) == (1, True, True)
    assert tree(out) == before
    for path in (out, *out.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)


def test_an_output_that_is_a_file_is_wrong_use(plan: Path) -> None:
    result = kg("build", plan, "-o", plan)
    assert (result.exit_code, "is a file" in result.stderr) == (2, True)


# ---- what is read


@LINUX
@pytest.mark.usefixtures("closing")
def test_an_input_that_may_not_be_read_costs_itself_alone(plan: Path, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    for name in ("a", "closed", "listed"):
        (plans / name).mkdir(parents=True)
        (plans / name / "plan.txt").write_text(PLAN, encoding="utf-8")
    closed = tmp_path / "closed.txt"
    closed.write_text(PLAN, encoding="utf-8")
    closed.chmod(0)
    (plans / "closed").chmod(0)
    (plans / "listed").chmod(0o444)
    code, said = run("build", closed, plans, "-o", tmp_path / "out")
    (plans / "closed").chmod(0o755)
    (plans / "listed").chmod(0o755)
    assert code == 1
    assert said[:4] == [
        f"error: {plans / 'closed'}: cannot be searched: Permission denied",
        f"error: {closed}: cannot read: Permission denied",
        f"error: {plans / 'listed' / 'plan.txt'}: cannot read: Permission denied",
        "1 plan, 2 tasks, 3 units, 3 assignments",
    ]


@LINUX
@pytest.mark.usefixtures("bare")
def test_pipes_devices_folders_and_links_in_circles_are_no_documents(plan: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd"
    odd.mkdir()
    os.mkfifo(odd / "pipe.txt")
    (odd / "circle.txt").symlink_to("circle.txt")
    (odd / "gone.txt").symlink_to("nowhere.txt")
    (odd / "up").symlink_to("..")
    (odd / "linked.txt").symlink_to(plan)
    assert [Path(one.path).name for one in find([odd]).documents] == ["linked.txt"]
    given = [odd / "pipe.txt", Path("/dev/zero"), odd / "circle.txt", odd / "gone.txt", plan]
    found = find(given)
    assert [(Path(one.path).name, one.message) for one in found.failures] == [
        ("circle.txt", "there is no such file or folder"),
        ("gone.txt", "there is no such file or folder"),
    ]
    report = build([*found.documents, odd], tmp_path / "out")
    assert report.plans == 1
    assert [one.message.split(":")[0] for one in report.failures] == ["is a pipe or a device"] * 2 + ["is a folder"]


@pytest.mark.usefixtures("bare")
def test_names_that_are_as_long_as_can_be_and_longer(tmp_path: Path) -> None:
    long = tmp_path / ("方" * 83 + ".txt")  # 253 bytes: a sidecar's name would be too long
    long.write_text(PLAN, encoding="utf-8")
    found = find([tmp_path / ("方" * 300 + ".txt"), long])
    assert [one.message for one in found.failures] == ["cannot be found: File name too long"]
    report = build(found.documents, tmp_path / "out")
    assert (report.plans, report.failures) == (1, ())
    assert kg("explain", long).exit_code == 0


def test_what_a_build_wrote_is_no_document_of_the_next(plan: Path) -> None:
    """Where the output stands among the documents."""
    out = build([plan], plan.parent / "out").out
    assert [one.path for one in find([plan.parent]).documents] == [str(plan)]
    assert [Path(one.path).name for one in find([out / "report.md"]).documents] == ["report.md"]


@pytest.mark.usefixtures("bare")
def test_a_file_that_changes_or_vanishes_between_looking_and_reading(plan: Path, tmp_path: Path) -> None:
    gone, grown = plan.with_name("gone.txt"), plan.with_name("grown.txt")
    gone.write_text(PLAN.replace("丁", "戊"), encoding="utf-8")
    grown.write_text(PLAN.replace("丁", "己"), encoding="utf-8")
    found = find([tmp_path])

    def meanwhile(documents: list[object]) -> list[object]:
        gone.unlink()
        grown.write_text(PLAN.replace("丁", "己") + "3.办园。新建两所。(牵头单位:市教育局)\n", encoding="utf-8")
        return documents

    report = build(found.documents, tmp_path / "out", track=meanwhile)  # type: ignore[arg-type]
    assert (report.plans, report.tasks) == (2, 5)
    assert [one.message for one in report.failures] == ["cannot read: No such file or directory"]
    again = build(find([tmp_path]).documents, tmp_path / "out")
    assert (again.plans, again.tasks, again.failures) == (2, 5, ())


def test_a_file_that_grows_without_end_is_read_to_the_limit(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As those of a system that say they are empty."""
    (document,) = find([plan]).documents
    plan.write_bytes(b"0" * 1_500_000)
    monkeypatch.setattr("kg.read.limits.Limits.check_size", _only_of_bytes(Limits.check_size, 1_000_001))
    assert document.digest(Limits(megabytes=1)) == ""


def _only_of_bytes(check: object, number: int) -> object:
    """The check of a size, for what was read; what the system says of the file goes through."""

    def checked(limits: Limits, size: int) -> None:
        if size == number:
            check(limits, size)  # type: ignore[operator]

    return checked


@pytest.mark.usefixtures("bare")
def test_windows_names_and_line_ends(tmp_path: Path) -> None:
    names = ["C:\\文件\\计划.txt", "CON.txt", "a:b.txt", "尾 .txt", "..txt"]
    packed = tmp_path / "从 Windows.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for place, name in zip("甲乙丙丁戊", names, strict=True):
            archive.writestr(name, PLAN.replace("丁", place).replace("\n", "\r\n"))
    found = find([packed])
    assert {one.name for one in found.documents} == {"计划.txt", "CON.txt", "a:b.txt", "尾 .txt"}  # ..txt is hidden
    report = build(found.documents, tmp_path / "out")
    assert (report.plans, report.tasks, report.failures) == (4, 8, ())


# ---- the machine


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("expected")
    return build(write(folder, plan=PLAN), folder / "out").out


@LINUX
@pytest.mark.parametrize(
    "odd",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "zh_CN.GB18030", "PYTHONUTF8": "0"},
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONIOENCODING": "ascii"},
    ],
    ids=lambda odd: odd["LC_ALL"],
)
def test_neither_locale_nor_time_zone_is_seen_in_the_output(
    odd: dict[str, str], expected: Path, plan: Path, tmp_path: Path
) -> None:
    code, said = run("build", plan, "-o", tmp_path / "out", **odd)
    assert (code, said[0]) == (0, "1 plan, 2 tasks, 3 units, 3 assignments")
    for name in ("graph.nq", "graph.html", "report.md", "tasks.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (expected / name).read_bytes()


@LINUX
def test_a_chinese_name_where_the_locale_has_none_is_said_in_one_line(plan: Path, tmp_path: Path) -> None:
    named = plan.rename(tmp_path / "计划.txt")
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code, said = run("build", named, "-o", tmp_path / "out", **ascii_only)
    assert (code, "set PYTHONUTF8=1" in said[0]) == (1, True)
    assert run("build", named, "-o", tmp_path / "out", **ascii_only | {"PYTHONUTF8": "1"})[0] == 0


# ---- what an earlier program left


@pytest.mark.usefixtures("bare")
def test_a_store_of_another_version_is_made_anew(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("kg.software.this", lambda: Software("0.0.1", "0"))
        out = build([plan], tmp_path / "out").out
    old = set(open_store(out))
    report = build([plan], out)
    assert (report.read, report.plans) == (1, 1)
    assert set(open_store(out)) == set(open_store(build([plan], tmp_path / "new").out)) != old


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("damage", ["CURRENT", "MANIFEST-*", "*.sst", "current.txt"])
def test_a_damaged_store_is_made_anew(damage: str, plan: Path, tmp_path: Path) -> None:
    out = build([plan], tmp_path / "out").out
    whole = set(open_store(out))
    for path in (out / "store").rglob(damage):
        path.write_bytes(b"\xff" * 20)
    report = build([plan], out)
    assert (report.read, report.plans) == (1, 1)
    assert set(open_store(out)) == whole
