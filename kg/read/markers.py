"""Where an item's number may stand: 一、 (一) 1. (1) ① 第一条, with full- and half-width punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.numerals import integer

_CN = "[一二三四五六七八九十百零]{1,5}"

# Each style with its pattern over the view; the number is group 1. Order is the order of trial at one place.
STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    # 第一条 · 第三部分 · 第2项
    ("article", re.compile(rf"第({_CN}|\d{{1,3}})(?:条|部分|章|节|项)\s*[、.:,]?(?=\s*\S)")),
    # 一、 · 十二. · 三,
    ("part", re.compile(rf"({_CN})\s*[、.,](?=\s*\S)")),
    # (一) · （十二）、
    ("bracketed", re.compile(rf"\(\s*({_CN})\s*\)\s*[、.]?(?=\s*\S)")),
    # 1. · 12、 · 3, · 3.2024年… · 4 with a mark of a private font
    (
        "digit",
        re.compile(r"(\d{1,3})\s*(?:[\ue000-\uf8ff](?=\S)|[、,](?=\s*\D)|\.{1,2}(?!\d)(?=\s*\S)|\.(?=20\d\d年))"),
    ),
    # (1) · 1)
    ("digit-bracketed", re.compile(r"\(?\s*(\d{1,3})\s*\)\s*[、.]?(?=\s*\S)")),
    # ①
    ("circled", re.compile(r"([①-⑳])\s*[、.]?(?=\s*\S)")),
    # 行动1: · --任务二:
    *(
        (f"named-{word}", re.compile(rf"-{{0,2}}\s*{word}\s*({_CN}|\d{{1,2}})\s*:(?=\s*\S)"))
        for word in ("行动", "任务", "工程", "举措")
    ),
    # ㈠ · ⒈ · ⑴: one character each
    ("bracketed", re.compile(r"([㈠-㈩])\s*[、.]?(?=\s*\S)")),
    ("digit", re.compile(r"([⒈-⒛])\s*(?=\S)")),
    ("digit-bracketed", re.compile(r"([⑴-⒇])\s*[、.]?(?=\s*\S)")),
)

# 2.5G网络全面推广 · 3.400个社区 · 4建设基站; no 2.5亿元, 3.1总体设计, 4家企业
_TIGHT = re.compile(
    r"(\d{1,2})(?:[.、](?!\d+\s*(?:[万亿倍%元吨米]|平方|公里|左右|以[上下内])|\d小时)(?=\d{2,5}(?![\d.])|\d[A-Za-z个项类所家岁年月级批大])"
    r"|(?![年月日号时点分个家项所类条次名人万亿倍周岁大批种期级届米吨座处场位天部千百十余多方公平件套台册亩度楼至到、])(?=[一-龥]{2}))"
)

_FIRST = r"一二三四五六七八九十百零\d(第①-⑳㈠-㈩⒈-⒛⑴-⒇行任工举-"  # what a marker begins with
# Before a marker in the middle of a line: a sentence's end, wide blanks, a closing bracket, or noise.
# 2021年工作要点 一、主要任务 · …报告如下一、主要任务(一)…: the first part, straight behind a title
_FIRST_PART = (
    r"(?<=[一-龥)”》] )(?=一、[一-龥])"
    r"|(?<=方案|要点|计划|打算|意见|如下)(?=一、[^。;:,、\n]{2,30}(?:\(一\)|1[.、]))"
)
_OPENING = re.compile(
    rf"(?=[ \t\ufffc{_FIRST}])(?:^|(?<=[\n。;:!?)\]\ufffc])|(?<=\s\s)|{_FIRST_PART})[ \t\ufffc]*", re.MULTILINE
)
_START = re.compile(f"[{_FIRST}]")
# 四、组织保障(一)强化组织推动: a part's heading with its first item straight behind it
_FIRST_CHILD = re.compile(r"[^\n。;:,(\ufffc]{2,20}(\(一\))(?=\S)")
# 一、加强党的领导 1.强化政治建设 · (二)促进均衡发展3、建设学校; but 一、新建小学1、中学2所, and 一、填好附件1、附件2
_DIGIT_CHILD = re.compile(
    r"[^\n。;:(\ufffc]{2,40}?(?<![\d第表图])(?<!附件)[ \t]{0,2}(\d{1,2})[.、]"
    r"(?=[ \t]{0,2}[一-龥“《])(?![一-龥]{1,3}\d|[一-龥]{1,8}\d{1,2}[、,])"
)
_PARENTS = ("part", "bracketed")


class Marker(NamedTuple):
    """A number that may open an item."""

    style: str
    number: int
    printed: str  # 四, 3
    start: int
    end: int  # where the item's text begins
    at_line_start: bool
    tight: bool = False  # digits or words follow, with which its own might belong together


def _opens_line(view: str, place: int) -> bool:
    """Whether nothing but blanks and noise stands before the place in its line."""
    while place and view[place - 1] in " \t\ufffc":
        place -= 1
    return place == 0 or view[place - 1] == "\n"


def candidates(view: str, start: int, end: int) -> Iterator[Marker]:
    """Yield, in order, everything between the offsets that looks like an item's number."""
    seen = -1
    for opening in _OPENING.finditer(view, start, end):
        place = opening.end()
        if place <= seen or place >= end or not _START.match(view, place):
            continue
        for style, pattern in STYLES:
            match = pattern.match(view, place, end)
            number = integer(match[1]) if match else None
            if match and number is not None:
                line_start = _opens_line(view, place)
                if style.startswith("named") and not line_start:
                    continue  # 工程1:造林;工程2:修路, in a sentence
                yield Marker(style, number, match[1], match.start(), match.end(), line_start)
                seen = place
                if style == "part" and (inner := _FIRST_CHILD.match(view, match.end(), end)):
                    yield Marker("bracketed", 1, "一", inner.start(1), inner.end(1), False)
                    seen = inner.start(1)
                elif style in _PARENTS and (inner := _DIGIT_CHILD.match(view, match.end(), end)):
                    yield Marker("digit", int(inner[1]), inner[1], inner.start(1), inner.end(), False)
                    seen = inner.start(1)
                break
        else:
            if (match := _TIGHT.match(view, place, end)) and _opens_line(view, place):
                yield Marker("digit", int(match[1]), match[1], match.start(), match.end(), True, tight=True)
                seen = place
