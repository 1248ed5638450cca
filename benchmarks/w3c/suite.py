"""The suite's manifests read: one case for each query to evaluate and each to accept or refuse by its syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import RDF, Graph, Namespace

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
DAWGT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")

SUITES = ("sparql11", "sparql10")
# Groups that ask for what no plain query service does, and why
LEFT_OUT = {"entailment": "needs an entailment regime", "service": "asks other servers", "syntax-fed": "as service"}

_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
_NO_KEYWORDS = re.compile(r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*|\w*:\w*|[?$]\w+")
_FORM = re.compile(r"\b(select|ask|construct|describe)\b", re.IGNORECASE)


class Kind(Enum):
    """What a case wants."""

    EVALUATED = "evaluation"
    ACCEPTED = "positive syntax"
    REFUSED = "negative syntax"


_KINDS = {
    MF.QueryEvaluationTest: Kind.EVALUATED,
    MF.CSVResultFormatTest: Kind.EVALUATED,
    MF.PositiveSyntaxTest: Kind.ACCEPTED,
    MF.PositiveSyntaxTest11: Kind.ACCEPTED,
    MF.NegativeSyntaxTest: Kind.REFUSED,
    MF.NegativeSyntaxTest11: Kind.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A query, the files that its dataset is made of, and the file that its answer must equal."""

    suite: str
    group: str
    name: str
    kind: Kind
    query: str  # with its base IRI in front, as no command takes one beside the query
    default: tuple[Path, ...] = ()
    named: tuple[str, ...] = ()  # IRIs of files
    result: Path | None = None
    approved: bool = False  # by the working group that made the standard; the others came later
    lax: bool = False  # REDUCED: an answer may hold fewer copies of a row

    @property
    def form(self) -> str:
        """The query's form: select, ask, construct or describe; select where it has none."""
        found = _FORM.search(_NO_KEYWORDS.sub(" ", self.query))
        return found[1].lower() if found else "select"

    @property
    def ordered(self) -> bool:
        """Whether the rows must come in the order of the expected ones: ORDER BY behind the query's last bracket."""
        return "order by" in " ".join(self.query.rpartition("}")[2].lower().split())


def cases(folder: Path) -> Iterator[Case]:
    """Yield the query cases of SPARQL 1.1 and 1.0 below the suite's folder, group by group, by name."""
    for suite in SUITES:
        for manifest in sorted((folder / suite).glob("*/manifest.ttl")):
            if manifest.parent.name not in LEFT_OUT:
                graph = Graph().parse(manifest, publicID=manifest.resolve().as_uri())
                yield from sorted(_cases(graph, suite, manifest.parent.name), key=lambda case: case.name)


def _cases(graph: Graph, suite: str, group: str) -> Iterator[Case]:
    found = ((test, kind) for sort, kind in _KINDS.items() for test in graph.subjects(RDF.type, sort))
    for test, kind in found:
        action = graph.value(test, MF.action)
        query = str(graph.value(action, QT.query) or action)
        text = path(query).read_text(encoding="utf-8")
        result = graph.value(test, MF.result)
        yield Case(
            suite,
            group,
            str(test).rpartition("#")[2],
            kind,
            f"BASE <{query}>\n{text}",
            tuple(path(data) for data in sorted(map(str, graph.objects(action, QT.data)))),
            tuple(sorted({*map(str, graph.objects(action, QT.graphData)), *_asked_for(text, query)})),
            path(str(result)) if result else None,
            (test, DAWGT.approval, DAWGT.Approved) in graph,
            (test, MF.resultCardinality, MF.LaxCardinality) in graph,
        )


def _asked_for(text: str, query: str) -> set[str]:
    """Return the graphs that a query names itself, of which its files stand beside it."""
    iris = {urljoin(query, relative) for relative in _FROM.findall(text)}
    return {iri for iri in iris if iri.startswith("file:") and path(iri).is_file()}


def path(iri: str) -> Path:
    """Return the file that a file: IRI names."""
    return Path(unquote(urlsplit(iri).path))


def dataset(case: Case) -> bytes:
    """Return the case's data as N-Quads: its default graph, and each named graph under the IRI of its file."""
    files: list[tuple[Path, DefaultGraph | NamedNode]] = [(file, DefaultGraph()) for file in case.default]
    files += [(path(iri), NamedNode(iri)) for iri in case.named]
    quads = [
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for file, graph in files
        for quad in parse(path=file, base_iri=file.resolve().as_uri(), rename_blank_nodes=True)
    ]
    return serialize(quads, format=RdfFormat.N_QUADS) or b""
