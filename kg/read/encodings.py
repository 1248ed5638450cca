"""Bytes of a text to characters: marks at the head, then strict UTF-8, then what reads most like Chinese."""

from __future__ import annotations

import codecs
import re
from functools import cache

from kg.errors import ReadError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LOST = 1_000  # characters of which one may be broken
# A rule of our own, because only these come into question: on 8 to 1,000 characters of plans it was right at least as
# often as chardet 7.7 in each of them, and on UTF-16 of under 200 far more often
_GUESSED = ("gb18030", "utf-8", "big5hkscs", "utf-16-le", "utf-16-be")  # GB2312 and GBK are parts of GB18030
# What a page or an XML file says of itself: <meta charset=gb2312>, <?xml version="1.0" encoding="Big5"?>
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_NEAR = 0.25  # how much less like Chinese the declared encoding may read than another one
_SAMPLE = 100_000  # bytes from which the encoding is told
_CONTROL = {chr(c) for c in range(32)} - set("\t\n\r\f\v")


def text_of(data: bytes) -> tuple[str, str]:
    """Return the text and its encoding: UTF-8, GB18030 (also for GB2312 and GBK), Big5 or UTF-16, with mark or without.

    What a page declares counts where the bytes do not speak against it. Up to one character in 1,000 may be broken: each
    is U+FFFD in the text, and the encoding says how many ("gb18030, 3 characters lost"). ReadError for anything else.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(data, encoding)
    try:
        if b"\0" not in data:
            return _checked(data, "utf-8")
    except ReadError:
        pass
    return _checked(data, _guess(data[:_SAMPLE]))


def _checked(data: bytes, encoding: str) -> tuple[str, str]:
    """The text in that encoding; ReadError where too much of it is broken, or much is no text at all."""
    try:
        text, lost = data.decode(encoding), 0
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        lost = text.count("\ufffd")
    if lost * _LOST > len(text):
        raise ReadError(
            f"is not text in UTF-8, GB18030, Big5 or UTF-16 ({lost:,} of {len(text):,} characters broken, read as "
            f"{encoding}): save it as UTF-8 and try again"
        )
    if sum(map(text.count, _CONTROL)) > len(text) / 100:
        raise ReadError("looks binary: expected plain text; save the document as .txt (UTF-8 or GB18030)")
    return text, f"{encoding}, {lost} characters lost" if lost else encoding


def _guess(data: bytes) -> str:
    """The encoding in which most characters are such as Chinese texts are made of; the declared one if it is near that."""
    shares = {encoding: _likeness(data, encoding) for encoding in _GUESSED}
    best = max(_GUESSED, key=lambda encoding: shares[encoding])
    declared = _declared(data)
    return declared if declared in shares and shares[declared] >= shares[best] - _NEAR else best


def _declared(data: bytes) -> str:
    """The encoding that the head declares, by the name under which it is guessed; "" for none and for others."""
    match = _DECLARED.search(data[:4096])
    name = match[1].decode("ascii", "replace").lower() if match else ""
    return "gb18030" if name.startswith("gb") else "big5hkscs" if name.startswith("big5") else ""


def _likeness(data: bytes, encoding: str) -> float:
    """The share of common Chinese characters and punctuation among all but ASCII letters.

    Of UTF-16 less a quarter: there ASCII letters, two by two, are Chinese characters too.
    """
    wide = encoding.startswith("utf-16")
    chars = [char for char in data.decode(encoding, "replace") if wide or char > "\x7f" or char in _CONTROL]
    common = _common(encoding)
    return sum(char in common for char in chars) / len(chars) - (_NEAR if wide else 0) if chars else 0.0


@cache
def _common(encoding: str) -> frozenset[str]:
    """The first, frequent level of GB2312 or Big5, with punctuation; in Unicode all of these, and ASCII."""
    if encoding.startswith("utf"):
        return _common("gb18030") | _common("big5hkscs") | {chr(code) for code in (9, 10, 13, *range(32, 127))}
    leads = range(0xB0, 0xD8) if encoding == "gb18030" else range(0xA4, 0xC7)
    trails = range(0xA1, 0xFF) if encoding == "gb18030" else (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    level = bytes(byte for lead in leads for trail in trails for byte in (lead, trail))
    marks = "　、。，；：？！（）《》〈〉「」『』〔〕【】“”‘’—…·％①②③④⑤⑥⑦⑧⑨⑩０１２３４５６７８９"
    return frozenset(level.decode(encoding, "ignore") + marks)
