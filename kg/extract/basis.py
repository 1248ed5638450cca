"""What a plan as a whole carries out: 为贯彻落实《…意见》, 根据《…法》."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.citations import titles
from kg.extract.genre import title_words
from kg.extract.title import TITLE_END, printed
from kg.model import Named
from kg.read.lines import lines
from kg.read.view import Reading

# 为(深入)贯彻落实《…》和《…》精神 · 根据《…》
_ON_WHOSE_WORD = re.compile(r"(?:为|根据|按照|依据|遵照)[^。;\n]{0,30}$|贯彻|落实|根据|按照|依据")
# 关于贯彻落实《…》的实施意见 · 磐石市落实《…》重点任务分工
_CARRIES_OUT = re.compile(r"(?:[一-龥]{1,12}[省市州盟县区旗局厅委])?(?:关于)?(?:贯彻|落实|实施)")
# 《教育法》 · 《…规划纲要(2010-2020年)》 · 《中国教育现代化2035》 · 《…的函》: what a plan may carry out, and is not itself
_BASIS_END = re.compile(
    rf"{TITLE_END.pattern}|(?:的复?函|(?<!方)法|决定|决议|批复|纲要|规划|标准|规范|指南|指引|{title_words('rules')})(?:\([^()]{{2,12}}\))*$|20[3-5]\d$"
)
_SHORT_FOR = re.compile(r"(?:简称为?|以下称为?|合称)\s{0,4}[:\"“]?\Z")  # (以下简称《意见》), named just before
_MADE = re.compile(r"(?:制定|制订|编制|起草|拟定|形成)了?\Z")  # 根据《…》,制定了《…方案》: itself, or one of its own
_WORDS = 12  # characters before a title that are looked at
# 近年来,我市落实《…》,取得明显成效 · 落实《…》的经验在全省推广: what was done, and how it was praised
_PAST = re.compile(
    "近年来|近几年|去年|取得[一-龥]{0,6}(?:成效|成绩|进展|成果)|成效(?:显著|明显)"
    "|荣获|获评|被[一-龥]{2,16}(?:评为|授予|表彰|报道)|(?:经验|做法)(?:在|被|得到|受到)[一-龥]{1,10}(?:推广|报道|肯定)"
)


_SENTENCE = re.compile(r"[^。\n]+")


def basis(reading: Reading, title: Named | None, body: int) -> tuple[Named, ...]:
    """Return the titles that the plan as a whole carries out, each once, in text order: what its own title says and what
    stands between that and its body, else what the letter says that hands it out; an empty tuple for none."""
    found: dict[str, Named] = {}

    def add(span: tuple[int, int], rule: str) -> None:
        text, name = printed(reading, *span), reading.name(*span)
        if not _BASIS_END.search(name) or _BASIS_END.fullmatch(name) or (title and text == title.text):
            return  # 《意见》 alone is short for one that is named
        found.setdefault(text, Named(text, reading.evidence(*span, rule)))

    if title and _CARRIES_OUT.match(title.text):
        for span in titles(reading.view, title.evidence.start, title.evidence.end):
            add(span, "title-of-plan")
    opening = title.evidence.end if title else 0
    for span in _carried_out(reading.view, opening, body):
        add(span, "opening-paragraph")
    for line in lines(reading, 0, opening) if not found else ():
        if "给你们" in line.name:  # 为落实《…意见》,我们制定了《…工作要点》。现印发给你们
            for span in _carried_out(reading.view, line.start, line.end):
                add(span, "letter")
    return tuple(found.values())


def _carried_out(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The titles between the offsets on whose word a sentence says that something is done."""
    for sentence in _SENTENCE.finditer(view, start, end):
        first, last = sentence.span()
        inside = list(titles(view, first, last))
        before = view[first : inside[0][0]] if inside else ""
        if not _ON_WHOSE_WORD.search(before) or _PAST.search(view, first, last):
            continue
        for span in inside:
            words = view[max(first, span[0] - _WORDS) : span[0] - 1]
            if not _SHORT_FOR.search(words) and not _MADE.search(words):
                yield span
