"""PDF files made by code: running text and ruled tables set in a Chinese font, scans, watermarks, bold made by printing twice."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from PIL import Image
from reportlab import rl_config
from reportlab.lib import colors, pagesizes
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
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


def numbered(canvas: Canvas) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(297, 30, f"— {canvas.getPageNumber()} —")


def headed(canvas: Canvas) -> None:
    numbered(canvas)
    canvas.drawString(72, 805, "某县人民政府公报")


def pdf(story: Sequence[Flowable], page: tuple[float, float] = pagesizes.A4, draw: Draw = numbered) -> bytes:
    """The story on numbered pages."""
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


def write(x: float, y: float, *lines: str, size: float = 12, mode: int = 0) -> Draw:
    """Lines of text, the first at this place, y up from the page's foot; mode 3 is text that nobody sees."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        text = canvas.beginText(x, y)
        text.setFont(FONT, size, leading=size * 1.6)
        text.setTextRenderMode(mode)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)
        canvas.restoreState()

    return draw


def scan(canvas: Canvas) -> None:
    """What a scanner leaves of a page: a picture all over it."""
    canvas.drawImage(ImageReader(Image.new("1", (8, 8))), 0, 0, *pagesizes.A4)


def at_once(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def untold(codes: str = "0001000200030004") -> bytes:
    """A page in a font that does not tell which characters its glyphs are; the program that reads it finds the objects."""
    stream = f"BT /F 12 Tf 72 700 Td <{codes * 20}> Tj ET".encode()
    return b"\n".join(
        [
            b"%PDF-1.4",
            b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj",
            b"2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj",
            b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj",
            b"4 0 obj <</Length %d>> stream\n%s\nendstream endobj" % (len(stream), stream),
            b"5 0 obj <</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>> endobj",
            b"6 0 obj <</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/FontDescriptor 7 0 R>> endobj",
            b"7 0 obj <</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1000 1000]/Ascent 800/Descent -200>> endobj",
            b"trailer <</Root 1 0 R>>\n%%EOF",
        ]
    )
