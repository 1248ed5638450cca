"""A ledger as a text and as each kind of workbook: merged cells, a head of two rows, hidden rows, formats of numbers."""

from __future__ import annotations

import datetime
import io
import struct
from functools import cache
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt
from making_zip import packed

TITLE = "云溪县2024年教育重点工作任务分工方案"
TEXT = f"""{TITLE}
填报单位:云溪县教育局
2024年3月1日
序号\t工作任务\t牵头单位\t配合单位\t完成时限\t完成率
一、学前教育
1\t新建幼儿园两所\t县教育局\t县财政局\t2024年6月\t95%
2\t改造薄弱学校校舍\t县教育局\t县住建局、县财政局\t2024年12月底前\t3所
二、教师队伍
1\t轮训乡村教师\t县人社局\t县教育局\t2024年6月30日\t
"""

# text, row, column, rows and columns that it covers
CELLS: list[tuple[str, int, int, int, int]] = [
    (TITLE, 0, 0, 1, 6),
    ("填报单位：云溪县教育局", 1, 0, 1, 3), ("2024年3月1日", 1, 3, 1, 3),
    ("序号", 2, 0, 2, 1), ("工作任务", 2, 1, 2, 1), ("责任分工", 2, 2, 1, 2), ("完成时限", 2, 4, 2, 1), ("完成率", 2, 5, 2, 1),
    ("牵头单位", 3, 2, 1, 1), ("配合单位", 3, 3, 1, 1),
    ("一、学前教育", 4, 0, 1, 6),
    ("新建幼儿园两所", 5, 1, 1, 1), ("县教育局", 5, 2, 2, 1), ("县财政局", 5, 3, 1, 1),
    ("改造薄弱学校校舍", 6, 1, 1, 1), ("县住建局\n县财政局", 6, 3, 1, 1), ("2024年12月底前", 6, 4, 1, 1),
    ("二、教师队伍", 7, 0, 1, 6),
    ("轮训乡村教师", 9, 1, 1, 1), ("县人社局", 9, 2, 1, 1), ("县教育局", 9, 3, 1, 1),
    ("旧任务", 8, 1, 1, 1), ("县公安局", 8, 2, 1, 1), ("旧", 3, 6, 1, 1), ("县司法局", 5, 6, 1, 1),
    ("合计", 10, 0, 1, 1),
    ("注：牵头单位每月报送进展。", 11, 0, 1, 6),
]  # fmt: skip
# value, format, row, column
NUMBERS: list[tuple[float, str, int, int]] = [
    (1, "General", 5, 0), (2, "General", 6, 0), (3, "General", 8, 0), (1, "0", 9, 0),
    (45444, 'yyyy"年"m"月"', 5, 4), (45473, "yyyy/m/d", 9, 4), (0.95, "0%", 5, 5), (3, '0"所"', 6, 5), (3, "0", 10, 5),
]  # fmt: skip
HIDDEN_ROW, HIDDEN_COLUMN = 8, 6


@cache  # a second of work: the last cell that a sheet has is far away
def xlsx() -> bytes:
    """The ledger as XLSX, with a sheet that is hidden and a blank in the last cell that a sheet has."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Sheet1")
    for text, row, column, rows, columns in CELLS:
        if rows * columns > 1:
            page.merge_range(row, column, row + rows - 1, column + columns - 1, text)
        else:
            page.write_string(row, column, text)
    for value, code, row, column in NUMBERS:
        page.write_number(row, column, value, book.add_format({"num_format": code}))
    page.write_string(1_048_575, 16_383, " ")
    page.set_row(HIDDEN_ROW, None, None, {"hidden": True})
    page.set_column(HIDDEN_COLUMN, HIDDEN_COLUMN, None, None, {"hidden": True})
    other = book.add_worksheet("旧表")
    other.write_string(0, 0, "旧表")
    other.hide()
    book.set_properties({"created": datetime.datetime(2024, 1, 1)})
    book.close()
    return out.getvalue()


def xls() -> bytes:
    """The ledger as XLS."""
    out = io.BytesIO()
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("Sheet1")
    for text, row, column, rows, columns in CELLS:
        page.write_merge(row, row + rows - 1, column, column + columns - 1, text)
    for value, code, row, column in NUMBERS:
        page.write(row, column, value, xlwt.easyxf(num_format_str=code))
    page.row(HIDDEN_ROW).hidden = True
    page.col(HIDDEN_COLUMN).hidden = True
    other = book.add_sheet("旧表")
    other.write(0, 0, "旧表")
    other.visibility = 1
    book.save(out)
    return out.getvalue()


_SHOWN = {45444: "2024年6月", 45473: "2024-06-30", 0.95: "95%"}


def ods() -> bytes:
    """The ledger as ODS; the last rows that a sheet can have repeat an empty one."""
    texts = {(row, column): (text, rows, columns) for text, row, column, rows, columns in CELLS}
    texts |= {(r, c): ("3所" if "所" in code else _SHOWN.get(v, f"{v:g}"), 1, 1) for v, code, r, c in NUMBERS}
    lines = "".join(_ods_row(texts, row) for row in range(12))
    columns = '<table:table-column table:number-columns-repeated="6"/><table:table-column table:visibility="collapse"/>'
    table = f'<table:table table:name="Sheet1">{columns}{lines}'
    table += '<table:table-row table:number-rows-repeated="1048564"><table:table-cell/></table:table-row></table:table>'
    hidden = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    old = "<table:table-row><table:table-cell><text:p>旧表</text:p></table:table-cell></table:table-row>"
    table += f'<table:table table:name="旧表" table:style-name="h">{old}</table:table>'
    kinds = " ".join(f'xmlns:{n}="urn:{n}"' for n in ("office", "table", "text", "style"))
    content = f"<office:document {kinds}>{hidden}<office:body>{table}</office:body></office:document>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def _ods_row(texts: dict[tuple[int, int], tuple[str, int, int]], row: int) -> str:
    cells = []
    for column in range(7):
        text, rows, columns = texts.get((row, column), ("", 1, 1))
        kind = f' office:value-type="date" office:date-value="{text}"' if text == "2024-06-30" else ""
        spans = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
        paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
        cells.append(f"<table:table-cell{spans}{kind}>{paragraphs}</table:table-cell>")
    visible = ' table:visibility="filter"' if row == HIDDEN_ROW else ""
    return f"<table:table-row{visible}>{''.join(cells)}</table:table-row>"


def xlsb(rows: list[list[str]], last: tuple[int, int] | None = None) -> bytes:
    """A workbook of texts as XLSB, by the records of MS-XLSB; `last` puts one more text at that row and column."""
    placed = {(r, c): text for r, row in enumerate(rows) for c, text in enumerate(row) if text}
    placed |= {last: "末"} if last else {}
    sheet, before = _record(129, b"") + _record(148, bytes(16)) + _record(145, b""), -1  # BrtBeginSheet, BrtWsDim, …
    for (row, column), text in sorted(placed.items()):
        if row != before:
            sheet += _record(0, struct.pack("<I", row) + bytes(21))  # BrtRowHdr
        sheet += _record(6, struct.pack("<II", column, 0) + _wide(text))  # BrtCellSt
        before = row
    sheet += _record(146, b"") + _record(130, b"")
    book = _record(131, b"") + _record(143, b"")  # BrtBeginBook, BrtBeginBundleShs
    book += (
        _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Sheet1")) + _record(144, b"") + _record(132, b"")
    )
    link = '<Relationship Id="rId1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.bin"/>'
    return packed(
        {
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="http://x">{link}</Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _record(kind: int, content: bytes) -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(content), b""
    while size > 127:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return head + length + bytes([size]) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")
