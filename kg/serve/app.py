"""The addresses of the server and what each answers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph import published
from kg.serve.evaluate import Answer, refuse
from kg.serve.negotiate import best
from kg.serve.pages import Pages, ontology_page
from kg.serve.protocol import LONGEST, Question, Refusal, asked, parameters, posted
from kg.serve.workers import Broken, Busy, Overrun, Pool

HTML = "text/html"
DESCRIPTION = (Path(__file__).parent / "description.rq").read_text(encoding="utf-8")
_RDF = ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")

Handler = Callable[[Request], Awaitable[Answer]]


def application(pool: Pool, pages: Pages, graph: Path) -> Starlette:
    """Return the application that asks the pool, and shows the pages and the file `graph`, the graph's own page."""

    async def sparql(request: Request) -> Answer:
        question = await _question(request, pool.limit)
        if question is not None:
            return await _unless_gone(request, _ask(pool, question))
        accept = request.headers.get("accept", "")
        if best(accept, (*_RDF, HTML)) == HTML:
            return pages.query
        return await _unless_gone(request, _ask(pool, Question(DESCRIPTION, _endpoint(request), accept)))

    async def query_page(request: Request) -> Answer:
        return pages.query

    async def asset(request: Request) -> Answer:
        name = request.path_params["name"]
        return pages.assets.get(name) or refuse(404, f"{name}: no such file")

    async def graph_page(request: Request) -> Answer:
        if not graph.is_file():
            return refuse(404, f"{graph.name}: not there; kg build writes it")
        return Answer(200, "text/html; charset=utf-8", graph.read_bytes())

    async def ontology(request: Request) -> Answer:
        return _ontology(request.path_params.get("name", ""), request.headers.get("accept", ""))

    routes: list[tuple[str, Handler, Sequence[str]]] = [
        ("/", query_page, ("GET",)),
        ("/sparql", sparql, ("GET", "POST")),
        ("/sparql/", sparql, ("GET", "POST")),
        ("/graph", graph_page, ("GET",)),
        ("/ontology", ontology, ("GET",)),
        ("/ontology/{name:path}", ontology, ("GET",)),
        ("/page/{name}", asset, ("GET",)),
    ]
    return Starlette(
        routes=[Route(path, _responding(handler), methods=methods) for path, handler, methods in routes],
        middleware=[
            Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"])
        ],
        exception_handlers={HTTPException: _plain},
    )


def _responding(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Return the handler with its answers and refusals as responses."""

    async def respond(request: Request) -> Response:
        try:
            answer = await handler(request)
        except Refusal as error:
            answer = refuse(error.status, error.message, error.headers)
        headers = {"X-Content-Type-Options": "nosniff", "Vary": "Accept", **answer.headers}
        return Response(answer.body, answer.status, headers, answer.media_type)

    return respond


async def _plain(request: Request, error: Exception) -> Response:
    """What the router refuses (404, 405), in one line like the rest."""
    assert isinstance(error, HTTPException)
    found = f"{request.method} {request.url.path}: {error.detail}"
    return Response(f"{found}\n", error.status_code, error.headers, "text/plain; charset=utf-8")


async def _question(request: Request, patience: float) -> Question | None:
    """What the request asks; None for a GET without parameters, which asks what the endpoint is."""
    url = parameters(request.scope["query_string"])
    base, accept = _endpoint(request), request.headers.get("accept", "")
    if request.method == "POST":
        content_type = request.headers.get("content-type", "")
        return posted(content_type, await _body(request, patience), url, base=base, accept=accept)
    return asked(url, base=base, accept=accept) if url else None


def _endpoint(request: Request) -> str:
    return str(request.url.replace(path="/sparql", query="", fragment=""))


async def _body(request: Request, patience: float) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LONGEST:
                    raise Refusal(413, f"the request is larger than {LONGEST} bytes", {"Connection": "close"})
    except TimeoutError as error:
        raise Refusal(408, f"the request took longer than {patience:g} seconds", {"Connection": "close"}) from error
    except ClientDisconnect as error:
        raise Refusal(400, "the request broke off") from error
    return bytes(body)


async def _ask(pool: Pool, question: Question) -> Answer:
    again = {"Retry-After": str(round(pool.limit))}
    try:
        answer: Answer = await pool.ask(question)
    except Busy:
        return refuse(503, f"other queries took all of {pool.limit:g} seconds; ask again later", again)
    except Overrun:
        return refuse(503, f"the query took longer than {pool.limit:g} seconds; ask for less", again)
    except Broken:
        return refuse(500, "the query could not be evaluated: it took more memory than it may, or is nested too deep")
    return answer


async def _unless_gone(request: Request, asking: Coroutine[None, None, Answer]) -> Answer:
    """The answer, unless the client leaves before it is there: then the evaluation is stopped."""
    task = asyncio.ensure_future(asking)
    leaving = asyncio.ensure_future(_gone(request))
    await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
    leaving.cancel()
    if task.done():
        return task.result()
    task.cancel()
    return refuse(499, "the client has gone")


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _ontology(name: str, accept: str) -> Answer:
    """A file of the ontology in the format that is asked for."""
    path = published.files().get(name)
    if path is None:
        return refuse(404, f"ontology/{name}: not there; there are: {', '.join(filter(None, published.files()))}")
    offered = (*published.FORMATS, HTML)
    liked = best(accept, offered)
    if liked is None:
        return refuse(406, f"Accept: {accept}; expected one of {', '.join(offered)}")
    if liked == HTML:
        return ontology_page(name, path)
    return Answer(200, liked, published.written(path, liked))
