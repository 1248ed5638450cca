"""Numbers as plans print them: those that are read here are what the library reads that reads the others."""

from __future__ import annotations

from itertools import product

import cn2an
import pytest

from kg.numerals import integer


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("24", 24),
        ("２", 2),
        ("③", 3),
        ("十", 10),
        ("二十四", 24),
        ("二〇二一", 2021),
        ("两", 2),
        ("〇", 0),
        ("十万", 100_000),
        ("一百二十", 120),
    ],
)
def test_numbers(text: str, number: int) -> None:
    assert integer(text) == number


@pytest.mark.parametrize(
    "text", ["", "甲", "十十", "百", "千万", "九十零", "第三", "1a", "½", "9" * 5_000, "九" * 5_000]
)
def test_no_numbers(text: str) -> None:
    assert integer(text) is None


def test_all_short_ones_are_as_cn2an_reads_them() -> None:
    for text in map(
        "".join, (letters for length in (1, 2, 3) for letters in product("零一二两九十百千万", repeat=length))
    ):
        try:
            known: int | None = int(cn2an.cn2an(text, "smart"))
        except (ValueError, KeyError):
            known = None
        assert integer(text) == known, text
