"""SPARQL as text: its tokens as far as the project needs them, and the place where a query is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Store

from kg.errors import QueryError
from kg.graph.vocabulary import PREFIXES

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<open>["'])
    | (?P<name>[?$@]?(?:[\w:%.-]|\\.)+)
    | (?P<mark>\^\^ | && | \|\| | [!<>]= | \S)
    """,
    re.VERBOSE | re.DOTALL,
)
_REPORTED = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_REASONS = re.compile(r"Prefix not found|IRI parsing failed|The SELECT contains [a-z ]+")
_GAP = " " * 20  # longer than any keyword
_PAIRS = {"{": "}", "(": ")", "[": "]"}
_DEEPEST = 100  # brackets in brackets; what reads a tree by recursion must come back
_ABSOLUTE = re.compile(r"<\w+://")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, IRI, string or mark of a query, its place, and how many braces and brackets are open round it."""

    text: str
    kind: str
    start: int
    depth: int

    @property
    def word(self) -> str:
        """The token as keywords are compared; no string is one."""
        return "" if self.kind == "string" else self.text.upper()

    @property
    def end(self) -> int:
        """The place behind the token."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in one pair of brackets; the whole query has none."""

    text: str  # the bracket that opens it
    start: int
    end: int  # the place behind the bracket that closes it
    items: tuple[Token | Block, ...]

    @property
    def word(self) -> str:
        """The bracket, as tokens have words."""
        return self.text


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, right or wrong, without comments."""
    depth = 0
    for found in _TOKEN.finditer(query):
        kind, text = str(found.lastgroup), found[0]
        if kind != "comment":
            depth -= text in ("}", ")")
            yield Token(text, kind, found.start(), depth)
            depth += text in ("{", "(")


def nested(query: str) -> Block | None:
    r"""Return the query as blocks in blocks; None where brackets are wrong or too deep or tokens unsure.

    The store's parser may see other tokens: it reads escapes (\u0022) before all else, and in an expression takes
    `?a <'x'&&?b>?c` for two comparisons.
    """
    if "\\u" in query.lower():
        return None
    open_: list[tuple[str, int, list[Token | Block]]] = [("", 0, [])]
    for token in tokens(query):
        text, start, items = open_[-1]
        if token.kind == "open" or (text == "(" and items and _may_compare(items[-1], token)):
            return None
        if token.text in _PAIRS:
            open_.append((token.text, token.start, []))
            if len(open_) > _DEEPEST:
                return None
        elif token.text in _PAIRS.values():
            if _PAIRS.get(text) != token.text:
                return None
            open_.pop()
            open_[-1][2].append(Block(text, start, token.end, tuple(items)))
        else:
            items.append(token)
    return Block("", 0, len(query), tuple(open_[0][2])) if len(open_) == 1 else None


def _may_compare(before: Token | Block, token: Token) -> bool:
    operand = isinstance(before, Block) or before.kind in ("name", "string")
    return operand and token.kind == "iri" and not _ABSOLUTE.match(token.text)


def syntax_error(query: str, message: str) -> QueryError:
    """Return the error that says in plain words what the store's parser says of a query, and where it is."""
    found = list(tokens(query))
    wrong = next((token for token in found if token.kind == "open"), None) or _reached(found)
    start = wrong.start if wrong else len(query.rstrip())
    line, column = query.count("\n", 0, start) + 1, start - query.rfind("\n", 0, start)
    text = query.splitlines()[line - 1] if query.strip() else ""
    return QueryError(
        f"the query does not parse: line {line}, column {column}: {_problem(wrong, message)}", text, column
    )


def _problem(wrong: Token | None, message: str) -> str:
    said = _REASONS.search(message)
    if wrong and wrong.kind == "open":
        return f"{wrong.text} begins a string that does not end"
    if said:
        return said[0]
    if wrong and wrong.kind == "iri" and ":" not in wrong.text:
        return f"{wrong.text} is relative, and no BASE is given"
    if wrong is None:
        return "it ends too early"
    also = ", or the group that it closes gives a value to a variable that has one" if wrong.text == "}" else ""
    return f"{wrong.text!r} is not expected here{also}"


def _reached(found: list[Token]) -> Token | None:
    """The token that the parser could not get past; None for the end.

    Where no keyword fits, the parser reports as many characters on as the keyword has. With the tokens drawn
    apart that is still before the next one.
    """
    apart, starts = "", []
    for token in found:
        glued = token.text == "^^" or token.text.startswith("@")  # belongs to the string before
        apart += ("" if glued else _GAP) + token.text
        starts.append(len(apart) - len(token.text))
    try:
        Store().query(apart + _GAP, prefixes=PREFIXES)
    except SyntaxError as error:
        place = _REPORTED.match(str(error))
        at = int(place[2]) - 1 if place else 0
        reached = [token for start, token in zip(starts, found, strict=True) if start <= at]
        return reached[-1] if reached and at < len(apart + _GAP) else None
    return None
