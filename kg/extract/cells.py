"""Task tables whose cells the file's format keeps apart: nothing is guessed, a merged cell counts in all it covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from kg.extract import heads
from kg.extract.fit import Span
from kg.extract.found import join
from kg.extract.rows import Row, TaskTable, by_columns
from kg.read.view import Reading
from kg.source import SourceTable

Columns = tuple[str | None, ...]
_WORK = {"task", "measures", "goal"}


def table_of_cells(reading: Reading, table: SourceTable) -> TaskTable | None:
    """Return the task table, from its head on, or None where no row is the head of one."""
    rows = [tuple(reading.trim(cell.start, cell.end) for cell in row) for row in table.rows]
    first, last, columns = _head(reading, rows)
    if not columns:
        return None
    work = list(_task_rows(reading, columns, rows[last + 1 :]))
    groups = _groups(columns, work)
    found: list[Row] = []
    above: Sequence[Span] = ()
    for cells in work:
        again = _goes_on(columns, above, cells)
        row = by_columns(reading, columns, _own(columns, above, cells, groups, again=again))
        begun = [cell for i, cell in enumerate(cells) if not _empty(cell) and tuple(above[i : i + 1]) != (cell,)]
        row.span = (min(a for a, _ in begun), max(b for _, b in begun)) if begun else (cells[0][1], cells[0][1])
        if again and found:
            _add(found[-1], row)
        else:
            found.append(row)
        above = cells
    named = tuple(row for row in found if row.title)
    start = min((span[0] for span in rows[first] if span[0] < span[1]), default=table.span.start)
    return TaskTable(columns, start, table.span.end, named) if named else None


def _head(reading: Reading, rows: Sequence[Sequence[Span]]) -> tuple[int, int, Columns]:
    """The first row and the last of the head, and the columns; none where there is no head. It may be two rows high."""
    for at, row in enumerate(rows):
        for last in (at + 1, at):
            below = rows[last] if last < len(rows) else row
            columns = _columns(reading, row, below) if last == at or _under(reading, row, below) else ()
            if columns and _is_head(columns, below):
                return at, last, columns
    return 0, 0, ()


def _under(reading: Reading, row: Sequence[Span], below: Sequence[Span]) -> bool:
    """Whether a row belongs to the head above it: of merged or empty cells, and others only below one head of several."""
    cells = {cell for cell in row if not _empty(cell)}
    if len(cells) < 2 or not any(heads.column(reading.name(*cell)) for cell in cells):
        return False
    times = Counter(row)
    groups = [
        _empty(cell) or times[cell] > 1 or (following is not None and _empty(following))
        for cell, following in zip(row, [*row[1:], None], strict=True)
    ]
    return all(_empty(b) or a == b or group for a, b, group in zip(row, below, groups, strict=True))


def _columns(reading: Reading, row: Sequence[Span], below: Sequence[Span]) -> Columns:
    """What the columns of a head hold; a lower cell means what it says, else what it says with the one above it."""
    columns: list[str | None] = []
    group = row[0]
    for upper, lower in zip(row, below, strict=True):
        group = group if _empty(upper) else upper
        above, under = reading.name(*group), reading.name(*lower)
        if _empty(lower) or lower == upper:
            columns.append(heads.column(reading.name(*upper)))
        else:
            columns.append(heads.column(under) or heads.column(above + under))
    return tuple(columns)


def _is_head(columns: Columns, row: Sequence[Span]) -> bool:
    """Whether these are the columns of a task table; two are enough where all cells are heads."""
    if heads.is_head(columns):
        return True
    named = {kind for kind, cell in zip(columns, row, strict=True) if not _empty(cell)}
    return None not in named and bool(named & _WORK) and bool(named & heads.UNIT_COLUMNS.keys())


def _task_rows(reading: Reading, columns: Columns, rows: Sequence[Sequence[Span]]) -> Iterator[Sequence[Span]]:
    """The rows that are no section's name and no repeated head."""
    for row in rows:
        names = {reading.name(*cell) for cell in row} - {""}
        if len(set(row)) > 1 and len(names) > 1 and tuple(heads.column(reading.name(*cell)) for cell in row) != columns:
            yield row


def _goes_on(columns: Columns, above: Sequence[Span], row: Sequence[Span]) -> bool:
    """Whether a row belongs to the task of the row above: it shares the task's cell, and the number's if there is one,
    or leaves both empty."""
    shared = {kind for kind, a, b in zip(columns, above, row, strict=False) if a == b and not _empty(b)}
    own = {kind for kind, cell in zip(columns, row, strict=True) if not _empty(cell)}
    left_empty = {"number", "task"} <= set(columns) and not {"number", "task"} & own
    return ("task" in shared and ("number" in shared or "number" not in columns)) or (bool(above) and left_empty)


def _groups(columns: Columns, rows: Sequence[Sequence[Span]]) -> set[Span]:
    """The task cells that rows of different numbers share: each names a group, and the measures beside it are the tasks."""
    if not {"number", "task", "measures"} <= set(columns):
        return set()
    number, task = columns.index("number"), columns.index("task")
    numbers: dict[Span, set[Span]] = {}
    for row in rows:
        numbers.setdefault(row[task], set()).add(row[number])
    return {cell for cell, several in numbers.items() if len(several) > 1}


def _own(
    columns: Columns, above: Sequence[Span], row: Sequence[Span], groups: Container[Span], *, again: bool
) -> list[Span]:
    """The cells that tell of this row: no group's name; of a task that goes on, not those that it shares with the row
    above; of one cell over two columns of a kind, one."""
    own: list[Span] = []
    for i, (kind, cell) in enumerate(zip(columns, row, strict=True)):
        twice = any(columns[j] == kind and row[j] == cell for j in range(i))
        told = (again and above[i] == cell) or (kind == "task" and cell in groups)
        own.append((cell[1], cell[1]) if twice or told else cell)
    return own


def _add(task: Row, row: Row) -> None:
    """Add a further row's facts to those of its task."""
    task.span = (min(task.span[0], row.span[0]), max(task.span[1], row.span[1]))
    task.measures += row.measures
    task.deadline = task.deadline or row.deadline
    known = {(mention.unit.text, role) for mention, role in task.units}
    task.units += [(mention, role) for mention, role in row.units if (mention.unit.text, role) not in known]
    task.clauses = join(task.clauses, row.clauses)
    task.refusals += row.refusals
    task.unit_span = task.unit_span or row.unit_span


def _empty(cell: Span) -> bool:
    return cell[0] == cell[1]
