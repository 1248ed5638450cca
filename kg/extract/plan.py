"""A source becomes a plan: header, body and tables read apart, then put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby, takewhile

from kg.errors import NoPlanFound
from kg.extract import deadlines, general, genre, schools
from kg.extract.annex import merge
from kg.extract.assignments import explicit
from kg.extract.body import body_tasks, own_lists
from kg.extract.halves import second_half
from kg.extract.header import Header, header
from kg.extract.over_labels import over_labels
from kg.extract.rows import is_units
from kg.extract.stated import as_stated
from kg.extract.tables import find_tables
from kg.extract.title import ISSUER_END, TITLE_END
from kg.extract.titled import with_paragraphs
from kg.extract.units import parse, parse_acting, parse_open
from kg.extract.work import sets_work
from kg.model import Doubt, Evidence, Finding, Named, Plan, Role, Task
from kg.read.lines import DATE_LINE, Line, lines
from kg.read.markers import Marker
from kg.read.outline import Block, outline
from kg.read.paragraphs import paragraphs
from kg.read.view import Reading, fold, look
from kg.source import Source

_SHARED_OUT = r"[(【][^()【】\n]{0,60}(?:责任|牵头|负责|配合)"  # (责任单位:市教育局), behind it: then it is the item's
# 本政策自印发之日起施行 · 本实施方案自2020年9月1日起施行 · 本意见有效期至2025年底 · 《…》(清政办发(2007)5号)同时废止
_IN_FORCE = (
    r"(?:本(?:实施|工作|行动|若干|暂行|管理|政策){0,2}(?:政策|措施|方案|办法|意见|计划|规划|规定|细则|通知)"
    r"(?:自[^。;\n]{2,30}(?:起|之日)[^。;,\n]{0,10}(?:施行|实施|执行|生效)"
    r"|的?有效期(?:限)?(?:为|至|到|[\d一二三四五六七八九十]))"
    r"|原?《[^《》\n]{2,80}》(?:(?:、|和|及|\([^()\n]{2,40}\)|《[^《》\n]{2,80}》){0,6}(?:同时|即行|相应)(?:予以)?(?:废止|失效|停止执行)(?=[。;\n]|\Z)))"
    rf"(?![^\n]*{_SHARED_OUT})"
)
# What ends a body: 附件 · 附件1: · 附表:1.… · (此件公开发布) · (来源:…) · 抄送: · since when it is in force · the foot of the page
_AFTER_BODY = re.compile(
    r"附\s*件\s*(?:[\d一二三四五六七八九十]+\s*)?(?:[:.、]|(?m:$))|附[表图录]?:|\(?(?:此件|来源|信息来源|联系人|联系电话)|抄送\s*:|主题词\s*:"
    rf"|{_IN_FORCE}"
    r"|版权所有|责任编辑|主办(?:单位)?\s*:|相关(?:解读|链接|阅读|文件|新闻)|[上下]一[篇条]|打印本页|网站标识码"
)


# …印发通报。本方案自印发之日起施行
_CLOSES = re.compile(rf"。\s{{0,4}}(?={_IN_FORCE}(?![,、]\s*[市县区省州各]))")
_DATED = re.compile(rf"{DATE_LINE.pattern}(?:印发)?")
# 某市教育局 2024年3月1日 · 某市教育局办公室 2024年3月1日印发
_SIGNED = re.compile(rf"[^。,;:]{{4,40}}{_DATED.pattern}")


def read_plan(source: Source, plan_id: str) -> Plan:
    """Return what a source says; raise NoPlanFound where it sets no task."""
    reading = look(source)
    tables = find_tables(reading, 0, len(reading.view))
    body_end = tables[0].start if tables else len(reading.view)
    blocks = outline(reading, 0, body_end)
    few = len(blocks) < 3 and not any(block.parent for block in blocks)
    if few and (unnumbered := paragraphs(reading, 0, body_end) or (not blocks and over_labels(reading, 0, body_end))):
        blocks = unnumbered
    elif blocks:
        last = _plan_of(reading, blocks)[-1]
        body_end = _body_end(reading, last.marker, last.end if last is not blocks[-1] else body_end)
        read = list(takewhile(lambda block: block is not last, blocks))
        body_end = _closing_paragraph(reading, [*read, last], body_end)
        blocks = with_paragraphs(reading, _plan_of(reading, outline(reading, 0, body_end)))
    since = second_half(reading, blocks)
    tasks, doubts = body_tasks(reading, blocks, since)
    tasks = _unique(tasks)
    findings: list[Finding] = []
    for number, table in enumerate(tables, start=1):
        merged = merge(reading, tasks, table, f"表{number}" if len(tables) > 1 else "表")
        tasks, findings, doubts = merged.tasks, [*findings, *merged.findings], [*doubts, *merged.doubts]
    starts = [*(block.marker.start for block in blocks[:1]), *(table.start for table in tables[:1])]
    body = min(starts, default=len(reading.view))
    top, differing = as_stated(header(reading, body, body_end), source.stated)
    if not sets_work("work" if since else genre.kind(reading, body, top.title), tasks):
        unread = "".join(f"; {reason}" for _, reason in source.gaps[:1])
        raise NoPlanFound(f"no plan found: it sets no task (no items or table rows that tell somebody to act){unread}")
    return Plan(
        id=plan_id,
        source=source,
        title=top.title,
        issuers=top.issuers,
        number=top.number,
        date=top.date,
        place=top.place,
        level=top.level,
        basis=top.basis,
        tasks=tuple(_unique(_in_year(general.apply(reading, tasks), top))),
        unit_names=tuple(sorted({m.unit.text for table in tables for row in table.rows for m, _ in row.units})),
        findings=tuple(findings),
        noise=reading.noise,
        doubts=tuple(
            sorted({*doubts, *differing, *_unknown_kinds(tasks, top.issuers), *_unread(reading)}, key=_by_place)
        ),
    )


def _plan_of(reading: Reading, blocks: list[Block]) -> list[Block]:
    """The blocks of the plan, where a text holds several documents: the longest that is no form and no annex's list, and
    any other whose lists name units, not only ones that support (支撑单位, in a notice, is whom to call).

    Of two with the same number of items, as a table of contents has, that with more text.
    """
    documents = [list(group) for _, group in groupby(blocks, key=lambda block: block.document)]
    if len(documents) > 1:
        documents = [one for one in documents if not _is_form(reading, one[0])] or documents
    own = [one for one in documents if not one[0].annexed] or documents
    longest = max(own, key=lambda one: (len(one), one[-1].end - one[0].marker.start), default=[])
    return [b for one in documents if one is longest or _names_units(reading, one) for b in one]


# 图书馆项目申报书 · 填 写 说 明; not 2.项目申报书, in a list of annexes
_FORM = re.compile(
    r"(?!附件|\d)[^。:;]{0,36}(?:(?:申报|申请|推荐|承诺|登记|备案|报名|协议)[书表]|填[写表]说明)(?:\([^()]*\))?"
)
_NEAR = 600  # characters above a first item that may name its document


def _is_form(reading: Reading, first: Block) -> bool:
    """Whether the numbers that begin with this item are those of a form to be filled in: the nearest title above says so."""
    above = lines(reading, max(0, first.marker.start - _NEAR), first.marker.start)
    titles = (line.name for line in reversed(above) if _FORM.fullmatch(line.name) or TITLE_END.search(line.name))
    return bool(_FORM.fullmatch(next(titles, "")))


def _names_units(reading: Reading, blocks: list[Block]) -> bool:
    named = (one for block in blocks for one in own_lists(reading, block).assignments)
    return any(one.role is not Role.SUPPORT for one in named)


def _unknown_kinds(tasks: list[Task], issuers: Iterable[Named]) -> list[Doubt]:
    """One doubt a unit that only its shape shows: it is taken, and listed so that the user may add its function."""
    named: list[tuple[str, Evidence, str | None]] = [(issuer.text, issuer.evidence, None) for issuer in issuers]
    named += [(a.unit, a.evidence, task.id) for task in tasks for a in (*task.assignments, *task.duties)]
    shaped: dict[str, Doubt] = {}
    for name, evidence, task in named:
        unit = parse(name) or parse_acting(name) or parse_open(name)
        if unit is None or not unit.kind:
            shaped.setdefault(name, Doubt(f"unit of unknown kind: {name}", evidence, task, name))
    return list(shaped.values())


def _unread(reading: Reading) -> list[Doubt]:
    """One doubt a gap of the file, beside the last line before it; beside the first where none is."""
    doubts = []
    for offset, reason in reading.source.gaps:
        before = lines(reading, 0, offset)[-1:] or lines(reading, offset, len(reading.view))[:1]
        doubts += [Doubt(reason, reading.evidence(line.start, line.end, "gap")) for line in before]
    return doubts


def _by_place(doubt: Doubt) -> tuple[int, int, str, str, str]:
    return doubt.evidence.start, doubt.evidence.end, doubt.reason, doubt.task or "", doubt.unit or ""


def _body_end(reading: Reading, last_item: Marker, end: int) -> int:
    """Where the last item's text ends: at an annex's name, a note on the publication, the signature, or the end; where all
    of it is such a note, at its number."""
    before: list[Line] = []
    for line in lines(reading, last_item.end, end):
        if _AFTER_BODY.match(reading.view, line.start):
            return line.start if before else last_item.start
        if closing := _CLOSES.search(reading.view, line.start, line.end):
            return closing.end()
        if _DATED.fullmatch(line.name) or _SIGNED.fullmatch(line.name):
            line_start = line.start
            while before and _signs(reading, before[-1]):
                signed = before.pop()
                line_start = signed.start
            return line_start
        before.append(line)
    return end


def _signs(reading: Reading, line: Line) -> bool:
    """Whether a line over a date names who signs: units, or at least what ends like one."""
    short = len(line.name) <= 30 and not re.search("[。,;:]", line.name)
    by_name = bool(ISSUER_END.search(line.name)) or schools.is_named(line.name)
    return short and (by_name or is_units(reading, (line.start, line.end)))


def _closing_paragraph(reading: Reading, blocks: list[Block], end: int) -> int:
    """Where the last item ends if each item is one paragraph, or ends with a bracket of who does it: what follows closes
    the document; where items are few, only what is said to all."""
    last = blocks[-1]
    leaves = [block for block in blocks[:-1] if block.marker.style == last.marker.style and not block.children]
    if len(leaves) >= _SETTLED_LEAST and all(_settled(reading, leaf.marker.start, leaf.end) for leaf in leaves):
        stops = [line.end for line in lines(reading, last.marker.start, end) if _names_doers(reading, line)]
        return stops[-1] if stops else end
    if not leaves or any(len(lines(reading, leaf.marker.start, leaf.end)) > 1 for leaf in leaves):
        return end
    own = lines(reading, last.marker.start, end)
    if len(leaves) >= _PARAGRAPHS_LEAST:
        return own[0].end
    return own[-2].end if len(own) > 1 and _TO_ALL.match(own[-1].name) else end


_PARAGRAPHS_LEAST = 5  # items
_TO_ALL = re.compile(r"各[^,。;:]{1,30}(?:部门|单位)(?:要|应|务必|须)")  # 各县区、各部门要切实加强领导


def _names_doers(reading: Reading, line: Line) -> bool:
    """Whether a line ends with a bracket of units, and of nothing else that 落实 and the like are said of."""
    settled = _settled(reading, line.start, line.end)
    return settled and bool(explicit(reading, line.start, line.end).assignments)


_SETTLED_LEAST = 3  # items
# …(市教育局牵头,市财政局配合)。 · …(责任单位:市教育局), at the end of an item
_SETTLED = re.compile(r"\([^()]{2,200}(?:\([^()]{1,30}\)[^()]{0,200}){0,5}\)[。;]?\Z")
_WHO = re.compile("负责|牵头|责任|配合|落实|[局委办厅部府院会]\\)")


def _settled(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch ends with a bracket of who does it."""
    bracket = _SETTLED.search(reading.view[max(start, end - _TAIL) : end].rstrip(" \n\ufffc"))
    return bracket is not None and bool(_WHO.search(bracket[0]))


_TAIL = 600  # characters


def _in_year(tasks: list[Task], top: Header) -> list[Task]:
    """Deadlines that name no year fall in the plan's: that of its title, else that of its date. Months that were over by
    then are none: 2020年3月至5月,试点成效明显."""
    printed = re.search(r"(?<!\d)20\d\d(?=年)", fold(top.title.text)) if top.title else None
    year = printed[0] if printed else (top.date.text[:4] if top.date else None)
    dated = [(task, deadlines.in_year(task.deadline, year)) for task in tasks]
    when = top.date.text if top.date else ""
    kept = [(task, None if deadline and _is_over(deadline.value or "", when) else deadline) for task, deadline in dated]
    return [task if deadline is task.deadline else replace(task, deadline=deadline) for task, deadline in kept]


def _is_over(value: str, when: str) -> bool:
    """Whether months or days with a stroke between ended before a date."""
    _, stroke, last = value.partition("/")
    return bool(stroke) and len(last) > len("2021") and last < when[: len(last)]


def _unique(tasks: list[Task]) -> list[Task]:
    """Give every task an id of its own: a number that came twice gets a count behind it."""
    seen: dict[str, int] = {}
    unique = []
    for task in tasks:
        count = seen[task.id] = seen.get(task.id, 0) + 1
        unique.append(task if count == 1 else replace(task, id=f"{task.id}~{count}"))
    return unique
