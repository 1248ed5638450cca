"""What a plan document says: small frozen values, each with the place in the text it came from.

Those that a plan has by the hundred are named tuples, which take half as long to make.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from kg.source import Source, Span


class Role(StrEnum):
    """What a unit does for a task."""

    LEAD = "lead"  # 牵头
    SUPPORT = "support"  # 配合
    RESPONSIBLE = "responsible"  # 责任单位, named together with no one in front


class Basis(StrEnum):
    """How the text says so."""

    EXPLICIT = "explicit"  # a labelled list or a table column
    INLINE = "inline"  # a role word in a sentence
    DUTY = "duty"  # a unit told to act: X要…


class Level(StrEnum):
    """Level of government."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"


class Relation(StrEnum):
    """What a task does with a document that it names in 《》."""

    IMPLEMENTS = "implements"  # 贯彻落实《…》
    PRODUCES = "produces"  # 制定出台《…》
    MENTIONS = "mentions"  # all else


class DeadlineKind(StrEnum):
    """How a deadline binds."""

    LONG_TERM = "long-term"  # 长期坚持
    BY = "by"  # 到2025年, 2024年12月底前
    DURING = "during"  # 2021-2025年
    ANNUAL = "annual"  # 每年


class FindingKind(StrEnum):
    """What a careful reader would ask about."""

    DISCREPANCY = "discrepancy"  # two parts of a plan disagree


class Evidence(NamedTuple):
    """An exact slice of the source: `quote == source.text[start:end]`, noise and all."""

    quote: str
    start: int
    end: int
    rule: str  # name of the rule that found it


class Noise(NamedTuple):
    """Text that was read and set aside as no part of the document."""

    span: Span
    rule: str


class Doubt(NamedTuple):
    """What was seen and not understood, or refused; listed for the user, never in the graph as fact."""

    reason: str
    evidence: Evidence
    task: str | None = None  # Task.id
    unit: str | None = None  # name of the unit whose kind is unknown


@dataclass(frozen=True, slots=True)
class Assignment:
    """One unit in one role for one task."""

    unit: str  # name written out: shared heads and tails restored, blanks and noise removed
    surface: str  # as printed, blanks and noise removed
    role: Role
    basis: Basis
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Citation:
    """A 《…》 title and what the sentence does with it."""

    title: str  # without 《》
    relation: Relation
    number: str | None  # document number, as printed
    evidence: Evidence


class Derivation(NamedTuple):
    """What a task carries out, by its own text or table row."""

    title: str | None  # the document above; None: the plan's own basis, whose item this is
    item: str | None  # the titled item of that document
    via: str | None  # text of the key task of the level between (省级方案重点任务), if the row has one
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when."""

    text: str  # as printed
    kind: DeadlineKind
    value: str | None  # ISO year, month or date, or two: "2021/2025", "2021-05/2021-07"
    evidence: Evidence


class Measure(NamedTuple):
    """One concrete step inside a task."""

    text: str  # without number and noise
    evidence: Evidence


class Target(NamedTuple):
    """A number to be reached."""

    value: Decimal
    comparator: str  # "=", ">=", "<=", "~"
    unit: str | None  # as printed: %, 所, 万元
    year: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Task:
    """The smallest numbered or titled item of a plan that sets work; a goal if nobody acts in it."""

    id: str  # number as printed, Arabic, with its part's number where numbers restart; unique in the plan
    title: str
    section: tuple[str, ...]  # headings above, outermost first, without numbers
    evidence: Evidence  # the heading
    is_goal: bool = False
    assignments: tuple[Assignment, ...] = ()
    duties: tuple[Assignment, ...] = ()  # what its sentences tell units to do, where a list already names its units
    derivations: tuple[Derivation, ...] = ()
    citations: tuple[Citation, ...] = ()
    deadline: Deadline | None = None
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()


class Finding(NamedTuple):
    """Something about one task that a careful reader would ask about, with both readings."""

    kind: FindingKind
    task: str  # Task.id
    note: str  # one sentence in Chinese
    readings: tuple[Evidence, ...]


class Named(NamedTuple):
    """A printed name with its place: a title, an issuer, a document number, a date."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Plan:
    """A document that was read and that sets tasks. Any header field may be unknown."""

    id: str  # unique in the build; the file's stem unless two files share it
    source: Source
    title: Named | None = None
    issuers: tuple[Named, ...] = ()
    number: Named | None = None  # 磐政办发〔2021〕2号
    date: Named | None = None  # text is the ISO date
    place: str | None = None  # 磐石市
    level: Level | None = None
    basis: tuple[Named, ...] = ()  # titles of the documents that the whole plan carries out
    tasks: tuple[Task, ...] = ()
    unit_names: tuple[str, ...] = ()  # forms of names that the plan prints beside those in assignments
    findings: tuple[Finding, ...] = ()
    noise: tuple[Noise, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """What one name means in one plan: a unit, or the work of a cited title."""

    name: str  # written out; of a work the title as cited, without 《》
    key: str  # of the Unit or Work
    surfaces: tuple[str, ...] = ()  # every form as printed, sorted
    place: str | None = None  # of a unit, as far as this plan tells
    level: Level | None = None  # as far as this plan tells
    by: str | None = None  # Correction.id, where a person decided it


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit in its place, with every form of its name."""

    key: str  # stable and readable: "磐石市/教育局"; the tail of its IRI
    name: str  # preferred name, with its place: 磐石市教育局
    aliases: tuple[str, ...]  # every other form, also as printed; sorted
    place: str | None
    level: Level | None
    kind: str | None  # local name of a concept in concepts.ttl; None: unknown


class Item(NamedTuple):
    """A titled part of a work: an item of the national opinion."""

    key: str
    label: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Work:
    """A policy document known by its title, read or only cited."""

    key: str  # tail of its IRI
    title: str
    aliases: tuple[str, ...]
    level: Level | None
    items: tuple[Item, ...] = ()
    known: bool = False  # from ontology/policies, which already states its facts


class CorrectionKind(StrEnum):
    """What a person may say against the program."""

    UNIT = "unit"  # this name is that unit
    WRONG = "wrong"  # this assignment is wrong
    SAME = "same"  # these titles are one document


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of a corrections.toml."""

    id: str  # digest of what it says: the same entry has the same id in every build
    kind: CorrectionKind
    by: str  # who says so
    reason: str  # "" if none is given
    names: tuple[str, ...]  # UNIT, WRONG: the unit's name in the plan; SAME: the titles, the first of them kept
    means: str | None = None  # UNIT: full name of the unit meant
    file: str | None = None  # file name of the only plan it is about; None: every plan
    task: str | None = None  # WRONG: Task.id
    role: Role | None = None  # WRONG: None: every role
