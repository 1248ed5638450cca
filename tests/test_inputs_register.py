"""What is kept of every document of a build: it answers as a dict does, in order, and takes little memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.inputs.document import of_file
from kg.inputs.register import Register

NAMES = st.text(st.characters(), max_size=4)  # of any plane, and the lone surrogates of names that are no text
MANY = 2_000


@given(st.lists(st.tuples(NAMES, st.integers(0, 9), st.booleans())))
def test_it_answers_as_a_dict_does(steps: list[tuple[str, int, bool]]) -> None:
    register: Register[int] = Register()
    expected: dict[str, int] = {}
    for name, value, gone in steps:
        assert register.setdefault(name, value) == expected.setdefault(name, value)
        register[name] = expected[name] = value
        if gone:
            del register[name], expected[name]
    assert list(register.items()) == sorted(expected.items())
    assert len(register) == len(expected)
    assert all(name in register for name in expected)
    assert "no such name" not in register


def test_a_pair_stays_a_pair() -> None:
    register: Register[tuple[str, str]] = Register()
    register["plan"] = ("计划.txt", "0" * 64)
    assert register["plan"] == ("计划.txt", "0" * 64)


def test_what_is_not_there() -> None:
    register: Register[str] = Register()
    with pytest.raises(KeyError, match="plan"):
        register["plan"]
    with pytest.raises(KeyError, match="plan"):
        del register["plan"]


def test_a_disk_that_is_full() -> None:
    register: Register[str] = Register()
    register._ask("PRAGMA max_page_count = 8")
    with pytest.raises(OSError, match="temporary files: database or disk is full"):
        register.update((f"plan {number}", "0" * 64) for number in range(MANY))


def held(make: Callable[[], object]) -> int:
    """Bytes that Python holds for what is made: the fewest of some times, for now and then a table of its own grows."""
    return min(_held(make) for _ in range(3))


def _held(make: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        made = make()
        return tracemalloc.get_traced_memory()[0] if made else 0
    finally:
        tracemalloc.stop()


def test_it_takes_no_memory_of_python_whatever_it_holds() -> None:
    def filled() -> Register[str]:
        register: Register[str] = Register()
        register.update((f"plan {number}", f"{number:064}") for number in range(MANY))
        return register

    assert held(filled) < 20 * MANY


def test_a_document_takes_some_hundred_bytes(tmp_path: Path) -> None:
    def documents() -> list[object]:
        return [of_file(tmp_path / f"{number}.txt") for number in range(MANY)]

    assert held(documents) < MANY * (300 + len(str(tmp_path)))
