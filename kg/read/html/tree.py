"""The elements of a page: parsed without recursion, walked in reading order, hidden ones known."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg import lexicon
from kg.errors import ReadError

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]{0,300}?(/?)>")
_CLOSED_FOR_THEM = frozenset(
    re.findall(
        r"\w+",
        "a area base br col embed hr img input link meta nobr param source track wbr html head body p li dt dd tr td th thead tbody "
        "tfoot colgroup option",
    )
)
_DEEP, _WORK = 250, 5_000_000  # mean depth of the tags, and their depths summed up, that no page made for reading has
# <title/> and the like in XHTML, which a reader of HTML takes for opened and never closed
_EMPTY = re.compile(r"<(script|title|style|textarea|iframe|div|span|p|a|td|th)\b([^<>]*)/>", re.IGNORECASE)
_ROWS = re.compile(r"\s*<(?:tr|td|th|tbody|thead)\b", re.IGNORECASE)

UNSEEN = "script, style, template, noscript, iframe, object, svg, select, button, textarea, input, title, rt, rp, del, [hidden]"
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,}", re.IGNORECASE
)


def parsed(text: str) -> LexborHTMLParser:
    """Return the tree of a page or of a piece of one; ReadError where its elements are nested beyond all use."""
    if text.lstrip("\ufeff \n\r\t").startswith("<?xml"):
        text = _EMPTY.sub(r"<\1\2></\1>", text)
    _check_depth(text)
    return LexborHTMLParser(f"<table>{text}</table>" if _ROWS.match(text) else text)


def _check_depth(text: str) -> None:
    """Refuse what would take the parser minutes: it looks through all open elements at every tag."""
    depth = deepest = work = count = 0
    for match in _TAG.finditer(text):
        count += 1
        if match[2].lower() not in _CLOSED_FOR_THEM:
            depth = max(0, depth - 1) if match[1] else depth + (not match[3])
            deepest = max(deepest, depth)
        work += depth
    if work > _WORK and work > _DEEP * count:
        raise ReadError(
            f"nests its elements {deepest:,} deep: over what can be read; open it in a browser and save its text"
        )


def walk(root: LexborNode, skip: Container[int]) -> Iterator[tuple[LexborNode, bool]]:
    """Yield the nodes below root and itself in reading order, each as it begins (True) and as it ends (False).

    An element whose mem_id is in `skip` is left out; put in while it begins, it is yielded without what it holds.
    """
    node, depth = root, 0
    while True:
        if node.mem_id not in skip:
            yield node, True
            child = node.child
            if child is not None and node.mem_id not in skip:
                node, depth = child, depth + 1
                continue
            yield node, False
        while depth and (following := node.next) is None:
            parent = node.parent
            assert parent is not None
            node, depth = parent, depth - 1
            yield node, False
        if not depth:
            return
        assert following is not None
        node = following


def unseen(tree: LexborHTMLParser) -> set[int]:
    """Return the mem_ids of the elements that no reader of the page sees; boxes known to hold the article are never hidden."""
    hidden = {node.mem_id for node in tree.css(UNSEEN)}
    styled = {node.mem_id for node in tree.css("[style]") if _UNSEEN_STYLE.search(node.attributes["style"] or "")}
    return hidden | (styled - {node.mem_id for node in matching(tree, "article")})


def matching(tree: LexborHTMLParser, group: str) -> list[LexborNode]:
    """Return the elements that a group of pages.toml finds, row by row."""
    return [node for row in lexicon.toml("pages")[group] for node in tree.css(row["selector"])]
