"""Tables as text: aligned on the terminal, or as CSV, TSV, JSON and Markdown."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from tabulate import tabulate

from kg.table import Cell, Table

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def render(table: Table, format: str) -> str:
    """Return `table` in one of FORMATS, without a newline at the end; ValueError for any other name.

    table  columns aligned, also under Chinese; floats to four places; a cell's line breaks become blanks
    csv    RFC 4180 quoting, lines end in \\n, no byte order mark; floats in full, no value is an empty field
    tsv    the same with tabs
    json   a list of objects, one for each row; no value, NaN and infinities are null
    md     a Markdown table; floats as in `table`

    A table without rows keeps its head, except in json, where it is [].
    """
    if format not in _WRITERS:
        raise ValueError(f"unknown format {format!r}; there are {', '.join(FORMATS)}")
    return _WRITERS[format](table)


def write_csv(table: Table, path: Path) -> None:
    """Write `table` to `path` as CSV with a byte order mark, which spreadsheets need to show Chinese."""
    path.write_bytes((render(table, "csv") + "\n").encode("utf-8-sig"))


def read_csv(path: Path) -> Table:
    """Return what `write_csv` wrote, every cell as text; OSError if there is no such file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    return Table(tuple(head), tuple(tuple(row) for row in rows))


def sheet(facts: Table) -> str:
    """Return facts as lines for people: what is said, below it the words that say so and where they stand.

    `facts` has the columns fact, value, quote, file, start, end; without a quote the first line stands alone.
    """
    lines = []
    for record in facts.records():
        shown = {name: _CONTROL.sub(" ", _shown(cell)) for name, cell in record.items()}
        lines.append(f"{shown['fact']:<16}{shown['value']}")
        if record["quote"] is not None:
            lines.append(f"{'':<16}“{shown['quote']}” {shown['file']} {shown['start']}-{shown['end']}")
    return "\n".join(lines)


def _aligned(table: Table) -> str:
    return _tabulate(table, "simple", lambda text: _CONTROL.sub(" ", text))


def _markdown(table: Table) -> str:
    def escaped(text: str) -> str:
        text = _CONTROL.sub(" ", text).replace("\\", "\\\\")
        return text.replace("|", "\\|").replace("<", "&lt;")

    return _tabulate(table, "pipe", escaped)


def _tabulate(table: Table, style: str, clean: Callable[[str], str]) -> str:
    rows = [[clean(_shown(cell)) for cell in row] for row in table.rows]
    sides = ["right" if _is_numeric(column) else "left" for column in zip(*table.rows, strict=True)]
    head = [clean(name) for name in table.columns]
    return tabulate(rows, headers=head, tablefmt=style, colalign=sides, disable_numparse=True)


def _is_numeric(column: Sequence[Cell]) -> bool:
    return all(cell is None or type(cell) in (int, float) for cell in column)  # bool is a word


def _shown(cell: Cell) -> str:
    """Return `cell` for people: at most four decimal places, and never 0.0000 for what is not zero."""
    if isinstance(cell, float) and math.isfinite(cell):
        if cell.is_integer():
            return f"{cell:.0f}"
        return f"{cell:.4f}" if abs(cell) >= 0.0001 else f"{cell:.1e}"
    return _plain(cell)


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _separated(table: Table, delimiter: str) -> str:
    return "\n".join(_line(row, delimiter) for row in (table.columns, *table.rows))


def _line(row: Sequence[Cell], delimiter: str) -> str:
    # One writer a line: a writer quotes a lone \r only while \r is part of its own line end.
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerow([_plain(cell) for cell in row])
    return buffer.getvalue().removesuffix("\r\n")


def _json(table: Table) -> str:
    def cell(value: Cell) -> Cell:
        return None if isinstance(value, float) and not math.isfinite(value) else value

    records = [{name: cell(value) for name, value in record.items()} for record in table.records()]
    return json.dumps(records, ensure_ascii=False, indent=1)


_WRITERS: Final[dict[str, Callable[[Table], str]]] = {
    "table": _aligned,
    "csv": lambda table: _separated(table, ","),
    "tsv": lambda table: _separated(table, "\t"),
    "json": _json,
    "md": _markdown,
}
FORMATS: Final = tuple(_WRITERS)
