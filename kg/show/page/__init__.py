"""The page: one HTML file with the graph in it, that loads nothing from anywhere and opens still."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from kg.analyse import coverage, layout
from kg.analyse.network import Tables
from kg.show import labels
from kg.show.page import cut, packed
from kg.show.page.elements import Elements, elements
from kg.table import Table

QUERIES = (
    *layout.QUERIES,
    *coverage.QUERIES,
    *("page/assignments", "page/facts", "ledger/aliases", "ledger/sections", "ledger/units"),
)
"""The queries that `render` needs in its `tables`, by name: what ontology/queries/NAME.rq answers."""

_HERE = Path(__file__).parent
_SCRIPTS = (
    *(
        "data",
        "told",
        "state",
        "sections",
        "shown",
        "hash",
        "dom",
        "place",
        "draw",
        "fitted",
        "paint",
        "search",
        "legend",
        "filters",
        "tip",
    ),
    *("quote", "panel", "paths", "table", "matrix", "coverage", "svg", "save", "start"),
)
"""The page's own modules in the order in which they run: each only uses what stands before it when it is loaded."""


def render(tables: Tables, ranking: Table, findings: Table, title: str, placed: int = cut.PLACED) -> str:
    """Return the page as HTML, to be written as UTF-8.

    `tables` are the answers to QUERIES, `ranking` is measures.centrality's and `findings` findings.findings'
    answer: the page says what these tables say. Positions are worked out here, physics is off. Everything
    that comes from a document is data or text in the page, never markup; only the scripts and the style whose
    hashes the page's policy names can run. The same input gives the same bytes; empty tables give a page that
    says so. Of a collection of more than `placed` tasks only the most central things have places (see `cut`):
    what a person reaches beyond is put beside its neighbours when it is drawn.
    """
    drawn = elements(tables, ranking, findings)
    most, sizes = cut.most(drawn, placed), drawn.sizes
    if most == cut.FEW:
        sizes = {iri: sizes[iri] for iri in sorted(cut.central(drawn))}
    places = layout.positions(tables, sizes)
    page = _Page(drawn, most, title)
    for node in drawn.nodes:
        told = {name: value for name, value in node.items() if name != "facts"}
        if at := places.get(drawn.iris[int(str(node["id"]))]):
            told |= {"x": at[0], "y": at[1] - labels.lift(node)}
        page.nodes.append(told)
    page.node_ids.extend(str(node["id"]) for node in drawn.nodes)
    page.edges.extend(drawn.edges)
    return str(page.generate_html())


class _Page(Network):  # type: ignore[misc]  # pyvis has no types
    """pyvis's network with a template of our own: its own one loads from content delivery networks.

    Nodes and edges are appended directly: add_edge looks at all nodes and edges for each edge.
    """

    def __init__(self, drawn: Elements, most: Mapping[str, int], title: str) -> None:
        super().__init__(directed=True, heading=title, cdn_resources="in_line")
        self.set_template_dir(str(_HERE), "page.html.j2")
        self.templateEnv = Environment(
            loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        style, scripts = _read("style.css"), [_vis_network(), script()]
        words: dict[str, list[str]] = json.loads(_read("words.json"))
        facts, sentences = [node.get("facts", []) for node in drawn.nodes], drawn.more["sentences"]
        assert isinstance(sentences, list)
        self.templateEnv.filters |= {"block": _block, "sorts": packed.sorts, "columns": packed.columns}
        self.templateEnv.globals |= {
            "scripts": [Markup(each) for each in scripts],
            "style": Markup(style),
            "words": words,
            "zh": {key: of[0] for key, of in words.items()},
            "more": {**drawn.more, "most": dict(most), "sentences": []},
            "runs": [*packed.runs("facts", facts), *packed.runs("sentences", sentences)],
            "policy": f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; "
            "img-src data: blob:; base-uri 'none'; form-action 'none'",
        }


def script() -> str:
    """Return the page's own modules joined in their order."""
    return "\n".join(_read(f"script/{name}.js") for name in _SCRIPTS)


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _block(value: object) -> Markup:
    """Return JSON that no text in it can end: in a script element only "<" could."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(re.sub("[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", written))


def _vis_network() -> str:
    """Return the newest vis-network that pyvis brings along."""
    bundled = Path(pyvis.__file__).parent / "templates" / "lib"
    newest = max(
        bundled.glob("vis-*/vis-network.min.js"),
        key=lambda path: [int(part) for part in path.parent.name.removeprefix("vis-").split(".")],
    )
    return newest.read_text(encoding="utf-8").replace("//# sourceMappingURL=vis-network.min.js.map", "")
