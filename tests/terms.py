"""The project's namespaces as rdflib's own, whose terms rdflib's graphs know."""

from __future__ import annotations

from rdflib import Namespace

from kg.graph import vocabulary

CONCEPT = Namespace(str(vocabulary.CONCEPT))
DEADLINE = Namespace(str(vocabulary.DEADLINE))
ELI = Namespace(str(vocabulary.ELI))
KIND = Namespace(str(vocabulary.KIND))
LEVEL = Namespace(str(vocabulary.LEVEL))
M8G = Namespace(str(vocabulary.M8G))
OA = Namespace(str(vocabulary.OA))
ORG = Namespace(str(vocabulary.ORG))
PPLAN = Namespace(str(vocabulary.PPLAN))
RESP = Namespace(str(vocabulary.RESP))

DIRECT = {"lead": RESP.ledBy, "support": RESP.supports, "responsible": RESP.responsible}
"""The property of a task for each role."""
