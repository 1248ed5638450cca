"""The page: one HTML file with the network in it, that loads nothing from anywhere and opens still."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from kg.analyse import layout
from kg.analyse.network import Tables
from kg.show import labels
from kg.show.elements import Elements, elements
from kg.table import Table

QUERIES = (*layout.QUERIES, "network/derivation", "page/kinds", "page/assignments", "page/facts")
"""The queries that `render` needs in its `tables`, by name: what ontology/queries/NAME.rq answers."""

_HERE = Path(__file__).parent


def render(tables: Tables, ranking: Table, orphans: Table, title: str) -> str:
    """Return the page as HTML, to be written as UTF-8.

    `tables` are the answers to QUERIES, `ranking` is measures.centrality's and `orphans` findings.orphans'
    answer: the page says what these tables say. Positions are worked out here, physics is off. Everything
    that comes from a document is data or text in the page, never markup. The same input gives the same
    bytes; empty tables give a page that says so.
    """
    drawn = elements(tables, ranking, orphans)
    places = layout.positions(tables, drawn.sizes)
    page = _Page(drawn, title)
    for node in drawn.nodes:
        x, y = places[str(node["id"])]
        page.nodes.append({**node, "x": x, "y": y - labels.lift(node)})
    page.node_ids.extend(str(node["id"]) for node in drawn.nodes)
    page.edges.extend(drawn.edges)
    return str(page.generate_html())


class _Page(Network):  # type: ignore[misc]  # pyvis has no types
    """pyvis's network with a template of our own: its own one loads from content delivery networks.

    Nodes and edges are appended directly: add_edge looks at all nodes and edges for each edge.
    """

    def __init__(self, drawn: Elements, title: str) -> None:
        super().__init__(directed=True, heading=title, cdn_resources="in_line")
        self.set_template_dir(str(_HERE), "page.html.j2")
        self.templateEnv = Environment(
            loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
        self.templateEnv.globals |= {
            "vis_network": Markup(_vis_network()),
            "style": Markup((_HERE / "page.css").read_text(encoding="utf-8")),
            "script": Markup((_HERE / "page.js").read_text(encoding="utf-8")),
            "words": labels,
            "groups": drawn.groups,
            "sorts": Counter(str(node["group"]) for node in drawn.nodes),
            "tones": Counter(str(node["tone"]) for node in drawn.nodes),
            "roles": Counter(str(edge["role"]) for edge in drawn.edges),
        }


def _vis_network() -> str:
    """Return the newest vis-network that pyvis brings along."""
    bundled = Path(pyvis.__file__).parent / "templates" / "lib"
    newest = max(
        bundled.glob("vis-*/vis-network.min.js"),
        key=lambda path: [int(part) for part in path.parent.name.removeprefix("vis-").split(".")],
    )
    return newest.read_text(encoding="utf-8")
