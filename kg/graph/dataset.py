"""The graphs that a query is asked of: those named with it, those of its FROM clauses, or the store's own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from kg.errors import DataError
from kg.graph.federation import asks_elsewhere
from kg.graph.syntax import FORMS, Token, tokens
from kg.graph.vocabulary import PREFIXES, PROJECT

Options = dict[str, Any]  # keywords of Store.query
_ONTOLOGY = NamedNode(PROJECT + "ontology/responsibility")


def dataset(
    store: Store, query: str, default_graphs: Sequence[str], named_graphs: Sequence[str], *, federated: bool
) -> tuple[Store, Options]:
    """Return the store to ask and the options to ask it with; see `answer.evaluate`.

    A default graph of several is their merge, each triple once: where the store itself would meet a triple once
    for each graph, they are merged in memory first.
    """
    names_graphs, may_ask_elsewhere = _seen(query)
    found = list(tokens(query)) if names_graphs else []
    if not federated and may_ask_elsewhere and asks_elsewhere(query):
        raise DataError("SERVICE is not answered here: it would read from other servers")
    if default_graphs or named_graphs:
        return _explicit(store, _nodes(default_graphs), _nodes(named_graphs))
    defaults, named = clauses(found) if found else ([], [])
    if len(defaults) > 1:
        return _explicit(store, *_resolved(query, found, defaults, named))
    return store, {} if defaults or named or _merged(store) else {"use_default_graph_as_union": True}


@lru_cache(maxsize=256)  # people ask the same questions
def _seen(query: str) -> tuple[bool, bool]:
    """Whether it looks as if the query may hold FROM, and SERVICE."""
    text = query.lower()
    return "from" in text or "\\u" in text, "service" in text or "\\u" in text


def _merged(store: Store) -> bool:
    """Whether the default graph holds something, as in every store that a build left, which is quickly seen."""
    built = store.contains_named_graph(_ONTOLOGY)
    return built or next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is not None


def _explicit(store: Store, defaults: list[NamedNode], named: list[NamedNode]) -> tuple[Store, Options]:
    if len(defaults) < 2:
        return store, {"default_graph": list(defaults), "named_graphs": named}
    merged = Store()
    for graph in defaults:
        quads = store.quads_for_pattern(None, None, None, graph)
        merged.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for graph in named:
        merged.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    return merged, {"default_graph": DefaultGraph(), "named_graphs": named}


def clauses(found: Sequence[Token]) -> tuple[list[str], list[str]]:
    """Return the graphs behind FROM and FROM NAMED of a query with these tokens, as written."""
    defaults, named = [], []
    top = [token for token in found if token.depth == 0]
    for at, token in enumerate(top):
        if token.word == "FROM" and at + 1 < len(top):
            behind = top[at + 1 : at + 3]
            if behind[0].word == "NAMED":
                named += [each.text for each in behind[1:]]
            else:
                defaults.append(behind[0].text)
    return defaults, named


def prologue(query: str, found: Sequence[Token]) -> str:
    """Return the prefixes and base that a query declares, as written."""
    return query[: next((token.start for token in found if token.depth == 0 and token.word in FORMS), 0)]


def _resolved(
    query: str, found: Sequence[Token], defaults: Sequence[str], named: Sequence[str]
) -> tuple[list[NamedNode], list[NamedNode]]:
    """The same graphs as IRIs, by the prefixes and base that the query declares."""
    columns = " ".join(f"({name} AS ?g{at})" for at, name in enumerate((*defaults, *named)))
    solutions = Store().query(f"{prologue(query, found)} SELECT {columns} {{}}", prefixes=PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    graphs = [graph for row in solutions for graph in row if isinstance(graph, NamedNode)]
    return graphs[: len(defaults)], graphs[len(defaults) :]


def _nodes(graphs: Sequence[str]) -> list[NamedNode]:
    try:
        return [NamedNode(graph) for graph in dict.fromkeys(graphs)]
    except ValueError as error:
        raise DataError(f"graph {graphs[0] if len(graphs) == 1 else list(graphs)}: {error}; expected IRIs") from error
