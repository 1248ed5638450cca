"""Chinese names by their pinyin initials: what people type who look for a unit quickly."""

from __future__ import annotations

import os
import re
from functools import cache

from kg import lexicon

os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # its 47,000 words take as long to load as a page to draw, and have
os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")  # 朝阳 as zy, and 工商行政 as 工商行 and 政

from pypinyin import Style, lazy_pinyin


def initials(name: str) -> str:
    """Return the first letter of each character's reading, jyj for 教育局; letters and digits stay, all else goes.

    A character with several readings has the one it has in a word of the lexicon: 重庆 is cq.
    """
    return "".join(map(_letters, _pieces().findall(name)))


@cache
def _pieces() -> re.Pattern[str]:
    """A word of the lexicon, the longest that begins here, else a character."""
    return re.compile("|".join([*sorted(lexicon.readings(), key=len, reverse=True), "."]), re.DOTALL)


@cache
def _letters(piece: str) -> str:
    letters = lexicon.readings().get(piece) or "".join(lazy_pinyin([piece], style=Style.FIRST_LETTER))
    return "".join(letter for letter in letters.lower() if letter.isascii() and letter.isalnum())
