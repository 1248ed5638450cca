"""Cited titles become works: one identity for a policy with and without its issuer in front."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Level, Plan, Work
from kg.places import guess_level

# National issuers that some print in front of a title and some do not
_NATIONAL_ISSUER = re.compile(
    r"^(?:中共中央办公厅|国务院办公厅|中共中央|国务院|中央|教育部|国家[一-龥]{2,12}?(?:委员会|委|局)|[一-龥]{2,10}部(?=办公厅|等|关于|、))"
    r"(?:办公厅)?(?:等[一二三四五六七八九十\d]+(?:个)?(?:部门|部委|单位))?[、\s]*"
)
_PLACE_IN_FRONT = re.compile(r"^(?:中共)?(?P<place>[一-龥]{2,8}?(?:省|自治区|市|自治州|州|盟|地区|县|区|旗))")


def resolve_works(plans: Iterable[Plan], known: Sequence[Work]) -> tuple[dict[str, Work], dict[tuple[str, str], str]]:
    """Return the works by key, and the key of each cited title in each plan; a known policy is met under all its names."""
    by_name = {_plain(name): work for work in known for name in (work.title, *work.aliases)}
    works: dict[str, Work] = {}
    aliases: dict[str, set[str]] = {}
    keys: dict[tuple[str, str], str] = {}
    for plan in plans:
        for title in _titles(plan):
            bare = _without_issuer(title)
            work = (
                by_name.get(_plain(title)) or by_name.get(_plain(bare)) or Work(_key(bare), bare, (), _level_of(title))
            )
            works.setdefault(work.key, work)
            aliases.setdefault(work.key, {*work.aliases}).add(title)
            keys[plan.id, title] = work.key
    named = {
        key: Work(key, work.title, tuple(sorted(aliases[key] - {work.title})), work.level, work.items, work.known)
        for key, work in works.items()
    }
    return dict(sorted(named.items())), keys


def _titles(plan: Plan) -> Iterator[str]:
    yield from (named.text for named in plan.basis)
    for task in plan.tasks:
        yield from (citation.title for citation in task.citations)
        yield from (d.title for d in task.derivations if d.title)


def _without_issuer(title: str) -> str:
    """The title without national issuers in front of 关于: 中共中央 国务院关于… → 关于…; others unchanged."""
    rest = title
    while match := _NATIONAL_ISSUER.match(rest):
        rest = rest[match.end() :]
    return rest if rest.startswith("关于") else title


def _level_of(title: str) -> Level | None:
    """The level of the issuer or place that a title begins with; None where it begins with neither."""
    if _NATIONAL_ISSUER.match(title):
        return Level.NATIONAL
    if match := _PLACE_IN_FRONT.match(title):
        return guess_level(match["place"])
    return Level.PROVINCIAL if title.startswith("省") else None


def _plain(title: str) -> str:
    return re.sub(r"[\W_]", "", title)


def _key(title: str) -> str:
    return re.sub(r"\s", "", title)
