"""By when: 长期坚持 · 2024年12月底前 · 2021-2025年 · 每年."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from kg import lexicon
from kg.model import Deadline, DeadlineKind, Evidence
from kg.read.view import Reading


@cache
def patterns() -> tuple[tuple[str, DeadlineKind, re.Pattern[str]], ...]:
    """Return (rule, kind, pattern) in order of trial."""
    return tuple(
        (row["name"], DeadlineKind(row["kind"]), re.compile(row["pattern"]))
        for row in lexicon.toml("deadlines")["deadline"]
    )


def of_cell(reading: Reading, start: int, end: int) -> Deadline | None:
    """Return the deadline that a table cell or labelled value states as a whole; None if it states none."""
    start, end = reading.trim(start, end)
    text = reading.name(start, end)
    for rule, kind, pattern in patterns():
        if match := pattern.fullmatch(text):
            return Deadline(reading.clean(start, end), kind, value(match), reading.evidence(start, end, rule))
    return None


_LABEL = re.compile(
    r"(?:(?:完成|办结|责任|整改|实施|推进)?时限|(?:完成|整改|实施|工作)期限|(?:完成|实施|推进)时间|时(?:限|间)要求|时间节点|进度安排)\s*:\s*(?P<value>(?:[立即边].{2}改,)?[^,;。)\]\n]+)"
)
# 到2024年 · 力争到2025年 · 2023年底前 · 6月底前 · 每年; not 2021年全市…, which only dates
_IN_TEXT = re.compile(
    r"""(?:力争|确保|争取)?(?P<phrase>
      到_20\d\d_年_(?:底|末)?(?:之?前)?
    | 20\d\d_年_(?:\d{1,2}_月_)?(?:底|末|\d{1,2}_日)?_之?前
    | (?<![\d年从较度])(?<!年\s)\d{1,2}_月_(?:(?:底|末|\d{1,2}_日)_之?前|之?前(?=完成|建成|[,。;]))(?![^,。;]{0,8}的)
    | (?<!每)(?<!\d\s)年底之?前
    | 每年(?:度|底前)?(?=[一-龥])
    )""".replace("_", r"\s{0,2}"),
    re.VERBOSE,
)


# 每年举办活动不少于2场: how much a year, not by when
_EACH_YEAR = re.compile(r"每年[^,。;月前]{0,30}?\d\s*(?:[场次期批名家个所件项万人%]|左右|以上)")


def labelled(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of labelled deadlines between the offsets, label and all: they are no measures."""
    if view.find(":", start, end) >= 0:
        for label in _LABEL.finditer(view, start, end):
            yield label.span()


def next_label(view: str, start: int, end: int) -> int:
    """Return where the next deadline's label begins, or `end`: a list of units ends there."""
    label = _LABEL.search(view, start, end)
    return label.start() if label else end


def of_label(reading: Reading, start: int, end: int) -> Deadline | None:
    """Return what the first labelled deadline between the offsets says; None for no label, or for no time behind it."""
    label = _LABEL.search(reading.view, start, end) if reading.view.find(":", start, end) >= 0 else None
    return of_cell(reading, *label.span("value")) if label else None


def of_task(
    reading: Reading, start: int, end: int, heading: tuple[int, int], sentences: Sequence[Evidence]
) -> Deadline | None:
    """Return the deadline that governs a whole item: labelled, in its heading, opening its first sentence, or in its only one."""
    if reading.view.find(":", start, end) >= 0 and _LABEL.search(reading.view, start, end):
        return of_label(reading, start, end)
    first = sentences[0]
    if stated := _in_heading(reading, heading) or _opens(reading, first, heading):
        return stated
    opening = _IN_TEXT.match(reading.view, first.start, first.end)
    if opening and _EACH_YEAR.match(reading.view, first.start, first.end):
        opening = None
    said = list(_IN_TEXT.finditer(reading.view, first.start, first.end)) if len(sentences) == 1 else []
    said = [one for one in said if not one["phrase"].startswith("每")]
    if len({one["phrase"] for one in said}) > 1:  # 6月底前开工,年底前竣工: each governs its own step
        return None
    inside = said[0] if said else None
    found = opening or inside
    return of_cell(reading, *found.span("phrase")) if found else None


# 动员部署阶段(8月31日前) · 集中整治(5-7月):开展检查; no 学习《方案》(2023年8月), which dates the title
_HEADED = re.compile(r"[^,。;:()\n]{2,40}(?<!》)\((?P<when>[^()\n]{2,30})\)\s{0,4}(?=:|$)")
_IN_YEAR = re.compile("[月底末前]")  # a year alone may be that of what is made: 修订目录(2023年)
_LONGEST = 30  # characters of a time


def _in_heading(reading: Reading, heading: tuple[int, int]) -> Deadline | None:
    """The time in the bracket that a heading ends with, or that is all of it."""
    start, end = reading.trim(*heading)
    bracket = _HEADED.match(reading.view, start, end)
    span = bracket.span("when") if bracket else (start, end)
    in_year = _IN_YEAR.search(reading.view, *span)
    found = of_cell(reading, *span) if span[1] - span[0] <= _LONGEST and (bracket or in_year) else None
    if found and found.kind in (DeadlineKind.LONG_TERM, DeadlineKind.ANNUAL):
        return found if bracket else None
    return found if in_year else None


_PHASE = re.compile("阶段|步骤|时间安排|进度安排")
_TIME = re.compile(r"[^,。;:()\n]{2,30}(?=,)")


def _opens(reading: Reading, first: Evidence, heading: tuple[int, int]) -> Deadline | None:
    """The span of months that a sentence opens with (5月至7月,开展检查), or, below the name of a phase, the month: elsewhere
    2023年3月,… may tell of what was."""
    time = _TIME.match(reading.view, *reading.trim(first.start, first.end))
    found = of_cell(reading, *time.span()) if time and _IN_YEAR.search(time[0]) else None
    phase = _PHASE.search(reading.view, *heading)
    return found if found and (phase or (found.kind is DeadlineKind.DURING and "月" in found.text)) else None


def opening(reading: Reading, start: int, end: int) -> Deadline | None:
    """Return the deadline that a clause opens with: 2024年底前发放到位; None for none."""
    found = _IN_TEXT.match(reading.view, *reading.trim(start, end))
    return of_cell(reading, *found.span("phrase")) if found else None


def in_year(deadline: Deadline | None, year: str | None) -> Deadline | None:
    """Return a deadline that names a month or 年底 alone (value --12, --05/--07, --12/+-03, --) in the year of its plan and the
    next, if that is known."""
    if deadline is None or deadline.value is None or not deadline.value.startswith("--"):
        return deadline
    if not year:
        return replace(deadline, value=None)
    ends = ((int(year) + (end[0] == _NEXT), end[1:].rstrip("-")) for end in deadline.value.split("/"))
    return replace(deadline, value="/".join(f"{own}{end}" for own, end in ends))


def value(match: re.Match[str]) -> str | None:
    """Return the ISO year, month, date or "from/to" of a match, --12, --12-31 or -- where the year is the plan's, else None."""
    groups = match.groupdict()
    if groups.get("from"):
        return f"{groups['from']}/{groups['to']}"
    if groups.get("from_month"):
        return _span(groups)
    if groups.get("plan"):
        return _PLANS[groups["plan"]]
    if not groups.get("year"):
        month, day = (int(groups.get(name) or 0) for name in ("month", "day"))
        if not 1 <= month <= 12:
            return "--" if "年" in match[0][:2] and "每" not in match[0] else None
        return f"--{month:02}-{day:02}" if 1 <= day <= 31 else f"--{month:02}"
    parts = [int(groups[name]) for name in ("month", "day") if groups.get(name)]
    try:
        date(int(groups["year"]), *parts, *[1] * (2 - len(parts)))
    except ValueError:  # 6月31日
        return groups["year"]
    return "-".join([groups["year"], *(f"{part:02}" for part in parts)])


_PLANS = {"十三五": "2016/2020", "十四五": "2021/2025", "十五五": "2026/2030"}  # years of the five-year plans


def _span(groups: dict[str, str | None]) -> str | None:
    """The value of a span of months or days: what its end does not print is that of its beginning; None for no such day, a
    span that ends before it begins (11月至3月), and one of which only the end's year is known."""
    from_year, to_year = groups["from_year"], groups["to_year"]
    if to_year and not from_year:
        return None
    if groups.get("next_year"):
        to_year = str(int(from_year) + 1) if from_year else _NEXT
    first = (from_year, groups["from_month"], groups.get("from_day"))
    last = (to_year or from_year, groups["to_month"] or groups["from_month"], groups.get("to_day"))
    ends = ["-".join([year or "-", *(f"{int(part):02}" for part in rest if part)]) for year, *rest in (first, last)]
    try:
        for year, month, day in (first, last):
            date(int(year) if year and year != _NEXT else _LEAP, int(month or 0), int(day or 1))
    except ValueError:
        return None
    return "/".join(ends) if to_year == _NEXT or ends[0] < ends[1] else None


_NEXT = "+"  # stands for the year after the plan's
_LEAP = 2024  # a year that has every day
