"""What a quick look rules out before a pattern is tried, the pattern would not have found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import lexicon
from kg.extract import asides, clauses, cores, deadlines, grid, labels, roles
from kg.extract.labels import labelled, unknown_labels
from kg.extract.subjects import opens_with_verb
from kg.read.noise import patterns
from kg.read.script import simplified
from kg.read.view import look
from kg.source import Source

many = settings(max_examples=50, derandomize=True, database=None)
LABELS = sorted({*lexicon.roles(), *lexicon.people()})


@settings(many, max_examples=300)  # so many ways there are to say it
@given(st.from_regex(re.compile(roles._VERB, re.VERBOSE), fullmatch=True))
def test_each_verb_of_a_role_holds_a_word_that_is_sought(verb: str) -> None:
    assert roles._VERB_WORD.search(verb)


@many
@given(st.from_regex(asides._PAST))
def test_a_sentence_of_years_past_holds_a_word_of_them(text: str) -> None:
    found = asides._PAST.search(text)
    assert found and asides._PAST_WORD.search(found[0])


@many
@given(st.one_of(st.from_regex(clauses._COMPOSED), st.from_regex(clauses._BY)))
def test_who_does_it_through_others_is_said_with_one_word(text: str) -> None:
    assert "由" in text


@many
@given(st.one_of(st.from_regex(deadlines._LABEL), st.from_regex(labels._ANY_LABEL)))
def test_a_label_has_a_colon(text: str) -> None:
    assert ":" in text


@many
@given(st.one_of(*(st.from_regex(form.separator) for form in grid._FORMS)))
def test_cells_are_parted_by_what_is_sought(text: str) -> None:
    assert grid._PARTED.search(text)


STEMS, ORGANS = sorted(lexicon.functions()), sorted(lexicon.organs())
PARTS = st.one_of(st.sampled_from(STEMS), st.sampled_from(ORGANS), st.sampled_from(sorted(lexicon.names())))


@settings(many, max_examples=1000)
@given(st.one_of(st.tuples(st.sampled_from(STEMS), st.sampled_from(ORGANS)), st.lists(PARTS, max_size=3)).map("".join))
def test_what_is_a_unit_without_its_place_ends_in_an_organ_or_is_known_as_a_whole(core: str) -> None:
    for name in (core, f"磐石市{core}"):
        assert not cores.kind_of(core) or cores.ends_in_organ(name) or core in lexicon.names()


@many
@given(PARTS, st.sampled_from(["", "市", "磐石市", "各县(市、区)", "有关"]))
def test_no_unit_begins_as_a_clause_does_that_begins_with_its_verb(part: str, scope: str) -> None:
    name = scope + part
    assert not opens_with_verb(name, 0)


@pytest.mark.parametrize("label", LABELS)
def test_a_label_of_the_lexicon_is_found_wherever_it_stands(label: str) -> None:
    """With a bracket and blanks before its sign, and far behind the start."""
    text = "水" * 200 + f"。\n{label}(科室单位名称八字)" + " " * 8 + ":市教育局"
    reading = look(Source("made.txt", text, "utf-8", ""))
    found = labelled(reading, 0, len(text))
    assert found and found.spans[0][0] == text.index(label)
    assert not list(unknown_labels(reading, 0, len(text)))


@pytest.mark.parametrize("name", ["微信截图", "微信图片", "QQ截图", "屏幕截图", "截屏", "图片", "", "-", "_", "Z", "9"])
def test_the_name_of_a_picture_begins_as_is_sought(name: str) -> None:
    pattern = dict(patterns("span"))["image-name"]
    found = pattern.search(f"附{name}.png")
    assert found and found[0] == f"{name}.png"


def test_characters_that_gb_2312_has_make_no_text_traditional_and_change_where_others_do() -> None:
    assert simplified("於潜镇乾县") == "於潜镇乾县"
    assert simplified("發展於後") == "发展于后"
    assert simplified("发展规划") == "发展规划"
