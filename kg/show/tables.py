"""Tables as text: aligned on the terminal, or as CSV, TSV, JSON and Markdown."""
# ruff: noqa: PLC0415 - tabulate is dear to import, and CSV does without it

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Final

from kg.table import Cell, Table

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_MARKUP = re.compile(r"[\\`*_\[\]|~]")
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
_GUARDED = re.compile(rf"\A'(?={_FORMULA.pattern})")


def render(table: Table, format: str) -> str:
    """Return `table` in one of FORMATS, without a newline at the end; ValueError for any other name.

    table  columns aligned, also under Chinese; floats to four places; a cell's line breaks become blanks, a head's stay
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
    """Write `table` to `path` as CSV for spreadsheets: with the byte order mark that they need to show Chinese.

    Text that they would run as a formula gets an apostrophe in front (https://owasp.org/www-community/attacks/CSV_Injection):
    it begins with = + - @ or one of them in full width, blanks before it or not, or with a tab or line end. So does text
    that begins so behind apostrophes, so that one taken away gives the text back. Numbers stay numbers.
    """
    rows = tuple(tuple(map(_guarded, row)) for row in table.rows)
    path.write_bytes((render(Table(table.columns, rows), "csv") + "\n").encode("utf-8-sig"))


def read_csv(path: Path) -> Table:
    """Return what `write_csv` wrote, every cell as the text it was; OSError if there is no such file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    return Table(tuple(head), tuple(tuple(_GUARDED.sub("", cell) for cell in row) for row in rows))


def _guarded(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def sheet(facts: Table) -> str:
    """Return facts as lines for people: what is said, below it the words that say so and where they stand.

    `facts` has the columns fact, value, quote, file and where; without a quote the first line stands alone.
    """
    lines = []
    for record in facts.records():
        said = {name: one_line(shown(cell)) for name, cell in record.items()}
        lines.append(f"{said['fact']:<16}{said['value']}")
        if record["quote"] is not None:
            lines.append(f"{'':<16}“{said['quote']}” {said['file']} {said['where']}")
    return "\n".join(lines)


def _aligned(table: Table) -> str:
    from tabulate import SEPARATING_LINE, tabulate

    if not any("\n" in name for name in table.columns):
        return _tabulate(table, "simple", one_line)
    # heads of several lines are rows above a rule: tabulate makes a column wider than its head
    heads = zip_longest(*(map(one_line, name.split("\n")) for name in table.columns), fillvalue="")
    rows = [[one_line(shown(cell)) for cell in row] for row in table.rows]
    text = tabulate([*heads, SEPARATING_LINE, *rows], tablefmt="simple", disable_numparse=True)
    return text.partition("\n")[2].rpartition("\n")[0]


def _markdown(table: Table) -> str:
    return _tabulate(table, "pipe", escaped)


def escaped(text: str) -> str:
    """Return text for a cell or within a line of Markdown, which shows it as it is: no link, emphasis, tag or new line."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text).replace("&", "&amp;").replace("<", "&lt;"))


def _tabulate(table: Table, style: str, clean: Callable[[str], str]) -> str:
    from tabulate import tabulate

    rows = [[clean(shown(cell)) for cell in row] for row in table.rows]
    sides = ["right" if is_numeric(column) else "left" for column in zip(*table.rows, strict=True)]
    head = [clean(name) for name in table.columns]
    return tabulate(rows, headers=head, tablefmt=style, colalign=sides, disable_numparse=True)


def is_numeric(column: Sequence[Cell]) -> bool:
    """Return whether a column holds numbers alone, which are set to the right."""
    return all(cell is None or type(cell) in (int, float) for cell in column)  # bool is a word


def one_line(text: str) -> str:
    """Return text with a blank for line ends and for what would steer a terminal."""
    return _CONTROL.sub(" ", text)


def shown(cell: Cell) -> str:
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
