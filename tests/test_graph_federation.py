"""No spelling of SERVICE gets past the endpoint, and few words that only look like it are held up."""

from __future__ import annotations

import pytest

from kg.graph.federation import asks_elsewhere

THERE = "<http://127.0.0.1:9/>"


@pytest.mark.parametrize(
    "pattern",
    [
        f"SERVICE {THERE} {{ ?a ?b ?c }}",
        f"service silent {THERE} {{}}",
        f"SERVICE{THERE}{{}}",
        f"SERVICESILENT{THERE}{{}}",
        "SERVICE ex:there { ?a ?b ?c }",
        "SERVICEex:there{}",
        "SERVICE :there {}",
        "SERVICE ?there {}",
        "SERVICE $there{}",
        f"?s ?p 1SERVICE {THERE} {{}}",
        f"?s ?p 1.SERVICE {THERE} {{}}",
        f"?s ?p trueSERVICE {THERE} {{}}",
        f"?s ?p ?o.SERVICE {THERE} {{}}",
        f"?s ?p ex:.SERVICE {THERE} {{}}",
        "?s ?p [].SERVICE:there {}",
        f"?s ?p 'x'SERVICE {THERE} {{}}",
        f"FILTER(?a <'x>' ) SERVICE {THERE} {{}} FILTER('' = ?a)",
        f"?s <\\u0061#b> ?o . SERVICE {THERE} {{}}",
        f"SERVICE # and on\n {THERE} # and on\n {{}}",
        "SERVICE ex:a#b c\n{}",
        "SERVICE ex:a\\#b {}",
    ],
)
def test_a_clause_is_seen(pattern: str) -> None:
    assert asks_elsewhere(f"SELECT * {{ {pattern} }}")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s a cpsv:PublicService }",
        "SELECT * { ?s a cpsv:PublicService . { ?s ?p ?o } }",
        "SELECT ?service ?count { ?service ?p ?count }",
        "SELECT ?my_service ?x { ?my_service ?p ?x }",
        "SELECT * { ?s schema:service ?service . OPTIONAL { ?service ?p ?o } }",
        "SELECT * { GRAPH <http://example.org/service> { ?s ?p ?o } }",
        "SELECT * { ?s rdfs:label 'public service' . { ?s ?p ?o } }",
        "# which service leads?\nSELECT * { ?s ?p ?o }",
    ],
)
def test_what_only_looks_alike_is_let_through(query: str) -> None:
    assert not asks_elsewhere(query)
