"""The pages of the server: the one to ask on, with the files that it loads, and the ontology's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import jinja2

from kg.graph import ask, published
from kg.graph.vocabulary import PREFIXES
from kg.serve import yasgui
from kg.serve.evaluate import UTF8, Answer

_HERE = Path(__file__).parent
_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
_POLICY = "; ".join(  # nothing from elsewhere; YASGUI sets style attributes, and pictures that are data
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, slots=True)
class Pages:
    """The query page, and by name the files that pages load."""

    query: Answer
    assets: dict[str, Answer]


def pages() -> Pages:
    """Return the pages; without YASGUI's files the query page is a plain form."""
    editor = yasgui.files()
    own = {name: (_HERE / name).read_bytes() for name in ("query.js", "page.css")}
    own["prefixes.json"] = json.dumps(PREFIXES).encode()
    assets = {name: Answer(200, _TYPES[Path(name).suffix] + UTF8, body) for name, body in (editor | own).items()}
    return Pages(_html("query.html.j2", questions=_questions(), editor=bool(editor)), assets)


def ontology_page(name: str, path: Path) -> Answer:
    """Return one file of the ontology for people to read."""
    others = [each for each in published.files() if each]
    rows = list(published.terms(path).records())
    return _html("ontology.html.j2", name=name or path.stem, rows=rows, others=others)


def _questions() -> list[dict[str, str]]:
    found = []
    for name, path in ask.named_queries().items():
        english, chinese = ask.describe(path)
        found.append({"name": name, "en": english, "zh": chinese, "query": path.read_text(encoding="utf-8")})
    return found


def _html(template: str, **values: object) -> Answer:
    body = _TEMPLATES.get_template(template).render(values).encode()
    return Answer(200, "text/html" + UTF8, body, {"Content-Security-Policy": _POLICY})
