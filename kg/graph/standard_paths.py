"""Paths of length zero at a constant that the data lack: `:s :p* ?o` finds :s itself, also where no triple has :s."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.graph.syntax import Block, Token

Item = Token | Block
Edit = tuple[int, int, str]

_VARIABLE = re.compile(r"[?$]\w+")
_CONSTANT = re.compile(r"<.*>|(?!_:)[\w.-]*:.*|[\"'].*|-?\d+(\.\d+)?", re.DOTALL)
_NEXT = {".", "{", "FILTER", "OPTIONAL", "MINUS", "GRAPH", "BIND", "VALUES"}


def rewritten(query: str, whole: Block, lacks: Callable[[str], bool]) -> str:
    """Return the query with `VALUES ?o { :s }` for each triple `:s path ?o` whose path may have length zero, and the
    like for `?s path :o`, where `lacks` says of the constant that no triple of the default graph has it at an end.

    Such a path then has length zero and no other, so this is exact (ZeroLengthPath in 18.4). The path is one step
    with `*` or `?`, which may be a path in brackets. Left as they are: longer paths, which the standard joins over
    the nodes that the data have; lists with `;` and `,`; blank nodes; and what stands inside GRAPH.
    """
    for start, end, text in sorted(_edits(whole, lacks), reverse=True):
        query = query[:start] + text + query[end:]
    return query


def _edits(block: Block, lacks: Callable[[str], bool]) -> Iterator[Edit]:
    items = block.items
    for at, item in enumerate(items):
        if isinstance(item, Block):
            if at < 2 or items[at - 2].word != "GRAPH":
                yield from _edits(item, lacks)
        elif block.text == "{" and _begins(items[at - 1] if at else None):
            last = _end(items, at)
            if last and (text := _matched(item.text, last.text.rstrip("."), lacks)):
                yield item.start, last.start + len(last.text.rstrip(".")), text


def _begins(before: Item | None) -> bool:
    """Whether a triple can begin behind an item: at the start, behind a dot, or behind another pattern."""
    return before is None or before.text.endswith(".") or (isinstance(before, Block) and before.text in ("{", "("))


def _end(items: tuple[Item, ...], subject: int) -> Token | None:
    """The object of a triple that is alone, of one step that may have length zero; None for any other."""
    at = subject + 1
    at += at < len(items) and items[at].text == "^"
    if len(items) < at + 3 or not _is_step(items[at]) or items[at + 1].text not in ("*", "?"):
        return None
    last, behind = items[at + 2], items[at + 3] if at + 3 < len(items) else None
    if isinstance(last, Block) or not (behind is None or last.text.endswith(".") or behind.word in _NEXT):
        return None
    return last


def _is_step(item: Item) -> bool:
    if isinstance(item, Block):
        return item.text == "("
    return item.kind == "iri" or item.text == "a" or (item.kind == "name" and ":" in item.text)


def _matched(subject: str, object_: str, lacks: Callable[[str], bool]) -> str | None:
    """The pattern for the triple's only solution, where a constant is at one end or the same at both."""
    for constant, other in ((subject, object_), (object_, subject)):
        if _CONSTANT.fullmatch(constant) and (other == constant or _VARIABLE.fullmatch(other)):
            values = "{ }" if other == constant else f"VALUES {other} {{ {constant} }}"
            return values if lacks(constant) else None
    return None
