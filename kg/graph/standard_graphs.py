"""GRAPH ?g: each named graph is asked for the whole pattern, also where the pattern's triples do not bind ?g."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.errors import DataError
from kg.graph.syntax import Block, Token

Item = Token | Block

_LARGEST = 500_000  # characters: the engine takes some seconds to plan as many
_VARIABLE = re.compile(r"[?$](\w+)")


class _Apart(Exception):
    """The engine would answer from several graphs together, or without the graph's name."""


def rewritten(query: str, whole: Block, graphs: Callable[[], list[str] | None]) -> str:
    """Return the query with `{ GRAPH <a> { P } VALUES ?g { <a> } } UNION …` over `graphs` for `GRAPH ?g { P }`.

    That is the definition of the standard (18.6). It is written out only where the engine departs from it, which
    gives each triple pattern of P the graph ?g: where P binds ?g by no triple, or not before OPTIONAL; where it has
    a subquery; and where it has MINUS of what shares no variable with the rest. Left as it is where triples bind ?g
    and P names it too: a FILTER there sees the graph's name, which many rely on and the standard does not give.
    DataError where it would make more than half a million characters.
    """
    return _text(query, whole, graphs)


def _text(query: str, block: Block, graphs: Callable[[], list[str] | None]) -> str:
    parts, done, items = [], block.start, block.items
    for at, item in enumerate(items):
        if isinstance(item, Block):
            text, start = _text(query, item, graphs), item.start
            if at > 1 and items[at - 2].word == "GRAPH" and _VARIABLE.fullmatch(items[at - 1].text) and _departs(item):
                start = items[at - 2].start
                text = _each(items[at - 1].text, text, graphs()) or f"{query[start : item.start]}{text}"
            parts += [query[done:start], text]
            done = item.end
    return "".join(parts) + query[done : block.end]


def _each(variable: str, pattern: str, graphs: Sequence[str] | None) -> str | None:
    if graphs is None:
        return None
    if len(graphs) * len(pattern) > _LARGEST:
        raise DataError(
            f"GRAPH {variable} asks each of {len(graphs)} graphs for a pattern of its own, which is too much at once; "
            f"bind {variable} by a triple in the pattern, or name the graphs with FROM NAMED"
        )
    if not graphs:
        return f"GRAPH {variable} {{ {pattern} FILTER(false) }}"
    return _union([f"{{ GRAPH {graph} {pattern} VALUES {variable} {{ {graph} }} }}" for graph in graphs])


def _union(patterns: Sequence[str]) -> str:
    """The patterns joined by UNION, halves in braces: the engine's time grows with the depth."""
    if len(patterns) == 1:
        return patterns[0]
    half = len(patterns) // 2
    return f"{{ {_union(patterns[:half])} }} UNION {{ {_union(patterns[half:])} }}"


def _departs(pattern: Block) -> bool:
    try:
        return bool(pattern.items) and not _binds(pattern)
    except _Apart:
        return True


def _binds(group: Block) -> bool:
    """Whether every solution of a group within GRAPH ?g comes from a triple and so has ?g; _Apart, see there."""
    bound, items, at = False, group.items, 0
    while at < len(items):
        item = items[at]
        if item.word == "SELECT":
            raise _Apart
        if item.word in ("OPTIONAL", "MINUS"):
            _beside(item.word, items[:at], items[at + 1], bound)
            at += 1
        elif item.word in ("FILTER", "BIND"):
            at = _block(items, at, "({")
        elif item.word == "VALUES":
            at = _block(items, at, "{")
        elif item.word == "GRAPH":
            at += 2  # its own triples bind another name
        elif isinstance(item, Block) and item.text == "{":
            every = _binds(item)
            while at + 2 < len(items) and items[at + 1].word == "UNION" and isinstance(branch := items[at + 2], Block):
                every &= _binds(branch)
                at += 2
            bound |= every
        else:
            bound = bound or item.text != "."
        at += 1
    return bound


def _beside(word: str, before: Sequence[Item], inner: Item, bound: bool) -> None:
    """Look at the group behind OPTIONAL or MINUS."""
    if not bound or not isinstance(inner, Block):
        raise _Apart
    _binds(inner)
    if word == "MINUS" and not _variables(before) & _variables(inner.items):
        raise _Apart


def _block(items: Sequence[Item], at: int, brackets: str) -> int:
    """The place of the first block behind `at` with one of the brackets."""
    for place in range(at + 1, len(items)):
        item = items[place]
        if isinstance(item, Block) and item.text in brackets:
            if _holds_subquery(item):
                raise _Apart
            return place
    raise _Apart


def _holds_subquery(block: Block) -> bool:
    return any(item.word == "SELECT" or (isinstance(item, Block) and _holds_subquery(item)) for item in block.items)


def _variables(items: Sequence[Item]) -> set[str]:
    found: set[str] = set()
    for item in items:
        if isinstance(item, Block):
            found |= _variables(item.items)
        elif item.kind == "name" and (match := _VARIABLE.match(item.text)):
            found.add(match[1])
    return found
