"""What a request asks, as the SPARQL 1.1 Protocol has it: from the parts of a request to a Question or a Refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
LONGEST = 1_000_000  # bytes of a request's body: a query is text that somebody wrote
_UPDATES = ("update", "using-graph-uri", "using-named-graph-uri")

Parameters = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Question:
    """A query, and what it is asked of."""

    query: str
    base: str  # the IRI that relative ones in the query are relative to: the endpoint's
    accept: str = ""  # the header as sent: which formats fit is known when the query has been parsed
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def has_dataset(self) -> bool:
        """Whether the request names its graphs; they then stand in place of those that the query names."""
        return bool(self.default_graphs or self.named_graphs)


@dataclass
class Refusal(Exception):
    """A request that gets no answer: the status, and one line that says why."""

    status: int
    message: str
    headers: dict[str, str] = field(default_factory=dict)


def parameters(encoded: bytes) -> Parameters:
    """Return the names and values of a query string or form, in order; Refusal if they are not UTF-8."""
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=10_000)
    except UnicodeDecodeError as error:
        raise Refusal(400, "the parameters are not percent-encoded UTF-8") from error
    except ValueError as error:
        raise Refusal(400, f"the parameters cannot be read: {error}") from error


def asked(given: Parameters, *, base: str, accept: str) -> Question:
    """Return what GET parameters, or those of a form together with its URL's, ask; Refusal unless it is one query."""
    if any(name in _UPDATES for name, _ in given):
        raise read_only()
    queries = [value for name, value in given if name == "query"]
    if len(queries) != 1:
        raise Refusal(400, f"{len(queries) or 'no'} query parameters; expected one")
    return Question(
        query=queries[0],
        base=base,
        accept=accept,
        default_graphs=tuple(value for name, value in given if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in given if name == "named-graph-uri"),
    )


def posted(content_type: str, body: bytes, url: Parameters, *, base: str, accept: str) -> Question:
    """Return what a POST asks, as a form or as the query itself; Refusal for any other body."""
    media, _, rest = (part.strip().lower() for part in content_type.partition(";"))
    if media == UPDATE:
        raise read_only()
    if media not in (FORM, QUERY):
        found = media or "no media type"
        raise Refusal(415, f"{found}; expected {QUERY} or {FORM}", {"Accept-Post": f"{QUERY}, {FORM}"})
    charset = rest.partition("charset=")[2].split(";")[0].strip(' "')
    if charset not in ("", "utf-8", "utf8"):
        raise Refusal(415, f"charset {charset}; expected utf-8")
    if media == FORM:
        return asked([*url, *parameters(body)], base=base, accept=accept)
    try:
        return asked([*url, ("query", body.decode())], base=base, accept=accept)
    except UnicodeDecodeError as error:
        raise Refusal(400, f"the query is not UTF-8: {error}") from error


def read_only() -> Refusal:
    """Return what any update gets."""
    return Refusal(403, "this endpoint is read only; it takes queries, no updates")
