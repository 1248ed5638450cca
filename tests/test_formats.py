"""One document in every format that people have it in: the graph is the same, offsets and places in the file left aside."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

import making_docx as word
import making_pdf as pdf
import pytest
import xlsxwriter
from reportlab.platypus import Flowable

from kg.build import build
from kg.graph.ask import select
from kg.graph.store import open_store
from kg.inputs.found import find

pytestmark = pytest.mark.usefixtures("bare")

TITLE = "丁城市义务教育质量提升工作任务分工方案"
HEAD = (TITLE, "丁政办发〔2023〕5号", "丁城市人民政府办公室", "2023年5月8日")
BASIS = "为贯彻落实《丙省义务教育质量提升行动方案》，制定本方案。"
ITEMS = (  # level, text without its number
    (0, "配齐配强教师"),
    (1, "补充新教师。招聘新教师60名，2024年底前完成。（牵头单位：市教育局，配合单位：市委编办、市财政局）"),
    (1, "培训乡村教师。落实《乡村教师支持计划》，每年轮训一遍。（责任单位：市教育局、市人力资源和社会保障局）"),
    (0, "改善办学条件"),
    (1, "新建小学。新建小学2所。（牵头单位：市住房和城乡建设局，配合单位：市自然资源局）"),
)
# rows of the annex; ^ goes on from the cell above
ROWS = (
    ("序号", "国家意见", "工作任务", "工作措施", "牵头单位", "配合单位", "完成时限"),
    ("1", "突出德育实效", "开好思政课", "每周开课。", "市委宣传部", "市教育局", "2023年底前"),
    ("2", "^", "建好实践基地", "建基地三处。", "市教育局", "市财政局", "^"),
    ("3", "提升智育水平", "改进课堂教学", "推广优秀课例。", "^", "市教师进修学校", "长期坚持"),
    ("4", "强化体育锻炼", "开足体育课", "每天锻炼一小时。", "市体育局", "市教育局", "长期坚持"),
)
_NUMBERS = ("一二三", "一二三")


def numbered() -> list[str]:
    """The items with their numbers, as a plain text prints them."""
    counts, lines = [0, 0], []
    for level, text in ITEMS:
        counts[level] += 1
        counts[level + 1 :] = [0] * (1 - level)
        number = _NUMBERS[level][counts[level] - 1]
        lines.append(f"{number}、{text}" if level == 0 else f"（{number}）{text}")
    return lines


def filled() -> list[list[str]]:
    """The rows of the annex with what merged cells say in each."""
    rows: list[list[str]] = []
    for row in ROWS:
        rows.append([rows[-1][k] if text == "^" else text for k, text in enumerate(row)])
    return rows


def height(r: int, k: int) -> int:
    return next((i for i in range(r + 1, len(ROWS)) if ROWS[i][k] != "^"), len(ROWS)) - r


# ---- the body: title, number, issuer, date, basis, items


def text() -> bytes:
    return "\n".join([*HEAD, BASIS, *numbered()]).encode()


def gbk() -> bytes:
    return text().decode().replace("\n", "\r\n").encode("gbk")


def markdown() -> bytes:
    return "\n\n".join([f"# {TITLE}", *HEAD[1:], BASIS, *numbered()]).encode()


def html() -> bytes:
    lines = "".join(f"<p>&emsp;&emsp;{escape(line)}</p>" for line in (*HEAD, BASIS, *numbered()))
    page = f'<html><head><meta charset="gb2312"></head><body><div id="zoom">{lines}</div></body></html>'
    return page.encode("gb18030")


def docx() -> bytes:
    body = "".join(map(word.paragraph, (*HEAD, BASIS)))
    body += "".join(word.paragraph(text, f"1/{level}") for level, text in ITEMS)
    return word.document(body, numbering=word.abstract(0, *word.LEVELS) + word.num(1, 0))


def portable() -> bytes:
    return pdf.pdf(pdf.paragraphs("\n".join([*HEAD, BASIS, *numbered()])))


# ---- the annex: title and table


def table_text() -> bytes:
    return "\n".join([*HEAD, *("\t".join(row) for row in filled())]).encode()


def table_markdown() -> bytes:
    rows = ["|" + "|".join(row) + "|" for row in filled()]
    return "\n".join(["\n\n".join([f"# {TITLE}", *HEAD[1:]]), "", rows[0], "|---" * 7 + "|", *rows[1:]]).encode()


def table_html() -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td rowspan={height(r, k)}>{t}</td>" for k, t in enumerate(row) if t != "^") + "</tr>"
        for r, row in enumerate(ROWS)
    )
    return ("".join(f"<p>{line}</p>" for line in HEAD) + f"<table>{rows}</table>").encode()


def table_docx() -> bytes:
    rows = word.table(*(" ".join(row) for row in ROWS))
    return word.document("".join(map(word.paragraph, HEAD)) + rows)


def table_pdf() -> bytes:
    rows = pdf.table(*("|".join(row) for row in ROWS), widths=[30, 65, 75, 90, 80, 80, 70])
    story: list[Flowable] = [*pdf.paragraphs("\n".join(HEAD)), rows]
    return pdf.pdf(story, page=(640, 370))  # so low that the table goes on over pages


def table_xlsx() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("分工")
    for r, line in enumerate(HEAD):
        sheet.merge_range(r, 0, r, 6, line)
    for r, row in enumerate(ROWS):
        for k, t in enumerate(row):
            if height(r, k) > 1 and t != "^":
                sheet.merge_range(r + len(HEAD), k, r + len(HEAD) + height(r, k) - 1, k, t)
            elif t != "^":
                sheet.write(r + len(HEAD), k, t)
    book.close()
    return out.getvalue()


def table_csv() -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([*([line] for line in HEAD), *filled()])
    return out.getvalue().encode("gb18030")


BODY: dict[str, Callable[[], bytes]] = {
    "txt": text, "gbk.txt": gbk, "md": markdown, "html": html, "docx": docx, "pdf": portable,
}  # fmt: skip
ANNEX: dict[str, Callable[[], bytes]] = {
    "txt": table_text, "md": table_markdown, "html": table_html, "docx": table_docx, "pdf": table_pdf,
    "xlsx": table_xlsx, "csv": table_csv,
}  # fmt: skip
FACTS = """
SELECT ?id ?said ?thing WHERE {
  { ?plan a resp:Plan ; ?property ?thing BIND("plan" AS ?id) }
  UNION { ?task a resp:Task ; dcterms:identifier ?id ; ?property ?thing }
  UNION { ?task resp:hasMeasure ?part ; dcterms:identifier ?id . ?part ?property ?thing }
  UNION { ?task resp:hasTarget ?part ; dcterms:identifier ?id . ?part ?property ?thing }
  VALUES ?property { dcterms:title eli:id_local eli:date_document eli:passed_by resp:place rdfs:label resp:ledBy
    resp:supports resp:responsible resp:derivesFrom resp:implements resp:deadlineText resp:deadline resp:value }
  BIND(STRAFTER(STR(?property), "#") AS ?said)
}"""


def facts(path: Path, out: Path) -> set[tuple[str, ...]]:
    """What the graph of one file says."""
    report = build(find([path]).documents, out)
    assert (report.plans, report.failures) == (1, ())
    assert path.stem == "plan"  # which IRIs are made of
    rows = select(open_store(report.out), FACTS).rows
    return {tuple(map(str, row)) for row in rows}


def written(folder: Path, suffix: str, data: bytes) -> Path:
    path = folder / f"plan{Path(suffix).suffix or '.' + suffix}"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("formats", "size"), [(BODY, 20), (ANNEX, 25)], ids=["body", "annex"])
def test_every_format_says_the_same(formats: dict[str, Callable[[], bytes]], size: int, tmp_path: Path) -> None:
    said = {}
    for suffix, make in formats.items():
        (tmp_path / suffix).mkdir()
        said[suffix] = facts(written(tmp_path / suffix, suffix, make()), tmp_path / suffix / "out")
    assert len(said["txt"]) >= size
    for suffix, found in said.items():
        assert (suffix, found - said["txt"], said["txt"] - found) == (suffix, set(), set())


@pytest.mark.parametrize(("formats", "texts"), [(BODY, 1), (ANNEX, 2)], ids=["body", "annex"])
def test_a_folder_and_an_archive_of_all_formats_are_read_once(
    formats: dict[str, Callable[[], bytes]], texts: int, tmp_path: Path
) -> None:
    """The annex has two texts: where cells cannot be merged, what they say is repeated."""
    (tmp_path / "plans").mkdir()
    for suffix, make in formats.items():
        (tmp_path / "plans" / f"{suffix}.{suffix}").write_bytes(make())
    with zipfile.ZipFile(tmp_path / "plans.zip", "w") as archive:
        for path in (tmp_path / "plans").iterdir():
            archive.write(path, path.name)
    for given in (tmp_path / "plans", tmp_path / "plans.zip"):
        report = build(find([given]).documents, tmp_path / f"{given.name}-out")
        assert (report.plans, len(report.twins), report.failures) == (texts, len(formats) - texts, ())


def test_each_format_tells_where_its_facts_stand(tmp_path: Path) -> None:
    wanted = {
        "txt": "line 6",
        "html": "table 1, row 2, column 5",
        "docx": "table 1, row 2, column 5",
        "xlsx": "分工!E6",
    }
    for suffix, where in wanted.items():
        (tmp_path / suffix).mkdir()
        out = build([written(tmp_path / suffix, suffix, ANNEX[suffix]())], tmp_path / suffix / "out").out
        query = "SELECT ?where { ?a resp:task/dcterms:identifier '1' ; resp:where ?where ; resp:role role:lead }"
        assert [row[0] for row in select(open_store(out), query).rows] == [where]
