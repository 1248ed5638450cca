"""RDF terms as text that is equal where the terms are, whatever format they were read from; numbers by their value."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode

_XSD = "http://www.w3.org/2001/XMLSchema#"
# One spelling of each value: a store may keep 1.0 and 1.0E0 as numbers and write them its own way
_VALUES: dict[str, Callable[[str], str]] = {
    _XSD + "integer": lambda text: str(int(text)),
    _XSD + "decimal": lambda text: str(Decimal(text).normalize() + 0),
    _XSD + "double": lambda text: repr(float(text)),
    _XSD + "float": lambda text: repr(float(text)),
    _XSD + "boolean": lambda text: {"1": "true", "0": "false"}.get(text, text),
}


def iri(value: str) -> str:
    """Return an IRI's text."""
    return f"<{value}>"


def blank(label: str) -> str:
    """Return a blank node's text, which begins with "_:"."""
    return f"_:{label}"


def literal(value: str, datatype: str | None = None, language: str | None = None) -> str:
    """Return a literal's text; without datatype and language it is a string."""
    if language:
        return f'"{value}"@{language.lower()}'
    with suppress(KeyError, ValueError, ArithmeticError):  # a literal may carry any text under any type
        value = _VALUES[datatype or ""](value)
    return f'"{value}"^^<{datatype or _XSD + "string"}>'


def text(term: object) -> str:
    """Return the text of a term of pyoxigraph. TypeError for what is neither IRI, blank node nor literal."""
    match term:
        case NamedNode():
            return iri(term.value)
        case BlankNode():
            return blank(term.value)
        case Literal():
            return literal(term.value, term.datatype.value, term.language)
    raise TypeError(f"expected a node or a literal, found {term!r}")
