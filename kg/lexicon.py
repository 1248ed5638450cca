"""What words mean: the tables in ontology/lexicon, read once, each row checked where it is read."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import LexiconError
from kg.model import Relation, Role
from kg.resources import LEXICON


def rows(name: str, *columns: str) -> list[tuple[str, ...]]:
    """Return the rows of table `name`.csv; raise LexiconError where its head is not `columns` or a row is short."""
    path = LEXICON / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head, *body = csv.reader(file)
    if tuple(head) != columns:
        raise LexiconError(f"{path}: head is {','.join(head)}, expected {','.join(columns)}")
    for number, row in enumerate(body, start=2):
        if len(row) != len(columns) or not row[0]:
            raise LexiconError(f"{path}:{number}: {','.join(row)!r} does not fit {','.join(columns)}")
    return [tuple(row) for row in body]


@cache
def toml(name: str) -> dict[str, Any]:
    """Return table `name`.toml; raise LexiconError with place and reason where it does not parse."""
    path: Path = LEXICON / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: {error}") from error


@cache
def functions() -> dict[str, tuple[str, str]]:
    """Return (kind, apart) by function word: 教育 → (education, ""); apart, where one place may have it beside its kind's
    unit: 质监 → (market-regulation, 质监)."""
    return {stem: (kind, apart) for stem, kind, apart in rows("functions", "stem", "kind", "apart")}


@cache
def names() -> dict[str, tuple[str, str]]:
    """Return (kind, identity) by whole unit name: 编办 → (party-staffing, ""); no identity: the kind's one unit."""
    return {name: (kind, identity) for name, kind, identity in rows("names", "name", "kind", "identity")}


@cache
def organs() -> dict[str, str]:
    """Return after what each organ's word makes a unit's name: a `function` word, `any` word in a list of units, or,
    being `formed` for its purpose (领导小组), any word wherever a unit is told to act."""
    return {organ: after for organ, after, _ in rows("organs", "organ", "after", "makes")}


@cache
def departments() -> frozenset[str]:
    """Return the organs' words that make a function's own department: 教育局, but no 教育学院 and no 建设银行."""
    return frozenset(organ for organ, _, makes in rows("organs", "organ", "after", "makes") if makes == "department")


@cache
def schools() -> tuple[tuple[str, str], ...]:
    """Return the words for schools, each with where it stands in the name of a class of them: 公办 as
    kind before others, 学校 last, 高中 as both."""
    return tuple(_pairs("schools", "word", "part"))


@cache
def generic() -> frozenset[str]:
    """Return phrases that stand where units do and name none: 有关部门."""
    return frozenset(row[0] for row in rows("generic", "phrase"))


@cache
def roles() -> dict[str, Role]:
    """Return role by label: 牵头单位 → lead."""
    return {label: Role(role) for label, role in _pairs("roles", "label", "role")}


@cache
def acts() -> dict[str, str]:
    """Return what a verb makes of the units before it: 牵头 → lead, 会同 → joint, 要 → duty."""
    return dict(_pairs("acts", "word", "act"))


@cache
def duties() -> frozenset[str]:
    """Return the words with which a sentence goes on after its unit where it sets that unit a duty: 建立, 每年."""
    return frozenset(row[0] for row in rows("duties", "verb"))


@cache
def openings() -> dict[str, str]:
    """Return what follows a word that opens a clause and is part of no name: 其中 → subject, 授权 → other."""
    return dict(_pairs("openings", "word", "then"))


@cache
def people() -> frozenset[str]:
    """Return the labels that people stand after, never units: 责任领导."""
    return frozenset(row[0] for row in rows("people", "label"))


@cache
def titles() -> dict[str, str]:
    """Return what a text sets whose title ends with a word: 行动方案 → work, 管理办法 → rules,
    政策解读 → nothing, 通知 → any."""
    return dict(_pairs("titles", "word", "sets"))


@cache
def works() -> tuple[str, ...]:
    """Return the words with which items begin that tell what is to be done: 加强, 推进."""
    return tuple(row[0] for row in rows("works", "verb"))


@cache
def peoples() -> tuple[str, ...]:
    """Return the peoples that autonomous places are named after, 族 left out."""
    return tuple(row[0] for row in rows("peoples", "people"))


@cache
def heads() -> tuple[dict[str, str], dict[str, str]]:
    """Return column of a task table by a whole head (序号 → number), and by a word that a head holds (牵头 → lead)."""
    table = rows("heads", "head", "column", "match")
    whole = {head: column for head, column, match in table if match == "whole"}
    return whole, {head: column for head, column, match in table if match == "part"}


@cache
def verbs() -> dict[str, Relation]:
    """Return what a verb does with the document after it: 落实 → implements."""
    return {verb: Relation(relation) for verb, relation in _pairs("verbs", "verb", "relation")}


@cache
def parts() -> dict[str, str]:
    """Return what a part of a plan holds, by its heading, where it sets no work: 指导思想 → background."""
    return dict(_pairs("parts", "heading", "part"))


@cache
def distinct() -> frozenset[str]:
    """Return the characters that make one title another document's: 一 and 二, 小 and 中, 体 and 美."""
    return frozenset(row[0] for row in rows("distinct", "character"))


def alternation(words: Iterable[str]) -> str:
    """Return a pattern of any of the words, long ones before the shorter that they begin with; it matches "" for none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _pairs(name: str, key: str, value: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in rows(name, key, value)]
