"""A plan's title: on a line of its own or over several, in the notice that carries it, or where a page announces it."""

from __future__ import annotations

import re

from kg.extract.citations import NUMBER
from kg.extract.genre import title_words
from kg.extract.jurisdiction import PLACE_OF
from kg.extract.units import parse
from kg.model import Named
from kg.places import lookup
from kg.read.lines import Line
from kg.read.view import Reading

# What a plan calls itself at the end of its title
PLAN_WORDS = f"{title_words('work')}|办法|通知"
# (2021-2023年) · (2023年度) · (2023年版) · (2023)
_YEARS = r"\(20\d\d年?\s*[-~至—]\s*20\d\d年?\)|\(20\d\d(?:年度?)?(?:修订)?[版本]?\)"
TITLE_END = re.compile(
    rf"(?:{PLAN_WORDS})(?:{_YEARS}|\((?:试行|暂行|修订|征求意见稿)\))*(?:范文|模板)?(?:\((?:全文|[一-龥]{{0,4}}\d{{1,3}}篇)\))?$"
)
# X关于印发《…》的通知 · 印发《…》的通知 · 关于印发…的通知
WRAPPED = re.compile(
    r"^(?P<by>.*?)(?:关于)?(?:印发|转发|下发|发布|公布)(?P<open>[《<])?(?P<title>.+?)(?(open)[》>])的通知$"
)
# (近日,X)发布《…行动方案》
_ANNOUNCED = re.compile(r"(?:发布|印发|出台|公布)了?《(?P<title>[^《》]{4,60})》")
# 磐石市人民政府办公室 · 磐石市教育局 · 桥头街道办事处
ISSUER_END = re.compile(r"(?:中共中央|委员会|办公室|办公厅|办事处|人民政府|委|局|厅|部|院|会|政府)$")


_SHORTEST = 3  # characters of a title


def own_title(reading: Reading, top: list[Line]) -> tuple[Named | None, Line | None]:
    """Return the plan's own title, the last line above the body that reads like one, and the notice that carries it."""
    own: Named | None = None
    wrapper: Line | None = None
    told = _handed_out(reading, top)
    carried = reading.name(told.evidence.start, told.evidence.end) if told else ""
    for i, line in enumerate(top):
        if len(line.name) > _LONGEST or "。" in line.name or _ITEM.match(line.name) or not TITLE_END.search(line.name):
            continue
        notice = _notice(top, i)
        if notice and (wrapped := WRAPPED.match(notice.name)):
            wrapper = wrapper or notice
            carried = carried or wrapped["title"]
            if own is None and TITLE_END.search(wrapped["title"]):
                inner = _unwrapped(reading, notice, wrapped["title"])
                own = Named(inner, reading.evidence(notice.start, notice.end, "notice-title"))
        elif not line.name.startswith("附件"):
            start, end = _begins(top, i, carried), _ends(top, i)
            if start == line.start and len(line.name) < _SHORTEST:
                continue  # 通知, the value of a page's label 文件类型
            own = Named(printed(reading, start, end), reading.evidence(start, end, "title-line"))
    if told and (own is None or own.text == f"{told.text}的通知"):
        return told, wrapper
    return own or _annexed(reading, top), wrapper


# 现将《磐石市…实施方案》印发给你们 · 《磐石市…实施方案》已经市政府同意,现印发给你们
_HANDED_OUT = re.compile(r"《(?P<title>[^。\n]{4,80}?)》[^。《》\n]{0,60}(?:印发|下发|转发)给你们")


def _handed_out(reading: Reading, top: list[Line]) -> Named | None:
    """The title of what a letter says it hands out, the last such; None where none says so."""
    for line in reversed(top):
        if "给你们" in line.name and (match := _HANDED_OUT.search(reading.view, line.start, line.end)):
            span = match.span("title")
            return Named(printed(reading, *span), reading.evidence(*span, "handed-out-title"))
    return None


# 附件:1.2019年任务分解表 · 2.2019年项目分解表, and 附件1 above the one that follows
_ENTRY = re.compile(r"(?:附\s{0,4}件\s{0,4}:\s{0,4})?(?P<number>\d{1,2})\s{0,4}[.、]\s{0,4}(?P<title>[^\n]{4,60})")
_ANNEX_HEAD = re.compile(r"附件(?P<number>\d{0,2}):?")


def _annexed(reading: Reading, top: list[Line]) -> Named | None:
    """The title that a list of annexes gives the one that the text stands in; None where it stands in none."""
    heads = [head for line in top if (head := _ANNEX_HEAD.fullmatch(line.name))]
    number = heads[-1]["number"] or "1" if heads else ""
    for line in top:
        entry = _ENTRY.match(reading.view, line.start, line.end)
        if entry and entry["number"] == number and TITLE_END.search(reading.name(*entry.span("title"))):
            span = entry.span("title")
            return Named(printed(reading, *span), reading.evidence(*span, "annex-list"))
    return None


_ITEM = re.compile(
    r"\d{1,2}[.、]|第[一二三四五六七八九十]{1,3}[章节篇编]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)"
)  # 四、保障措施
_OPEN_NOTICE = re.compile(r"关于(?:$|印发|转发|下发|发布|公布)|印发|转发")
_LONGEST = 90  # characters of a title's line
_BROKEN_OVER = 3  # lines of a title at most


def _notice(top: list[Line], i: int) -> Line | None:
    """The title of a notice that ends on line i, over one line or more: X关于印发2020年市 | 《政府工作报告》…的通知 ·
    磐石市人民政府办公室 | 关于印发…的通知."""
    if match := WRAPPED.match(top[i].name):
        above = top[i - 1] if i and not match["by"] else None
        signed = above and ISSUER_END.search(above.name) and parse(above.name)
        return Line(above.start, top[i].end, above.name + top[i].name) if above and signed else top[i]
    for first in range(i - 1, max(-1, i - _BROKEN_OVER), -1):
        if len(top[first].name) > _LONGEST or _CLOSED.search(top[first].name):
            break
        joined = "".join(line.name for line in top[first : i + 1])
        if _OPEN_NOTICE.search(top[first].name) and WRAPPED.match(joined):
            return Line(top[first].start, top[i].end, joined)
    return None


# 实施方案 · 三年行动计划(2021-2023年): the last line of a title broken over lines
_TITLE_REST = re.compile(rf"[一-龥]{{0,6}}(?:{PLAN_WORDS})(?:\([^()]*\))*")


_CLOSED = re.compile(r"[。:;!?|]|\d{1,2}日$|-\d{1,2}$|^[【\[]|^\([^()]*\)$")
_OF_YEARS = re.compile(_YEARS)


_INNER = str.maketrans("《》", "<>")  # 《…》 within another title


def _begins(top: list[Line], i: int, carried: str) -> int:
    """Where the title that ends on line i begins: lines above, where they make with it what the notice says it carries,
    else the line above, if that is the first part of it."""
    if top[i].name == carried:
        return top[i].start
    for first in range(i - 1, max(-1, i - _BROKEN_OVER), -1):
        joined = "".join(line.name for line in top[first : i + 1]).translate(_INNER)
        if joined in (carried.translate(_INNER), _OF_YEARS.sub("", carried).translate(_INNER)):
            return top[first].start
    if (opened := _opens_marks(top, i)) is not None:
        return top[opened].start
    above = top[i - 1] if i else None
    if above and (_opens_title(above.name, top[i].name) or _carries_on(above.name, top[i].name)):
        return above.start
    if not above or not _TITLE_REST.fullmatch(top[i].name) or not 6 <= len(above.name) <= 50:
        return top[i].start
    whole = not re.search(r"[《》]", above.name) and not _CLOSED.search(above.name) and not TITLE_END.search(above.name)
    return above.start if whole and not parse(above.name) and not NUMBER.fullmatch(above.name) else top[i].start


def _opens_marks(top: list[Line], i: int) -> int | None:
    """The line above that opens the 《 which line i closes: X贯彻《深化改革 | 五年行动计划》实施方案; None where none does."""
    depth = 0
    for first in range(i, max(-1, i - _BROKEN_OVER), -1):
        name = top[first].name
        if first < i and (len(name) > _LONGEST or _CLOSED.search(name)):
            return None
        depth += name.count("》") - name.count("《")
        if depth <= 0:
            return first if first < i else None
    return None


# 关于加强全县沿河村庄 | 护岸工作的实施意见: what is said about goes on to the word that closes it
_ABOUT = re.compile(r"关于[^。:;!?|]{6,60}")
_ABOUT_ENDS = re.compile(rf"的(?:{PLAN_WORDS})(?:\([^()]*\))*$")


def _opens_title(above: str, last: str) -> bool:
    """Whether a title that begins with 关于 is cut in two: nothing closes its first line, and the second is none by itself."""
    place = PLACE_OF.match(last)
    whole = "关于" in last or (place and lookup(place["place"]))
    return bool(_ABOUT.fullmatch(above) and _ABOUT_ENDS.search(last)) and not whole and not TITLE_END.search(above)


# 磐石市人民政府关于实施 | 《国务院关于…的决定》的意见
_CUT = re.compile(r"关于[^。:;!?|《》]{0,12}(?:贯彻|落实|实施|执行|转发|印发)")


def _carries_on(above: str, last: str) -> bool:
    """Whether a title is cut before the 《 of what it carries out."""
    return last.startswith("《") and not last.endswith("》") and _CUT.search(above[-20:]) is not None


def _ends(top: list[Line], i: int) -> int:
    """Where the title on line i ends: behind its years, if they stand on the line below."""
    return top[i + 1].end if i + 1 < len(top) and _OF_YEARS.fullmatch(top[i + 1].name) else top[i].end


def announced(reading: Reading, top: list[Line]) -> Named | None:
    """Return the plan that a page says it gives in full: 发布《…方案》."""
    for line in top:
        match = _ANNOUNCED.search(reading.view, line.start, line.end)
        if match and TITLE_END.search(match["title"]):
            return Named(
                printed(reading, *match.span("title")), reading.evidence(*match.span("title"), "announced-title")
            )
    return None


# 教育局 2021 年工作要点 2021 年,全市… · 德河市科学素质行动分工方案为贯彻落实… · 【德河小学工作计划范文】…
_RUNS_ON = re.compile(
    rf"(?!为|根据|按照|近日|日前|今年|本|从|在|对)(?P<mark>\[)?(?P<title>[^\s。,;:!?()《》|\[\]][^。,;:!?|\n\[\]]{{4,40}}?(?:方案|要点|计划|实施意见|任务分工)(?:{_YEARS})?)"
    r"(?(mark)[^。,;:!?|\n\[\]]{0,6}\]|(?:[ \t]{1,8}(?=\S)|(?=为(?:深入|认真|全面|切实|进一步|全力|加快)?(?:贯彻|落实|加强|推进|推动|提高|做好|促进)|根据|按照)))"
)
_SENTENCE = re.compile("要(?!点)|将|围绕|根据|按照|制定|现")  # 各校要按照工作要点 扎实推进: no title
_TOP = 8  # lines


def run_on(reading: Reading, top: list[Line]) -> Named | None:
    """Return the title that runs into the text behind it, where a page lost its line ends; None for none."""
    for line in top[:_TOP]:
        match = _RUNS_ON.match(reading.view, line.start, line.end)
        if match and re.search("[。,]", line.name) and not _SENTENCE.search(match["title"]):
            span = match.span("title")
            return Named(printed(reading, *span), reading.evidence(*span, "title-run-on"))
    return None


# 市教育局2019年工作要点市教育局2019年工作要点:…, where a page lost its line ends
_AGAIN = re.compile(rf"(?P<title>[^\s。;:!?|]{{4,50}}?(?:{title_words('work')}))(?=[^。]{{0,300}}?(?P=title))")


def repeated(reading: Reading, top: list[Line]) -> Named | None:
    """Return the title that a text begins with and repeats before its first sentence ends; None for none."""
    match = _AGAIN.match(reading.view, top[0].start) if top else None
    return (
        Named(printed(reading, *match.span("title")), reading.evidence(*match.span("title"), "title-repeated"))
        if match
        else None
    )


def headline(reading: Reading, top: list[Line]) -> Named | None:
    """Return the line over a page's own time, where no plan's title is printed."""
    for noise in reading.noise:
        if noise.rule == "page-time":
            above = [line for line in top if line.end <= noise.span.start]
            if above and 6 <= len(above[-1].name) <= 50 and "。" not in above[-1].name:
                line = above[-1]
                return Named(printed(reading, line.start, line.end), reading.evidence(line.start, line.end, "headline"))
    return None


def _unwrapped(reading: Reading, line: Line, inner: str) -> str:
    whole = printed(reading, line.start, line.end)
    folded = re.sub(r"\s", "", reading.view[line.start : line.end].replace("\ufffc", ""))
    at = folded.find(inner)
    return whole[at : at + len(inner)] if len(whole) == len(folded) and at >= 0 else inner


def printed(reading: Reading, start: int, end: int) -> str:
    """Return the text as printed between the offsets, without blanks and noise."""
    return re.sub(r"\s+", "", reading.clean(start, end))
