"""Where the project's own data lies: beside kg/ in a checkout, inside it in an installed package."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent
_ROOT = HERE if (HERE / "ontology").is_dir() else HERE.parent

ONTOLOGY = _ROOT / "ontology"
LEXICON = ONTOLOGY / "lexicon"
POLICIES = ONTOLOGY / "policies"
QUERIES = ONTOLOGY / "queries"
EXAMPLES = _ROOT / "examples"
