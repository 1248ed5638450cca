"""The words of WordprocessingML (ECMA-376, part 1) and how their values are looked up."""

from __future__ import annotations

from collections.abc import Iterator

from kg.read.packed import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"

# Around blocks, rows, cells or runs without being any
_AROUND = {W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "bdo", "dir")} | {
    COMPATIBLE + "AlternateContent",
    COMPATIBLE + "Choice",
    COMPATIBLE + "Fallback",
}


def find(element: Element | None, path: str) -> Element | None:
    """Return the element at the path of WordprocessingML names, such as "pPr/numPr"."""
    for name in path.split("/"):
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Element | None, path: str, attribute: str = "val") -> str | None:
    """Return the attribute of the element at the path, None where either is missing."""
    found = find(element, path)
    return None if found is None else found.get(W + attribute)


def number(text: str | None) -> int | None:
    """Return the whole number that an attribute spells, None for any other text."""
    try:
        return int(text or "")
    except ValueError:
        return None


def switch(element: Element | None, path: str) -> bool | None:
    """Return whether a property is switched on or off there, None where it is not mentioned."""
    found = find(element, path)
    return None if found is None else found.get(W + "val", "1") not in ("0", "false", "off")


def inside(container: Element, *names: str) -> Iterator[Element]:
    """Yield in order the children of these names, those in content controls and other wrappers among them."""
    wanted = {W + name for name in names}
    stack = list(reversed(container))
    while stack:
        element = stack.pop()
        if element.tag in wanted:
            yield element
        elif element.tag in _AROUND:
            stack.extend(reversed(element))
