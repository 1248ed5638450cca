"""Who issued what, when, under which number, for which place, on whose word: the top of a plan, and its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as calendar_date
from typing import NamedTuple

from kg.extract.basis import basis
from kg.extract.citations import NUMBER
from kg.extract.issuers import SIGNERS, announcing, filling_in, in_title, issues, signing
from kg.extract.jurisdiction import jurisdiction, most_named, town
from kg.extract.title import TITLE_END, announced, headline, own_title, printed, repeated, run_on
from kg.model import Evidence, Level, Named
from kg.numerals import integer
from kg.places import guess_level
from kg.read.lines import Line, cells
from kg.read.view import Reading, fold

# 2021年4月13日 · 二零二一年四月十三日
_DATE = re.compile(
    r"(?P<y>20\d\d|二零[零一二三四五六七八九]{2})\s*年\s*(?P<m>[\d一二三四五六七八九十]{1,3})\s*月\s*(?P<d>[\d一二三四五六七八九十]{1,3})\s*日"
)
# 发文字号:磐政办发〔2021〕2号 · 文 号 : | … | · 【字 号】… · 公文编号 …
_NUMBER_LABEL = re.compile(rf"(?:[文字]\s{{0,8}}号|编号)[\s\]】:|]{{1,8}}(?P<number>{NUMBER.pattern})")
# 磐政办发〔2021〕2号 · (皖政办秘〔2021〕82号)
_NUMBER_LINE = re.compile(rf"[\[(]?\s*(?P<number>{NUMBER.pattern})\s*[\])]?\s*")
# 填报时间:2024年3月1日
_DATE_LABEL = re.compile(r"(?:填[报表]|制表|编制|报送|发布|印发)?(?:日期|时间):")
# 成文日期:2023年03月15日, among a page's other labels
_DATE_SAID = re.compile(r"(?:(?P<own>成文|发文|印发)|公开|生成|发布)日期[\s:\]|]{1,6}(?=20\d\d|二零)")
_PAGE_DATE = re.compile(r"(?P<y>20\d\d)[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})(?!\d)")


class Header(NamedTuple):
    """What the top of a plan and its signature say; what is not printed is None or empty."""

    title: Named | None = None
    issuers: tuple[Named, ...] = ()
    number: Named | None = None
    date: Named | None = None
    place: str | None = None
    level: Level | None = None
    basis: tuple[Named, ...] = ()


def header(reading: Reading, body: int, after: int) -> Header:
    """Return what is printed above the offset where the plan's first item begins, and in its signature there or, where
    no date is printed there but a page's, right behind the offset where its last item ends."""
    top = list(_bare(reading, cells(reading, 0, body)))
    title, wrapper = own_title(reading, top)
    told = None if title else announced(reading, top)
    title = title or (None if told else run_on(reading, top))
    number = _number(reading, top)
    date, by = _date(reading, top), top
    if (not date or date.evidence.rule in _DATED) and (foot := _foot(reading, after)):
        date, by = _date(reading, foot), foot
    issuers = (
        signing(reading, by, date)
        or (in_title(reading, top, wrapper.start, wrapper.end, "notice-title") if wrapper else ())
        or announcing(reading, top, told)
        or filling_in(reading, top)
        or (in_title(reading, top, title.evidence.start, title.evidence.end, "issuer-in-title") if title else ())
    )
    of_page = not date or date.evidence.rule in _DATED
    if of_page or not issuers:
        imprint = _imprint(reading, after)
        date, issuers = (imprint.date or date) if of_page else date, issuers or imprint.issuers
    title = title or told or headline(reading, top) or repeated(reading, top)
    named = [fold(name.text) for name in (*issuers, *([title] if title else []))]
    place = jurisdiction(named) or town(named) or most_named(reading)
    nation = Level.NATIONAL if any(_OF_THE_NATION.match(name) for name in named) else None
    level = guess_level(place) if place else nation
    return Header(title, issuers, number, date, place, level, basis(reading, title, body))


_OF_THE_NATION = re.compile("国务院|中共中央|中央办公厅|全国人大")
# [磐政办发(2021)2号]磐石市人民政府关于… · …的通知 (磐政办发(2021)2号)
_BEFORE_TITLE = re.compile(rf"[\[(]?\s*{NUMBER.pattern}\s*[\])]?\s*")
_BEHIND_TITLE = re.compile(rf"\(\s*{NUMBER.pattern}\s*\)$")


def _bare(reading: Reading, top: list[Line]) -> Iterator[Line]:
    """The lines, a number that stands before a title or behind it as a line of its own, and without 《》 round the whole."""
    for whole in (part for line in top for part in _dated_and_numbered(reading, line)):
        quoted = whole.name.startswith("《") and whole.name.find("》") == len(whole.name) - 1
        line = Line(whole.start + 1, whole.end - 1, whole.name[1:-1]) if quoted else whole
        before = _BEFORE_TITLE.match(reading.view, line.start, line.end)
        behind = _BEHIND_TITLE.search(reading.view, line.start, line.end)
        cut = before.end() if before else behind.start() if behind else line.start
        parts = [Line(a, b, reading.name(a, b)) for a, b in ((line.start, cut), (cut, line.end))]
        yield from parts if TITLE_END.search(parts[bool(before)].name) else [line]


# 现将…印发给你们。 清河市教育局 2015年3月10日: a signature behind the letter in its line
_SIGNED = re.compile(rf"[\s。](?P<by>[^\s。,;:()]{{4,24}})\s{{1,40}}(?P<date>{_DATE.pattern})\Z")


def _dated_and_numbered(reading: Reading, line: Line) -> list[Line]:
    """2018年12月17日 津党发(2018)36号: the date and the number that share a line, each as one, and so who signs behind a
    letter and the date; else the line."""
    signed = _SIGNED.search(reading.view, line.start, line.end) if line.name.endswith("日") else None
    if signed and issues(reading.name(*signed.span("by"))):
        spans = [reading.trim(line.start, signed.start("by")), signed.span("by"), signed.span("date")]
        return [Line(a, b, reading.name(a, b)) for a, b in spans if a < b]
    short = "号" in line.name and "日" in line.name and len(line.name) <= _BOTH_AT_MOST
    date = _DATE.search(reading.view, line.start, line.end) if short else None
    if not date:
        return [line]
    spans = [reading.trim(a, b) for a, b in ((line.start, date.start()), date.span(), (date.end(), line.end))]
    others = [span for span in (spans[0], spans[2]) if span[0] < span[1]]
    if len(others) != 1 or not _NUMBER_LINE.fullmatch(reading.view, *others[0]):
        return [line]
    return [Line(a, b, reading.name(a, b)) for a, b in spans if a < b]


_BOTH_AT_MOST = 50  # characters
_SIGNATURE = 6  # lines of one behind a body, at most
_ANNEX = re.compile(r"附件?\d*[:.、].|\d{1,2}[.、]")  # 附件:1.名单 · 2.台账: above a signature
_BEYOND = re.compile(r"附件|相关|上一|下一|来源|责任编辑|版权|主办|政策解读|扫一扫|分享")


def _foot(reading: Reading, after: int) -> list[Line]:
    """The signature behind a body: the lines down to a date that stands alone, names of annexes left out; [] for none,
    and where an annex or the rest of a page begins before."""
    found: list[Line] = []
    for line in cells(reading, after, len(reading.view)):
        if _ANNEX.match(line.name):
            continue
        if _BEYOND.match(line.name) or len(found) == _SIGNATURE:
            break
        found.append(line)
        if _DATE.fullmatch(line.name.removesuffix("印发")):
            return found
    return []


# 衢州市人民政府办公室 2019年3月15日印发
_IMPRINT = re.compile(rf"(?P<by>[^。,;:\n]{{4,40}}?)\s*(?P<date>{_DATE.pattern})\s*(?P<printed>印发)?")


def _imprint(reading: Reading, after: int) -> Header:
    """Who printed the document and when, by its last line, below a body: what is known where nobody signed."""
    for line in cells(reading, after, len(reading.view))[:SIGNERS]:
        if match := _IMPRINT.fullmatch(reading.view, line.start, line.end):
            date, by = match.span("date"), match.span("by")
            iso, name = _iso(match), reading.name(*by)
            if not (match["printed"] or issues(name)):
                continue
            dated = Named(iso, reading.evidence(*date, "imprint")) if iso else None
            issuer = Named(name, reading.evidence(*by, "imprint"))
            return Header(date=dated, issuers=(issuer,) if issues(name) else ())
    return Header()


def _number(reading: Reading, top: list[Line]) -> Named | None:
    """A document number that stands alone on its line, maybe in brackets, else behind its label: 文号:磐政办发〔2021〕2号."""
    for line in top:
        if match := _NUMBER_LINE.fullmatch(reading.view, line.start, line.end):
            span = match.span("number")
            return Named(printed(reading, *span), reading.evidence(*span, "document-number"))
    for line in top:
        if match := _NUMBER_LABEL.search(reading.view, line.start, line.end):
            span = match.span("number")
            return Named(printed(reading, *span), reading.evidence(*span, "labelled-number"))
    return None


def _date(reading: Reading, top: list[Line]) -> Named | None:
    """The date alone on a line (the signature's), else the page's own."""
    for line in reversed(top):
        bare = _DATE_LABEL.sub("", line.name.strip("()|"), count=1).removesuffix("印发")
        if (match := _DATE.fullmatch(bare)) and (iso := _iso(match)):
            return Named(iso, reading.evidence(line.start, line.end, "signature-date"))
    for said in sorted(_dates_said(reading, top), key=lambda said: not said["own"]):
        match = _DATE.match(reading.view, said.end()) or _PAGE_DATE.match(reading.view, said.end())
        if match and (iso := _iso(match)) and (said["own"] or _speaks_of(reading, iso)):
            return Named(iso, reading.evidence(*match.span(), "labelled-date"))
    for noise in reading.noise:
        text = reading.source.text[noise.span.start : noise.span.end]
        if (
            noise.rule in _DATED
            and (match := _PAGE_DATE.search(text))
            and (iso := _iso(match))
            and _speaks_of(reading, iso)
        ):
            start = noise.span.start + match.start()
            return Named(iso, Evidence(match[0], start, start + len(match[0]), noise.rule))
    return None


def _dates_said(reading: Reading, top: list[Line]) -> Iterator[re.Match[str]]:
    """The labels of dates above a body, each right before its date."""
    for line in top:
        yield from _DATE_SAID.finditer(reading.view, line.start, line.end)


_DATED = ("page-date", "page-time", "page-tools")


def _speaks_of(reading: Reading, iso: str) -> bool:
    """Whether the text prints a year next to that of the page, or none: else the page only keeps an older document."""
    years = re.findall(r"(?<!\d)20\d\d(?=\s*[年/.-])", reading.view)
    return not years or any(abs(int(year) - int(iso[:4])) <= 1 for year in years)


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = (integer(match[part]) for part in ("y", "m", "d"))
    try:
        return calendar_date(year or 0, month or 0, day or 0).isoformat()
    except ValueError:
        return None
