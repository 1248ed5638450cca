"""A reading of a source: the text that rules are written against, of the same length as the text as read.

Full-width letters, digits and punctuation are folded to half width and traditional characters to simplified ones, one
for one, noise and what nobody sees are blotted out, so a rule is written once, and every offset in the view is an offset
in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Evidence, Noise
from kg.read import noise as noise_finder
from kg.read.invisible import CLASS
from kg.read.script import simplified
from kg.source import Source

BLOT = "\ufffc"  # stands for each character of noise, and for each that nobody sees; no pattern matches it

_EMPTY = frozenset(char for char in map(chr, range(0x3001)) if char.isspace()) | {BLOT}

_FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= {
    "\u3000": " ", "\xa0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ",
    "〔": "(", "〕": ")", "【": "[", "】": "]", "﹝": "[", "﹞": "]", "［": "[", "］": "]",
    "〈": "<", "〉": ">", "﹑": "、", "､": "、", "｡": "。", "﹐": ",", "﹒": ".", "﹔": ";", "﹕": ":", "﹙": "(", "﹚": ")", "﹪": "%", "︰": ":", "∶": ":",
    "—": "-", "–": "-", "－": "-", "〇": "零", "○": "零", "\r": "\n", "\u2028": "\n", "\x0c": "\n", "\x0b": "\n",
}  # fmt: skip
# Few characters are folded, and to translate takes as long for each of the others.
_FOLDED = re.compile(f"[{''.join(map(re.escape, _FOLD))}{CLASS}]")
# 各县<市、区>人民政府 · 各县[市、区]: brackets of whatever form round classes of places
_CLASS_IN_MARKS = re.compile(r"[<\[](?<=[县市区乡镇].)([市县区旗街道镇乡场园、]{1,8})[>\]]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A source with its noise found and its view made; `len(view) == len(source.text)`."""

    source: Source
    view: str
    noise: tuple[Noise, ...]

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Return the exact slice of the text as read, blanks and noise at its ends left out."""
        start, end = self.trim(start, end)
        return Evidence(self.source.text[start:end], start, end, rule)

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets without blanks and noise at either end; (start, start) if nothing is left."""
        view = self.view
        while end > start and view[end - 1] in _EMPTY:
            end -= 1
        while start < end and view[start] in _EMPTY:
            start += 1
        return start, end

    def clean(self, start: int, end: int) -> str:
        """Return the text as printed between the offsets, without noise, each run of blanks as one space."""
        text, view = self.source.text[start:end], self.view[start:end]
        if BLOT in view:
            text = "".join(t for t, v in zip(text, view, strict=True) if v != BLOT)
        return " ".join(text.split())

    def name(self, start: int, end: int) -> str:
        """Return the view between the offsets as one name: no noise, no blanks (编  办 → 编办)."""
        text = self.view[start:end]
        return text if text.isalnum() else "".join(text.replace(BLOT, "").split())


def fold(text: str) -> str:
    """Return the text with widths folded and in simplified characters, one for one; same length."""
    return simplified(_FOLDED.sub(lambda found: _FOLD.get(found[0], BLOT), text))


def look(source: Source) -> Reading:
    """Return the reading of a source."""
    view = _CLASS_IN_MARKS.sub(r"(\1)", fold(source.text))
    found = noise_finder.find(view)
    if found:
        chars = list(view)
        for noise in found:
            chars[noise.span.start : noise.span.end] = BLOT * (noise.span.end - noise.span.start)
        view = "".join(chars)
    return Reading(source, view, found)
