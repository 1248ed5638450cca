"""The items of a document: a block is a span, not a line, and a number opens one only if it continues its series."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.read.headings import with_headings
from kg.read.markers import STYLES, Marker, candidates
from kg.read.view import Reading


@dataclass(slots=True)
class Block:
    """An item: its number, its heading, and all up to the next number."""

    marker: Marker
    heading: tuple[int, int]  # offsets of the first sentence, closing 。 left out
    end: int  # where the next item begins
    parent: Block | None = None
    children: list[Block] = field(default_factory=list)
    document: int = 0  # which of several documents in one text
    annexed: bool = False  # whether that stands in an annex and has only numbers of a lower rank: 1. behind 一、

    @property
    def path(self) -> list[Block]:
        """The blocks from the outermost part down to this one."""
        return [*(self.parent.path if self.parent else ()), self]


def outline(reading: Reading, start: int, end: int) -> list[Block]:
    """Return the items between the offsets in text order, each with its parent; an empty list where none is numbered.

    A number in a table whose cells are known opens none, nor does one in a list of annexes. Where numbering begins anew
    at the top (a notice, then the plan that it carries), blocks differ in `document`.
    """
    apart = [(table.span.start, table.span.end) for table in reading.source.tables]
    apart += _annex_lists(reading.view, start, end)
    found = list(_outside(candidates(reading.view, start, end), sorted(apart)))
    markers = list(_series(with_headings(reading.view, found), reading.view))
    blocks: list[Block] = []
    open_blocks: list[Block] = []
    stops = [*(marker.start for marker, *_ in markers[1:]), end]
    for (marker, document, annexed), following in zip(markers, stops, strict=False):
        if blocks and blocks[-1].document != document:
            open_blocks.clear()
        while open_blocks and marker.style in {b.marker.style for b in open_blocks}:
            open_blocks.pop()
        parent = open_blocks[-1] if open_blocks else None
        heading = _heading_of(reading.view, marker.end, following)
        block = Block(marker, heading, following, parent, document=document, annexed=annexed)
        if parent:
            parent.children.append(block)
        open_blocks.append(block)
        blocks.append(block)
    return blocks


def _outside(markers: Iterable[Marker], apart: Sequence[tuple[int, int]]) -> Iterator[Marker]:
    """The markers that stand in none of these stretches; both are in text order."""
    following, covered = iter(apart), 0
    stretch = next(following, None)
    for marker in markers:
        while stretch and stretch[0] <= marker.start:
            covered = max(covered, stretch[1])
            stretch = next(following, None)
        if marker.start >= covered:
            yield marker


# 附件:1.扫雪路段名单 · 附表:(下载)↵1.扫雪路段名单
_ANNEXES = re.compile(
    r"^[ \t\ufffc]*附[ \t]*(?:件(?:[ \t]*:)?|[表图录]?[ \t]*:)[ \t]*+(?:\([^()\n]{1,20}\))?\s*+1[ \t]*[.、][^\n。;]{2,60}$",
    re.MULTILINE,
)
# …确保畅通。 附件:1.扫雪路段名单 2.融雪剂清单, in one line
_ANNEXES_BEHIND = re.compile(r"附(?<=[。)\s]附)[ \t]*件[ \t]*:[ \t]*1[ \t]*[.、][^\n。;]{2,200}")
# 2.融雪剂清单
_ANNEX = re.compile(r"\s*+(?P<number>\d{1,2})[ \t]*[.、][^\n。;]{2,60}$", re.MULTILINE)
# 附件2: above an annex
_ANNEX_LINE = re.compile(r"^[ \t\ufffc]*附[ \t]*件[ \t]*+[\d一二三四五六七八九十]*[ \t]*+:?[ \t]*+$", re.MULTILINE)


def _annex_lists(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offsets of each list of annexes: the line that opens it, and those below that go on with 2, 3, …"""
    for opening in _ANNEXES.finditer(view, start, end):
        stop, number = opening.end(), 2
        while (annex := _ANNEX.match(view, stop, end)) and int(annex["number"]) == number:
            stop, number = annex.end(), number + 1
        yield opening.start(), stop
    for opening in _ANNEXES_BEHIND.finditer(view, start, end):
        yield opening.span()


# Of each style of number: 一、 stands above (一), that above 1.
_RANK = {"heading": -1} | {style: rank for rank, (style, _) in reversed([*enumerate(STYLES)])}
_GAP = 3  # a line may open with a number that much past the last: one was lost, or misprinted

# …(责任单位:市教育局) · 牵头单位:市教育局, at the end of an item, before the next number
_SETTLED = re.compile(r"(?:牵头|责任|负责|配合)[^。\n]{0,150}\s*\Z")
_SETTLES = re.compile(
    r"[^\n]{0,600}?[(\[【][^()\[\]\n]{0,150}(?:牵头|责任|负责|配合)"
    r"|[^\n]{2,60}\n\s{0,20}总?(?:牵头|责任|主办|负责)(?:单位|部门)\s{0,4}:"
)
_TAIL = 200  # characters


def _series(found: Iterable[Marker], view: str) -> Iterator[tuple[Marker, int, bool]]:
    """Keep the markers that continue a series, with the number of the document within the text that they belong to, and
    whether that is an annex with numbers of a lower rank only.

    A number continues one more than the last of its style, at a line's start also after a gap or a repetition; a first
    number opens a series below what is open, or, at a line's start in the outermost style or behind 附件, another
    document. In one bureau's extract of a plan numbers go up by any step, where the item before or its own says who does it.
    """
    found = list(found)
    last = {"part": _cut_before(found)}  # of each style seen, also across parents: (六) may stand under 二、
    stack: list[str] = []
    document, annexed = 0, False
    within: dict[str, int] = {}  # of each style, the last number of an enumeration within a sentence
    held: dict[str, int] = {}  # and of one of what a paper holds
    before = 0
    for marker in found:
        if _enumerates(view, marker, within) or _is_held(view, marker, stack, held):
            continue
        if stack and marker.number == 1 and _ANNEX_LINE.search(view, before, marker.start):
            annexed = _RANK[marker.style] > _RANK[stack[0]]
            document += 1
            stack, last = [], {}
        before = marker.end
        step = marker.number - last.get(marker.style, 0)
        is_open = marker.style in stack
        near, far = is_open and 0 <= step <= _GAP, step > 1
        continues = step == 1 or (
            marker.at_line_start and (near or (far and _is_extract(view, marker, is_open=is_open)))
        )
        restarts = marker.number == 1 and (not is_open or marker.at_line_start)
        if not (continues or restarts) or (marker.tight and not _stands_apart(view, marker, step)):
            continue
        if restarts and step != 1 and stack and marker.style == stack[0]:
            if last[marker.style] == 1 or not marker.at_line_start:
                continue  # a list in the text
            document, annexed = document + 1, False
            stack, last = [], {}
        if marker.style in stack:
            del stack[stack.index(marker.style) + 1 :]
        else:
            stack.append(marker.style)
        last[marker.style] = marker.number
        held.clear()
        yield marker, document, annexed


def _cut_before(found: Iterable[Marker]) -> int:
    """The number of the last part that is not in a text, which begins with a later one: 三、…四、…; 0 where all are."""
    numbers = [marker.number for marker in found if marker.style == "part" and marker.at_line_start]
    cut = len(numbers) > 1 and 1 not in numbers and numbers[1] == numbers[0] + 1
    return numbers[0] - 1 if cut else 0


# (一)实施网络行动 · 二、主要任务
_HEADING = re.compile(r"[ \t\ufffc]*(?:\(?[一二三四五六七八九十]{1,3}[)、.]|第.{1,3}[章节条部])[^。;:]{2,40}")


def _stands_apart(view: str, marker: Marker, step: int) -> bool:
    """Whether a number with no mark behind it (4建设基站), or digits (2.5G网络), is one by itself: the next of its series below
    a line that ends or, if more follow, the first, also right below a title."""
    above = view[max(0, marker.start - _TAIL) : marker.start].rstrip().rpartition("\n")[2]
    ended = above[-1:] in set("。;:!?)]") or _HEADING.fullmatch(above) is not None
    if marker.number == 1:
        followed = _NEXT.search(view, marker.end, marker.end + _NEXT_WITHIN) is not None
        return followed and (ended or _TITLE.fullmatch(above) is not None)
    return ended and 1 <= step <= _GAP


_NEXT = re.compile(r"\n[ \t\ufffc]*2(?:[.、]|[一-龥]{2})")
_TITLE = re.compile(r"[ \t\ufffc]*[^\d。,;:\n]{4,30}")  # 清河市工作方案, and no 容积率为1.2
_NEXT_WITHIN = 2000  # characters


# 重点做好:1.储备融雪剂;2.…: behind the first, up to the second
_SECOND = re.compile(r"[^。\n]{0,300}?;\s*(?:\(?2\s*[.、)]|②)")


# …由市住建局负责;2.… · …(市住建局);2.…: items with doers of their own
_DOERS = re.compile(r"[^。\n]{0,300}?(?:牵头|责任单位|配合单位|[局厅委办府会](?:负责|承办|落实|[)\]]\s*;))")


_INNERMOST = ("digit-bracketed", "circled")  # (1) · ①


def _enumerates(view: str, marker: Marker, within: dict[str, int]) -> bool:
    """Whether a number parts what one sentence lists, behind : or a heading's 。 and ;, and so opens no item; `within` keeps
    count."""
    before = view[max(0, marker.start - 4) : marker.start].rstrip()[-1:]
    opened = before == ":" or (before == "。" and marker.style in _INNERMOST)
    first = marker.number == 1 and opened and bool(_SECOND.match(view, marker.end))
    first = first and not _DOERS.match(view, marker.end)
    goes_on = before == ";" and within.get(marker.style) == marker.number - 1
    if marker.at_line_start or not (first or goes_on):
        within.pop(marker.style, None)
        return False
    within[marker.style] = marker.number
    return True


# 体检报告主要内容包括: · but 工作清单如下: and 实施方案如下: are of the plan's own items
_HOLDS = re.compile(
    r"(?:报告|(?<!工作|行动|实施|活动)方案|总结|材料|台账|档案|(?<!工作|任务|措施|责任|项目|整改|问题)清单|协议|合同|手册|简报|公告|标牌)(?:(?!任务|措施|工作|目标)[^。:;\n]){0,12}"
    r"(?:包括|包含|涵盖|如下)[^。:;\n]{0,8}:\s*\Z"
)
_LEAD_IN = 60  # characters


def _is_held(view: str, marker: Marker, stack: Sequence[str], held: dict[str, int]) -> bool:
    """Whether a number at a line's start, within an item, parts what a paper is to hold; `held` keeps count."""
    if marker.number == 1:
        inside = bool(stack) and marker.style not in stack
        found = inside and bool(_HOLDS.search(view[max(0, marker.start - _LEAD_IN) : marker.start]))
    else:
        found = held.get(marker.style) == marker.number - 1
    if found:
        held[marker.style] = marker.number
    return found


def _is_extract(view: str, marker: Marker, *, is_open: bool) -> bool:
    """Whether a number far from the last stands for an item all the same: units answer for it, or for the one before."""
    before = view[max(0, marker.start - _TAIL) : marker.start]
    return bool(_SETTLES.match(view, marker.end) or (is_open and _SETTLED.search(before)))


_WIDE_BLANK = re.compile(r"(\S.*?\S)(?=  )")  # 改善办学条件      4.…
_LABEL = re.compile(r"([^:,;、()<《“\"]{2,14}):")  # 学前教育:创建省一级幼儿园1所
# 市教育局、市公安局:负责… · 乡(镇)人民政府:牵头…: units, and what they do
_DOERS_LABEL = re.compile(
    r"([^:,;()<《“\"]{1,14}(?:[、()][^:,;<《“\"]{1,80})?):\s*(?:(?:具体)?负责(?!人|同志)|牵头|配合|协助)"
)
_SENTENCE_END = re.compile(r"[。!?\n]")


def _heading_of(view: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the heading that opens a text: up to its first 。, or its line's end."""
    while start < end and view[start] in " \t\ufffc\n":
        start += 1
    stop = _SENTENCE_END.search(view, start, end)
    finish = stop.start() if stop else end
    for pattern in (_WIDE_BLANK, _LABEL, _DOERS_LABEL):
        if early := pattern.match(view, start, finish):
            finish = early.end(1)
    while finish > start and view[finish - 1] in " \t\ufffc:":
        finish -= 1
    return start, finish


def restarting(blocks: Iterable[Block]) -> set[str]:
    """Return the styles whose numbers come again under another parent, so that a number alone names no item."""
    counts = Counter((b.marker.style, b.marker.number) for b in blocks)
    return {style for (style, _), count in counts.items() if count > 1}


def printed_id(block: Block, again: set[str]) -> str:
    """Return the number as printed in Arabic digits, its parts' numbers in front where numbers restart: 四-2."""
    if block.marker.style == "goal":
        return f"目标-{block.marker.number}"
    if block.marker.style not in again or not block.parent:
        return str(block.marker.number) if block.parent or block.marker.style != "part" else block.marker.printed
    top, *rest = block.path
    first = top.marker.printed if top.marker.style == "part" else str(top.marker.number)
    return "-".join([first, *(str(b.marker.number) for b in rest)])
