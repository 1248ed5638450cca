"""Chinese names by their pinyin initials: what people type who look for a unit quickly."""

from __future__ import annotations

from functools import cache

from pypinyin import Style, lazy_pinyin
from pypinyin.core import Pinyin

_words = Pinyin().seg


def initials(name: str) -> str:
    """Return the first letter of each character's reading, jyj for 教育局; letters and digits stay, all else goes.

    A character with several readings has the one it has in a known word: 重庆 is cq.
    """
    return "".join(map(_letters, _words(name)))


@cache  # names are made of few words: looking up each name as a whole takes several times as long
def _letters(word: str) -> str:
    letters = "".join(lazy_pinyin([word], style=Style.FIRST_LETTER))
    return "".join(letter for letter in letters.lower() if letter.isascii() and letter.isalnum())
