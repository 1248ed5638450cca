"""OFD documents (GB/T 33190-2016): the text objects of each page, put together to lines and paragraphs by where they stand.

A table is read line by line: the format knows strokes, no cells. ofdkit, the one reader of text that is neither empty nor
bound to a library under the AGPL, had been out for a month when this was written; lines would be made here all the same.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from kg.errors import ReadError
from kg.read.limits import Limits
from kg.read.ofd.lines import Line, lines, paragraphs
from kg.read.ofd.runs import Run, inside, runs
from kg.read.packed import Element, Package
from kg.read.parts import Paragraph, Part


def read(data: bytes, limits: Limits) -> list[Part]:
    """Return the paragraphs of the pages; ReadError for what is damaged, encrypted or a picture of a text."""
    package = Package(data, limits)
    if package.read("Encryptions.xml") is not None:
        raise ReadError("is protected by a password: open it with the password and save it without one")
    pages = [_lines(package, page) for page in _pages(package)]
    if pages and not any(pages):
        raise ReadError(f"has no text layer ({len(pages)} pages): run OCR first")
    return [Paragraph(text, f"page {page}") for text, page in paragraphs(pages)]


def _pages(package: Package) -> Iterator[list[Element]]:
    """The trees that a page is made of: its templates, then its own."""
    root = package.xml("OFD.xml")
    for place in inside(root, "DocRoot"):
        path = _joined("", place.text)
        document = package.xml(path)
        if document is None:
            raise ReadError(f"is damaged (no {path[:80]} in it): open it in the program that made it and save it anew")
        folder = posixpath.dirname(path)
        templates = {one.get("ID"): one.get("BaseLoc") for one in inside(document, "TemplatePage")}
        trees: dict[str, Element | None] = {}
        for page in inside(document, "Page"):
            own = package.xml(_joined(folder, page.get("BaseLoc")))
            if own is None:
                yield []
                continue
            found = []
            for template in inside(own, "Template"):
                where = _joined(folder, templates.get(template.get("TemplateID")))
                if where not in trees:
                    trees[where] = package.xml(where)
                found.append(trees[where])
            yield [tree for tree in (*found, own) if tree is not None]


def _joined(folder: str, place: str | None) -> str:
    """A path in the archive: from its root where it begins with a slash, else from the folder."""
    return posixpath.normpath(posixpath.join("/", folder, (place or "").strip().replace("\\", "/")))


def _lines(package: Package, trees: list[Element]) -> list[Line]:
    found: list[Run] = [run for tree in trees for run in runs(tree)]
    return lines(found)
