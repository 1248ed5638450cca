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
from kg.read.ofd.runs import inside, runs
from kg.read.packed import LOCKED, Element, Package, damaged
from kg.read.parts import NO_TEXT, Gap, Paragraph, Part


def read(data: bytes, limits: Limits) -> list[Part]:
    """Return the paragraphs of the pages, with a gap for each that is but a picture; ReadError where all are, and for what
    is damaged or encrypted."""
    package = Package(data, limits)
    if package.read("Encryptions.xml") is not None:
        raise ReadError(LOCKED)
    pages: list[list[Line]] = []
    gaps: list[tuple[int, Part]] = []
    for number, trees in enumerate(_pages(package), 1):
        pages.append(lines([run for tree in trees for run in runs(tree)]))
        if not pages[-1] and any(True for tree in trees for _ in inside(tree, "ImageObject")):
            gaps.append((number, Gap(NO_TEXT, f"page {number}")))
    if pages and not any(pages):
        raise ReadError(f"has no text layer ({len(pages)} page{'s' if len(pages) > 1 else ''}): run OCR first")
    found: list[tuple[int, Part]] = [(page, Paragraph(text, f"page {page}")) for text, page in paragraphs(pages)]
    return [part for _, part in sorted([*found, *gaps], key=lambda one: one[0])]


def _pages(package: Package) -> Iterator[list[Element]]:
    """The trees that a page is made of: its templates, then its own."""
    root = package.xml("OFD.xml")
    for place in inside(root, "DocRoot"):
        path = _joined("", place.text)
        document = package.xml(path)
        if document is None:
            raise damaged(f"no {path[:80]} in it")
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
