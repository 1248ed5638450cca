"""CSV and its kin: parted by commas, semicolons or tabs, whichever parts the lines most evenly; quoted line breaks kept."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from kg.errors import ReadError
from kg.read.encodings import text_of
from kg.read.limits import Limits
from kg.read.parts import Cell, Part, Table

_SEPARATORS = ",\t;"
_SAMPLE = 100_000  # characters that tell which separator it is
_FIELD = 131_072  # characters of a field at most: what the csv module allows unless told


def read(data: bytes, limits: Limits) -> list[Part]:
    """Return the file as one table. A head may stand anywhere; blank lines are no rows. ReadError: no text."""
    text, _ = text_of(data)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    separator = max(_SEPARATORS, key=lambda mark: _evenness(_rows(text[:_SAMPLE], mark)))
    cells: list[Cell] = []
    for row, (line, fields) in enumerate(_rows(text, separator)):
        for column, field in enumerate(fields):
            if field.strip():
                cells.append(Cell(field.strip(), row, column, f"line {line}, column {column + 1}"))
        limits.check_cells(len(cells))
    return [Table(tuple(cells))] if cells else []


def _rows(text: str, separator: str) -> list[tuple[int, Sequence[str]]]:
    """Each row that holds something, with the line it begins on. A quote that is never closed encloses nothing."""
    closed = text.count('"') % 2 == 0
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_MINIMAL if closed else csv.QUOTE_NONE)
    found: list[tuple[int, Sequence[str]]] = []
    line = 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                found.append((line, fields))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ReadError(
            f"line {line}: {error}; a field may hold {_FIELD:,} characters: look for a stray quote"
        ) from error
    return found


def _evenness(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, int]:
    """How many rows have the number of fields that most have, if that is two or more, and that number."""
    widths = Counter(len(fields) for _, fields in rows if len(fields) > 1)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return count, width
