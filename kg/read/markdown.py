"""Markdown: paragraphs without its marks, list numbers as in the file, tables as cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.errors import ReadError
from kg.read import encodings
from kg.read.html import page_parts
from kg.read.limits import Limits
from kg.read.parts import Cell, Paragraph, Part, Table

# Lines indented by blanks are code in Markdown and indented Chinese paragraphs in plans
_PARSER = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).disable("code")
_FRONT = re.compile(r"---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|$)")  # what site generators put above the text
_STRONG = re.compile(r"\*{2,}")  # left over where CommonMark sees no end: **一、重点。**加强
_TITLE = re.compile(r"title\s*:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)


def read(data: bytes, limits: Limits) -> list[Part]:
    """Return the paragraphs and tables, each line of a paragraph as one of its own. Contract: `formats.Reader`.

    Pieces of HTML between them are read as such. A title that stands only above the text, as site generators want it, comes first.
    """
    text, _ = encodings.text_of(data)
    front = _FRONT.match(text)
    above = front[0] if front else ""
    try:
        tokens = _PARSER.parse("\n" * above.count("\n") + text[len(above) :])
    except RecursionError as error:
        raise ReadError("nests lists or quotes too deeply: save it as plain text") from error
    parts = _parts(tokens, limits)
    title = _TITLE.search(above)
    if title and title[1] not in {part.text for part in parts if isinstance(part, Paragraph)}:
        parts.insert(0, Paragraph(title[1], f"line {above[: title.start()].count(chr(10)) + 1}"))
    return parts


def _parts(tokens: Sequence[Token], limits: Limits) -> list[Part]:
    parts: list[Part] = []
    number = ""  # of a list's item, until its first line is printed
    tables = 0
    at = 0
    while at < len(tokens):
        token = tokens[at]
        line = token.map[0] + 1 if token.map else 1
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "table_open":
            tables += 1
            end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
            parts.append(_table(tokens[at:end], tables))
            at = end
        elif token.type == "html_block":
            end = next((i for i in range(at, len(tokens)) if tokens[i].type != "html_block"), len(tokens))
            html = "".join(one.content for one in tokens[at:end])
            parts += [
                replace(part, where=f"line {line}") if isinstance(part, Paragraph) else part
                for part in page_parts(html, limits)
            ]
            at = end - 1
        elif token.type in ("inline", "fence"):
            text = _text(token.children or ()) if token.type == "inline" else token.content
            for i, one in enumerate(text.split("\n"), start=line + (token.type == "fence")):
                if one.strip():
                    parts.append(Paragraph(number + one.strip(), f"line {i}"))
                    number = ""
        at += 1
    return parts


def _table(tokens: Iterable[Token], table: int) -> Table:
    cells: list[Cell] = []
    row = column = -1
    for token in tokens:
        if token.type == "tr_open":
            row, column = row + 1, -1
        elif token.type in ("th_open", "td_open"):
            column += 1
        elif token.type == "inline":
            where = f"table {table}, row {row + 1}, column {column + 1}"
            cells.append(Cell(_text(token.children or ()).strip(), row, column, where))
    return Table(tuple(cells))


def _text(tokens: Iterable[Token]) -> str:
    """What a line says, without marks and pictures; a break is a line's end."""
    pieces = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            pieces.append(_STRONG.sub("", token.content) if token.type == "text" else token.content)
        elif token.type in ("softbreak", "hardbreak") or token.content.lower().startswith("<br"):
            pieces.append("\n")
    return "".join(pieces)
