"""PDF files: lines become paragraphs, ruled tables cells; what has no text says so."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")

from making_pdf import paragraphs, pdf

from kg.extract.plan import read_plan
from kg.model import Plan
from kg.read.source import decode, read

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def told(plan: Plan) -> dict[str, tuple[object, ...]]:
    """What a plan says of each task: title, units with their roles, what it derives from, by when, measures."""
    return {
        task.id: (
            task.title,
            [(a.unit, a.role) for a in task.assignments],
            [(d.title, d.item, d.via) for d in task.derivations],
            task.deadline and (task.deadline.kind, task.deadline.value),
            [m.text for m in task.measures],
        )
        for task in plan.tasks
    }


@pytest.mark.parametrize("name", ["changde-2021-points", "chuxiong-2024-action", "jinzhou-2019-outlook"])
def test_an_example_says_the_same_as_its_text(name: str) -> None:
    source = read(EXAMPLES / f"{name}.txt")
    made = decode(pdf(paragraphs(source.text)), f"{name}.pdf")
    text, printed = read_plan(source, "plan"), read_plan(made, "plan")
    assert told(printed) == told(text)
    assert (printed.title and printed.title.text, printed.place) == (text.title and text.title.text, text.place)
