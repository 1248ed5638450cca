"""ODS: the text that its cells print, merges, and what is hidden, from content.xml, where kept libraries lose merges."""

from __future__ import annotations

from kg.errors import ReadError
from kg.read.limits import Limits
from kg.read.packed import LOCKED, damaged
from kg.read.sheets.package import Package
from kg.read.sheets.sheet import Sheet

_ASIDE = {"annotation", "tracked-changes", "shapes", "frame", "custom-shape", "ruby-text", "dde-links"}
_CELLS = ("table-cell", "covered-table-cell")


def sheets(package: Package, limits: Limits) -> list[Sheet]:
    """Return the sheets that are shown, in order."""
    reader = _Reader(limits)
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise ReadError(LOCKED)
    try:
        for kind, name, at in package.events("content.xml"):
            reader.take(kind, name, {key.rpartition(":")[2]: value for key, value in at.items()})
    except (ValueError, OverflowError) as error:
        raise damaged(f"content.xml: {error}") from error
    return reader.sheets


class _Reader:
    """The sheets so far, and the cell that is being read."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: list[Sheet] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.aside = 0  # how deep in what is no cell's own text
        self.tables = 0  # how deep in tables; one inside a cell is no sheet
        self.shown = False
        self.row = self.rows = self.column = 0
        self.cell: dict[str, str] = {}
        self.paragraphs: list[list[str]] = []
        self.inside = False  # a paragraph
        self.count = 0
        self.filled: dict[tuple[int, int], str] = {}  # of this row
        self.merged: list[tuple[int, int, int]] = []

    def take(self, kind: str, name: str, at: dict[str, str]) -> None:
        """Take the next event."""
        if name in _ASIDE and kind != "text":
            self.aside += 1 if kind == "start" else -1
        if self.aside:
            return
        if kind == "text":
            if self.inside:
                self.paragraphs[-1].append(name)
        elif kind == "start":
            self._start(name, at)
        else:
            self._end(name)

    def _start(self, name: str, at: dict[str, str]) -> None:
        if name == "style":
            self.style = at.get("name", "")
        elif name == "table-properties" and at.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif name == "table":
            self.tables += 1
            if self.tables == 1:
                self.shown = at.get("style-name") not in self.hidden_styles
                self.sheets += [Sheet(at.get("name", "Sheet"))] if self.shown else []
                self.row = self.column = 0
        elif self.tables != 1 or not self.shown:
            return
        elif name == "table-column":
            width = _number(at, "number-columns-repeated")
            if at.get("visibility", "visible") != "visible":
                self.sheets[-1].hidden_columns.append((self.column, self.column + width - 1))
            self.column += width
        elif name == "table-row":
            self.rows, self.column, self.filled, self.merged = _number(at, "number-rows-repeated"), 0, {}, []
            if at.get("visibility", "visible") != "visible":
                self.sheets[-1].hidden_rows.append((self.row, self.row + self.rows - 1))
        elif name in _CELLS:
            self.cell, self.paragraphs, self.inside = at, [], False
        elif name == "p":
            self.inside = True
            self.paragraphs.append([])
        elif self.inside and name in ("s", "tab", "line-break"):
            blank = {"s": " " * min(_number(at, "c"), 1000), "tab": " ", "line-break": "\n"}[name]
            self.paragraphs[-1].append(blank)

    def _end(self, name: str) -> None:
        if name == "table":
            self.tables -= 1
        elif self.tables != 1 or not self.shown:
            return
        elif name == "p":
            self.inside = False
        elif name in _CELLS:
            self._end_cell(covered=name == "covered-table-cell")
        elif name == "table-row":
            self._end_row()

    def _end_cell(self, *, covered: bool) -> None:
        width = _number(self.cell, "number-columns-repeated")
        text = "\n".join("".join(pieces) for pieces in self.paragraphs)
        if self.cell.get("value-type") == "date" and "年" not in text:
            text = _day(self.cell.get("date-value", "")) or text
        if text.strip() and not covered:
            self._count(width * self.rows)
            self.filled |= {(self.row, self.column + i): text for i in range(width)}
            down, right = _number(self.cell, "number-rows-spanned"), _number(self.cell, "number-columns-spanned")
            if down * right > 1:
                self.merged.append((self.column, down, right))
        self.column += width

    def _end_row(self) -> None:
        sheet = self.sheets[-1]
        if self.filled:
            for i in range(self.rows):
                sheet.cells |= {(row + i, column): text for (row, column), text in self.filled.items()}
                sheet.merges += [
                    (self.row + i, column, self.row + i + down - 1, column + right - 1)
                    for column, down, right in self.merged
                ]
        self.row += self.rows

    def _count(self, cells: int) -> None:
        self.count += cells
        self.limits.check_cells(self.count)


def _number(at: dict[str, str], name: str) -> int:
    return max(1, int(at.get(name, 1)))


def _day(value: str) -> str:
    """2024年6月30日 for 2024-06-30T00:00:00."""
    parts = value[:10].split("-")
    return f"{int(parts[0])}年{int(parts[1])}月{int(parts[2])}日" if len(parts) == 3 else ""
