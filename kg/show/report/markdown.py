"""The report as Markdown (CommonMark with tables): the same sections; of a plot the table that says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.show import tables
from kg.show.report.content import Block, Cases, Figure, Findings, Note, Report, Sheet, Words
from kg.show.report.words import SCOPE
from kg.table import Table

_OPENING = re.compile(r"^(\s*\d*)([#+>=.)-])")  # what makes a heading, list or quotation of a line that begins so


def render(report: Report) -> str:
    """Return the report as Markdown, to be written as UTF-8; what documents say is text in it, never markup."""
    told = [f"# {_line(report.title)}", "\n".join(f"- {number} {_both(label)}" for number, label in report.tally)]
    if report.scope:
        told.append(f"{_both(SCOPE)}: {_line(report.scope)}")
    for section in report.sections:
        told.append(f"## {_both(section.name)}")
        for block in section.blocks:
            told += _block(block)
    return "\n\n".join(told) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Findings():
            yield f"### {_both(block.name)}: {block.total}"
            yield _both(block.meaning)
            for one in block.documents:
                yield f"#### {_line(one.document)}: {one.total}"
                yield "\n".join(_cases(one))
            if block.more:
                yield _both(block.more)
        case Sheet():
            yield from _sheet(block)
        case Figure():
            yield f"**{_both(block.name)}**"
            yield from _sheet(block.sheet)
        case Note():
            yield _both(block.said)


def _cases(cases: Cases) -> Iterator[str]:
    for case in cases.shown:
        place = f"({case.quotes[0].place})" if case.brief and case.quotes else ""
        yield "- " + _line(" ".join(filter(None, (case.number, case.title, case.note and f"— {case.note}", place))))
        for quote in () if case.brief else case.quotes:
            yield f"  - “{tables.escaped(quote.text)}” {tables.escaped(quote.place)}"


def _sheet(sheet: Sheet) -> Iterator[str]:
    if sheet.name:
        yield f"**{_both(sheet.name)}**"
    yield tables.render(Table(tuple(f"{head.zh} {head.en}" for head in sheet.heads), sheet.rows), "md")
    if sheet.more:
        yield _both(sheet.more)


def _both(words: Words) -> str:
    return _line(f"{words.zh} {words.en}".strip())


def _line(text: str) -> str:
    return _OPENING.sub(r"\1\\\2", tables.escaped(text))
