"""The context of JSON-LD, ontology/context.jsonld: a readable key for every term.

Keys of other vocabularies' terms are chosen by hand in the file; those of our own follow from the ontology, and
`python -m kg.graph.context` writes them anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.graph.ontology import ontology_quads
from kg.graph.vocabulary import OWL, RDF, RDFS, RESP, XSD
from kg.resources import ONTOLOGY

FILE = ONTOLOGY / "context.jsonld"

Definition = str | dict[str, str]
Context = dict[str, Definition]


@dataclass(frozen=True, slots=True)
class Term:
    """How a property or class is written: its key, and what its values need not say again.

    `type` is "@id" where they are IRIs, the datatype's IRI where they have one; `by_language` where they are
    texts in languages.
    """

    key: str
    type: str = ""
    by_language: bool = False


def read(path: Path = FILE) -> Context:
    """Return the definition of each key."""
    context: Context = json.loads(path.read_bytes())["@context"]
    return context


def by_iri(context: Context) -> dict[str, Term]:
    """Return the term that stands for each IRI of the context."""
    return dict(_term(key, definition) for key, definition in context.items())


def renewed(context: Context, ontology: Iterable[Quad]) -> Context:
    """Return the context with our own terms as `ontology` declares them, sorted; those of others stay."""
    said: dict[str, dict[str, set[str]]] = {}
    for quad in ontology:
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(str(RESP)):
            about = said.setdefault(quad.subject.value, {})
            about.setdefault(quad.predicate.value, set()).add(getattr(quad.object, "value", ""))
    own = {iri.removeprefix(str(RESP)): _definition(iri, about) for iri, about in said.items()}
    others = {key: definition for key, definition in context.items() if not _iri(definition).startswith(str(RESP))}
    return dict(sorted((others | own).items()))


def _definition(iri: str, about: Mapping[str, set[str]]) -> Definition:
    if OWL.ObjectProperty in about.get(RDF.type, ()):
        return {"@id": iri, "@type": "@id"}
    for datatype in about.get(RDFS.range, ()):
        if datatype == RDF.langString:
            return {"@id": iri, "@container": "@language"}
        if datatype.startswith(str(XSD)) and datatype != XSD.string:
            return {"@id": iri, "@type": datatype}
    return iri


def _term(key: str, definition: Definition) -> tuple[str, Term]:
    if isinstance(definition, str):
        return definition, Term(key)
    return definition["@id"], Term(key, definition.get("@type", ""), "@container" in definition)


def _iri(definition: Definition) -> str:
    return definition if isinstance(definition, str) else definition["@id"]


if __name__ == "__main__":
    text = json.dumps({"@context": renewed(read(), ontology_quads())}, indent=2)
    FILE.write_text(text + "\n", encoding="utf-8", newline="\n")
