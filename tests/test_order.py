"""What comes out of sets is put in an order in which no two are level: else how a process hashes strings would be seen."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.plan import _by_place
from kg.model import Doubt, Evidence
from kg.resolve.units import _fullness, _taken_apart

WORDS = st.sampled_from(["磐石市", "市", "市委", "市党委", "县", "教育局", "政法委", "教育", "部门", "和", "办公室"])


def test_no_two_doubts_have_one_place_in_the_list() -> None:
    """A cell that is merged over two rows counts in both tasks."""
    evidence = Evidence("市应急管理局七", 3, 10, "table-cell")
    doubts = [Doubt(reason, evidence, *about) for reason, *about in product("ab", (None, "1", "2"), (None, "甲", "乙"))]
    assert len(set(map(_by_place, doubts))) == len(doubts)


@given(st.sets(st.lists(WORDS, min_size=1, max_size=4).map("".join), min_size=2))
def test_no_two_names_of_a_unit_are_as_full(names: set[str]) -> None:
    """市委办公室 and 市党委办公室 are one unit, and the fuller of the two is its name."""
    assert len({_fullness(_taken_apart(name)) for name in names}) == len(names)
