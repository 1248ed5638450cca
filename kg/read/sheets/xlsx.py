"""XLSX and XLSM: the cells with text, merges, and what is hidden, from the sheets' own XML.

Kept libraries fill the whole rectangle between the first cell and the last, which a stray cell in the last row makes
larger than memory, and tell neither hidden rows nor formats, or take ten times as long.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import datetime

from kg.read.limits import Limits
from kg.read.packed import damaged
from kg.read.sheets.numbers import BUILT_IN, day, printed
from kg.read.sheets.package import Event, Package
from kg.read.sheets.sheet import Sheet

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # _x000D_: a character that XML does not allow
_ROWS, _COLUMNS = 1_048_576, 16_384


def sheets(package: Package, limits: Limits) -> Iterator[Sheet]:
    """Yield the sheets that are shown, in order."""
    targets = {
        at["Id"]: posixpath.normpath(posixpath.join("/xl", at.get("Target", ""))).lstrip("/")
        for _, name, at in package.events("xl/_rels/workbook.xml.rels")
        if name == "Relationship" and at.get("Type", "").endswith("/worksheet") and "Id" in at
    }
    since_1904, named = False, []
    for kind, name, at in package.events("xl/workbook.xml"):
        if kind == "start" and name == "workbookPr":
            since_1904 = _true(at.get("date1904"))
        elif kind == "start" and name == "sheet" and at.get("state", "visible") == "visible":
            link = next((value for key, value in at.items() if key.endswith(":id")), "")
            if link in targets:
                named.append((at.get("name", "Sheet"), targets[link]))
    reader = _Reader(_formats(package), _strings(package), since_1904=since_1904, limits=limits)
    for title, member in named:
        try:
            yield reader.sheet(title, package.events(member))
        except (ValueError, OverflowError) as error:
            raise damaged(f"{member}: {error}") from error


def _true(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _formats(package: Package) -> list[str]:
    """The number format of each cell style, by its number."""
    codes, styles, inside = dict(BUILT_IN), [], False
    for kind, name, at in package.events("xl/styles.xml"):
        if name == "cellXfs":
            inside = kind == "start"
        elif kind == "start" and name == "numFmt" and at.get("numFmtId", "").isdigit():
            codes[int(at["numFmtId"])] = at.get("formatCode", "")
        elif kind == "start" and name == "xf" and inside:
            number = at.get("numFmtId", "0")
            styles.append(int(number) if number.isdigit() else 0)
    return [codes.get(number, "") for number in styles]


def _strings(package: Package) -> list[str]:
    """The texts that cells name by number, in all their runs; readings above the characters are no part of them."""
    found: list[str] = []
    text: list[str] = []
    taken = reading = False
    for kind, name, _ in package.events("xl/sharedStrings.xml"):
        if kind == "text":
            if taken and not reading:
                text.append(name)
        elif name == "t":
            taken = kind == "start"
        elif name == "rPh":
            reading = kind == "start"
        elif name == "si" and kind == "end":
            found.append(_unescaped("".join(text)))
            text = []
    return found


def _unescaped(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return "\n" if code == 13 else chr(code) if code >= 32 and not 0xD800 <= code < 0xE000 else ""

    return _ESCAPED.sub(character, text).replace("\n\n", "\n") if "_x" in text else text


class _Reader:
    """What all sheets of a workbook share."""

    def __init__(self, formats: list[str], strings: list[str], *, since_1904: bool, limits: Limits) -> None:
        self.formats = formats
        self.strings = strings
        self.since_1904 = since_1904
        self.limits = limits
        self.count = 0

    def sheet(self, title: str, events: Iterator[Event]) -> Sheet:
        """Return a sheet by its events. A row or a cell that does not say where it stands follows the one before."""
        sheet = Sheet(title)
        row = column = -1
        cell: dict[str, str] = {}
        text: list[str] = []
        taken = reading = False
        for kind, name, at in events:
            if kind == "text":
                if taken and not reading:
                    text.append(name)
            elif name in ("v", "t"):
                taken = kind == "start"
            elif name == "rPh":
                reading = kind == "start"
            elif kind == "end":
                if name == "c":
                    self._add(sheet, (row, column), self._shown(cell, "".join(text)))
            elif name == "row":
                row, column = int(at.get("r", row + 2)) - 1, -1
                if _true(at.get("hidden")):
                    sheet.hidden_rows.append((row, row))
            elif name == "c":
                cell, text = at, []
                place = _place(at["r"]) if "r" in at else (row, column + 1)
                row, column = place
            elif name == "col" and _true(at.get("hidden")):
                sheet.hidden_columns.append((int(at["min"]) - 1, int(at["max"]) - 1))
            elif name == "mergeCell":
                first, _, last = at.get("ref", "").partition(":")
                sheet.merges.append((*_place(first), *_place(last or first)))
        return sheet

    def _add(self, sheet: Sheet, place: tuple[int, int], text: str) -> None:
        if text.strip():
            self.count += 1
            self.limits.check_cells(self.count)
            sheet.cells[place] = text

    def _shown(self, cell: dict[str, str], text: str) -> str:
        """What a cell shows of the value that its file keeps."""
        kind = cell.get("t", "n")
        if not text:
            return ""
        if kind == "s":
            return self.strings[int(text)] if 0 <= int(text) < len(self.strings) else ""
        if kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        if kind == "d":
            return day(datetime.fromisoformat(text)) if "-" in text else text
        if kind != "n":
            return _unescaped(text)
        style = int(cell.get("s") or 0)
        code = self.formats[style] if 0 <= style < len(self.formats) else ""
        return printed(float(text), code, since_1904=self.since_1904)


def _place(reference: str) -> tuple[int, int]:
    """Row and column of a reference, from 0: (6, 3) for D7."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise ValueError(f"no cell is named {reference[:20]!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if row > _ROWS or column > _COLUMNS:
        raise ValueError(f"no cell is named {reference!r}")
    return row - 1, column - 1
