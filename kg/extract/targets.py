"""Numbers to be reached: 98%以上 · 1.5万个 · 不超过45人 · 1:13.5 · 2-3所, each with comparator, unit and year."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from kg import lexicon
from kg.extract.conditions import reached
from kg.model import Target
from kg.numerals import integer
from kg.read.view import Reading

_TIMES = {"万": 10_000, "千": 1_000, "百": 100, "亿": 100_000_000}
_BLANKS = r"\s{0,4}"  # no more: where several meet, a run of blanks would take its square
_NUMBER = rf"(?P<value>\d{{1,9}}(?:\.\d+)?)(?:{_BLANKS}[-~至到]{_BLANKS}(?P<to>\d+(?:\.\d+)?))?"
# 1:13.5 · 7:1
_RATIO = re.compile(r"(?<![\d:])(?:(?P<left>1):(?P<value>\d+(?:\.\d+)?)|(?P<first>\d+):1)(?![\d:])")
# 不少于一半 · 至少办好一所 · 千名教师
_WORDS = re.compile(
    r"(?<=[于到过])(?P<half>一半)|至少[一-龥]{0,6}?(?P<few>[一二两三四五六七八九十])(?P<unit>[所个名次项场堂节])|(?<![\d几数上近成每])(?P<round>[千百])(?P<of>[名人所])"
)
# 不少于1年 · 提前1年: years that are no date
_YEARS = re.compile(r"(?:不少于|不低于|至少|提前|满)\s*(?P<value>\d+)\s*(?P<unit>年)(?!底|末|\d)")
# 到2025年; no 较2020年下降18%, what it is measured by, and no 2018年6月1日后开工, whom it is for
_YEAR = re.compile(
    r"(?<![较比])(?P<year>20\d\d)\s{0,4}年(?!\s{0,4}(?:\d{1,2}\s?月)?(?:\d{1,2}\s?日)?\s{0,4}(?:以?后|之后|起|以来|至今))"
)
# 总量突破5亿: nothing says of what
_BARE = re.compile(
    r"(?:(?<=突破)|(?<=达到)|(?<=超过))(?P<value>\d{1,9}(?:\.\d{1,9})?)(?P<times>[亿万])(?=(?:以上)?(?:[,;]|$))"
)
_SENTENCE = re.compile(r"[^。\n]+")
_QUOTE_START = re.compile(r"[,;。:、\n\ufffc]")
# 最高给予100万元 · 补贴上限为30万元 · 最低10册: what bounds the number right behind it; no 国家最高科学技术奖
_BOUNDED = re.compile(
    r"(?:(?P<most>最高|最多|至多|上限|封顶)|最低|最少)"
    r"(?:不超过|给予|补助|补贴|资助|奖励|奖补|支持|扶持|金额|标准|额度|比例|每年|每[人家个]|可|达到?|按|为|额|跑){0,4}\s{0,4}$"
)
# 6小时内办结: no longer than that; 5年内 says when
_WITHIN = re.compile(r"(?:小时|分钟|天|工作日)$")
# 最高给予60万元(国家级)、40万元: the words before the first number hold for those that are listed behind it
_LISTED_ON = re.compile(r"\s{0,4}(?:\([^()\d]{0,12}\))?[、和]\s{0,4}")


@cache
def _counted() -> re.Pattern[str]:
    units = (
        lexicon.alternation(lexicon.toml("targets")["units"])
        .replace("万元", f"万{_BLANKS}元")
        .replace("亿元", f"亿{_BLANKS}元")
    )
    return re.compile(
        rf"{_NUMBER}{_BLANKS}(?P<over>[余多])?(?P<times>[万千百亿](?!{_BLANKS}元|亿?级))?{_BLANKS}(?P<unit>{units})"
    )


@cache
def _comparators() -> dict[str, str]:
    table = lexicon.toml("targets")["comparators"]
    return {word: sign for sign, words in table.items() for word in words}


_HINT = re.compile(r"[\d半少千百]")  # without any of these none of the patterns matches
_QUOTED = 80  # characters on either side of a number that its quote holds at most, where no comma ends it earlier


def targets(reading: Reading, start: int, end: int) -> tuple[Target, ...]:
    """Return the numbers between the offsets that say how much is to be reached, in text order; empty for none."""
    found: list[Target] = []
    for sentence in _SENTENCE.finditer(reading.view, start, end):
        if not _HINT.search(sentence[0]):
            continue
        years = _years(sentence[0])
        cuts = [sentence.start(), *(m.end() for m in _QUOTE_START.finditer(reading.view, *sentence.span()))]
        cuts.append(sentence.end() + 1)
        before, last = "", sentence.start()
        for match in _matches(reading.view, *sentence.span()):
            at = bisect_right(cuts, match.start())
            since, until = max(cuts[at - 1], match.start() - _QUOTED), min(cuts[at] - 1, match.end() + _QUOTED)
            if not (before and _LISTED_ON.fullmatch(reading.view, last, match.start())):
                before = _of_this(reading.view[since : match.start()])
            last = match.end()
            found.append(
                _target(
                    reading, match, before, (since, max(until, last)), _year(years, match.start() - sentence.start())
                )
            )
    return tuple(found)


# 用餐人数超过1000人的食堂给予100万元: 超过 is said of the people
_OF_ANOTHER = re.compile(r".*\d([^\d]*(?:的[^\d]*|给予|奖励|补助|补贴)[^\d]*)", re.DOTALL)
# 建成1000亩以上林地5个: 以上 is said of each; but 5个以上收入过200亿元的集群
_OF_EACH = re.compile(r".*\d[^\d,;。]{0,6}以[上下内]([^\d]*[^\d过])", re.DOTALL)


def _of_this(before: str) -> str:
    """Of the words before a number those that can be said of it, and not of the number that they hold."""
    other = _OF_ANOTHER.fullmatch(before) or _OF_EACH.fullmatch(before)
    return other[1] if other else before


def _matches(view: str, start: int, end: int) -> Iterator[re.Match[str]]:
    every = [m for pattern in (_counted(), _RATIO, _WORDS, _YEARS, _BARE) for m in pattern.finditer(view, start, end)]
    return reached(view, start, end, sorted(every, key=lambda m: m.start()))


_OPENS = re.compile(r"(?:^|[,;])\s{0,4}(?:力争|确保|争取)?(?:[到至在])?\s?$")  # 到 of a clause that a year opens


def _years(sentence: str) -> list[tuple[int, int]]:
    """The years of a sentence with where each stands; [] for none, and for several of which one opens no clause."""
    found = list(_YEAR.finditer(sentence))
    several = len({match["year"] for match in found}) > 1
    opening = all(_OPENS.search(sentence, max(0, match.start() - 8), match.start()) for match in found)
    return [(match.start(), int(match["year"])) for match in found if opening or not several]


def _year(years: Sequence[tuple[int, int]], at: int) -> int | None:
    """The only year of a sentence, or the last before a number: 到2025年,…;到2030年,…"""
    if len({year for _, year in years}) == 1:
        return years[0][1]
    return next((year for start, year in reversed(years) if start < at), None)


def _target(reading: Reading, match: re.Match[str], before: str, clause: tuple[int, int], year: int | None) -> Target:
    groups = match.groupdict()
    since, stop = clause
    comparator = _comparator(
        before + re.sub(r"\d.*", "", match[0]),
        reading.view[match.end() : min(stop, match.end() + 4)],
    )
    if reading.view.startswith("内", match.end()) and _WITHIN.search(match[0]):
        comparator = "<="
    if (groups.get("to") or groups.get("over")) and comparator == "=":
        comparator = ">="  # a range is reached at its lower end, and 200余名 are more than 200
    evidence = reading.evidence(since, stop, "number-and-unit")
    return Target(_value(groups), comparator, _unit(groups), year, evidence)


def _value(groups: dict[str, str | None]) -> Decimal:
    if groups.get("half"):
        return Decimal("0.5")
    if number := groups.get("few") or groups.get("round"):
        return Decimal(integer(number) or _TIMES[number])
    text = groups.get("value") or groups.get("first") or ""
    value = Decimal(text) * _TIMES.get(groups.get("times") or "", 1)
    return value.to_integral_value() if value == value.to_integral_value() else value


def _unit(groups: dict[str, str | None]) -> str | None:
    if groups.get("left"):
        return "1:"
    if groups.get("first"):
        return ":1"
    unit = groups.get("unit") or groups.get("of")
    return unit and "".join(unit.split())


_MORE = re.compile(r"(?:超|(?:收入|产值|营收|规模|总量|总额|人数)过)\s*$")  # 产值超10亿元 · 收入过200亿元
_TO_NONE = re.compile("消除|化解|杜绝|取消|消灭")
_OF_SIZE = re.compile('以上["“]?[的超大]')  # 消除56人以上的大班; but 消除隐患20处以上


def _comparator(before: str, after: str) -> str:
    """The word right behind the number first, else the last one before it, the longer of two that end together."""
    if _OF_SIZE.match(after) and _TO_NONE.search(before):
        return "<="
    for word, sign in _comparators().items():
        if after.startswith(word):
            return sign
    if bound := _BOUNDED.search(before):
        return "<=" if bound["most"] else ">="
    if _MORE.search(before):
        return ">="
    found = [
        (before.rfind(word) + len(word), len(word), sign)
        for word, sign in _comparators().items()
        if word in before and word not in _BEHIND
    ]
    return max(found)[2] if found else "="


_BEHIND = ("以上", "以下", "以内", "左右", "上下")  # said of the number before them: 规模以上工业增加值增长7%
