"""Characters as fonts of PDF files tell them, and the plain ones that are meant."""

from __future__ import annotations

import re
import unicodedata

# Forms of radicals that fonts give for the whole character, of which Unicode has no compatibility mapping:
# Unicode Character Database, EquivalentUnifiedIdeograph.txt
_RADICALS = str.maketrans(
    "⺁⺇⺈⺎⺒⺓⺝⺟⺧⺪⺬⺮⺯⺻⺼⻁⻄⻅⻆⻉⻋⻏⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂几刀兀巳幺月母牛疋示竹糸聿肉虎西见角贝车邑長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
# Kangxi radicals, compatibility ideographs, ligatures of Latin letters
_COMPATIBLE = re.compile("[\u2f00-\u2fd5\uf900-\ufad9\ufb00-\ufb06\U0002f800-\U0002fa1d]")
_UNREADABLE = re.compile("[\0-\x08\x0e-\x1f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")


def plain(text: str) -> str:
    """Return the text with radicals (⼀), compatibility ideographs and ligatures (ﬁ) as the plain characters; widths stay."""
    return _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text).translate(_RADICALS)


def is_unreadable(character: str) -> bool:
    """Whether a font gives this where it does not tell the character: a control, a private code, U+FFFD."""
    return bool(_UNREADABLE.match(character))


def is_wide(character: str) -> bool:
    """Whether a character is as wide as high, so that a line may be broken beside it: Chinese, full-width punctuation."""
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·"
