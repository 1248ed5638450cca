"""SPARQL as text: its tokens as far as the project needs them, and what is wrong with a query, for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import QueryError

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<name>[?$@]?(?:[\w:%.-]|\\.)+)
    | (?P<mark>\S)
    """,
    re.VERBOSE | re.DOTALL,
)
_POSITION = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, IRI or mark of a query, with its place and how many braces and brackets are open round it."""

    text: str
    start: int
    depth: int

    @property
    def word(self) -> str:
        """The token as a keyword would be compared."""
        return self.text.upper()


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, right or wrong, but comments and strings."""
    depth = 0
    for found in _TOKEN.finditer(query):
        if found.lastgroup in ("comment", "string"):
            continue
        text = found[0]
        depth -= text in ("}", ")")
        yield Token(text, found.start(), depth)
        depth += text in ("{", "(")


def syntax_error(query: str, message: str) -> QueryError:
    """Return the error that says in plain words what the store's parser says, and where."""
    found = _POSITION.match(message)
    if found is None:
        return QueryError(f"the query does not parse: {message}")
    line, column = int(found[1]), int(found[2])
    lines = query.splitlines()
    shown = lines[line - 1] if line <= len(lines) else ""
    place = f"line {line}, column {column}, at {shown.strip() or 'the end of the query'!r}"
    return QueryError(f"the query does not parse: {place}: {_plain(found[3])}", shown, column)


def _plain(expected: str) -> str:
    """Leave out the sets of characters that the parser also names, which tell nobody anything."""
    named = [" ".join(part.split()) for part in re.split(r", (?![^\[]*\])", expected)]
    named = [part for part in named if part and not part.startswith("[")]
    reasons = [part for part in named if re.match(r"(?:The )?[A-Z][a-z]* ?[A-Za-z]+ [a-z]", part)]
    if reasons:
        return reasons[0]
    if named == ["CONSTRUCT"]:  # the parser's last try at the form
        named = list(FORMS)
    return f"expected {' or '.join(named)}" if named else "not expected here"
