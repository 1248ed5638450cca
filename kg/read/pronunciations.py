"""Pronunciations in brackets behind characters, as some pages print them (發(fā)展, 衛(wèi)生): they part words, and say nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_SYLLABLE = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹɡɑ\u0300-\u030c]{1,12}"  # also with signs of their own for tones
# 衛(wèi) · 會(huì ) · 國(guo)(guo)
_BEHIND = re.compile(rf"(?<=[㐀-鿿])(?:[ \t]?[(（][ \t]?{_SYLLABLE}[ \t]?[)）])+")
_HINT = re.compile(rf"[(（][ \t]?{_SYLLABLE}")
_ONE = re.compile(rf"[ \t]?[(（][ \t]?(?P<syllable>{_SYLLABLE})[ \t]?[)）]")
_LETTERS = str.maketrans("ɡɑ", "ga")


def without(text: str) -> tuple[str, list[str]]:
    """Return a text without its pronunciations, and these, each with the character that it stands behind, in order.

    A bracket is one only if the dictionary (Unihan's readings, by pypinyin) gives its syllable for that very character, with
    that tone or printed without any: 选项(a) and 客户端(app) stay.
    """
    found: list[str] = []
    if not _HINT.search(text):
        return text, found

    def left_out(match: re.Match[str]) -> str:
        character, kept = text[match.start() - 1], ""
        for one in _ONE.finditer(match[0]):
            if _is_read(character, one["syllable"]):
                found.append(character + one[0])
            else:
                kept += one[0]
        return kept

    return _BEHIND.sub(left_out, text), found


def told(found: Sequence[str]) -> str:
    """Return what is said of pronunciations that were left out; there is at least one."""
    return f"pronunciations in brackets are left out of the text: {len(found)}, the first is {found[0]}"


def _is_read(character: str, syllable: str) -> bool:
    from pypinyin import Style, pinyin  # noqa: PLC0415 - it takes as long to load as a plan to read, and few pages need it

    printed = unicodedata.normalize("NFC", syllable.translate(_LETTERS))
    style = Style.NORMAL if printed.isascii() else Style.TONE
    return printed.replace("v", "ü") in pinyin(character, style=style, heteronym=True, v_to_u=True)[0]
