"""What a task carries out, where its own text says so: 按《…》精神 · 落实省教育厅下发的…实施方案."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.citations import titles
from kg.extract.lists import read_list
from kg.extract.title import PLAN_WORDS
from kg.model import Derivation
from kg.read.view import Reading

_SPIRIT = re.compile(r"\s*(?:的)?(?:文件)?精神")
_BY = re.compile(r"(?:按照?|根据|依据|遵照|贯彻(?:落实)?|落实)[^。;,《》]{0,12}$")
# 落实市卫生健康局等六部门印发的校园食品安全行动方案
_HANDED_DOWN = re.compile(
    rf"(?:贯彻|落实|执行)(?P<by>[^,;。《》\n]{{2,30}}?)(?:下发|印发|出台|制定|发布|颁布)的(?P<title>[^,;。《》\n]{{4,40}}?(?:{PLAN_WORDS}))(?=[,;。]|$)"
)
_AND_OTHERS = re.compile(r"等[一二三四五六七八九十\d]*(?:个)?(?:部门|单位|部委)?$")


def derivations(reading: Reading, start: int, end: int) -> Iterator[Derivation]:
    """Yield the documents above that the text between the offsets says it carries out; nothing where it names none."""
    for title_start, title_end in titles(reading.view, start, end):
        if _SPIRIT.match(reading.view, title_end + 1, end) and _BY.search(
            reading.view, max(start, title_start - 20), title_start - 1
        ):
            title = re.sub(r"\s+", "", reading.clean(title_start, title_end))
            yield Derivation(title, None, None, reading.evidence(title_start - 1, title_end + 1, "in-the-spirit-of"))
    for match in _HANDED_DOWN.finditer(reading.view, start, end):
        by = match.start("by"), match.end("by") - len((_AND_OTHERS.search(match["by"]) or [""])[0])
        mentions, refusals = read_list(reading, *by, labelled=False)
        if mentions and not refusals:
            yield Derivation(
                reading.name(*match.span("title")), None, None, reading.evidence(*match.span(), "handed-down")
            )
