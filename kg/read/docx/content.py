"""What stands in a paragraph: its text as printed, the boxes anchored in it and the notes that it points to."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.read.docx.styles import Styles
from kg.read.docx.word import MATH, VML, W, find, switch, value
from kg.read.packed import Element

_PARTS = {  # what a run may hold that is printed as this
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
}  # fmt: skip
_SKIPPED = {W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr")}
_BLANKS = " \t\r\n"


@dataclass(slots=True)
class Content:
    """A paragraph's own text and what hangs on it, in order."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)  # of further paragraphs
    words: list[str] = field(default_factory=list)  # drawn as pictures
    notes: list[tuple[str, str | None]] = field(default_factory=list)  # ("footnote", its id)


def style_of(paragraph: Element) -> str | None:
    """Return the key of the paragraph's style, None where it has the default one."""
    return value(paragraph, "pPr/pStyle")


def content(paragraph: Element, styles: Styles) -> Content:
    """Return what stands in the paragraph, hidden text left out."""
    hidden = bool(styles.hidden(style_of(paragraph)))
    out = Content()
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag == W + "t" or tag == MATH + "t":
            pieces.append(_text(element))
        elif tag in _PARTS:
            pieces.append(_PARTS[tag])
        elif tag == W + "sym":
            pieces.append(_sign(element))
        elif tag == W + "txbxContent":
            out.boxes.append(element)
        elif tag == VML + "textpath":
            out.words.append(element.get("string", ""))
        elif tag == W + "footnoteReference" or tag == W + "endnoteReference":
            out.notes.append((tag.removeprefix(W).removesuffix("Reference"), element.get(W + "id")))
        elif tag not in _SKIPPED and not (tag == W + "r" and _hidden(element, styles, hidden)):
            stack.extend(reversed(element))
    out.text = "".join(pieces)
    return out


def _text(element: Element) -> str:
    text = element.text or ""
    kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if kept else text.strip(_BLANKS)


def _sign(element: Element) -> str:
    """The character of a sign; none for those that only a symbol font gives a shape."""
    code = element.get(W + "char", "")
    try:
        sign = int(code, 16)
    except ValueError:
        return ""
    return chr(sign) if 0x20 <= sign < 0xD800 else ""


def _hidden(run: Element, styles: Styles, by_paragraph: bool) -> bool:
    own = switch(run, "rPr/vanish")
    if own is not None:
        return own
    character = value(run, "rPr/rStyle")
    by_style = styles.hidden(character) if character else None
    return by_paragraph if by_style is None else by_style


def goes_on(paragraph: Element) -> bool:
    """Return whether the next paragraph belongs to this one: its end is deleted or hidden, or it is a drop cap."""
    mark = find(paragraph, "pPr/rPr")
    dropped = value(paragraph, "pPr/framePr", "dropCap") in ("drop", "margin")
    gone = any(find(mark, name) is not None for name in ("del", "moveFrom"))
    return dropped or gone or bool(switch(mark, "vanish"))
