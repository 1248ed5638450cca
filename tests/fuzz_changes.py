"""Changes to a document that keep most of it well-formed: elements, lines and sentences go, come twice, move and nest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

# Tags, PDF's operators and strings, pieces of sentences; a line's end is one of its own
_TOKENS = re.compile(
    rb"<[^<>]{0,400}>|\n|[,;|\t\"()]|(?:[^<>\n,;|\t\"()\xe3\xef]|[\xe3\xef][^\x80\xbc]..?)+|.", re.DOTALL
)
_OPEN = re.compile(rb"<([\w:]+)(?:\s[^<>]*)?(?<!/)>")
_VALUE = re.compile(rb"(?<=\")[^\"<>]*(?=\")|-?\d+(?:\.\d+)?")
_VALUES = b"|0|-1|1|2|9|255|65535|1048576|16384|2147483648|99999999999999999999|1e309|-0.0|nan|A1|XFD1048576|A1:XFD1048576|true|\xe4\xb8\x80".split(
    b"|"
)
_MOST = 60  # times that a piece is repeated


def pieces_of(text: Sequence[str]) -> list[bytes]:
    """Pieces to put in, as bytes, and some that are no character."""
    return [*(piece.encode() for piece in text), b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"&#xD800;", b"&#0;", b"&#x1F;"]


def changed(data: bytes, others: Sequence[bytes], pieces: Sequence[bytes], random: Random) -> bytes:
    """Return the document after one to four changes."""
    tokens = _TOKENS.findall(data)
    for _ in range(random.choice((1, 1, 2, 4))):
        if not tokens:
            return random.choice(others)
        start, end = _stretch(tokens, random)
        stretch = tokens[start:end]
        match random.randrange(8):
            case 0:
                tokens[start:end] = []
            case 1:
                tokens[end:end] = stretch * random.choice((1, 2, _MOST))
            case 2:  # moved
                tokens[start:end] = []
                at = random.randint(0, len(tokens))
                tokens[at:at] = stretch
            case 3:
                tokens[start:end] = _nested(stretch, random.choice((1, 2, _MOST)))
            case 4:
                tokens[start:start] = [random.choice(pieces)] * random.choice((1, 1, 3, _MOST))
            case 5:
                tokens[start:end] = [random.choice(pieces)]
            case 6:  # a stretch of another document
                other = _TOKENS.findall(random.choice(others))
                first, last = _stretch(other, random)
                tokens[start:end] = other[first:last]
            case 7:
                tokens[start] = _valued(tokens[start], random)
    return b"".join(tokens)


def _stretch(tokens: Sequence[bytes], random: Random) -> tuple[int, int]:
    """An element from its tag to the tag that closes it, or a few tokens with no tag among them; at times any tokens."""
    start = random.randrange(len(tokens))
    few = min(len(tokens), start + random.choice((1, 1, 2, 3, 8, 40)))
    if random.randrange(20) == 0:
        return start, few
    if found := _OPEN.fullmatch(tokens[start]):
        return start, _closed(tokens, start, found[1])
    return start, next((at for at in range(start, few) if tokens[at].startswith(b"</")), few)


def _closed(tokens: Sequence[bytes], start: int, name: bytes) -> int:
    """Where the element ends that begins there; behind its tag if nothing closes it."""
    opening, closing = re.compile(rb"<%s(?:\s[^<>]*)?(?<!/)>" % re.escape(name)), b"</%s>" % name
    depth = 0
    for at in range(start, len(tokens)):
        depth += (opening.fullmatch(tokens[at]) is not None) - (tokens[at] == closing)
        if depth == 0:
            return at + 1
    return start + 1


def _nested(stretch: list[bytes], times: int) -> list[bytes]:
    return stretch[:1] * times + stretch[1:-1] + stretch[-1:] * times


def _valued(token: bytes, random: Random) -> bytes:
    """The token with one of its values, or numbers, another one."""
    found = list(_VALUE.finditer(token))
    if not found:
        return token
    one = random.choice(found)
    return token[: one.start()] + random.choice(_VALUES) + token[one.end() :]
