"""PDF files made by code: running text and ruled tables set in a Chinese font, scans, watermarks, bold made by printing twice."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab import rl_config
from reportlab.lib import colors, pagesizes
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

FONT = "STSong-Light"  # one that every reader brings: no font file is needed
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
rl_config.invariant = 1

TEXT = ParagraphStyle("text", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK", alignment=TA_JUSTIFY)
INDENTED = ParagraphStyle("indented", parent=TEXT, firstLineIndent=24)
TITLE = ParagraphStyle("title", parent=TEXT, fontSize=20, leading=30, alignment=TA_CENTER)
CELL = ParagraphStyle("cell", parent=TEXT, fontSize=10, leading=14)

Draw = Callable[[Canvas], None]


def _numbered(canvas: Canvas) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(297, 30, f"— {canvas.getPageNumber()} —")
    canvas.drawString(72, 805, "某县人民政府公报")


def pdf(story: Sequence[Flowable], page: tuple[float, float] = pagesizes.A4, draw: Draw = _numbered) -> bytes:
    """The story on pages with a running head and page numbers."""
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=page, leftMargin=72, rightMargin=72, topMargin=72, bottomMargin=72)
    document.build(list(story), onFirstPage=lambda c, _: draw(c), onLaterPages=lambda c, _: draw(c))
    return out.getvalue()


def drawn(*pages: Draw, password: str | None = None) -> bytes:
    """Pages as each function draws them."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=pagesizes.A4, encrypt=password, invariant=1)
    for draw in pages:
        canvas.setFont(FONT, 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def escaped(text: str) -> str:
    text = text.replace("  ", "\xa0\xa0")  # two blanks would become one
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def paragraphs(text: str, style: ParagraphStyle = INDENTED) -> list[Flowable]:
    """A paragraph for each line of a text; its first line is the title, as large as titles are."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Paragraph(escaped(line), TITLE if i == 0 else style) for i, line in enumerate(lines)]


def table(*rows: str, widths: Sequence[float], repeat: int = 1) -> Table:
    """A ruled table of rows with cells between bars: ^ goes on from the cell above, < from the one to the left; / breaks a line."""
    grid = [[cell.strip() for cell in row.split("|")] for row in rows]
    spans = []
    for r, row in enumerate(grid):
        for k, text in enumerate(row):
            if text in ("^", "<"):
                continue
            height = next((i for i in range(r + 1, len(grid)) if grid[i][k] != "^"), len(grid)) - r
            width = next((i for i in range(k + 1, len(row)) if row[i] != "<"), len(row)) - k
            if height > 1 or width > 1:
                spans.append(("SPAN", (k, r), (k + width - 1, r + height - 1)))
    cells = [
        ["" if t in ("^", "<") else Paragraph(escaped(t).replace("/", "<br/>"), CELL) for t in row] for row in grid
    ]
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *spans])
    return Table(cells, colWidths=list(widths), repeatRows=repeat, style=style)
