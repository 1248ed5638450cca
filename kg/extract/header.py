"""Who issued what, when, under which number, for which place, on whose word: the top of a plan, and its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as calendar_date
from itertools import pairwise
from typing import NamedTuple

from kg.extract.basis import basis
from kg.extract.citations import NUMBER
from kg.extract.jurisdiction import PLACE_OF, jurisdiction, most_named
from kg.extract.lists import read_list
from kg.extract.title import ISSUER_END, TITLE_END, WRAPPED, announced, headline, own_title, printed, run_on
from kg.extract.units import parse, parse_open
from kg.model import Evidence, Level, Named
from kg.numerals import integer
from kg.places import guess_level
from kg.read.lines import Line, cells
from kg.read.view import Reading

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
# 填报单位(盖章):县教育局 · 发布机构 | 县教育局, among a page's other labels
_FILLED_IN = re.compile(
    r"(?:填[报表]|制表|编制|报送|发布|印发|制定|发文|公开责任)(?:单位|部门|机关|机构)(?:\([^()]*\))?[\s:\]|]{1,6}(?P<by>[^\s|\[\]:;]{4,40})"
)
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
    signed = _issuers(reading, by, date, wrapper) or _announcers(reading, top, told)
    issuers = signed or _filled_in(reading, top) or _in_title(reading, title) or _over_title(reading, top, title)
    if not (date and issuers):
        imprint = _imprint(reading, after)
        date, issuers = date or imprint.date, issuers or imprint.issuers
    title = title or told or headline(reading, top)
    named = [*(issuer.text for issuer in issuers), *([title.text] if title else [])]
    place = jurisdiction(named) or most_named(reading)
    nation = Level.NATIONAL if any(_OF_THE_NATION.match(name) for name in named) else None
    level = guess_level(place) if place else nation
    return Header(title, issuers, number, date, place, level, basis(reading, title, body))


_OF_THE_NATION = re.compile("国务院|中共中央|中央办公厅|全国人大")
# [磐政办发(2021)2号]磐石市人民政府关于… · …的通知 (磐政办发(2021)2号)
_BEFORE_TITLE = re.compile(rf"[\[(]?\s*{NUMBER.pattern}\s*[\])]?\s*")
_BEHIND_TITLE = re.compile(rf"\(\s*{NUMBER.pattern}\s*\)$")


def _bare(reading: Reading, top: list[Line]) -> Iterator[Line]:
    """The lines, a number that stands before a title or behind it as a line of its own, and without 《》 round the whole."""
    for whole in top:
        quoted = whole.name.startswith("《") and whole.name.find("》") == len(whole.name) - 1
        line = Line(whole.start + 1, whole.end - 1, whole.name[1:-1]) if quoted else whole
        before = _BEFORE_TITLE.match(reading.view, line.start, line.end)
        behind = _BEHIND_TITLE.search(reading.view, line.start, line.end)
        cut = before.end() if before else behind.start() if behind else line.start
        parts = [Line(a, b, reading.name(a, b)) for a, b in ((line.start, cut), (cut, line.end))]
        yield from parts if TITLE_END.search(parts[bool(before)].name) else [line]


_SIGNERS = 12  # lines of those who sign, at most
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
    for line in cells(reading, after, len(reading.view))[:_SIGNERS]:
        if match := _IMPRINT.fullmatch(reading.view, line.start, line.end):
            date, by = match.span("date"), match.span("by")
            iso, name = _iso(match), reading.name(*by)
            if not (match["printed"] or _issues(name)):
                continue
            dated = Named(iso, reading.evidence(*date, "imprint")) if iso else None
            issuer = Named(name, reading.evidence(*by, "imprint"))
            return Header(date=dated, issuers=(issuer,) if _issues(name) else ())
    return Header()


def _announcers(reading: Reading, top: list[Line], told: Named | None) -> tuple[Named, ...]:
    """The units on the lines over an announcement."""
    if not told:
        return ()
    found: list[Named] = []
    for line in reversed([line for line in top if line.end < told.evidence.start]):
        if not _issues(line.name):
            if found:
                break
            continue
        found.insert(0, Named(line.name, reading.evidence(line.start, line.end, "announced-by")))
    return tuple(found)


def _filled_in(reading: Reading, top: list[Line]) -> tuple[Named, ...]:
    """The units behind the label of who filled a form in."""
    for line in top:
        if label := _FILLED_IN.search(reading.view, line.start, line.end):
            mentions, refusals = read_list(reading, *label.span("by"), labelled=True)
            if mentions and not refusals and all(ISSUER_END.search(m.unit.text) for m in mentions):
                return tuple(Named(m.unit.text, reading.evidence(m.start, m.end, "filled-in-by")) for m in mentions)
    return ()


def _over_title(reading: Reading, top: list[Line], title: Named | None) -> tuple[Named, ...]:
    """The units on the line over a title that begins with 关于."""
    at = next((i for i, line in enumerate(top) if title and line.start == title.evidence.start), 0)
    if not (title and at and title.text.startswith("关于")):
        return ()
    mentions, refusals = read_list(reading, top[at - 1].start, top[at - 1].end, labelled=False)
    if refusals or not all(ISSUER_END.search(mention.unit.text) for mention in mentions):
        return ()
    return tuple(Named(m.unit.text, reading.evidence(m.start, m.end, "issuer-over-title")) for m in mentions)


def _in_title(reading: Reading, title: Named | None) -> tuple[Named, ...]:
    """The units that a title begins with: 市教育局2023年工作要点 · 市教育局 市财政局关于… · 中共桃江县委桃江县人民政府关于…"""
    if not title:
        return ()
    start, end = title.evidence.start, title.evidence.end
    about = max(reading.view.find("关于", start, end), start)
    mentions, refusals = read_list(reading, start, about, labelled=False)
    sure = all(ISSUER_END.search(m.unit.text) and not _NUMBER_IN.search(m.unit.text) for m in mentions)
    if sure and len(mentions) > len(refusals):
        return tuple(Named(m.unit.text, reading.evidence(m.start, m.end, "issuer-in-title")) for m in mentions)
    for stop in range(min(end, start + 24), start + 2, -1):
        if _issues(reading.name(start, stop)):
            spans = [(start, stop), (stop, about)] if _issues(reading.name(stop, about)) else [(start, stop)]
            return tuple(Named(reading.name(*span), reading.evidence(*span, "issuer-in-title")) for span in spans)
    return ()


_NUMBER_IN = re.compile(r"\d")  # 市财政局2023年市公安局 is no one's name


def _issues(name: str) -> bool:
    return bool(ISSUER_END.search(name) and parse(name))


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


_PASSES_ON = re.compile("印发|转发|下发|发布|公布")


def _issuers(reading: Reading, top: list[Line], date: Named | None, wrapper: Line | None) -> tuple[Named, ...]:
    """The units that sign above the date; else those in front of 印发 in the notice's title."""
    found: list[Named] = []
    for i, line in enumerate(top):
        if date and line.start == date.evidence.start:
            for above in reversed(top[max(0, i - _SIGNERS) : i]):
                shaped = above is top[i - 1] and bool(PLACE_OF.match(above.name))  # 祁阳县食品安全委员会
                signed = _signers(reading, above, shaped=shaped)
                if not signed:
                    break
                found[:0] = signed
    if not found and wrapper and (match := WRAPPED.match(wrapper.name)) and match["by"]:
        by = _PASSES_ON.split(reading.view[wrapper.start : wrapper.end], maxsplit=1)[0]
        end = wrapper.start + len(by.removesuffix("关于"))
        mentions, _ = read_list(reading, wrapper.start, end, labelled=False)
        found = [Named(m.unit.text, reading.evidence(m.start, m.end, "notice-title")) for m in mentions]
    return tuple(found)


def _signers(reading: Reading, line: Line, *, shaped: bool) -> list[Named]:
    """The units on a line of a signature; [] where it holds anything else."""
    if apart := _run_together(reading, line):
        return [Named(reading.name(*span), reading.evidence(*span, "signature")) for span in apart]
    mentions, refusals = read_list(reading, line.start, line.end, labelled=shaped)
    if not mentions or refusals or not (len(mentions) > 1 or ISSUER_END.search(line.name)):
        return []
    return [Named(m.unit.text, reading.evidence(m.start, m.end, "signature")) for m in mentions]


def _run_together(reading: Reading, line: Line) -> list[tuple[int, int]]:
    """清河市教育局清河市财政局: the offsets of units with nothing between them, each of which begins with the same place."""
    place = PLACE_OF.match(reading.view, line.start, line.end)
    if not place:
        return []
    again = [m.start() for m in re.finditer(place["place"], reading.view[line.start : line.end])][1:]
    cuts = [line.start, *(line.start + at for at in again), line.end]
    spans = list(pairwise(cuts))
    names = [reading.name(*span) for span in spans]
    shaped = all(ISSUER_END.search(name) and (parse(name) or parse_open(name)) for name in names)
    return spans if again and shaped and any(parse(name) for name in names) else []
