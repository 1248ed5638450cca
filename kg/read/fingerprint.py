"""What two files of one document have in common, whatever format each is in."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from kg.read.view import fold

_NO_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=1)  # a plan's is asked for twice, and its text is folded for it
def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text's letters and digits, widths and traditional characters folded.

    Blanks, line ends and punctuation, where formats and programs differ, do not count.
    """
    return hashlib.sha256(_NO_WORD.sub("", fold(text)).encode("utf-8", "surrogatepass")).hexdigest()
