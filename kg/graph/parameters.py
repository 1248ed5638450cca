"""Parameters of a question: what its head comments declare, and the values that a user gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import DataError
from kg.graph.answer import Term
from kg.graph.lookup import SORTS, one
from kg.graph.vocabulary import XSD

_DECLARED = re.compile(
    r"#\s*param\s+(?P<name>[\w-]+)(?:\s+\?(?P<variable>\w+))?(?:\s+(?P<sort>[a-z]+))?\s*:\s*(?P<said>.*)"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be narrowed by: `# param NAME ?variable sort: said`.

    The variable is ?NAME unless given; the sort is a key of `lookup.SORTS`, or date, number or text, and
    that of the name unless given, text for any other name.
    """

    name: str
    variable: str
    sort: str
    said: str


def parameters(query: str) -> dict[str, Parameter]:
    """Return what the comments at the head of a query declare, by name; empty if they declare nothing."""
    found: dict[str, Parameter] = {}
    for line in query.splitlines():
        if not line.startswith("#"):
            break
        if match := _DECLARED.fullmatch(line.rstrip()):
            name = match["name"]
            sort = match["sort"] or (name if name in SORTS else "text")
            found[name] = Parameter(name, match["variable"] or name, sort, match["said"])
    return found


def bindings(store: Store, query: str, given: Mapping[str, str]) -> dict[str, Term]:
    """Return the variables that the given parameters bind, with their values, for `answer.evaluate`.

    <IRI> is that IRI; else the value is of the parameter's sort: a thing by its name, a date, a number or plain text. A
    query that declares no parameters takes any variable: a thing if the variable is called as its sort, a date
    if the value looks like one. DataError for a name that is not declared, and for a value that is not of the sort.
    """
    declared = parameters(query)
    bound: dict[str, Term] = {}
    for name, value in given.items():
        if declared and name not in declared:
            raise DataError(f"no parameter {name!r}; there are: {', '.join(declared)}")
        parameter = declared.get(name) or _undeclared(name, value)
        bound[parameter.variable] = _term(store, parameter, value)
    return bound


def _undeclared(name: str, value: str) -> Parameter:
    sort = name if name in SORTS else "date" if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else "text"
    return Parameter(name, name, sort, "")


def _term(store: Store, parameter: Parameter, value: str) -> Term:
    if value.startswith("<") and value.endswith(">"):
        try:
            return NamedNode(value[1:-1])
        except ValueError as error:
            raise DataError(f"{parameter.name} {value}: {error}; expected an IRI in <…>") from error
    if parameter.sort in SORTS:
        return one(store, parameter.sort, value)
    if parameter.sort == "date":
        try:
            return Literal(date.fromisoformat(value).isoformat(), datatype=NamedNode(XSD.date))
        except ValueError as error:
            raise DataError(f"{parameter.name} {value}: expected a date such as 2024-12-31") from error
    if parameter.sort == "number":
        if not re.fullmatch(r"[0-9]+", value, re.ASCII):
            raise DataError(f"{parameter.name} {value}: expected a whole number")
        return Literal(int(value))
    return Literal(value)
