"""Web pages, whole or in pieces: the article with its tables, without what stands round it."""

from __future__ import annotations

from kg.errors import ReadError
from kg.read import encodings
from kg.read.html.article import article_of
from kg.read.html.flow import parts_of
from kg.read.html.heading import headed, texts
from kg.read.html.tree import parsed, unseen
from kg.read.limits import Limits
from kg.read.mhtml import is_archive, pages_of
from kg.read.parts import Part


def read(data: bytes, limits: Limits) -> list[Part]:
    """Return the article of a page; of a web archive, that of the page with the longest one. Contract: `formats.Reader`."""
    if not is_archive(data):
        return page_parts(encodings.text_of(data)[0], limits)
    return max((page_parts(encodings.text_of(page)[0], limits) for page in pages_of(data)), key=_length)


def page_parts(text: str, limits: Limits) -> list[Part]:
    """Return what a page in characters says, as `read` does; ReadError for one that only frames others."""
    tree = parsed(text)
    body = tree.body
    if body is None:
        if tree.css_first("frameset"):
            raise ReadError("only frames other pages: give the page in its frame, a file in the folder beside it")
        return []
    article = article_of(tree)
    parts = parts_of(article.root, article.skip, limits)
    hidden = unseen(tree)
    if not parts:
        return parts_of(body, hidden, limits)  # nothing but links
    around = parts_of(body, hidden | {article.root.mem_id}, limits)
    return headed(tree, parts, [*around, *parts])


def _length(parts: list[Part]) -> int:
    return sum(len(text) for text in texts(parts))
