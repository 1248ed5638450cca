"""The text objects of an OFD page as runs of characters in one line, each with its place in millimetres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.read.packed import Element


@dataclass(frozen=True, slots=True)
class Run:
    """Characters one behind another. y grows downwards and is that of the line that they stand on."""

    text: str
    x: float
    y: float
    end: float  # x behind the last character
    size: float  # of the font


def inside(root: Element | None, name: str) -> Iterator[Element]:
    """Yield all elements of that name, whatever namespace a program has put them in."""
    for element in [] if root is None else root.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] == name:
            yield element


def runs(page: Element) -> Iterator[Run]:
    """Yield the page's runs in the file's order; none for text that is switched off."""
    for thing in inside(page, "TextObject"):
        if (thing.get("Visible") or "").lower() == "false":
            continue
        left, top, *_ = (*_numbers(thing.get("Boundary")), 0.0, 0.0)
        given = _numbers(thing.get("CTM"))
        a, b, c, d, e, f = given if len(given) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        size = next(iter(_numbers(thing.get("Size"))), 1.0)
        x = y = 0.0
        for code in inside(thing, "TextCode"):
            x = next(iter(_numbers(code.get("X"))), x)
            y = next(iter(_numbers(code.get("Y"))), y)
            text = (code.text or "").strip("\r\n")
            for piece, px, py, end in _pieces(text, x, y, size, code):
                yield Run(
                    piece,
                    x=left + a * px + c * py + e,
                    y=top + b * px + d * py + f,
                    end=left + a * end + c * py + e,
                    size=abs(size * (d or b or 1.0)),
                )


def _pieces(text: str, x: float, y: float, size: float, code: Element) -> Iterator[tuple[str, float, float, float]]:
    """The text parted where it goes back or to another line, each piece with its beginning and end."""
    right = _deltas(code.get("DeltaX"), len(text))
    down = _deltas(code.get("DeltaY"), len(text))
    start, px, py, begun = 0, x, y, x
    for at, sign in enumerate(text):
        wide = size if ord(sign) > 0x2E7F else size / 2
        last = at == len(text) - 1
        step = right[at] if at < len(right) else (0.0 if down and not right else wide)
        drop = down[at] if at < len(down) else 0.0
        if last or step < 0 or abs(drop) > size / 2:
            yield text[start : at + 1], begun, py, px + wide
            start, begun = at + 1, px + step
        px, py = px + step, py + drop


def _deltas(text: str | None, count: int) -> Sequence[float]:
    """Steps between characters, at most that many; "g 3 5" is three steps of 5."""
    words = (text or "").split()
    found: list[float] = []
    at = 0
    while at < len(words) and len(found) < count:
        if words[at] == "g" and at + 2 < len(words):
            times, step = _number(words[at + 1]), _number(words[at + 2])
            found += [step] * int(min(max(times, 0.0), count))
            at += 3
        else:
            found.append(_number(words[at]))
            at += 1
    return found


def _numbers(text: str | None) -> list[float]:
    return [_number(word) for word in (text or "").split()]


def _number(word: str) -> float:
    """A number; 0 for what is none, or is larger than any page."""
    try:
        found = float(word)
    except ValueError:
        return 0.0
    return found if abs(found) < 1e6 else 0.0  # not so for nan and infinity
