"""Numbers to be reached: 98%以上 · 1.5万个 · 不超过45人 · 1:13.5 · 2-3所, each with comparator, unit and year."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from kg import lexicon
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
_YEAR = re.compile(r"(?<![较比])(?P<year>20\d\d)\s*年")  # 较2020年下降18%: what it is measured by
_SENTENCE = re.compile(r"[^。\n]+")
_QUOTE_START = re.compile(r"[,;。:、\n\ufffc]")
# The words before a number that make it an ordinal, a list's count or a condition
_NOT_AFTER = re.compile(r"(?:第|这|该|每|上述|五年|[A-Za-z“\"(+×x.\d]|距[^,。]{0,12}|早于|晚于)[\s\ufffc]*$")
# 由85%提高到95%: behind where it stood
_ROSE = re.compile(r"\s*(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压减|缩短|降)(?:到|至)")
# 作业、睡眠、体质5项管理: how many were listed
_LISTED = re.compile(r"等$|、[一-龥]{1,6}$")
# 200人以下的村小 · 30年以上的教师: who is meant, not how much
_CONDITION = re.compile(r"\s*(?:以上|以下|以内|及以上|及以下)的(?!(?:比例|标准|目标))")


@cache
def _counted() -> re.Pattern[str]:
    units = lexicon.alternation(lexicon.toml("targets")["units"])
    return re.compile(rf"{_NUMBER}{_BLANKS}(?P<times>[万千百亿](?!元))?{_BLANKS}(?P<unit>{units})")


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
        year = _year(sentence[0])
        cuts = [sentence.start(), *(m.end() for m in _QUOTE_START.finditer(reading.view, *sentence.span()))]
        cuts.append(sentence.end() + 1)
        for match in _matches(reading.view, *sentence.span()):
            at = bisect_right(cuts, match.start())
            since, until = max(cuts[at - 1], match.start() - _QUOTED), min(cuts[at] - 1, match.end() + _QUOTED)
            found.append(_target(reading, match, (since, max(until, match.end())), year))
    return tuple(found)


def _matches(view: str, start: int, end: int) -> Iterator[re.Match[str]]:
    every = [m for pattern in (_counted(), _RATIO, _WORDS, _YEARS) for m in pattern.finditer(view, start, end)]
    for match in sorted(every, key=lambda m: m.start()):
        before = view[max(start, match.start() - 16) : match.start()]
        idiom = "".join(match[0].split()) in lexicon.toml("targets")["idioms"]
        share_of = match[0].endswith("%") and before.endswith(("后", "前"))
        counted_list = match[0].endswith("项") and bool(_LISTED.search(before))
        counted_list |= match[0].endswith("个") and before.endswith("等")
        baseline = before.endswith(("由", "从")) and bool(_ROSE.match(view, match.end(), end))
        if not (
            baseline
            or idiom
            or share_of
            or counted_list
            or _NOT_AFTER.search(before)
            or _CONDITION.match(view, match.end())
        ):
            yield match


def _year(sentence: str) -> int | None:
    """The year that opens a sentence or its last clause before the numbers: 到2025年,…; None where it prints none or two."""
    years = {int(match["year"]) for match in _YEAR.finditer(sentence)}
    return years.pop() if len(years) == 1 else None


def _target(reading: Reading, match: re.Match[str], clause: tuple[int, int], year: int | None) -> Target:
    groups = match.groupdict()
    since, stop = clause
    comparator = _comparator(
        reading.view[since : match.start()] + re.sub(r"\d.*", "", match[0]),
        reading.view[match.end() : min(stop, match.end() + 4)],
    )
    if groups.get("to") and comparator == "=":
        comparator = ">="  # a range is reached at its lower end
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
    return ":1" if groups.get("first") else groups.get("unit") or groups.get("of")


def _comparator(before: str, after: str) -> str:
    """The word right behind the number first, else the last one before it, the longer of two that end together."""
    for word, sign in _comparators().items():
        if after.startswith(word):
            return sign
    found = [
        (before.rfind(word) + len(word), len(word), sign) for word, sign in _comparators().items() if word in before
    ]
    return max(found)[2] if found else "="
