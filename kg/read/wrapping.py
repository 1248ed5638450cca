"""A paragraph from the lines that it was printed in."""

from __future__ import annotations


def joined(first: str, second: str) -> str:
    """Return two printed lines of a paragraph as one text: a blank between Latin words, none beside a Chinese character."""
    a, b = first[-1:], second[:1]
    if a == "-" and first[-2:-1].islower() and b.islower() and b.isascii():
        return first[:-1] + second
    parted = (
        a.isascii()
        and b.isascii()
        and (a.isalpha() or b.isalpha() or a in ",.;:)")
        and a not in "-/("
        and b not in ")-/,.;:%"
    )
    return f"{first} {second}" if parted and a and b else first + second
