"""Which part of a page is the article: its known box, or else all but what is plainly round it."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.read.html.tree import matching, unseen, walk

_BOX = 0.5  # share of the page's own words that a known box must hold to be the article
_CHROME = 0.2  # share that something named like chrome may hold and still be left out
_LINKS = (4, 0.8)  # links, and share of the characters in them, that make a menu
_KEPT = "附件"  # a list of links with this word is part of the document


@dataclass(frozen=True, slots=True)
class Article:
    """The element with the article, and the mem_ids of the elements in it that are no part of it."""

    root: LexborNode
    skip: frozenset[int]


@dataclass(slots=True)
class _Said:
    """What an element says: characters in links and outside, and the number of links."""

    own: int = 0
    linked: int = 0
    links: int = 0
    kept: bool = False


def article_of(tree: LexborHTMLParser) -> Article:
    """Return the article of a page; the whole page less its menus where no known box holds at least half of its words."""
    body = tree.body or tree.root
    assert body is not None
    hidden = unseen(tree)
    said = _said(body, hidden)
    named = {node.mem_id for node in matching(tree, "chrome")}
    chrome = {at for at in named if at in said and said[at].own <= _CHROME * said[body.mem_id].own}
    boxes = [node for node in matching(tree, "article") if node.mem_id in said]
    box = _holding(boxes)
    if box is not None and said[box.mem_id].own >= _BOX * _said(body, hidden | chrome)[body.mem_id].own:
        return Article(box, frozenset(hidden | chrome))
    menus = {at for at, one in said.items() if _is_menu(one) and at != body.mem_id}
    return Article(body, frozenset(hidden | chrome | menus))


def _is_menu(said: _Said) -> bool:
    return not said.kept and said.links >= _LINKS[0] and said.linked >= _LINKS[1] * (said.own + said.linked)


def _holding(boxes: list[LexborNode]) -> LexborNode | None:
    """The smallest element that holds all the boxes."""
    if not boxes:
        return None
    paths = []
    for node in boxes:
        path = [node]
        while (parent := path[-1].parent) is not None:
            path.append(parent)
        paths.append(path[::-1])
    common = paths[0]
    for path in paths[1:]:
        shared = sum(1 for _ in _while_same(common, path))
        common = common[:shared]
    return common[-1] if common else None


def _while_same(one: list[LexborNode], other: list[LexborNode]) -> list[LexborNode]:
    same = []
    for a, b in zip(one, other, strict=False):
        if a.mem_id != b.mem_id:
            break
        same.append(a)
    return same


def _said(body: LexborNode, skip: set[int]) -> dict[int, _Said]:
    """What each element below says, by mem_id."""
    said: dict[int, _Said] = {}
    open_ones: list[_Said] = [_Said()]
    in_links = 0
    for node, begins in walk(body, skip):
        if node.tag == "-text":
            if begins:
                text = "".join((node.text_content or "").split())
                if in_links:
                    open_ones[-1].linked += len(text)
                else:
                    open_ones[-1].own += len(text)
                open_ones[-1].kept = open_ones[-1].kept or _KEPT in text
        elif begins:
            one = said[node.mem_id] = _Said(links=int(node.tag == "a"))
            open_ones.append(one)
            in_links += node.tag == "a"
        else:
            in_links -= node.tag == "a"
            one = open_ones.pop()
            above = open_ones[-1]
            above.own, above.linked, above.links = (
                above.own + one.own,
                above.linked + one.linked,
                above.links + one.links,
            )
            above.kept = above.kept or one.kept
    return said
