"""A row of a task table as facts, its cells known by their columns or, where cells were lost, by their shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.extract import deadlines
from kg.extract.fit import STEP_NUMBER, Span, without_stop
from kg.extract.found import Found
from kg.extract.heads import UNIT_COLUMNS
from kg.extract.labels import labelled
from kg.extract.lists import Mention, Refusal, is_nobody, read_list
from kg.extract.roles import role_clauses
from kg.model import Assignment, Basis, Deadline, Role
from kg.numerals import integer
from kg.read.view import Reading

_STEP = re.compile(rf"(?:^|(?<=[\n。;\s])){STEP_NUMBER.pattern}", re.MULTILINE)
_TITLE_LIMIT = 18  # characters of one printed line of a narrow title cell
_LINE = re.compile(r"[^\n]+")
_PARTS = re.compile(r"[\d一二三四五六七八九十]{1,3}(?:[.-]\d{1,3})+")
# 合计 · 注:牵头单位每月报送 · 填表人:张三: what stands below the tasks of a table
_NO_TASK = re.compile(r"(?:[合总小共]计|备?注|说明)$|(?:备?注|说明|填[报表].{0,4}|制表.?|审核.?|联系.{1,2})\d?:")
_SENTENCE = re.compile(r"[^。\n]+")


@dataclass(slots=True)
class Row:
    """One task of a table. Spans are offsets; `roles_known` is False where a lost column hides who leads."""

    number: int | None = None
    printed: str = ""  # a number of several parts, which is none to count with: 1.2, 四-2
    span: Span = (0, 0)
    title: tuple[Span, ...] = ()  # as printed, one span a line of its cell
    item: tuple[Span, ...] = ()  # the national item, if the table has a column for it
    key_task: Span | None = None
    measures: tuple[Span, ...] = ()
    deadline: Deadline | None = None
    units: list[tuple[Mention, Role]] = field(default_factory=list)
    clauses: Found = field(default_factory=Found)
    refusals: list[Refusal] = field(default_factory=list)
    unit_span: Span | None = None
    unit_lines: int = 0  # printed lines of units, where columns were lost
    roles_known: bool = True
    # its cells of groups (类别); once sections are known, the names of all that it stands in, the outermost first
    section: tuple[Span, ...] = ()
    part: str = ""  # what stands before its number to tell it from the same number in another section


class TaskTable(NamedTuple):
    """The rows under one head, and where the table begins and ends."""

    columns: tuple[str | None, ...]
    start: int
    end: int
    rows: tuple[Row, ...]


def by_columns(reading: Reading, columns: Sequence[str | None], cells: Sequence[Span | None]) -> Row:
    """Return the row whose cells stand under these columns, one each; None for a cell that was lost.

    Where a unit column lost its cell and another has one, nobody can tell whose it is: roles are unknown. A row of sums
    or notes has no title.
    """
    printed = [cell for cell in cells if cell]
    row = Row(span=(printed[0][0], printed[-1][1]) if printed else (0, 0))
    if any(_NO_TASK.match(reading.name(*cell)) for cell in [c for c in printed if c[0] < c[1]][:1]):
        return row
    texts: list[Span] = []
    named: Span | None = None
    for column, cell in zip(columns, cells, strict=True):
        if column == "section":
            row.section += (cell or (0, 0),)
        if not cell or cell[0] == cell[1]:
            continue
        if column == "number":
            row.number, row.printed = number_of(reading.name(*cell))
        elif column == "national-item":
            row.item = (cell,)
        elif column in ("task", "goal") and not named:
            named = cell
        elif column == "key-task":
            row.key_task = cell
        elif column in ("measures", "task", "goal"):
            texts.append(cell)
        elif column == "deadline":
            row.deadline = deadlines.of_cell(reading, *cell)
        elif column in UNIT_COLUMNS:
            _unit_cell(reading, row, cell, UNIT_COLUMNS[column])
    _name(reading, row, named, texts)
    units = [cell for column, cell in zip(columns, cells, strict=True) if column in UNIT_COLUMNS]
    row.roles_known = None not in units or len(units) == 1
    return row


def number_of(name: str) -> tuple[int | None, str]:
    """Return what a number's cell says: the number to count with, and, where it has several parts, how it is printed."""
    bare = name.strip("().、")
    return integer(bare), bare if _PARTS.fullmatch(bare) else ""


def _name(reading: Reading, row: Row, named: Span | None, texts: list[Span]) -> None:
    """Title and measures: a task cell of many sentences is named by its first, and measures by what follows."""
    row.title = _title(reading, named) if named else row.item
    if named and row.title and row.title[-1][1] < reading.trim(*without_stop(reading, named))[1]:
        texts = [named, *texts]
    if not row.title and texts:
        row.title = _first_sentence(reading, texts[0])
    row.measures = tuple(measure for text in texts for measure in _measures(reading, text))


def _title(reading: Reading, cell: Span) -> tuple[Span, ...]:
    """The first sentence of a task cell, or the first line and the short ones that go on with it."""
    title = list(_first_sentence(reading, cell))
    for match in _LINE.finditer(reading.view, title[-1][1] if title else cell[1], cell[1]):
        if not _is_title_line(reading, (), match.span(), first=True):
            break
        title.append(reading.trim(*match.span()))
    return tuple(title)


def _first_sentence(reading: Reading, span: Span) -> tuple[Span, ...]:
    match = _SENTENCE.search(reading.view, *span)
    return (reading.trim(*match.span()),) if match else ()


def _measures(reading: Reading, span: Span) -> list[Span]:
    """Numbered steps if there are any, else each sentence."""
    starts = list(_STEP.finditer(reading.view[span[0] : span[1]]))
    if len(starts) > 1 or (starts and starts[0].start() == 0):
        stops = [*(span[0] + m.start() for m in starts[1:]), span[1]]
        return [reading.trim(span[0] + m.end(), stop) for m, stop in zip(starts, stops, strict=True)]
    return [
        reading.trim(*m.span()) for m in _SENTENCE.finditer(reading.view, *span) if len(reading.name(*m.span())) > 3
    ]


def _unit_cell(reading: Reading, row: Row, cell: Span, role: Role) -> None:
    """The units of a cell, each in its column's role unless a clause in the cell says another (A牵头,B配合)."""
    row.unit_span = (min(row.unit_span[0], cell[0]), max(row.unit_span[1], cell[1])) if row.unit_span else cell
    said = labelled(reading, *cell, enclosed=True)
    said = said if said and said.assignments else None
    if clauses := said or role_clauses(reading, *cell):
        row.clauses = Found(row.clauses.assignments + clauses.assignments, row.clauses.doubts + clauses.doubts)
    if clauses and not said:
        return
    if said:  # 市教育局;配合单位:市财政局
        cell = cell[0], cell[0] + len(reading.view[cell[0] : said.spans[0][0]].rstrip(" \n;,、(["))
    mentions, refusals = read_list(reading, *without_stop(reading, cell), labelled=True)
    row.units += [(mention, role) for mention in mentions]
    row.refusals += refusals


def is_units(reading: Reading, span: Span) -> bool:
    """Return whether a stretch holds names of units and nothing else."""
    span = without_stop(reading, span)
    name = reading.name(*span)
    if not 2 <= len(name) < 200 or "。" in name:
        return False
    mentions, refusals = read_list(reading, *span, labelled=True)
    return bool(mentions) and not refusals and any(m.unit.kind or len(mentions) > 1 for m in mentions)


def by_shape(reading: Reading, columns: Sequence[str | None], number: int, lines: Sequence[Span]) -> Row:
    """Return the row whose cells, one or more lines each, lost their columns: a cell is known by what it looks like."""
    row = Row(number, span=(lines[0][0], lines[-1][1]) if lines else (0, 0))
    cells = list(lines)
    title: list[Span] = []
    while cells and len(title) < 3 and _is_title_line(reading, columns, cells[0], first=not title):
        title.append(cells.pop(0))
    if "deadline" in columns:
        dated = next((c for c in cells if len(reading.name(*c)) <= 30 and deadlines.of_cell(reading, *c)), None)
        if dated:
            row.deadline = deadlines.of_cell(reading, *dated)
            cells.remove(dated)
    unit_lines: list[Span] = []
    while cells and (is_units(reading, cells[-1]) or is_nobody(reading.name(*cells[-1]))):
        unit_lines.insert(0, cells.pop())
    row.unit_lines = len(unit_lines)
    roles = [UNIT_COLUMNS[column] for column in columns if column in UNIT_COLUMNS]
    for i, cell in enumerate(unit_lines):
        _unit_cell(reading, row, cell, roles[min(i, len(roles) - 1)])
    row.key_task, row.measures = _texts(reading, columns, cells)
    row.title = tuple(title) or (_first_sentence(reading, row.measures[0]) if row.measures else ())
    if "national-item" in columns:
        row.item = tuple(title)
    return row


def _is_title_line(reading: Reading, columns: Sequence[str | None], span: Span, *, first: bool) -> bool:
    name = reading.name(*span)
    if len(name) > _TITLE_LIMIT or name.endswith(("。", ";", ",")) or STEP_NUMBER.match(name):
        return False
    dated = "deadline" in columns and deadlines.of_cell(reading, *span) is not None
    return first or not (dated or is_units(reading, span))


def _texts(reading: Reading, columns: Sequence[str | None], cells: list[Span]) -> tuple[Span | None, tuple[Span, ...]]:
    """The key task, if the table has a column for it, and the measures: numbered ones, else each further text."""
    plain: list[Span] = []
    numbered: list[Span] = []
    for start, end in cells:
        number = STEP_NUMBER.match(reading.view, start, end)
        if number:
            numbered.append((number.end(), end))
        elif numbered:
            numbered[-1] = (numbered[-1][0], end)
        else:
            plain.append((start, end))
    key_task = plain.pop(0) if "key-task" in columns and plain else None
    return key_task, tuple(numbered or plain)


def assignments(reading: Reading, row: Row) -> tuple[Assignment, ...]:
    """Return who does what by the row's unit cells; empty where a lost column hides who leads."""
    if not row.roles_known:
        return ()
    noted = any(m.leads for m, _ in row.units)  # A(牵头)、B: the note says who leads, and the others only share
    listed = tuple(
        Assignment(
            m.unit.text,
            m.surface,
            Role.LEAD if m.leads else Role.RESPONSIBLE if noted and role is Role.LEAD else role,
            Basis.EXPLICIT,
            reading.evidence(m.start, m.end, "table-cell"),
        )
        for m, role in row.units
    )
    return (*listed, *row.clauses.assignments)
