"""Traditional characters read as simplified ones, one for one, so that every rule finds them; quotes stay as printed."""

from __future__ import annotations

import re
from functools import cache

_SHARE = 0.05  # of a text's characters that must be traditional; a few are names (乾县) and stay


def simplified(text: str) -> str:
    """Return a traditional text in simplified characters, of the same length; any other text unchanged."""
    sample = text[:20_000]
    few = _SHARE * len(sample)
    if _strange(sample) <= few or len(_traditional().findall(sample)) <= few:
        return text
    return text.translate(_table())


def _strange(text: str) -> int:
    """How many characters GB 2312 lacks, which has the simplified ones: most texts are done with here, without a table.

    It has a few traditional ones too, 於 and 後 among them: by these alone no text is traditional, and no name.
    """
    return len(text) - len(text.encode("gb2312", "ignore").decode("gb2312"))


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _table()))}]")


@cache
def _table() -> dict[int, str]:
    """OpenCC's t2s, character by character: it maps words too, but a view must keep its length."""
    import opencc  # noqa: PLC0415 - it takes as long to get ready as a short plan to be read

    ideographs = [chr(code) for code in range(0x3400, 0xA000)]
    mapped = opencc.OpenCC("t2s").convert("\n".join(ideographs)).split("\n")
    return {ord(a): b for a, b in zip(ideographs, mapped, strict=True) if a != b and len(b) == 1}
