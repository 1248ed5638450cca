"""What shapes.ttl demands, as SPARQL: for each shape one query that finds whatever does not meet it.

A SHACL engine asks node by node, of a copy of the graph in its memory; the store answers one query for all nodes, six
times faster than pySHACL plan by plan, and needs no copy. Only what the shapes use of SHACL is known here, each constraint with the SPARQL that the SHACL standard gives
as its meaning; tests hold every shape against pySHACL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node

from kg.errors import DataError
from kg.resources import ONTOLOGY

SHAPES = ONTOLOGY / "shapes.ttl"


@dataclass(frozen=True, slots=True)
class Check:
    """One demand: rows of `query` name what does not meet it, as ?value where there is one, else as ?this."""

    shape: str
    severity: str  # violation, warning or info
    en: str  # what is wrong; {?unit} stands for a variable of the query
    zh: str
    about: str | None  # the property that the demand is about, where it is one
    query: str


def checks(path: Path = SHAPES) -> list[Check]:
    """Return the demands of all node shapes, in the order of their IRIs.

    DataError for a file that does not parse, and for a constraint that this module has no SPARQL for.
    """
    graph = Graph()
    try:
        graph.parse(path)
    except Exception as error:  # rdflib's parsers raise many kinds
        raise DataError(f"{path}: {error}; expected Turtle") from error
    shapes = _sorted(graph.subjects(RDF.type, SH.NodeShape))
    return [check for shape in shapes for check in _of_shape(graph, shape)]


def _of_shape(graph: Graph, shape: Node) -> Iterator[Check]:
    """A node shape's own constraints, its properties and its SPARQL, each severe as the shape that states it."""
    target, subject_of = _target(graph, shape)
    for stated in (shape, *_sorted(graph.objects(shape, SH.property))):
        if meets := _Meaning(graph).meets(stated, "?this"):
            about = graph.value(stated, SH.path)
            about = about if isinstance(about, URIRef) else subject_of
            query = f"SELECT DISTINCT ?this WHERE {{ {target} FILTER(!({meets})) }}"
            yield _check(graph, stated, stated, about, query)
    for asked in _sorted(graph.objects(shape, SH.sparql)):
        query = f"SELECT DISTINCT * WHERE {{ {target} {{ {graph.value(asked, SH.select)} }} }}"
        yield _check(graph, asked, shape, None, query)


def _check(graph: Graph, stated: Node, shape: Node, about: Node | None, query: str) -> Check:
    severity = str(graph.value(shape, SH.severity, default=SH.Violation)).removeprefix(str(SH)).lower()
    said = {text.language: str(text) for text in graph.objects(stated, SH.message) if isinstance(text, Literal)}
    return Check(str(stated), severity, said["en"], said["zh"], str(about) if about else None, query)


def _target(graph: Graph, shape: Node) -> tuple[str, Node | None]:
    """Return the pattern of a shape's nodes, and the property that they are the subjects of, if it is one."""
    classes = _sorted(graph.objects(shape, SH.targetClass))
    if classes:
        return f"VALUES ?class {{ {' '.join(one.n3() for one in classes)} }} ?this a ?class .", None
    having = _sorted(graph.objects(shape, SH.targetSubjectsOf))
    return f"?this {'|'.join(one.n3() for one in having)} ?any .", having[0] if len(having) == 1 else None


def _sorted(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=str)


class _Meaning:
    """Shapes of one graph as SPARQL expressions, true where a node meets them."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._number = count(1)

    def meets(self, shape: Node, node: str) -> str:
        """Whether `node` (a variable) keeps all that the shape states itself; "" where it states nothing."""
        path = self.graph.value(shape, SH.path)
        parts = []
        for constraint, given in sorted(self.graph.predicate_objects(shape)):
            if constraint in _BESIDE or not str(constraint).startswith(str(SH)):
                continue
            if path is None:
                parts.append(self._value(shape, constraint, given, node))
            elif constraint in _PATH:
                parts.append(_PATH[constraint](self, shape, given, node, path))
            else:
                value = self.fresh()
                parts.append(_none(self.reach(node, path, value, f"!{self._value(shape, constraint, given, value)}")))
        return " && ".join(parts)

    def _value(self, shape: Node, constraint: Node, given: Node, value: str) -> str:
        if constraint not in _VALUE:
            raise DataError(f"{shape}: {constraint} is no constraint that kg/graph/shapes.py knows; add it there")
        return f"COALESCE({_VALUE[constraint](self, given, value)}, false)"  # an error counts as not kept

    def reach(self, node: str, path: Node, value: str, where: str = "true") -> str:
        """The pattern in which `value` is at the end of the path from `node` and the expression `where` is true.

        Each step of a sequence stands in an EXISTS of its own: so the store begins with the node, which is bound, and
        not with all that the last step may reach.
        """
        if (path, RDF.first, None) not in self.graph:
            return f"{node} {self.path(path)} {value} FILTER({where})"
        *steps, last = self.list(path)
        pattern = f"?end {self.path(last)} {value} FILTER({where})"
        for step in reversed(steps):
            between = self.fresh()
            pattern = f"?end {self.path(step)} {between} FILTER EXISTS {{ {pattern.replace('?end', between)} }}"
        return pattern.replace("?end", node)

    def path(self, path: Node) -> str:
        """A step of a path, by SHACL's nodes for ^ and |."""
        if inverse := self.graph.value(path, SH.inversePath):
            return f"^({self.path(inverse)})"
        if either := self.graph.value(path, SH.alternativePath):
            return "(" + "|".join(map(self.path, self.list(either))) + ")"
        return path.n3()

    def list(self, head: Node) -> Collection:
        """An RDF list."""
        return Collection(self.graph, head)

    def fresh(self) -> str:
        """A variable that no other pattern has."""
        return f"?v{next(self._number)}"


def _one(given: Node, shape: Node) -> None:
    if str(given) != "1":
        raise DataError(f"{shape}: a count of {given}; kg/graph/shapes.py knows 1, and 0 for sh:maxCount")


def _some(pattern: str) -> str:
    return f"EXISTS {{ {pattern} }}"


def _none(pattern: str) -> str:
    return f"NOT EXISTS {{ {pattern} }}"


def _max_count(meaning: _Meaning, shape: Node, given: Node, node: str, path: Node) -> str:
    one, other = meaning.fresh(), meaning.fresh()
    if str(given) == "0":
        return _none(meaning.reach(node, path, one))
    _one(given, shape)
    again = _some(meaning.reach(node, path, other, f"!sameTerm({one}, {other})"))
    return _none(meaning.reach(node, path, one, again))


def _min_count(meaning: _Meaning, shape: Node, given: Node, node: str, path: Node) -> str:
    _one(given, shape)
    return _some(meaning.reach(node, path, meaning.fresh()))


def _qualified(meaning: _Meaning, shape: Node, given: Node, node: str, path: Node) -> str:
    _one(given, shape)
    value = meaning.fresh()
    kept = [meaning.meets(wanted, value) for wanted in meaning.graph.objects(shape, SH.qualifiedValueShape)]
    return _some(meaning.reach(node, path, value, " && ".join(kept)))


def _has_value(meaning: _Meaning, shape: Node, given: Node, node: str, path: Node) -> str:
    return _some(meaning.reach(node, path, given.n3()))


def _unique_lang(meaning: _Meaning, shape: Node, given: Node, node: str, path: Node) -> str:
    one, other = meaning.fresh(), meaning.fresh()
    alike = f'!sameTerm({one}, {other}) && LANG({one}) = LANG({other}) && LANG({one}) != ""'
    return _none(meaning.reach(node, path, one, _some(meaning.reach(node, path, other, alike))))


def _equals(meaning: _Meaning, shape: Node, given: Node, node: str, path: Node) -> str:
    value = meaning.fresh()
    direct, reached = meaning.reach(node, given, value), meaning.reach(node, path, value)
    return (
        f"{_none(meaning.reach(node, path, value, _none(direct)))}"
        f" && {_none(meaning.reach(node, given, value, _none(reached)))}"
    )


def _not_after(meaning: _Meaning, shape: Node, given: Node, node: str, path: Node) -> str:
    one, other = meaning.fresh(), meaning.fresh()
    after = _some(meaning.reach(node, given, other, f"!COALESCE({one} <= {other}, false)"))
    return _none(meaning.reach(node, path, one, after))


# What binds the values of a path together: (meaning, shape, parameter, "?node", path) → whether it holds
_PATH: dict[Node, Callable[[_Meaning, Node, Node, str, Node], str]] = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.qualifiedMinCount: _qualified,
    SH.hasValue: _has_value,
    SH.uniqueLang: _unique_lang,
    SH.equals: _equals,
    SH.lessThanOrEquals: _not_after,
}


def _datatype(meaning: _Meaning, given: Node, value: str) -> str:
    same = f"DATATYPE({value}) = {given.n3()}"
    return same if given in (XSD.string, RDF.langString) else f"{same} && isLiteral({given.n3()}(STR({value})))"


# What binds each value: (meaning, parameter, "?value") → whether it holds
_VALUE: dict[Node, Callable[[_Meaning, Node, str], str]] = {
    SH["class"]: lambda meaning, given, value: f"EXISTS {{ {value} a {given.n3()} }}",
    SH.datatype: _datatype,
    SH["in"]: lambda meaning, given, value: " || ".join(
        f"sameTerm({value}, {one.n3()})" for one in meaning.list(given)
    ),
    SH.languageIn: lambda meaning, given, value: " || ".join(
        f"LANGMATCHES(LANG({value}), {one.n3()})" for one in meaning.list(given)
    ),
    SH.minInclusive: lambda meaning, given, value: f"{value} >= {given.n3()}",
    SH.minLength: lambda meaning, given, value: f"STRLEN(STR({value})) >= {given.n3()}",
    SH.nodeKind: lambda meaning, given, value: f"isIRI({value})",  # sh:IRI, the only one in use
    SH["not"]: lambda meaning, given, value: f"!({meaning.meets(given, value)})",
    SH["or"]: lambda meaning, given, value: " || ".join(
        f"({meaning.meets(one, value)})" for one in meaning.list(given)
    ),
    SH.pattern: lambda meaning, given, value: f"REGEX(STR({value}), {given.n3()})",
}

# What a shape has beside its constraints
_BESIDE = frozenset(
    {SH.message, SH.path, SH.property, SH.qualifiedValueShape, SH.severity, SH.sparql, SH.targetClass, SH.targetSubjectsOf}
)  # fmt: skip
