"""What a page says of its document outside the article: title, number, issuer, date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser

from kg import lexicon
from kg.read.html.tree import matching
from kg.read.parts import Paragraph, Part, Table

_SPLIT = re.compile(r"[_|丨]|\s+[-–—]+\s*|[-–—]{2,}|[-–—](?=[^-–—]*(?:网|政府)$)")
_SITE = re.compile(r"(?:网|网站|门户|首页|政府|委员会|[局厅部])$")
_TITLE = 6  # characters of a title, at least
_TOP = 40  # paragraphs of the article in which its title is looked for
_FACT = re.compile(r"([^:：]{2,8})[:：](.{2,40})")


def headed(tree: LexborHTMLParser, article: list[Part], page: list[Part]) -> list[Part]:
    """Return the article with what only the page says of it in front: title, the page's own time, number, issuer, date.

    A title that the article breaks over lines is one line again. `page` are the parts of the whole page.
    """
    facts = _facts(page)
    title = _title(tree, page, facts.get("title", ""))
    whole = _unbroken(article, title)
    said = ["".join(text.split()) for text in texts(whole)]
    lines = {"".join(part.text.split()) for part in whole if isinstance(part, Paragraph)}
    found: list[Part] = []
    if title and not _says(said[:_TOP], "".join(title.split())):
        found.append(Paragraph(title, "title of the page"))
    time = _meta(tree, "PubDate")
    if time and not any(text.startswith(("发布时间", "发布日期")) for text in said):
        found.append(Paragraph(f"发布时间：{time}", "head of the page"))
    if "number" in facts and "".join(facts["number"].split()) not in lines:
        found.append(Paragraph(facts["number"], "facts of the page"))
    # Where the article signs at its end they come twice; only above the first item are they sure to be no task's
    found += [Paragraph(facts[kind], "facts of the page") for kind in ("issuer", "date") if kind in facts]
    return found + whole


def _says(lines: list[str], title: str) -> bool:
    """Whether the title stands in these lines, or a line is most of it: a page's <title> goes on with its section."""
    return title in "".join(lines) or any(title.startswith(line) and 2 * len(line) > len(title) for line in lines)


def _unbroken(article: list[Part], title: str) -> list[Part]:
    """The article with the lines that together are the title as one."""
    wanted = "".join(title.split())
    for start, first in enumerate(article[:_TOP]):
        text, end = "", start
        for part in article[start:]:
            if not isinstance(part, Paragraph) or not wanted.startswith(text + "".join(part.text.split())):
                break
            text, end = text + "".join(part.text.split()), end + 1
        if wanted and text == wanted and isinstance(first, Paragraph):
            return [*article[:start], Paragraph(text, first.where), *article[end:]]
    return article


def _title(tree: LexborHTMLParser, page: list[Part], fact: str) -> str:
    """The title as the page's meta element says it, its facts, its own box, or the first likely part of its <title>."""
    named = [_meta(tree, "ArticleTitle"), fact, *(node.text(separator=" ") for node in matching(tree, "title"))]
    for title in named:
        if len("".join(title.split())) >= _TITLE:
            return " ".join(title.split())
    node = tree.css_first("title")
    parts = [part.strip() for part in _SPLIT.split(" ".join(node.text().split()) if node else "")]
    likely = [part for part in parts if len(part) >= _TITLE and not _SITE.search(part)]
    printed = {text.strip() for text in texts(page)}
    return next((part for part in likely if part in printed), likely[0] if likely else "")


def _meta(tree: LexborHTMLParser, name: str) -> str:
    node = tree.css_first(f'meta[name="{name}" i]')
    return " ".join((node.attributes.get("content") or "").split()) if node else ""


def _facts(page: Iterable[Part]) -> dict[str, str]:
    """What the table in front of a published document says, by kind of fact; only the first of each."""
    labels = {label: kind for kind, several in lexicon.toml("pages")["facts"].items() for label in several}
    found: dict[str, str] = {}
    for label, value in _labelled(page):
        kind = labels.get(re.sub(r"[\s:：\[\]【】]", "", label))
        if kind and value.strip():
            found.setdefault(kind, " ".join(value.split()))
    return found


def _labelled(page: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """Pairs of neighbours in a table's row or on lines of their own, and what a line says before and behind its colon."""
    for part in page:
        if isinstance(part, Table):
            cells = sorted(part.cells, key=lambda cell: (cell.row, cell.column))
            yield from ((a.text, b.text) for a, b in pairwise(cells) if a.row == b.row)
            yield from ((match[1], match[2]) for cell in cells if (match := _FACT.fullmatch(cell.text)))
        elif isinstance(part, Paragraph) and (match := _FACT.fullmatch(part.text)):
            yield match[1], match[2]
    lines = [part.text for part in page if isinstance(part, Paragraph)]
    yield from ((a, b) for a, b in pairwise(lines) if len(a) < 10 and a.endswith((":", "：")))


def texts(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the text of each paragraph and cell."""
    for part in parts:
        if isinstance(part, Paragraph):
            yield part.text
        elif isinstance(part, Table):
            yield from (cell.text for cell in part.cells)
