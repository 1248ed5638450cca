"""What must hold for any text: quotes are slices, ids are unique, nothing else goes wrong, nothing depends on chance."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import NoPlanFound
from kg.extract.plan import read_plan
from kg.model import Evidence, Noise, Plan
from kg.read.source import read
from kg.read.view import fold
from kg.resolve.known import Known
from kg.resolve.plan import resolve
from kg.resources import EXAMPLES
from kg.source import Source

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
DOCUMENTS = {path.stem: read(path).text for path in sorted(EXAMPLES.glob("*.txt"))}
REAL = {path.stem: path for path in sorted(SEEDS.glob("*.txt"))}

# What documents are made of, so that made-up text meets the rules
PIECES = (
    *"一二三四五六七八九十１２3、，；：。（）《》〔〕()[]<>,;:. \n　|_-—",
    *("（一）", "(二)", "1.", "2、", "①", "第一条", "附件", "序号", "工作任务", "完成时限", "责任单位", "牵头单位：", "配合单位:"),
    *("市教育局", "财政", "编  办", "各县（市、区）人民政府", "有关部门", "县市委编办", "等部门", "牵头", "配合", "负责", "要", "会同"),
    *("贯彻落实《", "》", "制定", "2024年12月底前", "长期坚持", "到2025年", "达到95%以上", "不少于一半", "1:13.5", "主要目标", "指导思想"),
    *("关于印发", "的通知", "工作方案", "磐石市", "磐政办发〔2021〕2号", "2021年4月13日", "<sup>", "365_bet体育在线网址_官方电话"),
    *("加强管理", "每年", "教师", "建设", "为", "和", "与", "由", "𠮷", "\ufeff", "\x00", "\r\n", "\u2028", "e"),
)  # fmt: skip

bounded = settings(max_examples=120, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])


def evidence(value: object) -> Iterator[Evidence]:
    """Every Evidence anywhere in a model value."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from evidence(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from evidence(getattr(value, field.name))


def plan_of(text: str) -> Plan | None:
    """The plan that the text is; None where it is none. No other error may come."""
    try:
        return read_plan(Source("made.txt", text, "utf-8", ""), "made")
    except NoPlanFound:
        return None


def disjoint(noise: tuple[Noise, ...], length: int) -> bool:
    """Whether the spans stand in order, hold something, do not meet and end inside the text."""
    ends = [0, *(n.span.end for n in noise)]
    ordered = all(end <= n.span.start < n.span.end for end, n in zip(ends, noise, strict=False))
    return ordered and ends[-1] <= length


def check(text: str) -> Plan | None:
    """Read the text as a plan; whatever it says, what must hold holds."""
    plan = plan_of(text)
    if plan is None:
        return None
    quoted = list(evidence(plan))
    assert quoted
    for one in quoted:
        assert 0 <= one.start <= one.end <= len(text)
        assert one.quote == text[one.start : one.end]
    ids = [task.id for task in plan.tasks]
    assert len(ids) == len(set(ids))
    assert any(not task.is_goal for task in plan.tasks)
    assert {finding.task for finding in plan.findings} <= set(ids)
    assert {doubt.task for doubt in plan.doubts} <= {*ids, None}
    assert disjoint(plan.noise, len(text))
    return plan


# ---- the documents as they are


@pytest.mark.parametrize("name", DOCUMENTS)
def test_examples(name: str) -> None:
    plan = check(DOCUMENTS[name])
    assert plan is not None
    assert plan == plan_of(DOCUMENTS[name])


@pytest.mark.skipif(not SEEDS.is_dir(), reason="no ../shared/seeds beside the checkout")
@pytest.mark.parametrize("name", REAL)
def test_real_documents(name: str) -> None:
    assert check(read(REAL[name]).text) is not None


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_name_of_a_document_is_resolved(name: str) -> None:
    plan = plan_of(DOCUMENTS[name])
    assert plan is not None
    resolved = resolve(plan, Known())
    units = {a.unit for task in plan.tasks for a in task.assignments} | {issuer.text for issuer in plan.issuers}
    titles = {c.title for task in plan.tasks for c in task.citations} | {named.text for named in plan.basis}
    assert units <= set(resolved.units)
    assert titles == set(resolved.works)


# ---- documents cut, shuffled and spliced

documents = st.sampled_from(sorted(DOCUMENTS)).map(DOCUMENTS.__getitem__)
made_up = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@st.composite
def prefixes(draw: st.DrawFn) -> str:
    text = draw(documents)
    return text[: draw(st.integers(0, len(text)))]


@st.composite
def shuffles(draw: st.DrawFn) -> str:
    return "\n".join(draw(documents.map(str.splitlines).flatmap(st.permutations)))


@st.composite
def splices(draw: st.DrawFn) -> str:
    """A document in which one stretch gave way to a stretch of another, or to made-up text."""
    text, other = draw(documents), draw(st.one_of(documents, made_up))
    start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    first, last = sorted(draw(st.tuples(st.integers(0, len(other)), st.integers(0, len(other)))))
    return text[:start] + other[first:last] + text[end:]


@bounded
@given(prefixes())
def test_prefixes(text: str) -> None:
    check(text)


@bounded
@given(shuffles())
def test_shuffled_lines(text: str) -> None:
    check(text)


@bounded
@given(splices())
def test_splices(text: str) -> None:
    check(text)


@settings(bounded, max_examples=600)
@given(made_up)
def test_made_up_text(text: str) -> None:
    check(text)


@settings(bounded, max_examples=150)
@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("一二(（《》、。；\n 1.局")), max_size=120))
def test_any_text(text: str) -> None:
    check(text)


@settings(bounded, max_examples=100)
@given(made_up)
def test_same_text_same_plan(text: str) -> None:
    assert plan_of(text) == plan_of(text)


# ---- folding


@settings(bounded, max_examples=300)
@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_folding_keeps_length_and_settles(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


WIDE = str.maketrans("():,;", "（）：，；")
NARROW = str.maketrans("（）：，；", "():,;")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_widths_of_punctuation_change_no_fact(name: str) -> None:
    """A document in full-width punctuation and the same in half-width say the same."""
    wide, narrow = plan_of(DOCUMENTS[name].translate(WIDE)), plan_of(DOCUMENTS[name].translate(NARROW))
    assert wide is not None
    assert narrow is not None
    assert facts(wide) == facts(narrow)


def facts(plan: Plan) -> list[object]:
    """Who does what, by when, told apart from how it is printed."""
    return [
        (
            task.id,
            fold(task.title),
            task.is_goal,
            [(fold(a.unit), a.role, a.basis, a.evidence.start) for a in task.assignments],
            [(fold(c.title), c.relation) for c in task.citations],
            (task.deadline.kind, task.deadline.value) if task.deadline else None,
            [(m.evidence.start, m.evidence.end) for m in task.measures],
        )
        for task in plan.tasks
    ]
