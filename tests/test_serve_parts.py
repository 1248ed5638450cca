"""The parts of the server that need no server: choosing a format, reading a request, processes that may die."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kg.serve import workers
from kg.serve.confine import bound_memory, seal
from kg.serve.negotiate import best
from kg.serve.protocol import QUERY, Question, Refusal, parameters, posted
from kg.serve.workers import Broken, Busy, Overrun, Pool


@pytest.mark.parametrize(
    ("accept", "liked"),
    [
        ("", "a/x"),
        ("*/*", "a/x"),
        ("b/z", "b/z"),
        ("B/Z", "b/z"),
        ("a/*", "a/x"),
        ("a/y, a/x", "a/x"),  # of equals the server's first
        ("a/x;q=0.1, a/y;q=0.2", "a/y"),
        ("a/x;q=0, */*;q=0.1", "a/y"),
        ("a/*;q=0.9, b/z;q=0.91", "b/z"),
        ("a/*;q=0.1, a/y;q=0.05, b/*;q=0.08", "a/x"),
        ("a/y; charset=utf-8 ; q = 0.5", "a/y"),
        ("a/x;q=much, b/z;q=0.1", "b/z"),
        ("a/x;q=7, b/z", "a/x"),
        (",, b/z ,", "b/z"),
        ("c/c", None),
        ("*/*;q=0", None),
        ("nonsense", None),
    ],
)
def test_the_best_of_what_is_offered(accept: str, liked: str | None) -> None:
    assert best(accept, ("a/x", "a/y", "b/z")) == liked


def test_nothing_offered_is_nothing_liked() -> None:
    assert best("*/*", ()) is None


def test_a_posted_query_takes_its_graphs_from_the_address() -> None:
    url = parameters(b"default-graph-uri=http%3A%2F%2Fa&named-graph-uri=http%3A%2F%2Fb&named-graph-uri=http%3A%2F%2Fc")
    question = posted(QUERY, b"ASK {}", url, base="http://s/", accept="text/csv")
    assert question == Question("ASK {}", "http://s/", "text/csv", ("http://a",), ("http://b", "http://c"))


def test_a_posted_query_with_a_second_one_in_the_address_is_refused() -> None:
    with pytest.raises(Refusal, match=r"SELECT|ASK|quer") as refused:
        posted(QUERY, b"ASK {}", [("query", "ASK {}")], base="", accept="")
    assert refused.value.status == 400


def act(question: Any) -> Any:
    """What the processes of these tests do when they are asked."""
    match question:
        case "die":
            os._exit(3)
        case "sleep":
            time.sleep(3600)
        case ("take", size):
            return len(bytearray(size))
        case "open":
            try:
                os.close(os.open("/dev/null", os.O_RDONLY))
            except OSError as error:
                return error.strerror
    return question


def bounded() -> Callable[[Any], Any]:
    bound_memory(64 << 20)
    return act


def sealed() -> Callable[[Any], Any]:
    seal()
    return act


def plain() -> Callable[[Any], Any]:
    return act


@pytest.fixture(params=[plain])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    made = Pool(request.param, 1, 5)
    yield made
    made.close()


def test_questions_and_answers_of_any_size(pool: Pool) -> None:
    large = "责" * 3_000_000
    assert asyncio.run(pool.ask(large)) == large


def test_a_process_that_dies_is_replaced(pool: Pool) -> None:
    async def asks() -> None:
        with pytest.raises(Broken):
            await pool.ask("die")
        assert await pool.ask("well?") == "well?"

    asyncio.run(asks())


def test_time_is_up_in_evaluation(pool: Pool) -> None:
    async def asks() -> None:
        pool.limit = 0.1
        with pytest.raises(Overrun):
            await pool.ask("sleep")
        pool.limit = 30
        assert await pool.ask("well?") == "well?"

    asyncio.run(asks())


def test_time_is_up_in_line(pool: Pool) -> None:
    async def asks() -> None:
        pool.limit = 30
        first = asyncio.ensure_future(pool.ask("sleep"))
        await asyncio.sleep(0)
        pool.limit = 0.1
        with pytest.raises(Busy):
            await pool.ask("well?")
        first.cancel()

    asyncio.run(asks())


def test_who_gives_up_frees_the_process(pool: Pool) -> None:
    async def asks() -> None:
        asking = asyncio.ensure_future(pool.ask("sleep"))
        await asyncio.sleep(0.1)
        asking.cancel()
        assert await pool.ask("well?") == "well?"

    asyncio.run(asks())


@pytest.mark.parametrize("pool", [bounded], indirect=True)
def test_memory_has_a_bound(pool: Pool) -> None:
    async def asks() -> None:
        assert await pool.ask(("take", 1 << 20)) == 1 << 20
        with pytest.raises(Broken):
            await pool.ask(("take", 256 << 20))
        assert await pool.ask("well?") == "well?"

    asyncio.run(asks())


@pytest.mark.parametrize("pool", [sealed], indirect=True)
def test_a_sealed_process_opens_nothing(pool: Pool) -> None:
    assert asyncio.run(pool.ask("open")) == "Too many open files"


def test_another_process_opens_what_it_likes(pool: Pool) -> None:
    assert asyncio.run(pool.ask("open")) == "open"


def test_where_nothing_forks_each_process_starts_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FORKS", False)
    monkeypatch.setattr(workers, "_CONTEXT", multiprocessing.get_context("spawn"))
    pool = Pool(plain, 1, 60)
    try:
        assert asyncio.run(pool.ask("well?")) == "well?"
        with pytest.raises(Broken):
            asyncio.run(pool.ask("die"))
    finally:
        pool.close()
