"""Takes out of a document's tree what its printed page does not show: deletions, field codes, tables of contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.read.docx.word import COMPATIBLE, W, find, switch, value
from kg.read.packed import Element

_DROPPED = {W + name for name in ("del", "moveFrom", "rt")}
_PROPERTIES = {W + name for name in ("pPr", "rPr", "trPr", "tcPr", "tblPr", "sdtPr", "sectPr")}
_CONTENT = {
    W + name
    for name in (
        *("t", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen"),
        *("drawing", "pict", "object", "footnoteReference", "endnoteReference"),
    )
}
_CONTENTS = {"TOC", "TOA", "INDEX"}  # fields that repeat what stands elsewhere


def accept(root: Element) -> None:
    """Leave in the tree what is read once all tracked changes are accepted, each thing once."""
    _prune(root)
    silent = {id(element) for element in _silent(root)}
    if silent:
        for parent in root.iter():
            if any(id(child) in silent for child in parent):
                parent[:] = [child for child in parent if id(child) not in silent]


def _prune(root: Element) -> None:
    stack = [root]
    while stack:
        parent = stack.pop()
        if parent.tag == COMPATIBLE + "AlternateContent":
            kept = _branch(parent)
        else:
            kept = [child for child in parent if not _dropped(child)]
        if len(kept) < len(parent):
            parent[:] = kept
        stack.extend(child for child in kept if child.tag not in _PROPERTIES)


def _branch(alternatives: Element) -> list[Element]:
    """The same thing stands in several ways: the first one that has text, else the first one."""
    told = [branch for branch in alternatives if any(text.text for text in branch.iter(W + "t"))]
    return (told or list(alternatives))[:1]


def _dropped(element: Element) -> bool:
    tag = element.tag
    if tag in _DROPPED:
        return True
    if tag == W + "tr":
        return find(element, "trPr/del") is not None or bool(switch(element, "trPr/hidden"))
    if tag == W + "tc":
        return find(element, "tcPr/cellDel") is not None
    if tag == W + "sdt":
        return value(element, "sdtPr/docPartObj/docPartGallery") == "Table of Contents"
    return tag == W + "fldSimple" and _code(element.get(W + "instr", "")) in _CONTENTS


def _code(instruction: str) -> str:
    return instruction.split(maxsplit=1)[0].upper() if instruction.strip() else ""


@dataclass(slots=True)
class _Field:
    hidden: bool  # as all of the field around it is
    instruction: str = ""
    result: bool = False  # whether its result has begun

    @property
    def silent(self) -> bool:
        return self.hidden or not self.result or _code(self.instruction) in _CONTENTS


def _silent(root: Element) -> Iterator[Element]:
    """What stands in a field's code, and in a field that repeats what stands elsewhere. One that never ends is none."""
    ends = _ended(root)
    stack: list[_Field] = []
    for element in root.iter():
        if element.tag == W + "fldChar":
            kind = element.get(W + "fldCharType")
            if kind == "begin" and id(element) in ends:
                stack.append(_Field(hidden=bool(stack) and stack[-1].silent))
            elif kind == "separate" and stack:
                stack[-1].result = True
            elif kind == "end" and stack and id(element) in ends:
                stack.pop()
        elif stack and element.tag == W + "instrText" and not stack[-1].result:
            stack[-1].instruction += element.text or ""
        elif stack and element.tag in _CONTENT and stack[-1].silent:
            yield element


def _ended(root: Element) -> set[int]:
    """The marks of fields that have both a beginning and an end."""
    begun: list[int] = []
    paired: set[int] = set()
    for mark in root.iter(W + "fldChar"):
        if mark.get(W + "fldCharType") == "begin":
            begun.append(id(mark))
        elif mark.get(W + "fldCharType") == "end" and begun:
            paired |= {begun.pop(), id(mark)}
    return paired
