"""Rewrites a query where the store's engine departs from SPARQL 1.1, so that it answers as the standard says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.graph import standard_graphs, standard_paths
from kg.graph.dataset import clauses, prologue
from kg.graph.syntax import Block, Token, nested

Ask = Callable[[str], QuerySolutions | QueryBoolean | QueryTriples]

# Quick looks, as most queries need nothing and drawing their tokens takes milliseconds. They may see too much.
_GRAPH = re.compile(r"graph\b\s*[?$]")
_PATH = re.compile(
    r"""
    (?:\*|\?(?!\w)) \s* (?:[<"'\d-] | [\w.-]*:)                       # * or ? and behind it a constant
    | \) \s* (?:\*|\?(?!\w))                                          # or before it a path in brackets
    | (?<!\S) (?:[?$]\w*+[^\w\s] | [^\s?$]) \S*+ \s++                   # or what is not just a variable,
      \^? (?:[\w.-]*+:[^\s?$*]*+ | <[^\s>]*+> | a) \s*+ (?:\*|\?(?!\w))  # and a step
    """,
    re.VERBOSE,
)


def standard(query: str, ask: Ask) -> str:
    """Return a query that the engine answers as the standard wants the given one answered; mostly the query itself.

    `ask` asks the same dataset: what is rewritten depends on which terms and graphs it has. Rewritten are

    - GROUP_CONCAT, which gives a simple literal (18.5.1.7), where the engine keeps a language;
    - paths of length zero at a term that the data lack (18.4): see `standard_paths`;
    - GRAPH ?g over patterns that do not bind ?g (18.6): see `standard_graphs`.

    What is wrong or hard to read is returned as it is. The result may fail to parse where blank nodes have labels.
    """
    concat, paths, graph = _seen(query)
    if concat:
        query = _plain(query)
    if not (paths or graph):
        return query
    whole = nested(query)
    if whole is None or any(word == "SERVICE" for word in _words(whole)):  # of what others hold nothing is known
        return query
    found = [item for item in whole.items if isinstance(item, Token)]
    before, (defaults, named) = prologue(query, found), clauses(found)
    of = " ".join([*(f"FROM {graph}" for graph in defaults), *(f"FROM NAMED {graph}" for graph in named)])

    def lacks(term: str) -> bool:
        return not ask(f"{before} ASK {of} {{ {{ {term} ?p ?o }} UNION {{ ?s ?p {term} }} }}")

    def graphs() -> list[str] | None:
        found = ask(f"{before} SELECT ?g {of} {{ GRAPH ?g {{}} }}")
        assert isinstance(found, QuerySolutions)
        names = [row[0] for row in found]
        return sorted(map(str, names)) if all(isinstance(name, NamedNode) for name in names) else None

    if paths:
        query = standard_paths.rewritten(query, whole, lacks)
        whole = nested(query)
    return standard_graphs.rewritten(query, whole, graphs) if graph and whole else query


@lru_cache(maxsize=256)  # people ask the same questions
def _seen(query: str) -> tuple[bool, bool, bool]:
    """Whether it looks as if the query may hold GROUP_CONCAT, such a path, such a GRAPH."""
    text = query.lower()
    return "group_concat" in text, bool(_PATH.search(query)), bool(_GRAPH.search(text))


def _plain(query: str) -> str:
    whole = nested(query)
    for start, end in sorted(_concats(whole), reverse=True) if whole else ():
        query = f"{query[:start]}STR({query[start:end]}){query[end:]}"
    return query


def _concats(block: Block) -> Iterator[tuple[int, int]]:
    """Where the calls of GROUP_CONCAT begin and end; no aggregate stands in another."""
    for at, item in enumerate(block.items):
        if isinstance(item, Block):
            before = block.items[at - 1] if at else item
            if item.text == "(" and before.word == "GROUP_CONCAT":
                yield before.start, item.end
            else:
                yield from _concats(item)


def _words(block: Block) -> Iterator[str]:
    for item in block.items:
        yield from _words(item) if isinstance(item, Block) else (item.word,)
