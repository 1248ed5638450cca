"""What people correct: names, titles and assignments that mean what they say."""

from __future__ import annotations

import pytest
from resolve_fixture import citing, corpus, plan, unit

from kg.model import Correction, CorrectionKind, Role


def correction(kind: str, *names: str, **more: str) -> Correction:
    role = Role(more.pop("role")) if "role" in more else None
    return Correction("c1", CorrectionKind(kind), "王芳", "", names, role=role, **more)


def test_a_name_is_the_unit_that_a_person_says() -> None:
    said = correction("unit", "招生工作专班", means="磐石市教育局")
    found = corpus(plan("磐石市", "市教育局", "招生工作专班"), said=(said,))
    assert found.unit_keys["a", "招生工作专班"] == found.unit_keys["a", "市教育局"]
    assert unit(found, "招生工作专班").name == "磐石市教育局"
    assert "招生工作专班" in unit(found, "招生工作专班").aliases
    assert found.plans[0].units["招生工作专班"].by == "c1"
    assert found.plans[0].corrections == (said,)


def test_an_assignment_that_a_person_rejects_is_gone_and_kept_aside() -> None:
    said = correction("wrong", "教育局", file="a.txt", task="1")
    one = corpus(plan("磐石市", "市教育局、市财政局", "市教育局"), said=(said,)).plans[0]
    assert [[a.unit for a in task.assignments] for task in one.plan.tasks] == [["市财政局"], ["市教育局"]]
    assert [(task.id, a.unit) for _, task, a in one.rejected] == [("1", "市教育局")]


def test_titles_that_a_person_puts_together_are_one_document() -> None:
    said = correction("same", "近视防控工作方案", "近视防控方案")
    found = corpus(citing("近视防控方案", "近视防控工作方案", "近视方案"), said=(said,))
    assert found.work_keys["a", "近视防控方案"] == found.work_keys["a", "近视防控工作方案"]
    assert len(found.works) == 2


@pytest.mark.parametrize(
    "said",
    [
        correction("unit", "招生办", means="磐石市教育局"),
        correction("unit", "招生工作专班", means="磐石市教育局", file="b.txt"),
        correction("wrong", "市教育局", file="b.txt", task="1"),
        correction("wrong", "市教育局", file="a.txt", task="2"),
        correction("wrong", "市教育局", file="a.txt", task="1", role="lead"),
        correction("wrong", "市财政局", file="a.txt", task="1"),
        correction("same", "近视防控工作方案", "近视防控方案"),
        correction("unit", "市教育局", means="磐石市教育局"),
    ],
)
def test_a_correction_of_something_else_changes_nothing(said: Correction) -> None:
    text = plan("磐石市", "市教育局", "招生工作专班")
    assert corpus(text, said=(said,)).plans == corpus(text).plans
