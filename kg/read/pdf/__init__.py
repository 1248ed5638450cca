"""PDF files with a text layer: paragraphs and ruled tables in reading order.

Set aside and not kept: page numbers and heads that pages repeat, text across the direction of the page (watermarks,
stamps), notes and form fields, text that is not seen where other text is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as c

from kg.errors import ReadError
from kg.read.limits import Limits
from kg.read.parts import NO_TEXT, Gap, Part
from kg.read.pdf.columns import ordered_lines
from kg.read.pdf.flow import Setting, paragraphs
from kg.read.pdf.furniture import furniture
from kg.read.pdf.grid import grids
from kg.read.pdf.lines import Line
from kg.read.pdf.page import Page, look
from kg.read.pdf.tables import Piece, goes_on, piece, table, together

_FEW = 12  # characters: with no more on a picture of a page, they are its number or what a stamp says
_SCAN = 0.5  # share of a page that its picture covers
_LOST = 100  # pages: a file that lacks more, and most of what it names, is none to go through to the end
_GARBLED = 0.3  # share of characters that the fonts do not tell, from which on a page cannot be read

Item = Line | Piece | Gap


def read(data: bytes, limits: Limits) -> list[Part]:
    """Return the parts of a PDF file, with a gap for each page that has no text layer; none for one of blank pages.

    ReadError where no page has one, for a file that needs a password, for a damaged one, over the limit of cells.
    """
    items: list[list[Item]] = []
    sizes: list[tuple[float, float]] = []
    cells = 0
    with _opened(data) as document:
        for page in _pages(document):
            items.append(_items(page) if isinstance(page, Page) else [page])
            sizes.append((page.width, page.height) if isinstance(page, Page) else (0, 0))
            cells += sum(len(one.boxes) for one in items[-1] if isinstance(one, Piece))
            limits.check_cells(cells)
    gaps = [one for some in items for one in some if isinstance(one, Gap)]
    if len(gaps) == sum(bool(some) for some in items) > 0:
        count = f"{len(items)} page{'s' if len(items) > 1 else ''}"
        if all(gap.reason == _DAMAGED for gap in gaps):
            raise ReadError(_BROKEN)
        if all(gap.reason == _UNTOLD for gap in gaps):
            raise ReadError(f"has fonts that do not tell their characters ({count}): run OCR first")
        raise ReadError(f"has no text layer ({count}): run OCR first")
    return _parts(items, sizes)


_BROKEN = "is a damaged PDF: open it in a PDF program and save or print it anew"
_DAMAGED = "contents that are damaged: open the file in a PDF program and save it anew"
_UNTOLD = "fonts that do not tell their characters: run OCR on it"


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == c.FPDF_ERR_PASSWORD:
            raise ReadError("needs a password: open it, print it to a new PDF without one, and give that") from error
        raise ReadError(_BROKEN) from error
    try:
        yield document
    finally:
        document.close()


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Page | Gap]:
    count = len(document)
    lost = 0
    if not count:
        raise ReadError("is a PDF without pages: open it in a PDF program and save or print it anew")
    for i in range(count):
        page = c.FPDF_LoadPage(document.raw, i)
        text = c.FPDFText_LoadPage(page) if page else None
        try:
            lost += not text
            if lost > _LOST and lost > i / 2:
                raise ReadError(f"is a damaged PDF: it names {count:,} pages and most cannot be found")
            yield look(i + 1, page, text) if text else Gap(_DAMAGED, f"page {i + 1}")
        finally:
            if text:
                c.FPDFText_ClosePage(text)
            if page:
                c.FPDF_ClosePage(page)


def _items(page: Page) -> list[Item]:
    """The lines and tables of a page in reading order, or the gap that it leaves."""
    where = f"page {page.number}"
    if page.untold > _GARBLED * (page.told + page.untold):
        return [Gap(_UNTOLD, where)]
    found: list[Item] = []
    rest = page.glyphs
    for grid in grids(page.rulings):
        inside = [one for one in rest if grid.holds((one.x0 + one.x1) / 2, one.base - one.size / 3)]
        if made := piece(grid, inside, page.number):
            found.append(made)
            taken = {id(one) for one in inside}
            rest = [one for one in rest if id(one) not in taken]
    for line in ordered_lines(rest, page.number, page.width):
        at = next((i for i, one in enumerate(found) if isinstance(one, Piece) and one.top > line.base), len(found))
        found.insert(at, line)
    if page.drawn and (not page.told or (page.told <= _FEW and page.covered > _SCAN)):
        found.append(Gap(NO_TEXT, where))
    return found


def _parts(items: Sequence[Sequence[Item]], sizes: Sequence[tuple[float, float]]) -> list[Part]:
    by_page = [
        ([one for one in some if isinstance(one, Line)], size[1]) for some, size in zip(items, sizes, strict=True)
    ]
    aside = furniture(by_page)
    left = [one for some in items for one in some if not (isinstance(one, Line) and one in aside)]
    widths = {number: size[0] for number, size in enumerate(sizes, start=1)}
    setting = Setting.of([one for one in left if isinstance(one, Line)], widths)
    parts: list[Part] = []
    run: list[Line] = []
    pending: Piece | None = None
    for one in [*left, None]:
        if isinstance(one, Line):
            if pending:
                parts.append(table(pending))
                pending = None
            run.append(one)
            continue
        parts += paragraphs(run, setting)
        run = []
        if isinstance(one, Piece) and pending and one.page == pending.page + 1 and goes_on(pending, one):
            pending = together(pending, one)
            continue
        if pending:
            parts.append(table(pending))
        pending = one if isinstance(one, Piece) else None
        if isinstance(one, Gap):
            parts.append(one)
    return parts
