"""Exports: every format says the same to rdflib and to pyoxigraph, whatever the texts hold, in the same bytes."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from canonical import canonical, turtle
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.export import FORMATS, export, turtle_of
from kg.graph.store import open_store

NAMED = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}
RDFLIB = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
RESP = "https://w3id.org/responsibility-graph/ontology#"
MERGED = ox.DefaultGraph()
XSD = "http://www.w3.org/2001/XMLSchema#"


def held(quads: Iterable[ox.Quad]) -> ox.Store:
    """A store as a build leaves it: the named graphs, and their merge as the default graph."""
    store = ox.Store()
    store.extend(quads)
    store.extend([ox.Quad(*quad.triple) for quad in store])
    return store


def written(store: ox.Store, format: str) -> bytes:
    out = io.BytesIO()
    export(store, format, out)
    return out.getvalue()


def by_pyoxigraph(data: bytes, format: str) -> bytes:
    return canonical(ox.parse(data, format=NAMED.get(format, ox.RdfFormat.TURTLE)))


def by_rdflib(data: bytes, format: str) -> bytes:
    """What rdflib reads, line by line as rdflib writes it, in pyoxigraph's spelling."""
    graph = rdflib.Graph() if format == "turtle" else rdflib.Dataset()
    graph.parse(data=data.decode(), format=RDFLIB[format])
    lines = graph.serialize(format="nt" if format == "turtle" else "nquads", encoding="utf-8")
    return canonical(ox.parse(lines, format=ox.RdfFormat.N_QUADS))


def stated(store: ox.Store, format: str) -> bytes:
    """What an export in the format must say: the merge in Turtle, the named graphs elsewhere."""
    return canonical(quad for quad in store if (quad.graph_name == MERGED) == (format == "turtle"))


# ---- the examples ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def examples(built: Path) -> ox.Store:
    return open_store(built)


@pytest.mark.parametrize("format", FORMATS)
def test_both_libraries_read_the_examples_graph(examples: ox.Store, format: str) -> None:
    """But for the ontology in it, which is read by both as it lies there."""
    built = held(quad for quad in examples if "/ontology" not in str(quad.graph_name) and quad.graph_name != MERGED)
    data = written(built, format)
    assert by_pyoxigraph(data, format) == by_rdflib(data, format) == stated(built, format) != b""


def test_turtle_and_nquads_are_the_bytes_that_a_build_writes(examples: ox.Store) -> None:
    named = [quad for quad in examples if quad.graph_name != MERGED]
    assert written(examples, "turtle") == turtle(quad.triple for quad in named)
    assert written(examples, "nquads") == canonical(named)


def test_turtle_of_nquads_is_turtle_of_the_store(examples: ox.Store) -> None:
    out = io.BytesIO()
    turtle_of(written(examples, "nquads").splitlines(keepends=True), out)
    assert out.getvalue() == written(examples, "turtle")


def test_jsonld_needs_no_network_and_reads_well(examples: ox.Store) -> None:
    document = json.loads(written(examples, "jsonld"))
    assert isinstance(document["@context"], dict)
    graphs = {graph["@id"].rpartition("/id/")[2]: graph["@graph"] for graph in document["@graph"]}
    task = next(thing for thing in graphs["plan/panshi-2021-tasks"] if thing["@id"].endswith("/task/3"))
    assert (task["@type"], task["label"], task["start"]) == ("Task", {"zh": "强化学校体育"}, 905)
    assert task["ledBy"].endswith("/unit/磐石市/education")
    assert [unit.rpartition("/")[2] for unit in task["supports"]] == ["culture-tourism", "health"]
    assert not [key for things in graphs.values() for thing in things for key in thing if key.startswith(RESP)]


# ---- hostile graphs -------------------------------------------------------------------------------

NASTY = '引"号\\ \r\n\t\x00\x07\x0b\x0c\x7f\x85\u2028\ufeff<a>\\u0041 {}[]#@zh ^^ "" """ \'\'\' 𠀀'
IRIS = [
    "urn:a",
    "https://w3id.org/responsibility-graph/id/plan/甲%20乙",
    "https://w3id.org/responsibility-graph/id/plan/a(b)'c!~,;=*+&.%2E",
    "https://w3id.org/responsibility-graph/id/plan/",
    "https://w3id.org/responsibility-graph/id/unit/-a:b.c-",
    "https://w3id.org/responsibility-graph/id/place/𠀀·〔2021〕2号",
    "http://example.org?a=b&c=%2F#d@e",
    "unit:x",  # the scheme is a key of the context, and a prefix
    "Task:x",
    "label:x",
    "mailto:a@b.c",
    RESP + "Task",
]
PREDICATES = [
    "urn:p",
    "resp:start",
    RESP + "start",
    RESP + "ledBy",
    RESP + "quote",
    RESP + "value",
    str(rdflib.RDFS.label),
    str(rdflib.RDF.type),
    str(rdflib.RDF.first),
    str(rdflib.SKOS.altLabel),
    str(rdflib.DCTERMS.identifier),
]
TYPED = [
    ("1", XSD + "integer"),
    ("-0", XSD + "integer"),
    ("007", XSD + "integer"),
    ("9" * 30, XSD + "integer"),
    ("many", XSD + "integer"),
    ("12.50", XSD + "decimal"),
    ("1e400", XSD + "double"),
    ("INF", XSD + "double"),
    ("1", XSD + "boolean"),
    ("2021-13-45", XSD + "date"),
    ("2021", XSD + "gYear"),
    ("@type", "urn:datatype"),
    ("x", "unit:x"),
]

iris = st.sampled_from(IRIS).map(ox.NamedNode)
texts = st.one_of(st.text(), st.sampled_from([NASTY, "", " ", "@id", "urn:a", "_:b0", "1", "true"]))
literals = st.one_of(
    texts.map(ox.Literal),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), texts, st.sampled_from(["zh", "en", "zh-hans", "x-y"])),
    st.sampled_from(TYPED).map(lambda pair: ox.Literal(pair[0], datatype=ox.NamedNode(pair[1]))),
)
quads = st.lists(
    st.builds(ox.Quad, iris, st.sampled_from(PREDICATES).map(ox.NamedNode), st.one_of(iris, literals), iris),
    max_size=12,
)


@pytest.fixture
def exact_literals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have rdflib keep "007"^^xsd:integer as it is; else it makes 7 of it while reading, in every format."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.mark.usefixtures("exact_literals")
@pytest.mark.parametrize("format", FORMATS)
def test_hostile_graphs_survive_in_both_libraries(format: str) -> None:
    @given(quads)
    def check(quads: list[ox.Quad]) -> None:
        store = held(quads)
        data = written(store, format)
        assert by_pyoxigraph(data, format) == by_rdflib(data, format) == stated(store, format)

    check()


@given(quads, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_show(quads: list[ox.Quad], chance: random.Random) -> None:
    shuffled = quads * 2
    chance.shuffle(shuffled)
    for format in FORMATS:
        assert written(held(quads), format) == written(held(shuffled), format)


@given(quads)
def test_nquads_are_canonical(quads: list[ox.Quad]) -> None:
    store = held(quads)
    assert written(store, "nquads") == stated(store, "nquads")


def test_what_does_not_fit_a_key_of_the_context_says_itself() -> None:
    subject, graph = ox.NamedNode("urn:s"), ox.NamedNode("urn:g")

    def thing(predicate: str, value: ox.NamedNode | ox.Literal) -> object:
        data = written(held([ox.Quad(subject, ox.NamedNode(predicate), value, graph)]), "jsonld")
        found = json.loads(data)["@graph"][0]["@graph"][0]
        return {key: value for key, value in found.items() if key != "@id"}

    label = str(rdflib.RDFS.label)
    assert thing(label, ox.Literal("名", language="zh")) == {"label": {"zh": "名"}}
    assert thing(label, ox.Literal("名")) == {label: "名"}
    assert thing(RESP + "ledBy", ox.NamedNode("urn:u")) == {"ledBy": "urn:u"}
    assert thing(RESP + "ledBy", ox.Literal("urn:u")) == {"ledBy": {"@value": "urn:u"}}
    assert thing(RESP + "quote", ox.NamedNode("urn:u")) == {"quote": {"@id": "urn:u"}}
    assert thing("urn:p", ox.Literal("1", datatype=ox.NamedNode(XSD + "integer"))) == {
        "urn:p": {"@value": "1", "@type": XSD + "integer"}
    }


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_store_gives_an_empty_graph(format: str) -> None:
    data = written(ox.Store(), format)
    assert by_pyoxigraph(data, format) == by_rdflib(data, format) == b""


def test_a_format_that_is_none_is_an_error() -> None:
    with pytest.raises(KeyError):
        export(ox.Store(), "rdfxml", io.BytesIO())
