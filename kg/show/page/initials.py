"""Chinese names by their pinyin initials: what people type who look for a unit quickly."""

from __future__ import annotations

from pypinyin import Style, lazy_pinyin


def initials(name: str) -> str:
    """Return the first letter of each character's reading, jyj for 教育局; letters and digits stay, all else goes.

    A character with several readings has the one it has in a known word: 重庆 is cq.
    """
    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    return "".join(letter for letter in letters.lower() if letter.isascii() and letter.isalnum())
