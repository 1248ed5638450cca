"""Lines in order: the same whether they are sorted at once or by parts that wait on disk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import sorting
from kg.graph.sorting import in_order


@pytest.mark.parametrize("held", [1, 7, 1_000], ids=["a line a part", "some parts", "one part"])
@given(lines=st.lists(st.binary(max_size=6).map(lambda text: text.replace(b"\n", b" ") + b"\n")))
def test_in_the_order_of_their_bytes(held: int, lines: list[bytes]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "HELD", held)
        assert list(in_order(lines)) == sorted(lines)


@pytest.mark.parametrize("held", [1, 1_000])
def test_in_the_order_of_a_key(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "HELD", held)
    assert list(in_order([b"b2\n", b"a3\n", b"c1\n"], key=lambda line: line[1:])) == [b"c1\n", b"b2\n", b"a3\n"]


def test_no_lines() -> None:
    assert list(in_order([])) == []
