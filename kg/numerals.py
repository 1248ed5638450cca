"""Numbers as plans print them: 二十四, ２, ③, 二〇二一."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import cn2an

_CHINESE = "零〇一二两三四五六七八九十百千万"


@lru_cache(maxsize=4096)
def integer(text: str) -> int | None:
    """Return the whole number that `text` spells in Arabic, Chinese or circled digits; None if it spells none."""
    folded = unicodedata.normalize("NFKC", text).strip()
    if folded.isascii() and folded.isdigit():
        return int(folded)
    if not folded or any(c not in _CHINESE for c in folded):
        return None
    try:
        return int(cn2an.cn2an(folded.replace("〇", "零"), "smart"))
    except ValueError:
        return None
