"""The numbers that a browser prints in front of the items of a list."""

from __future__ import annotations

import re

import cn2an
from selectolax.lexbor import LexborNode

_ROMAN = re.findall(r"\w+", "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx")
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(?:(?:inside|outside)\s+)?([\w-]+)", re.IGNORECASE)
# An item whose text brings its own number: 一、 (二) 3. ④
_NUMBERED = re.compile(
    r"[（(]?\s*(?:[一二三四五六七八九十百]{1,4}|\d{1,3})\s*[、.．)）]|[①-⑳]|第[一二三四五六七八九十\d]+[条章节项]"
)


class Numbering:
    """The lists that are open, and the number of the item that is about to be printed."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []  # of each list its style, "" without numbers, and its last number
        self._due = ""

    def take(self, node: LexborNode, begins: bool) -> None:
        """Take up an element as it begins or ends."""
        if node.tag in ("ol", "ul", "menu", "dir"):
            if begins:
                self._open.append((_style(node) if node.tag == "ol" else "", _whole(node, "start", 1) - 1))
            elif self._open:
                self._open.pop()
        elif node.tag == "li":
            self._due = ""
            if begins and self._open:
                style, last = self._open[-1]
                number = _whole(node, "value", last + 1)
                self._open[-1] = (style, number)
                self._due = _printed(style, number)

    def before(self, text: str) -> str:
        """Return the number to be printed in front of a paragraph: "3. ", "" for most."""
        due, self._due = self._due, ""
        return "" if _NUMBERED.match(text) else due


def _style(node: LexborNode) -> str:
    """How a list counts: "decimal" unless it says otherwise, "" for a list without numbers."""
    said = _STYLE.search(node.attributes.get("style") or "")
    style = said[1].lower() if said else (node.attributes.get("type") or "decimal")
    return "" if style in ("none", "disc", "circle", "square") else style


def _whole(node: LexborNode, name: str, default: int) -> int:
    value = (node.attributes.get(name) or "").strip()
    return int(value) if re.fullmatch(r"-?[0-9]{1,6}", value) else default


def _printed(style: str, number: int) -> str:
    if not style:
        return ""
    if style in ("a", "lower-alpha", "lower-latin") and 1 <= number <= 26:
        return f"{chr(96 + number)}. "
    if style in ("A", "upper-alpha", "upper-latin") and 1 <= number <= 26:
        return f"{chr(64 + number)}. "
    if style in ("i", "I", "lower-roman", "upper-roman") and 1 <= number <= len(_ROMAN):
        roman = _ROMAN[number - 1]
        return f"{roman if style in ('i', 'lower-roman') else roman.upper()}. "
    if ("cjk" in style or "chinese" in style) and number >= 1:
        return f"{cn2an.an2cn(number)}、"
    return f"{number}. "
