"""A file's bytes become text, once: from here on offsets never change."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from kg.errors import ReadError
from kg.model import Source

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = {chr(c) for c in range(32)} - set("\t\n\r\f\v")


def read(path: Path) -> Source:
    """Return the text of a file in UTF-8, UTF-16 with BOM or GB18030; raise ReadError for anything else."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot read: {error.strerror or error}") from error
    return decode(data, path.name)


def decode(data: bytes, name: str) -> Source:
    """Return bytes as text under that file name; raise ReadError where they are empty, binary or in no known code."""
    text, encoding = _text(data)
    if not text.strip():
        raise ReadError("is empty: expected the text of a plan")
    if sum(c in _CONTROL for c in text) > len(text) / 100:
        raise ReadError("looks binary: expected plain text; save the document as .txt (UTF-8 or GB18030)")
    return Source(name, text, encoding, hashlib.sha256(data).hexdigest())


def _text(data: bytes) -> tuple[str, str]:
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
