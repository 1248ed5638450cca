"""The report: both renderings of one content, and text that stays text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from report_fixture import ODD, report

from kg.show.report.renderers import RENDERERS


class Text(HTMLParser):
    """What a reader sees, and what a browser would do."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def test_text_stays_text_on_the_page() -> None:
    html = RENDERERS["html"](report())
    page = Text(html)
    seen = "\n".join(page.seen)
    assert [odd for odd in ODD if odd not in seen] == []
    assert page.tags.isdisjoint({"script", "img", "iframe", "object", "base", "form"})
    assert not any(name.startswith("on") for name in page.attributes)
    assert re.findall(r"(?:href|src)=\"(?!#|data:,)", html) == []
    assert not re.search(r"@import|url\(\s*['\"]?(?!#)", html)
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in html


def test_text_stays_text_in_markdown() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(RENDERERS["md"](report()))
    inner = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in (*tokens, *inner)}.isdisjoint(
        {"html_block", "html_inline", "link_open", "image", "em_open", "code_block", "fence", "ordered_list_open"}
    )
    cells = {token.content for token in inner if token.type == "text"} | {
        "".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"
    }
    assert [odd for odd in ODD if odd not in cells] == []


def test_markdown_has_the_table_for_each_plot_and_all_of_its_rows() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(RENDERERS["md"](report()))
    assert sum(token.type == "table_open" for token in tokens) == 3 + 1
    assert sum(token.type == "tr_open" for token in tokens) == (3 + 1) * (1 + len(ODD))
    columns = [token.type for token in tokens].index("tbody_open")
    assert sum(token.type == "th_open" for token in tokens[:columns]) == 2
