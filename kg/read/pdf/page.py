"""What stands on a page of a PDF file, through PDFium: characters with their places, ruling lines, pictures."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as c

from kg.read.pdf.characters import is_unreadable, is_wide, plain

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

THIN = 3.0  # points: a filled box of at most this width is a ruling line
_DEPTH = 20  # of forms inside forms
_UNSEEN = (c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its place in points, x to the right and y down, in the direction that most of the page is read."""

    text: str
    x0: float
    x1: float  # where the next one would stand
    base: float  # y of the line that it stands on
    size: float  # of the font


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line along x (or y, where upright): it stands at `at` in the other direction."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """A page as it is seen, the lower and right end of its paper, and what kept its text from being read."""

    number: int  # from 1
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    told: int = 0  # characters but blanks that the fonts tell
    untold: int = 0  # those that they do not; among the glyphs where the shape's number could be the character's
    drawn: bool = False  # whether there is a picture or a shape: a scan, outlines of characters
    covered: float = 0.0  # share of the paper that pictures cover, those that overlap counted each


@dataclass(frozen=True, slots=True)
class _Raw:
    text: str
    origin: Point
    box: tuple[float, float, float, float]
    size: float
    direction: Point
    seen: bool
    told: bool


def look(number: int, page: c.FPDF_PAGE, text: c.FPDF_TEXTPAGE) -> Page:
    """Return what stands on a page. Text across the direction of most of it (stamps, watermarks) is left out; text that is
    not seen (the layer that OCR puts under a scan) is taken where there is more of it than of seen text."""
    raws = list(_characters(text))
    by_seen = Counter(raw.seen for raw in raws if not raw.text.isspace())
    raws = [raw for raw in raws if raw.seen == (by_seen[True] >= by_seen[False])]
    directions = Counter(raw.direction for raw in raws if not raw.text.isspace())
    direction = max(sorted(directions), key=lambda one: directions[one] * (0 in one), default=(1.0, 0.0))
    direction = direction if 0 in direction else (1.0, 0.0)
    left, top, right, bottom = _paper(page, direction)
    found = Page(number, right - left, bottom - top)
    for raw in raws:
        told = raw.told and not is_unreadable(raw.text)
        found.told += told and not raw.text.isspace()
        found.untold += not told
        if is_unreadable(raw.text):
            continue
        if raw.direction == direction:
            x, base = _turned(raw.origin, direction)
            ends = [_turned(corner, direction)[0] for corner in (raw.box[:2], raw.box[2:])]
            found.glyphs.append(Glyph(plain(raw.text), min(x, *ends) - left, max(ends) - left, base - top, raw.size))
    for ruling in _rulings(page, direction, found):
        across, along = (left, top) if ruling.upright else (top, left)
        found.rulings.append(Ruling(ruling.upright, ruling.at - across, ruling.start - along, ruling.end - along))
    return found


def _turned(point: Point, direction: Point) -> Point:
    """A point of PDF's space (y up) where x runs along the direction and y down from it."""
    (x, y), (dx, dy) = point, direction
    return x * dx + y * dy, x * dy - y * dx


def _paper(page: c.FPDF_PAGE, direction: Point) -> tuple[float, float, float, float]:
    box = [ctypes.c_float() for _ in range(4)]
    if not (c.FPDFPage_GetCropBox(page, *box) or c.FPDFPage_GetMediaBox(page, *box)):
        box = [ctypes.c_float(side) for side in (0, 0, 595, 842)]  # A4
    left, bottom, right, top = (side.value for side in box)
    (x0, y0), (x1, y1) = _turned((left, bottom), direction), _turned((right, top), direction)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _characters(text: c.FPDF_TEXTPAGE) -> Iterator[_Raw]:
    x, y, box = ctypes.c_double(), ctypes.c_double(), c.FS_RECTF()
    known: int | None = None
    size, direction, seen = 0.0, (1.0, 0.0), True
    for i in range(c.FPDFText_CountChars(text)):
        owner = c.FPDFText_GetTextObject(text, i)
        if not owner or c.FPDFText_IsGenerated(text, i) == 1:  # a blank or a line's end that PDFium guesses
            continue
        code = c.FPDFText_GetUnicode(text, i)
        if 0xDC00 <= code < 0xE000:
            continue  # the second half of a pair, read with the first
        address = ctypes.cast(owner, ctypes.c_void_p).value
        if address != known:
            known = address
            size, direction = _font(text, i)
            seen = c.FPDFTextObj_GetTextRenderMode(owner) not in _UNSEEN
        c.FPDFText_GetCharOrigin(text, i, x, y)
        c.FPDFText_GetLooseCharBox(text, i, box)
        raw = _text_of(text, i, code)
        yield _Raw(
            raw,
            (x.value, y.value),
            (box.left, box.bottom, box.right, box.top),
            size,
            direction,
            seen,
            is_wide(raw) or c.FPDFText_HasUnicodeMapError(text, i) != 1,
        )


def _text_of(text: c.FPDF_TEXTPAGE, i: int, code: int) -> str:
    if code in (2, 0xFFFE, 0xAD):  # PDFium's marks for a hyphen at a line's end
        return "-"
    if 0xD800 <= code < 0xDC00:
        low = c.FPDFText_GetUnicode(text, i + 1)
        return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)) if 0xDC00 <= low < 0xE000 else "\ufffd"
    return chr(code) if 0 < code < 0x110000 else "\ufffd"


def _font(text: c.FPDF_TEXTPAGE, i: int) -> tuple[float, Point]:
    """The size as printed, and the direction of writing, of length 1 and exact along the axes."""
    matrix = c.FS_MATRIX()
    if not c.FPDFText_GetMatrix(text, i, matrix):
        return c.FPDFText_GetFontSize(text, i), (1.0, 0.0)
    along = math.hypot(matrix.a, matrix.b) or 1.0
    size = abs(c.FPDFText_GetFontSize(text, i)) * math.hypot(matrix.c, matrix.d)
    return size or 1.0, (float(round(matrix.a / along, 1)), float(round(matrix.b / along, 1)))


def _rulings(page: c.FPDF_PAGE, direction: Point, found: Page) -> Iterator[Ruling]:
    """The straight lines along the axes; notes in `found` what else is drawn."""
    waiting: list[tuple[c.FPDF_PAGEOBJECT, tuple[Matrix, ...]]] = [
        (c.FPDFPage_GetObject(page, i), ()) for i in range(c.FPDFPage_CountObjects(page))
    ]
    while waiting:
        one, outer = waiting.pop()
        kind = c.FPDFPageObj_GetType(one)
        if kind in (c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_SHADING):
            found.drawn = True
        if kind == c.FPDF_PAGEOBJ_IMAGE:
            found.covered += _area(one, outer) / max(1.0, found.width * found.height)
        if kind == c.FPDF_PAGEOBJ_FORM and len(outer) < _DEPTH:
            inner = (_matrix(one), *outer)
            waiting += [(c.FPDFFormObj_GetObject(one, i), inner) for i in range(c.FPDFFormObj_CountObjects(one))]
        elif kind == c.FPDF_PAGEOBJ_PATH:
            yield from _of_path(one, (_matrix(one), *outer), direction)


def _area(picture: c.FPDF_PAGEOBJECT, outer: tuple[Matrix, ...]) -> float:
    sides = [ctypes.c_float() for _ in range(4)]
    if not c.FPDFPageObj_GetBounds(picture, *sides):
        return 0.0
    left, bottom, right, top = (side.value for side in sides)
    (x0, y0), (x1, y1) = _placed((left, bottom), outer), _placed((right, top), outer)
    return abs((x1 - x0) * (y1 - y0))


def _of_path(path: c.FPDF_PAGEOBJECT, matrices: tuple[Matrix, ...], direction: Point) -> Iterator[Ruling]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(path, fill, stroke)
    for points in _outlines(path, matrices, direction):
        if stroke.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                yield from _line(x0, y0, x1, y1)
        elif fill.value:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            yield from _line(min(xs), min(ys), max(xs), max(ys))


def _line(x0: float, y0: float, x1: float, y1: float) -> Iterator[Ruling]:
    """The ruling line that a stroke or a thin box is; none for other shapes."""
    across, down = abs(x1 - x0), abs(y1 - y0)
    if down <= THIN < across:
        yield Ruling(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    elif across <= THIN < down:
        yield Ruling(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _outlines(path: c.FPDF_PAGEOBJECT, matrices: tuple[Matrix, ...], direction: Point) -> Iterator[list[Point]]:
    """The corners of each outline of a path; those with a curve are left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    curved = False
    for i in range(c.FPDFPath_CountSegments(path)):
        segment = c.FPDFPath_GetPathSegment(path, i)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == c.FPDF_SEGMENT_BEZIERTO
        c.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(_turned(_placed((x.value, y.value), matrices), direction))
        if c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _placed(point: Point, matrices: tuple[Matrix, ...]) -> Point:
    for a, b, c_, d, e, f in matrices:
        point = a * point[0] + c_ * point[1] + e, b * point[0] + d * point[1] + f
    return point


def _matrix(one: c.FPDF_PAGEOBJECT) -> Matrix:
    found = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(one, found):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return found.a, found.b, found.c, found.d, found.e, found.f
