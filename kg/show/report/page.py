"""The report as a page: one HTML file that loads nothing, for screens and for paper."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.show.report.content import Report
from kg.show.report.grids import SQUARE
from kg.show.report.words import AS_TABLE, SCOPE
from kg.show.tables import shown

_HERE = Path(__file__).parent
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_TEMPLATES.filters["shown"] = shown


def render(report: Report) -> str:
    """Return the report as HTML, to be written as UTF-8.

    All text is text, never markup, whatever the documents say. No script, no request. The same report gives the same
    bytes.
    """
    style = Markup((_HERE / "report.css").read_text(encoding="utf-8"))
    page = _TEMPLATES.get_template("report.html.j2")
    return page.render(report=report, style=style, square=SQUARE, table=AS_TABLE, scope=SCOPE) + "\n"
