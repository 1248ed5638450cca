"""Numbers as plans print them: 二十四, ２, ③, 二〇二一."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_CHINESE = "零〇一二两三四五六七八九十百千万"
_DIGITS = str.maketrans("零〇一二两三四五六七八九", "001223456789")
_ONES = "一二三四五六七八九"
_BELOW_100 = {  # 十 to 九十九, as they are printed
    tens + ones: 10 * ten + one
    for ten, tens in enumerate(["十", *(f"{ten}十" for ten in _ONES[1:])], start=1)
    for one, ones in enumerate(["", *_ONES])
}


@lru_cache(maxsize=4096)
def integer(text: str) -> int | None:
    """Return the whole number that `text` spells in Arabic, Chinese or circled digits (③, ⒊, ㈢); None if it spells none."""
    folded = unicodedata.normalize("NFKC", text).strip().strip("().")
    try:
        return int(folded) if folded.isascii() and folded.isdigit() else _chinese(folded)
    except (ValueError, KeyError):  # of a million digits; of 九十零, in cn2an
        return None


def _chinese(text: str) -> int | None:
    if not text.strip("百千万") or any(c not in _CHINESE for c in text):  # units without a number are none
        return None
    if (small := _BELOW_100.get(text)) is not None:
        return small
    if (digits := text.translate(_DIGITS)).isascii():
        return int(digits)
    import cn2an  # noqa: PLC0415 - dear to import, and few plans print a Chinese number above 99

    return int(cn2an.cn2an(text.replace("〇", "零"), "smart"))
