"""Characters that nobody sees: names and titles are found through them, quotes keep them, and nothing is read out of half a number."""

from __future__ import annotations

import pytest
from making_docx import document, paragraph
from making_sheets import TEXT

from kg.extract.plan import read_plan
from kg.model import Plan
from kg.read.source import decode
from kg.read.view import BLOT, fold

LINES = (
    "丁城市用地工作要点",
    "1.预留用地。控规先留学校，由市{0}教育局牵头。",
    "2.限期{0}收回。归还率达到9{0}5%以上。（责任单位：市公{0}安局、市财政局）",
)
UNSEEN = {
    "soft hyphen": "\xad", "zero-width space": "\u200b", "zero-width joiner": "\u200d", "word joiner": "\u2060",
    "byte order mark": "\ufeff", "right to left": "\u202e", "isolate": "\u2067", "variant": "\ufe0f", "tag": "\U000e0041",
    "several": "\u200b\u200d\u2060",
}  # fmt: skip


def said(plan: Plan) -> list[tuple[str, list[str]]]:
    return [(task.title, [a.unit for a in task.assignments]) for task in plan.tasks]


SAID = [("预留用地", ["市教育局"]), ("限期收回", ["市公安局", "市财政局"])]


@pytest.mark.parametrize("name", UNSEEN)
def test_names_and_titles_are_found_through_them_and_quotes_keep_them(name: str) -> None:
    text = "\n".join(LINES).format(UNSEEN[name])
    plan = read_plan(decode(text.encode(), "made.txt"), "made")
    assert said(plan) == SAID
    lead = plan.tasks[0].assignments[0].evidence
    assert f"市{UNSEEN[name]}教育局" in lead.quote == text[lead.start : lead.end]
    assert plan.tasks[1].targets == (), "half a number is no number"


@pytest.mark.parametrize("name", UNSEEN)
def test_formats_whose_text_is_made_here_leave_them_out(name: str) -> None:
    lines = [line.format(UNSEEN[name]) for line in LINES]
    html = "".join(f"<p>{line}</p>" for line in lines).encode()
    for source in (decode(html, "made.html"), decode(document("".join(map(paragraph, lines))), "made.docx")):
        assert UNSEEN[name] not in source.text
        plan = read_plan(source, "made")
        assert said(plan) == SAID
        assert [str(target.value) for target in plan.tasks[1].targets] == ["95"]


def test_cells_leave_them_out() -> None:
    clean, marked = (decode(text.encode(), "made.csv") for text in (TEXT, TEXT.replace("教育局", "教\u200b育局")))
    assert marked.text == clean.text
    assert marked.tables == clean.tables


@pytest.mark.parametrize("seen", ["市 教育局", "乾县", "a-b", "é", "ไทย", "𠮷"])
def test_what_is_seen_is_not_blotted(seen: str) -> None:
    assert BLOT not in fold(seen)
