"""The graph as JSON-LD: readable keys, texts by their language, one thing a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import context
from kg.graph.context import Term
from kg.graph.vocabulary import RDF, XSD

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what every reader of JSON keeps digit by digit

Thing = dict[str, Any]


def write_jsonld(graphs: Iterable[tuple[str, list[Quad]]], out: BinaryIO) -> None:
    """Write named graphs, each given with its quads in order, and the context in front of them.

    IRIs of things are written in full: a short form would have to be told from every other IRI.
    """
    keys = context.read()
    terms = context.by_iri(keys)
    out.write(b'{"@context": ' + _json(keys) + b',\n"@graph": [')
    for number, (graph, quads) in enumerate(graphs):
        out.write(b",\n" if number else b"\n")
        out.write(b'{"@id": ' + _json(graph) + b', "@graph": [\n')
        things = groupby(quads, key=lambda quad: _iri(quad.subject))
        out.write(b",\n".join(_json(_thing(iri, stated, terms)) for iri, stated in things))
        out.write(b"\n]}")
    out.write(b"\n]}\n")


def _thing(iri: str, stated: Iterable[Quad], terms: Mapping[str, Term]) -> Thing:
    thing: Thing = {"@id": iri}
    for quad in stated:
        _say(thing, quad.predicate.value, quad.object, terms)
    return {key: _single(value) for key, value in sorted(thing.items())}


def _say(thing: Thing, predicate: str, value: object, terms: Mapping[str, Term]) -> None:
    term = terms.get(predicate, Term(predicate))
    if predicate == RDF.type and isinstance(value, NamedNode):
        thing.setdefault("@type", []).append(terms.get(value.value, Term(value.value)).key)
    elif not term.by_language:
        thing.setdefault(term.key, []).append(_value(value, term.type))
    elif isinstance(value, Literal) and value.language:
        thing.setdefault(term.key, {}).setdefault(value.language, []).append(value.value)
    else:  # a key for texts by language takes nothing else
        thing.setdefault(predicate, []).append(_value(value, ""))


def _value(value: object, type: str) -> Any:
    """Return the value as it stands behind a key whose values are of `type` where they do not say another."""
    if not isinstance(value, Literal):
        return _iri(value) if type == "@id" else {"@id": _iri(value)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if datatype == XSD.string:
        return {"@value": value.value} if type else value.value
    if datatype != type:
        return {"@value": value.value, "@type": datatype}
    if datatype == XSD.integer and _INTEGER.fullmatch(value.value):
        return int(value.value)
    return value.value


def _iri(thing: object) -> str:
    return thing.value if isinstance(thing, NamedNode) else str(thing)  # "_:b0"


def _single(value: Any) -> Any:
    if isinstance(value, dict):
        return {language: _single(texts) for language, texts in value.items()}
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
