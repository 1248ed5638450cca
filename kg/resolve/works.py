"""Cited titles become works: one identity for a policy, whoever names it and whatever stands round its title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.model import Correction, Level, Naming, Plan, Work
from kg.places import guess_level, lookup
from kg.read.view import fold

# National issuers that some print in front of a title and some do not
_NATIONAL_ISSUER = re.compile(
    r"^(?:中共中央办公厅|国务院办公厅|中共中央|国务院|中央(?=关于|、|\s|办公厅)|教育部|国家[一-龥]{2,12}?(?:委员会|委|局)|(?:(?![省市县区州旗盟委])[一-龥]){2,10}部(?=办公厅|等|关于|、))"
    r"(?:办公厅)?(?:等[一二三四五六七八九十\d]+(?:个)?(?:部门|部委|单位))?[、\s]*"
)
_PLACE_IN_FRONT = re.compile(r"^(?:中共)?(?P<place>[一-龥]{2,8}?(?:省|自治区|市|自治州|州|盟|地区|县|区|旗))")
# 省人民政府关于… · 全省…: the province of the plan that cites it
_OWN_PROVINCE = re.compile(r"^(?:全|我)?省(?=[一-龥])")
# X关于印发《…》的通知 · 关于转发…的函: the document is what is sent round, the issuer who sends it
_SENT_ROUND = re.compile(
    r"^(?P<by>[^《》<>]*?)(?:关于)?(?:印发|转发|下发|发布|公布)(?P<open>[《<])?(?P<title>.+?)(?(open)[》>])的(?:通知|函|公告)$"
)
# 意见 · 实施方案: what kind of document it is, and no more
_KIND_ALONE = re.compile(
    r"(?:实施|工作|行动|指导|若干|总体|专项|管理|任务|分工|暂行|试行)*(?:意见|通知|指南|方案|办法|规定|规划|计划|要点|纲要|细则|标准|决定|措施)"
)
# 教育部关于做好2021年…工作的通知: more than one ministry has such a title
_OF_EACH = re.compile(r"关于(?:认真|切实|扎实|进一步)?做好")
_NO_WORD = re.compile(r"[\W_]+")
_MARKS = re.compile(r"^[《<]([^《》<>]+)[》>]$")


def name_works(plan: Plan, known: Mapping[str, Work], corrections: Iterable[Correction] = ()) -> dict[str, Naming]:
    """Return which work each title cited in the plan names, by title as cited; {} where the plan cites nothing.

    `known` are the policies of ontology/policies by `spelling` of each of their names. Titles that a correction of
    kind SAME puts together name one work. Nothing but the plan, `known` and the corrections counts.
    """
    same = {spelling(title): one for one in corrections for title in one.names}
    return {title: _naming(plan, title, known, same) for title in sorted(set(_titles(plan)))}


def own_work(plan: Plan, known: Mapping[str, Work], corrections: Iterable[Correction] = ()) -> Naming | None:
    """Return the work that the plan itself is, under the title that others cite; None where its title is missing or
    does not say of which place it is, for then others may have the same."""
    if plan.title is None:
        return None
    title = plan.title.text
    same = {spelling(name): one for one in corrections for name in one.names}
    of_place = (match := _PLACE_IN_FRONT.match(title)) and lookup(match["place"])
    return _naming(plan, title, known, same) if of_place or _NATIONAL_ISSUER.match(title) else None


def spelling(title: str) -> str:
    """Return the title without what does not tell documents apart: width, script, blanks and punctuation."""
    return _NO_WORD.sub("", fold(title))


def forms(title: str) -> tuple[str, str]:
    """Return what a correction may call the document cited by this title: its spelling whole, and that of its own title."""
    return spelling(title), spelling(_bare(title))


def merge_work(key: str, namings: Sequence[Naming]) -> Work:
    """Return the work that all these namings, of one key and of any plans, mean; their order does not matter.

    Its title is the one that most of them give, its level the highest that a title shows.
    """
    order = list(Level)
    titles = Counter(naming.name for naming in namings)
    title = min(titles, key=lambda one: (-titles[one], one))
    level = min((n.level for n in namings if n.level), key=order.index, default=None)
    forms = {form for n in namings for form in (n.name, *n.surfaces)}
    return Work(key, title, tuple(sorted(forms - {title})), level)


def _naming(plan: Plan, title: str, known: Mapping[str, Work], same: Mapping[str, Correction]) -> Naming:
    plain = _as_printed(plan, title, title, known)
    said = next((same[form] for form in forms(title) if form in same), None)
    if said is None:
        return plain
    meant = _as_printed(plan, title, said.names[0], known)
    return plain if meant.key == plain.key else replace(meant, by=said.id)


def _as_printed(plan: Plan, title: str, meant: str, known: Mapping[str, Work]) -> Naming:
    """What a title means by itself; `title` is what is printed, `meant` the same unless a person says otherwise."""
    bare = _bare(meant)
    if own := _OWN_PROVINCE.match(bare):
        province = _province(plan)
        bare = province + bare[own.end() :] if province else bare
    for name in (meant, bare):
        if work := known.get(spelling(name)):
            return Naming(work.title, work.key, (title,), None, work.level)
    return Naming(bare, _key(plan, meant, bare), (title,), None, _level_of(meant) or _level_of(bare))


def _key(plan: Plan, meant: str, bare: str) -> str:
    """What tells the document from others: its title; with its sender where the title is without a place and a place
    sent it round; and the plan's own where it says no more than what kind of document it is."""
    key = spelling(bare)
    if not key or _KIND_ALONE.fullmatch(key):
        return f"（{plan.id}）{key or bare}"
    sent = _SENT_ROUND.match(fold(meant))
    if sent and _PLACE_IN_FRONT.match(sent["by"]) and not _PLACE_IN_FRONT.match(bare):
        return spelling(sent["by"]) + key
    return key


def _titles(plan: Plan) -> Iterator[str]:
    yield from (named.text for named in plan.basis)
    for task in plan.tasks:
        yield from (citation.title for citation in task.citations)
        yield from (d.title for d in task.derivations if d.title)


def _bare(title: str) -> str:
    """The document's own title: 国务院关于印发〈…〉的通知 → …; 中共中央 国务院关于… → 关于…; others unchanged."""
    folded = fold(title)
    if sent := _SENT_ROUND.match(folded):
        title = title[sent.start("title") : sent.end("title")]
    elif marked := _MARKS.match(folded):
        title = title[marked.start(1) : marked.end(1)]
    rest = title
    while match := _NATIONAL_ISSUER.match(rest):
        rest = rest[match.end() :]
    return rest if rest.startswith("关于") and not _OF_EACH.match(rest) else title


def _province(plan: Plan) -> str | None:
    place = lookup(plan.place) if plan.place else None
    if place is None:
        return None
    return place.name if place.level is Level.PROVINCIAL else place.province


def _level_of(title: str) -> Level | None:
    """The level of the issuer or place that a title begins with; None where it begins with neither."""
    if _NATIONAL_ISSUER.match(title):
        return Level.NATIONAL
    if match := _PLACE_IN_FRONT.match(title):
        return guess_level(match["place"])
    return Level.PROVINCIAL if title.startswith("省") else None
