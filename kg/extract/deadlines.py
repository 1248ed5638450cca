"""By when: 长期坚持 · 2024年12月底前 · 2021-2025年 · 每年."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.model import Deadline, DeadlineKind
from kg.read.view import Reading


@cache
def patterns() -> tuple[tuple[str, DeadlineKind, re.Pattern[str]], ...]:
    """Return (rule, kind, pattern) in order of trial."""
    return tuple(
        (row["name"], DeadlineKind(row["kind"]), re.compile(row["pattern"])) for row in lexicon.toml("deadlines")["deadline"]
    )


def of_cell(reading: Reading, start: int, end: int) -> Deadline | None:
    """Return the deadline that a table cell or labelled value states as a whole; None if it states none."""
    start, end = reading.trim(start, end)
    text = reading.name(start, end)
    for rule, kind, pattern in patterns():
        if match := pattern.fullmatch(text):
            return Deadline(reading.clean(start, end), kind, value(match), reading.evidence(start, end, rule))
    return None


def value(match: re.Match[str]) -> str | None:
    """Return the ISO year, month, date or "from/to" of a match, None where it has no numbers or no such date."""
    groups = match.groupdict()
    if groups.get("from"):
        return f"{groups['from']}/{groups['to']}"
    if not groups.get("year"):
        return None
    parts = [int(groups[name]) for name in ("month", "day") if groups.get(name)]
    if any(part < 1 or part > limit for part, limit in zip(parts, (12, 31), strict=False)):
        return groups["year"]
    return "-".join([groups["year"], *(f"{part:02}" for part in parts)])
