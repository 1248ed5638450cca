"""Tables on a terminal: what is cut, what is never cut, what is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from kg.show.fitting import cut, fit
from kg.show.tables import render
from kg.table import Cell, Table

WIDE = Table(
    ("unit", "note", "tasks"),
    (("磐石市文化广播电视和旅游局", "长" * 60, 18), ("团市委", "short", 2)),
)


def width(table: Table) -> int:
    return max(wcswidth(line) for line in render(table, "table").splitlines())


def test_what_fits_stays_as_it_is() -> None:
    assert fit(WIDE, width(WIDE)) == (WIDE, ())


def test_the_widest_column_is_cut_first_and_numbers_never() -> None:
    table, left_out = fit(WIDE, 80)
    assert left_out == () and width(table) <= 80
    assert table.rows[0][0] == "磐石市文化广播电视和旅游局"
    assert str(table.rows[0][1]).endswith("长…") and table.rows[1][1:] == ("short", 2)


def test_columns_that_cannot_be_narrow_enough_are_left_out_from_the_last() -> None:
    table, left_out = fit(WIDE, 24)
    assert left_out == ("tasks",) and table.columns == ("unit", "note")
    assert table.rows[0] == ("磐石市文化…", "长长长长长…")  # eleven places each, and two between
    assert width(table) <= 24


def test_the_first_column_always_stays() -> None:
    table, left_out = fit(WIDE, 1)
    assert (table.columns, left_out) == (("unit",), ("note", "tasks"))


def test_upright_heads_are_not_cut() -> None:
    upright = Table(("id", "教\n育\n局", "财\n政"), (("1", "牵", None),))
    assert render(upright, "table").splitlines() == ["id  教  财", "    育  政", "    局", "--  --  --", "1   牵"]
    table, left_out = fit(upright, 6)
    assert (table.columns, left_out) == (("id", "教\n育\n局"), ("财\n政",))


@pytest.mark.parametrize(
    ("text", "places", "shown"),
    [
        ("教育局", 6, "教育局"),
        ("教育局", 5, "教育…"),
        ("教育局", 4, "教…"),
        ("abc", 2, "a…"),
        ("教育局", 1, "…"),
        ("", 0, ""),
    ],
)
def test_cut_counts_places(text: str, places: int, shown: str) -> None:
    assert cut(text, places) == shown


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(alphabet="教育a \n\t\x1b…，é", max_size=40)
)


@given(
    st.integers(2, 5).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), min_size=1, max_size=4)), st.integers(1, 90)
)
def test_no_table_is_wider_than_the_terminal(rows: list[tuple[Cell, ...]], places: int) -> None:
    table = Table(tuple(f"名 {at}" for at in range(len(rows[0]))), tuple(rows))
    found, left_out = fit(table, places)
    assert len(found.columns) + len(left_out) == len(table.columns)
    if len(found.columns) > 1:
        assert width(found) <= places
    for before, after in zip(table.rows, found.rows, strict=True):
        kept = zip(before, after, strict=False)
        assert all(old is new or isinstance(old, str) for old, new in kept)
