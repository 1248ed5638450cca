"""What draws a report: a page, or Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kg.show.report import markdown, page
from kg.show.report.content import Report

RENDERERS: Mapping[str, Callable[[Report], str]] = MappingProxyType({"html": page.render, "md": markdown.render})
"""What draws a report in each format, by its suffix."""
