"""kg report and the report of a build: what stands in it is what the tables say, in both formats."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from command import kg, rows

from kg.analyse.findings import SEVERITIES
from kg.show.report import words
from kg.views import names

pytestmark = pytest.mark.usefixtures("asked_once")

NUMBERS = re.compile(r"^### (.+): (\d+)$", re.MULTILINE)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def markdown(built: Path) -> str:
    return (built / "report.md").read_text(encoding="utf-8")


def found(markdown: str) -> dict[str, int]:
    """The number of cases by kind, as the headings give it."""
    kinds = {words.both(name).replace("_", "\\_"): kind for kind, (name, _) in words.FINDINGS.items()}
    return {kinds[name]: int(number) for name, number in NUMBERS.findall(markdown)}


def test_the_numbers_of_findings_are_those_of_the_tables(built: Path, markdown: str) -> None:
    orphans = [row["kind"] for row in table(built / "orphans.csv")]
    numbers = found(markdown)
    assert list(numbers) == [*SEVERITIES, "doubts"]
    without = ("task-without-unit", "task-without-origin", "item-without-task", "unit-without-task")
    assert {kind: numbers[kind] for kind in without} == {kind: orphans.count(kind) for kind in without}
    assert orphans.count("task-without-lead") == numbers["task-without-unit"] + numbers["task-without-lead"]
    findings = Counter(row["kind"] for row in table(built / "findings.csv"))
    assert {kind: numbers[kind] for kind in SEVERITIES} == {kind: findings[kind] for kind in SEVERITIES}
    assert numbers["doubts"] == len(table(built / "doubts.csv"))


def test_both_formats_give_the_same_numbers(built: Path, markdown: str) -> None:
    html = (built / "report.html").read_text(encoding="utf-8")
    heads = re.findall(r'<h3>(.+?) <span lang="en">(.+?)</span> <b class="(?:none)?">(\d+)</b></h3>', html)
    assert {f"{zh} {en}": int(number) for zh, en, number in heads} == {
        words.both(words.FINDINGS[kind][0]): number for kind, number in found(markdown).items()
    }


def test_a_finding_has_its_document_its_number_and_its_sentence(markdown: str) -> None:
    part = markdown.partition("### 多个牵头单位")[2].partition("###")[2].partition("\n### ")[0]
    assert "楚雄州义务教育强校提质行动方案: 1" in part
    assert "- 7 深化“县管校聘”改革 — 2 units lead it" in part
    assert "  - “州、县市教育体育部门牵头” chuxiong-2024-action.txt line 19" in part
    part = markdown.partition("### 前后不一致")[2].partition("\n### ")[0]
    assert "  - “强化学校体育” panshi-2021-tasks.txt line 28" in part
    assert "  - “强化体育锻炼” panshi-2021-tasks.txt line 160" in part


def test_the_ranking_and_the_load_are_those_of_their_commands(built: Path, markdown: str) -> None:
    for section, command in (("核心单位", "centrality"), ("工作量", "workload")):
        part = markdown.partition(f"## {section}")[2].partition("\n## ")[0]
        shown = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line[:1] == "|"]
        head, _, *lines = shown
        at = {name: head.index(name) for name in ("单位 unit", "牵头 leads", "配合 supports", "责任 responsible", "任务 tasks")}  # fmt: skip
        asked = {row["unit"]: row for row in rows(kg(command, "--data", built, "--format", "csv"))}
        for line in lines:
            row = asked[line[at["单位 unit"]]]
            columns = (row["unit"], row["leads"], row["supports"], row["responsible"], row["tasks"])
            assert [line[place] for place in at.values()] == list(columns)
        assert len(lines) >= 15


@pytest.mark.parametrize("format", ["html", "md"])
def test_the_command_writes_what_the_build_wrote(built: Path, tmp_path: Path, format: str) -> None:
    whole = (built / f"report.{format}").read_text(encoding="utf-8")
    assert kg("report", "--format", format, "--data", built).stdout == whole
    assert kg("report", "-o", tmp_path / f"my.{format}", "--data", built).exit_code == 0
    assert (tmp_path / f"my.{format}").read_text(encoding="utf-8") == whole


def test_format_may_stand_behind_a_file_of_any_name(built: Path, tmp_path: Path) -> None:
    assert kg("report", "-o", tmp_path / "report.txt", "--format", "md", "--data", built).exit_code == 0
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == (built / "report.md").read_text(encoding="utf-8")


def test_one_plan_is_a_report_of_its_own(built: Path) -> None:
    told = kg("report", "--format", "md", "--plan", "chuxiong-2024-action", "--data", built).stdout
    assert told.startswith("# 楚雄州义务教育强校提质行动方案\n\n- 1 方案 plans\n- 24 任务 tasks\n")
    assert "磐石" not in told


def test_nothing_is_called_overdue_unless_a_day_is_given(markdown: str) -> None:
    assert words.OVERDUE.zh not in markdown


@pytest.mark.parametrize(("day", "late"), [("2024-12-31", 0), ("2025-01-01", 1), ("2025-12-31", 1), ("2026-01-01", 2)])
def test_a_task_is_overdue_from_the_day_after_its_last(built: Path, day: str, late: int) -> None:
    told = kg("report", "--format", "md", "--as-of", day, "--data", built).stdout  # 到2024年 and 到2025年
    assert re.search(rf"\| 期限已过 past its last day, {day} +\| +{late} \|", told)
    assert told.count("| 期限已过 past its last day |") == late  # each in the list


def test_a_report_without_tasks_says_so(built: Path) -> None:
    result = kg("report", "--format", "md", "--since", 2100, "--data", built)
    assert result.exit_code == 0
    assert "nothing to show: no task is in scope" in result.stderr
    assert "没有任务写明单位。" in result.stdout and "没有任务。" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "report.pdf"], "report.pdf ends in none of .html, .htm, .md; or give --format"),
        (["--format", "pdf"], "pdf"),
        (["--as-of", "tomorrow"], "tomorrow"),
        (["extra"], "extra"),
    ],
)
def test_wrong_use_is_said_and_exits_with_2(words: list[str], said: str) -> None:
    result = kg("report", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_plan_that_is_not_there_is_met_with_the_nearest(built: Path) -> None:
    result = kg("report", "--plan", "panshi-2021-task", "--data", built)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "panshi-2021-tasks" in result.stderr


def test_a_collection_too_large_for_a_ranking_has_a_report_and_one_too_large_for_tables_has_none() -> None:
    assert {"report.html", "report.md"} <= set(names(2_001))
    assert not {"report.html", "report.md"} & set(names(10_001))


@pytest.mark.parametrize(("format", "mark"), [("html", "<code>{}</code>"), ("md", ": \\{}\n")])
def test_a_report_of_a_part_says_of_which(built: Path, format: str, mark: str) -> None:
    words = ("--place", "磐石市", "--basis", "explicit")
    part = kg("report", "--format", format, "--data", built, *words).stdout
    assert mark.format("--place 磐石市 --basis explicit") in part and "只看以下范围" in part
    assert "只看以下范围" not in kg("report", "--format", format, "--data", built).stdout


# ---- ledger ---------------------------------------------------------------------------------------


def test_the_ledger_is_that_of_the_build(built: Path, tmp_path: Path) -> None:
    assert kg("ledger", "--data", built, "-o", tmp_path / "book.xlsx").exit_code == 0
    assert (tmp_path / "book.xlsx").read_bytes() == (built / "ledger.xlsx").read_bytes()


def test_the_ledger_of_one_place_has_its_plan_alone(built: Path, tmp_path: Path) -> None:
    assert kg("ledger", "--data", built, "--place", "楚雄州", "-o", tmp_path / "book.xlsx").exit_code == 0
    plan, matrix, findings = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert (plan.title, matrix.title, findings.title) == ("楚雄州义务教育强校提质行动方案", "责任矩阵", "疑点")
    documents = {row[2].value for row in findings.iter_rows(min_row=4)}
    assert documents == {"楚雄州义务教育强校提质行动方案", "chuxiong-2024-action.txt"}
    assert {row[0].value for row in matrix.iter_rows(min_row=4)} == {"chuxiong-2024-action.txt"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Missing option '-o'"),
        (("-o", "book.csv"), 2, "book.csv does not end in .xlsx"),
        (("-o", "missing/book.xlsx"), 1, "missing/book.xlsx cannot be written"),
        (("-o", "book.xlsx", "--since", "2100"), 0, "no task is in scope"),
    ],
)
def test_wrong_use_of_the_ledger_is_said(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = kg("ledger", "--data", built, *words)
    assert result.exit_code == code and said in result.stderr
