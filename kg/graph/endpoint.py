"""One address of a server over HTTP: what is asked of it, what it answers, and what to do where it refuses."""

from __future__ import annotations

import base64
import re
import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.parse import quote
from urllib.request import HTTPErrorProcessor, Request, build_opener

from kg.errors import DataError

PATIENCE = 300  # seconds for one answer: a large graph takes a server its time
TRIES = 3  # where the server says that it is busy
LONGEST = 30  # seconds to wait then, whatever it asks for

TRIPLES = "application/n-triples"
UPDATE = "application/sparql-update"

EXPECTED = "expected the URL of a Graph Store (…/store, …/data) or of SPARQL Update (…/update)"
_REMEDIES = {
    401: "give --user, and the password in KG_PASSWORD",
    403: "give the --user of one who may write",
    404: EXPECTED,
    405: EXPECTED,
    413: "let the server take more at once",
    415: EXPECTED,
    501: EXPECTED,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said to one request; `good` means done."""

    asked: str
    status: int
    reason: str
    target: str
    body: bytes

    @property
    def good(self) -> bool:
        """Whether the server did what it was asked."""
        return 200 <= self.status < 300

    @property
    def said(self) -> str:
        """The status, and the first line of what came with it."""
        lines = re.sub(r"[^\S\n]|[\x00-\x09\x0b-\x1f\x7f-\x9f]", " ", self.body.decode(errors="replace")).split("\n")
        first = next(filter(None, map(str.strip, lines)), "")[:200]
        return ": ".join(filter(None, (f"{self.status} {self.reason}".strip(), first)))

    def refusal(self) -> DataError:
        """The answer as an error: what was asked, what the server said, what to do."""
        remedy = f"give {self.target} instead" if self.target else _REMEDIES.get(self.status, "see the server's log")
        return DataError(f"{self.asked}: {self.said}; {remedy}")


class _AsSaid(HTTPErrorProcessor):
    """Leaves every answer as it is: on a redirect urllib would send a POST on as a GET, which looks like success."""

    def http_response(self, request: Request, response: HTTPResponse) -> HTTPResponse:
        return response

    https_response = http_response


class Endpoint:
    """A URL to which requests go, with the name and password to show there, if any."""

    def __init__(self, url: str, login: tuple[str, str] | None = None) -> None:
        self.url = quote(url.partition("#")[0], safe="%:/?[]@!$&'()*+,;=~")
        self._headers = {"User-Agent": "responsibility-graph", "Accept": TRIPLES}
        if login:
            self._headers["Authorization"] = "Basic " + base64.b64encode(":".join(login).encode()).decode()
        self._open = build_opener(_AsSaid).open

    def graph(self, iri: str) -> str:
        """Return the address of a named graph in the Graph Store protocol."""
        return f"{self.url}{'&' if '?' in self.url else '?'}graph={quote(iri, safe='')}"

    def ask(self, method: str, url: str, body: bytes | None = None, kind: str = TRIPLES) -> Answer:
        """Send a request and return the answer, good or not; DataError where none comes."""
        headers = self._headers if body is None else {**self._headers, "Content-Type": kind}
        request = Request(url, body, headers, method=method)
        for tried in range(1, TRIES + 1):
            try:
                with self._open(request, timeout=PATIENCE) as said:
                    body_ = said.read()
            except (OSError, HTTPException) as error:
                why = getattr(error, "reason", None) or error or type(error).__name__
                raise DataError(f"{url}: no answer: {why}; is the server running, and this its address?") from error
            if said.status != 503 or tried == TRIES:
                break
            after = said.headers.get("Retry-After", "")
            time.sleep(min(int(after) if after.isdecimal() else tried, LONGEST))
        return Answer(f"{method} {url}", said.status, said.reason, said.headers.get("Location", ""), body_)

    def tell(self, method: str, url: str, body: bytes | None = None, kind: str = TRIPLES) -> Answer:
        """The same for what must be done: DataError where the server does not do it."""
        answer = self.ask(method, url, body, kind)
        if not answer.good:
            raise answer.refusal()
        return answer
