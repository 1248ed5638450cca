"""What must hold for any text: quotes are slices, ids are unique, nothing else goes wrong, nothing depends on chance."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invariants import statements_hold, text_holds
from made_up import PIECES

from kg.model import Plan
from kg.read.source import read
from kg.read.view import fold
from kg.resolve.known import Known
from kg.resolve.plan import resolve
from kg.resources import EXAMPLES

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
# The seeds where they stand beside the checkout
DOCUMENTS = {path.stem: read(path).text for folder in (EXAMPLES, SEEDS) for path in sorted(folder.glob("*.txt"))}

bounded = settings(max_examples=60, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])


# ---- the documents as they are


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents(name: str) -> None:
    plan = text_holds(DOCUMENTS[name])
    assert plan is not None
    assert statements_hold(plan) == statements_hold(plan)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_name_of_a_document_is_resolved(name: str) -> None:
    plan = text_holds(DOCUMENTS[name])
    assert plan is not None
    resolved = resolve(plan, Known())
    units = {a.unit for task in plan.tasks for a in task.assignments} | {issuer.text for issuer in plan.issuers}
    titles = {c.title for task in plan.tasks for c in task.citations} | {named.text for named in plan.basis}
    titles |= {d.title for task in plan.tasks for d in task.derivations if d.title}
    assert units <= set(resolved.units)
    assert titles == set(resolved.works)


# ---- documents cut, shuffled and spliced

documents = st.sampled_from(sorted(DOCUMENTS)).map(DOCUMENTS.__getitem__)
few = settings(bounded, max_examples=30)  # where an example is a whole document; `make fuzz` goes on from there
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
    text_holds(text)


@few
@given(shuffles())
def test_shuffled_lines(text: str) -> None:
    text_holds(text)


@few
@given(splices())
def test_splices(text: str) -> None:
    text_holds(text)


@settings(bounded, max_examples=300)
@given(made_up)
def test_made_up_text(text: str) -> None:
    text_holds(text)


@few
@given(st.one_of(splices(), made_up.map("实施方案\n一、加强领导。（牵头单位：市教育局）\n".__add__)))
def test_statements_of_what_was_cut_and_made_up(text: str) -> None:
    if plan := text_holds(text):
        statements_hold(plan)


@settings(bounded, max_examples=150)
@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("一二(（《》、。；\n 1.局")), max_size=120))
def test_any_text(text: str) -> None:
    text_holds(text)


@settings(bounded, max_examples=100)
@given(made_up)
def test_same_text_same_plan(text: str) -> None:
    assert text_holds(text) == text_holds(text)


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
    wide, narrow = text_holds(DOCUMENTS[name].translate(WIDE)), text_holds(DOCUMENTS[name].translate(NARROW))
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
