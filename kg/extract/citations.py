"""Every 《…》 title and what the sentence does with it: implements, produces, mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg import lexicon
from kg.model import Citation, Relation
from kg.read.view import Reading

# (省发(2018)30号) · 市政办发〔2021〕2号; 〔 is folded to (
NUMBER = re.compile(r"[一-龥]{1,12}\s*[\[(<]\s*(?:19|20)\d\d\s*[\])>]\s*(?:第\s*)?\d{1,4}\s*号?")
# The number behind a title, in brackets or not
_NUMBERED = re.compile(rf"\s*(?:\(\s*)?({NUMBER.pattern})\s*\)?")
_JOINED = re.compile(r"\s*(?:\((?:[^()]|\([^()]*\))*\))?\s*(?:(?:[、和及与]|以及)[^,]{0,25})?")
_CLAUSE_START = re.compile(r"[。;!?\n]")

_MARKS = re.compile("[《》]")
_LONGEST = 150  # characters of a title
_BEHIND = 24  # characters behind a title that tell what it is named for


def titles(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each outermost title between the offsets, 《 and 》 left out; unclosed ones are passed over."""
    depth, since, last = 0, start, start
    for mark in _MARKS.finditer(view, start, end):
        i = mark.start()
        if depth and i - 1 > max(last, since + _LONGEST):
            depth = 0  # a 《 that nothing closes
        last = i
        if mark[0] == "《":
            if depth == 0:
                since = i + 1
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and i > since:
                yield since, i


def citations(reading: Reading, start: int, end: int) -> tuple[Citation, ...]:
    """Return the citations between the offsets in text order; an empty tuple where no title is printed."""
    found: list[Citation] = []
    before_end = start
    relation = Relation.MENTIONS
    for title_start, title_end in titles(reading.view, start, end):
        between = reading.view[before_end : title_start - 1]
        clause = _CLAUSE_START.split(between)[-1]
        behind = _behind().match(reading.view, title_end, end)
        told = _relation(clause)
        # 学习《…条例》和《…规划》编制: a verb of its own says more than one behind others
        far = behind and "《" in behind[0]
        own = told if not behind or (far and told) else _strongest([verb for verb in behind.groups() if verb])
        if not behind and _tells(clause, reading.view[title_end : min(end, title_end + _BEHIND)]):
            own = Relation.MENTIONS
        carries_on = own is None and bool(found) and clause == between and _carries_on(between)
        if not carries_on:
            relation = own or Relation.MENTIONS
        found.append(_citation(reading, title_start, title_end, end, relation))
        before_end = behind.end() if behind else title_end + 1
    return tuple(found)


# 对符合《产业目录》所列条件的企业 · 符合《产业目录》要求的,给予补贴: who is meant, so nothing is carried out
_WHO_FITS = re.compile(r"(?:^|[,、.:\s])对于?(?![照标接])[^,]{0,60}符合$")
_FITS = re.compile(r"》[^,。;《]{0,15}的\s{0,4},")
# 已印发《…》 · 去年出台《…》 · 编制了《…》 · 科技部正式发布《…》: there already, and no work of this plan
_PAST = re.compile(
    r"(?:已经?(?!有)|去年|上年|此前|(?<![宣传组织统战全各])部正式)(?![^,、]{0,6}(?:基础|后))[^,、]{0,6}$"
)


def _tells(clause: str, behind: str) -> bool:
    """Whether the last verb before a title only tells of a document: as a condition, or as made before or by others."""
    if clause.endswith("符合"):
        return bool(_WHO_FITS.search(clause) or _FITS.match(behind))
    verb = _made_last().search(clause)
    return bool(verb and (verb["done"] or _PAST.search(clause[: verb.start()])))


@cache
def _made_last() -> re.Pattern[str]:
    """印发 and 印发了 right before a title."""
    making = [verb for verb, relation in lexicon.verbs().items() if relation is Relation.PRODUCES]
    return re.compile(rf"(?:{lexicon.alternation(making)})(?P<done>了)?\s{{0,4}}$")


def _carries_on(between: str) -> bool:
    """Whether the words between two titles join them (、 · 和省厅印发的), so that the first one's verb governs both."""
    return bool(_JOINED.fullmatch(between))


@cache
def _verbs() -> re.Pattern[str]:
    # 印发的《…》 tells of a document that is there, so a verb before 的 says nothing of the task
    return re.compile(rf"({lexicon.alternation(lexicon.verbs())})(?!的)")


@cache
def _behind() -> re.Pattern[str]:
    """完成《…规划》编制 · 抓好《…条例》的贯彻落实 · 《…条例》、《…办法》等规章的修订和实施: the verbs behind titles, which close
    their clause."""
    verb = f"({lexicon.alternation(lexicon.verbs())})"
    others = r"(?:[、和及与]《[^《》\n]{1,60}》){0,9}(?:等[^,。;《》\n]{0,12}的)?"
    return re.compile(rf"》{others}的?{verb}(?:[、和及与]{verb})?(?:工作)?(?=[,。;\n]|$)")


def _relation(clause: str) -> Relation | None:
    """What the verbs before a title say, producing before carrying out (出台并落实《…》); None without a verb."""
    clause = clause.rsplit(",", 1)[-1] if _verbs().search(clause.rsplit(",", 1)[-1]) else clause
    if named := _NAMED_BY.search(clause):
        clause = clause[: named.start()]
    return _strongest(_verbs().findall(clause))


# 根据省政府关于印发《…》的通知: printed there already
_NAMED_BY = re.compile(r"关于(?:印发|转发|下发|发布|公布)\s{0,4}$")


def _strongest(verbs: Sequence[str]) -> Relation | None:
    """What verbs say of a title, producing before carrying out; None without a verb."""
    relations = [lexicon.verbs()[verb] for verb in verbs]
    if not relations:
        return None
    return Relation.PRODUCES if Relation.PRODUCES in relations else relations[-1]


def _citation(reading: Reading, start: int, end: int, limit: int, relation: Relation) -> Citation:
    number = _NUMBERED.match(reading.view, end + 1, limit)
    printed = reading.clean(*number.span(1)) if number else None
    title = reading.clean(start, end)
    if not _latin(title):
        title = re.sub(r"\s+", "", title)
    return Citation(title, relation, printed, reading.evidence(start - 1, end + 1, "book-title-marks"))


def _latin(text: str) -> bool:
    """Whether words of letters stand in it, which only their blanks part."""
    return bool(re.search(r"[A-Za-z]\s+[A-Za-z]", text))
