"""Marks over a text as a terminal shows them: colours, or brackets where there are none."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from kg.show.explain import Layer, Mark

_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "underline": True},
    "issuer": {"bold": True},
    "number": {"bold": True},
    "date": {"bold": True},
    "basis": {"fg": "magenta", "underline": True},
    "section": {"fg": "blue", "bold": True},
    "task": {"fg": "blue", "bold": True, "underline": True},
    "goal": {"fg": "cyan", "bold": True, "underline": True},
    "discrepancy": {"fg": "red", "underline": True},
    "derives": {"fg": "magenta", "bold": True},
    "list": {"fg": "yellow"},
    "clause": {"fg": "yellow"},
    "duty": {"fg": "yellow"},
    "measure": {},
    "target": {"fg": "cyan"},
    "deadline": {"fg": "cyan", "bold": True},
    "cites": {"fg": "magenta"},
    "unit": {"fg": "green", "bold": True},
    "doubt": {"fg": "black", "bg": "yellow"},
    "noise": {"fg": "bright_black", "strikethrough": True},
}
_NOTHING: dict[str, Any] = {"dim": True}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # but tab and line end


def coloured() -> bool:
    """Return whether stdout is a terminal whose user has not set NO_COLOR (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def visible(text: str) -> str:
    """Return the text with line ends as \\n and U+FFFD for what would steer a terminal; of the same length."""
    return _CONTROL.sub("\ufffd", text.replace("\r\n", " \n").replace("\r", "\n"))


def paint(text: str, layers: Iterable[Layer], *, color: bool) -> str:
    """Return the stretches of `text` with their marks, the innermost on top; a mark ends with its detail."""
    shown = visible(text)
    out: list[str] = []
    under: tuple[Mark, ...] = ()
    at = 0
    for start, end, over in layers:
        out += _turn(under, over, start, color=color)
        out.append(_ink(shown[start:end], over) if color else shown[start:end])
        under, at = over, end
    return "".join([*out, *_turn(under, (), at, color=color)])


def _turn(under: Sequence[Mark], over: Sequence[Mark], at: int, *, color: bool) -> list[str]:
    """What closes and opens where one set of marks gives way to another; a mark that crosses others comes in pieces."""
    same = 0
    while same < min(len(under), len(over)) and under[same] == over[same]:
        same += 1
    closing = [_close(mark, at, color=color) for mark in reversed(under[same:])]
    opening = [] if color else [f"⟦{'…' if mark.start < at else ''}{mark.kind} " for mark in over[same:]]
    return closing + opening


def _close(mark: Mark, at: int, *, color: bool) -> str:
    if color:
        return click.style(f"‹{mark.detail}›", dim=True, italic=True) if mark.detail and mark.end <= at else ""
    if mark.end > at:
        return "…⟧"
    return f" {mark.detail}⟧" if mark.detail else "⟧"


def _ink(text: str, over: Sequence[Mark]) -> str:
    style = _STYLES[over[-1].kind] if over else _NOTHING
    return "\n".join(click.style(line, **style) if line and style else line for line in text.split("\n"))


def legend(kinds: Iterable[str]) -> str:
    """Return each kind of mark in its own colours, on one line."""
    return " ".join([*(click.style(kind, **_STYLES[kind]) for kind in kinds), click.style("unread", **_NOTHING)])
