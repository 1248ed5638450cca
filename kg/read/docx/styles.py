"""What a paragraph has from its style: a number, a name, that it is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.read.docx.word import W, number, switch, value
from kg.read.packed import Element


@dataclass(frozen=True, slots=True)
class Style:
    """One style's own properties; None where it says nothing and the style that it is based on counts."""

    key: str
    name: str
    based_on: str | None
    num: int | None
    level: int | None
    hidden: bool | None


class Styles:
    """All styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str | None, Style] = {}
        self._default: str | None = None  # of paragraphs that name none
        for element in [] if root is None else root.iter(W + "style"):
            style = _style(element)
            self._styles[style.key] = style
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self._default = style.key

    def chain(self, key: str | None) -> Iterator[Style]:
        """Yield a paragraph's style and those that it is based on, the nearest first."""
        seen: set[str | None] = set()
        key = key if key in self._styles else self._default
        while key in self._styles and key not in seen:
            seen.add(key)
            style = self._styles[key]
            yield style
            key = style.based_on

    def hidden(self, key: str | None) -> bool | None:
        """Return whether the style hides text, None where nothing is said of it."""
        return next((style.hidden for style in self.chain(key) if style.hidden is not None), None)

    def contents(self, key: str | None) -> bool:
        """Return whether the style is one of a table of contents."""
        return any(style.name.lower().startswith("toc ") for style in self.chain(key))

    def linked(self, key: str | None) -> int | None:
        """Return the number of the list that a numbering style names."""
        style = self._styles.get(key)
        return style.num if style else None


def _style(element: Element) -> Style:
    return Style(
        key=element.get(W + "styleId", ""),
        name=value(element, "name") or "",
        based_on=value(element, "basedOn"),
        num=number(value(element, "pPr/numPr/numId")),
        level=number(value(element, "pPr/numPr/ilvl")),
        hidden=switch(element, "rPr/vanish"),
    )
