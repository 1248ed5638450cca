"""The units before a verb: what verbs there are, and whether nothing but units stands before one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg import lexicon
from kg.extract.cores import final_letters
from kg.extract.lists import GENERIC, Mention, read_list
from kg.extract.schools import in_general
from kg.extract.units import UnitName, parse
from kg.places import gazetteer
from kg.read.view import BLOT, Reading

LONGEST = 150  # characters of the longest list of units before a verb
_NAME_GOES_ON = 6  # characters of a name behind a word in it that is a verb elsewhere
# 负责人, 负责同志: people; but 负责人居环境, 负责人才引进
_NOBODY_BEHIND = "(?!(?<=负责)(?:人(?![居才口员畜饮民防事群大身均力物文工类社])|同志))"


@cache
def acts() -> re.Pattern[str]:
    """Return the pattern of verbs that give the units before them a role: 牵头, 会同, 要."""
    return re.compile(rf"(?:{lexicon.alternation(lexicon.acts())}){_NOBODY_BEHIND}")


@cache
def duties() -> re.Pattern[str]:
    """Return the pattern of verbs that set the units before them a duty: 建立, 每年."""
    return re.compile(rf"(?:{lexicon.alternation(lexicon.duties())}){_NOBODY_BEHIND}")


def verbs_after(view: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield where each verb between the offsets begins, and the verb; those that give roles first."""
    for pattern in (acts(), duties()):
        for match in pattern.finditer(view, start, end):
            yield match.start(), match[0]


@cache
def opening_word() -> re.Pattern[str]:
    """Return the pattern of words such as 其中 and 另外, before the units that a clause is about."""
    return re.compile(lexicon.alternation(word for word, then in lexicon.openings().items() if then == "subject"))


# 密切配合 · 将会同 · 具体落实: between a unit and its verb
_ADVERBS = "将|密切|积极|全力|具体|直接|主动|共同|联合|分别|认真|做好|予以|牵头|负责"
_ADVERB = re.compile(rf"(?:{_ADVERBS})+\s*$")
# 在立项阶段 · 在编制规划时, · 于7月初前: when, between a unit and its verb
WHENS = "时中间段前后"
_WHEN = re.compile(rf"(?:在|于)[^在于,;。]{{2,16}}[{WHENS}],?\s*$")
_WHEN_AT_MOST = 24  # characters
_PURSES = ("级财政", "中央财政")  # 市级财政支持: where money comes from, and no unit


@cache
def _before_verbs() -> frozenset[str]:
    """The characters, blanks aside, that may stand before a verb with units for its subject: most verbs have another."""
    return final_letters() | {adverb[-1] for adverb in _ADVERBS.split("|")} | {BLOT, ",", *WHENS}


@cache
def _verb_heads() -> frozenset[str]:
    """The first two characters of verbs, without those that the name of a unit or a place begins with too (组织, 建设)."""
    names = (lexicon.names(), lexicon.functions(), lexicon.generic(), lexicon.openings(), lexicon.acts(), gazetteer())
    verbs = {verb[:2] for verb in (*lexicon.works(), *lexicon.duties()) if len(verb) > 1}
    return frozenset(verbs - {name[:2] for group in names for name in group})


def opens_with_verb(view: str, start: int) -> bool:
    """Return whether a clause begins with its verb (加强…, 切实…), and so no unit stands before any."""
    return view[start : start + 2] in _verb_heads()


def units_only(
    reading: Reading, start: int, end: int, *, generic: bool = False, schools: bool = False
) -> list[Mention]:
    """Return the units between the offsets, if nothing else stands there; phrases such as 各有关部门, or 学校 in general,
    only if asked for; [] else."""
    last = reading.view[end - 1 : end]
    if last not in _before_verbs() and not last.isspace():
        return []
    if adverb := _ADVERB.search(reading.view, max(start, end - 12), end):
        end = adverb.start()
    closing = reading.view[max(start, end - 12) : end].rstrip(", \n")[-1:]
    if closing and closing in WHENS and (when := _WHEN.search(reading.view, max(start, end - _WHEN_AT_MOST), end)):
        end = when.start()
    if end - start > 2 * LONGEST or reading.view[start:end].rstrip()[-1:] not in final_letters():
        return []
    if len(reading.name(start, end)) > LONGEST:
        return []
    mentions, refusals = read_list(reading, start, end, labelled=False)
    if mentions and all(mention.surface.endswith(_PURSES) for mention in mentions):
        return []
    for r in refusals:
        name = reading.name(r.start, r.end)
        if not (generic and r.reason == GENERIC) and not (schools and in_general(name)):
            return []
        mentions.append(Mention(UnitName(name, "", name, None, name), name, r.start, r.end))
    return sorted(mentions, key=lambda m: m.start)


def doers(reading: Reading, start: int, verb: re.Match[str], end: int, *, generic: bool = False) -> list[Mention]:
    """Return the units before a verb; [] where it stands in the midst of a name (县委|组织|部), or other words before it."""
    mentions = units_only(reading, start, verb.start(), generic=generic)
    if not mentions:
        return []
    name = reading.name(mentions[-1].start, min(end, verb.end() + _NAME_GOES_ON))
    least = len(reading.name(mentions[-1].start, verb.end())) + 1
    return [] if any(parse(name[:stop]) for stop in range(least, len(name) + 1)) else mentions
