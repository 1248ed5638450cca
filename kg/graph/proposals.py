"""What the program proposes and no plan says: which item a task is close to, in a named graph apart from all facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pyoxigraph import NamedNode, Quad, Store

from kg.graph.identifiers import Identifiers
from kg.graph.lines import Written
from kg.graph.literals import numeral, plain
from kg.graph.statements import Statements
from kg.graph.vocabulary import DCTERMS, RDF, RESP
from kg.resolve.resolved import Resolved

RULE = "tf-idf-bigrams"


def proposal_quads(resolved: Resolved, tasks: Mapping[str, str], ids: Identifiers) -> Written:
    """Return what is proposed for the plan, whose `tasks` are IRIs by id: resp:closeTo, and a node with its score."""
    out, plan = Statements(ids.proposals), ids.plan(resolved.plan)
    for number, one in enumerate(resolved.proposals, start=1):
        task, item, node = tasks[one.task], ids.item(one.work, one.item), ids.nth(plan, "proposal", number)
        out.say(task, RESP.closeTo, item)
        out.say(node, RDF.type, RESP.Proposal)
        out.say(node, RDF.subject, task)
        out.say(node, RDF.predicate, RESP.closeTo)
        out.say(node, RDF.object, item)
        out.say(node, RESP.score, numeral(Decimal(str(one.score))))
        out.say(node, RESP.rule, plain(RULE))
        out.say(node, DCTERMS.source, plan)
    return out.written


def proposed(store: Store, plan: str, ids: Identifiers) -> Iterator[Quad]:
    """Yield what the store has of the proposals for the plan with this IRI."""
    graph, source, subject = NamedNode(ids.proposals), NamedNode(DCTERMS.source), NamedNode(RDF.subject)
    for said in store.quads_for_pattern(None, source, NamedNode(plan), graph):
        for quad in store.quads_for_pattern(said.subject, None, None, graph):
            yield quad
            if quad.predicate == subject and isinstance(quad.object, NamedNode):
                yield from store.quads_for_pattern(quad.object, NamedNode(RESP.closeTo), None, graph)
