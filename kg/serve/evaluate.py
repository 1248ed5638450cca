"""What a process of the pool does with a question: evaluate it over the graph and write the answer."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.errors import KgError, ResultTooLarge
from kg.graph import answer
from kg.graph.memory import Store
from kg.serve.negotiate import best
from kg.serve.protocol import Question

UTF8 = "; charset=utf-8"
_LINE = 1000  # characters: a message may quote the query, which may be one long line


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the client."""

    status: int
    media_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def refuse(status: int, message: str, headers: dict[str, str] | None = None) -> Answer:
    """Return the answer that says in one line why there is none."""
    line = " ".join(message.split())[:_LINE]
    return Answer(status, "text/plain" + UTF8, f"{line}\n".encode(), headers or {})


def evaluator(store: Store, largest: int) -> Callable[[Question], Answer]:
    """Return what answers questions over the store in at most `largest` bytes, and never raises a KgError."""

    def work(question: Question) -> Answer:
        try:
            return _answer(store, question, largest)
        except ResultTooLarge as error:
            return refuse(403, str(error))
        except KgError as error:
            return refuse(400, str(error))

    return work


def _answer(store: Store, question: Question, largest: int) -> Answer:
    result = answer.evaluate(
        store,
        question.query,
        base=question.base,
        default_graphs=question.default_graphs,
        named_graphs=question.named_graphs,
    )
    formats = answer.formats(result)
    known = {each.media_type.partition(";")[0]: each for each in formats}
    known |= {alias: each for each in formats for alias in each.aliases}
    liked = best(question.accept, list(known))
    if liked is None:
        return refuse(406, f"Accept: {question.accept}; expected one of {', '.join(known)}")
    sink = io.BytesIO()
    answer.write(result, sink, format=known[liked], limit=largest)
    return Answer(200, liked + (UTF8 if liked.startswith("text/") else ""), sink.getvalue())
