"""Bytes of a text to characters."""

from __future__ import annotations

import codecs

from kg.errors import ReadError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def text_of(data: bytes) -> tuple[str, str]:
    """Return the text and its encoding: UTF-8, UTF-16 with BOM or GB18030; raise ReadError for anything else."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            candidates: tuple[str, ...] = (encoding,)
            break
    else:
        candidates = ("utf-8", "gb18030")  # strict UTF-8 first: GB18030 accepts nearly anything
    for encoding in candidates:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise ReadError(f"is not text in {' or '.join(candidates)}: save it as UTF-8 and try again")
