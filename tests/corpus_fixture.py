"""A corpus small enough to read: two made-up plans that carry out one opinion."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Quad

from kg.graph.export import export
from kg.graph.identifiers import Identifiers
from kg.graph.lines import written_as
from kg.graph.names import name_quads
from kg.graph.ontology import ontology_quads
from kg.graph.store import new_generation, open_store
from kg.graph.vocabulary import DEFAULT_BASE
from kg.graph.write import plan_quads
from kg.model import (
    Assignment,
    Basis,
    Citation,
    Deadline,
    DeadlineKind,
    Derivation,
    Evidence,
    Finding,
    FindingKind,
    Item,
    Level,
    Measure,
    Named,
    Naming,
    Noise,
    Plan,
    Relation,
    Role,
    Target,
    Task,
    Work,
)
from kg.resolve.known import Known
from kg.resolve.resolved import Resolved
from kg.source import Source, Span

DING_TEXT = """丁城市提高义务教育质量任务分工方案
丁政办发〔2021〕7号　丁城市人民政府办公室　2021-04-13
为落实《提高质量的意见》和《河东省提高质量方案》，制定本方案。
一、五育并举
1.突出德育实效。贯彻《德育工作指南》（教基〔2017〕8号），建成基地12.50个。
牵头单位：市教育局，配合单位：团市委、市委宣传部、有关部门。长期坚持
2.强化学校体育。<a>点击下载</a>2021-2025年，体质达标率不低于95%。
附表 1 突出德育实效 完善德育工作体系 教育局 2 强化体育锻炼
"""
YI_TEXT = """乙县近视防控工作要点
到2030年，近视率控制在38%以下。
筛查视力：根据《近视防控方案》，县教育局负责，2024年12月底前完成，并落实《国家意见》。
"""


def source(name: str, text: str) -> Source:
    return Source(name, text, "utf-8", sha256(text.encode()).hexdigest())


def said(text: str, words: str, rule: str) -> Evidence:
    """The first place where `text` has these words."""
    start = text.index(words)
    return Evidence(words, start, start + len(words), rule)


def ding(words: str, rule: str = "made") -> Evidence:
    return said(DING_TEXT, words, rule)


def yi(words: str, rule: str = "made") -> Evidence:
    return said(YI_TEXT, words, rule)


def _noise(text: str, words: str) -> Noise:
    start = text.index(words)
    return Noise(Span(start, start + len(words)), "tag")


_UNITS = "牵头单位：市教育局，配合单位：团市委、市委宣传部、有关部门"

DING = Plan(
    id="ding-2021",
    source=source("ding-2021.txt", DING_TEXT),
    title=Named("丁城市提高义务教育质量任务分工方案", ding("丁城市提高义务教育质量任务分工方案")),
    issuers=(Named("丁城市人民政府办公室", ding("丁城市人民政府办公室")),),
    number=Named("丁政办发〔2021〕7号", ding("丁政办发〔2021〕7号")),
    date=Named("2021-04-13", ding("2021-04-13")),
    place="丁城市",
    level=Level.COUNTY,
    basis=(
        Named("提高质量的意见", ding("《提高质量的意见》")),
        Named("河东省提高质量方案", ding("《河东省提高质量方案》")),
    ),
    tasks=(
        Task(
            id="1",
            title="突出德育实效",
            section=("五育并举",),
            evidence=ding("1.突出德育实效"),
            assignments=(
                Assignment("市教育局", "市教育局", Role.LEAD, Basis.EXPLICIT, ding(_UNITS, "labelled")),
                # The same unit under another name at the same place: one assignment, not two.
                Assignment("教育局", "教育局", Role.LEAD, Basis.EXPLICIT, ding(_UNITS, "labelled")),
                Assignment("教育局", "教育局", Role.LEAD, Basis.EXPLICIT, ding("教育局 2", "column")),
                Assignment("团市委", "团市委", Role.SUPPORT, Basis.EXPLICIT, ding(_UNITS, "labelled")),
                Assignment("有关部门", "有关部门", Role.SUPPORT, Basis.EXPLICIT, ding(_UNITS, "labelled")),
            ),
            derivations=(Derivation(None, "突出德育实效", "完善德育工作体系", ding("附表 1 突出德育实效", "table")),),
            citations=(
                Citation(
                    "德育工作指南",
                    Relation.IMPLEMENTS,
                    "教基〔2017〕8号",
                    ding("贯彻《德育工作指南》", "title"),
                ),
            ),
            deadline=Deadline("长期坚持", DeadlineKind.LONG_TERM, None, ding("长期坚持")),
            measures=(Measure("贯彻《德育工作指南》", ding("贯彻《德育工作指南》")),),
            targets=(Target(Decimal("12.50"), "=", "个", None, ding("建成基地12.50个")),),
        ),
        Task(
            id="2",
            title="强化学校体育",
            section=("五育并举",),
            evidence=ding("2.强化学校体育"),
            derivations=(Derivation(None, "强化体育锻炼", None, ding("2 强化体育锻炼", "table")),),
            deadline=Deadline("2021-2025年", DeadlineKind.DURING, "2021/2025", ding("2021-2025年")),
            targets=(Target(Decimal(95), ">=", "%", 2025, ding("体质达标率不低于95%")),),
        ),
    ),
    findings=(
        Finding(
            FindingKind.DISCREPANCY,
            "2",
            "正文与附表标题不同",
            (ding("强化学校体育", "title"), ding("强化体育锻炼", "title")),
        ),
    ),
    noise=(_noise(DING_TEXT, "<a>点击下载</a>"),),
)

YI = Plan(
    id="yi 2024",
    source=source("yi 2024.txt", YI_TEXT),
    tasks=(
        Task(
            id="目-1",
            title="控制近视率",
            section=(),
            evidence=yi("到2030年"),
            is_goal=True,
            targets=(Target(Decimal(38), "<=", "%", 2030, yi("近视率控制在38%以下")),),
        ),
        Task(
            id="1",
            title="筛查视力",
            section=("工作/重点", "筛查"),
            evidence=yi("筛查视力"),
            assignments=(Assignment("县教育局", "县教育局", Role.RESPONSIBLE, Basis.INLINE, yi("县教育局负责")),),
            derivations=(Derivation("国家意见", None, None, yi("落实《国家意见》")),),
            citations=(Citation("近视防控方案", Relation.MENTIONS, None, yi("《近视防控方案》")),),
            deadline=Deadline("2024年12月底前", DeadlineKind.BY, "2024-12", yi("2024年12月底前")),
        ),
    ),
)

OPINION = Work(
    "提高质量的意见",
    "提高质量的意见",
    ("国家意见",),
    Level.NATIONAL,
    (Item("3", "突出德育实效", "3"), Item("5", "强化体育锻炼", "5")),
    known=True,
)


def _unit(name: str, key: str, place: str) -> Naming:
    return Naming(name, key, (name,), place, Level.COUNTY)


def _work(title: str, level: Level | None = None) -> Naming:
    return Naming(title, title, (title,), None, level)


RESOLVED_DING = Resolved(
    plan=DING,
    units={
        "市教育局": _unit("市教育局", "丁城市/教育局", "丁城市"),
        "教育局": _unit("教育局", "丁城市/教育局", "丁城市"),
        "团市委": _unit("团市委", "丁城市/团委", "丁城市"),
        "有关部门": _unit("有关部门", "丁城市/有关部门", "丁城市"),
        "丁城市人民政府办公室": _unit("丁城市人民政府办公室", "丁城市/政府办公室", "丁城市"),
    },
    works={
        "提高质量的意见": _work("提高质量的意见", Level.NATIONAL),
        "河东省提高质量方案": _work("河东省提高质量方案", Level.PROVINCIAL),
        "德育工作指南": _work("德育工作指南"),
    },
    known={OPINION.key: OPINION},
    own=_work("丁城市提高义务教育质量任务分工方案", Level.COUNTY),
)
RESOLVED_YI = Resolved(
    plan=YI,
    units={"县教育局": _unit("县教育局", "乙县/教育局", "乙县")},
    works={
        "国家意见": Naming("提高质量的意见", "提高质量的意见", ("国家意见",), None, Level.NATIONAL),
        "近视防控方案": _work("近视防控方案"),
    },
    known={OPINION.key: OPINION},
)
CORPUS = (RESOLVED_DING, RESOLVED_YI)


def quads(resolved: Iterable[Resolved] = CORPUS, base: str = DEFAULT_BASE) -> list[Quad]:
    """What the plans say, with the names that units and works have over all of them."""
    ids = Identifiers(base)
    said = [quad for one in resolved for quad in plan_quads(one, ids).parsed()]
    return [*said, *name_quads(said, ids, Known())]


def save(said: Iterable[Quad], folder: Path) -> None:
    """A store of these quads in `folder`, the ontology with them, and its files."""
    with new_generation(folder) as new:
        new.add(written_as([*ontology_quads(), *said]))
        new.load()
    for name, format in (("graph.nq", "nquads"), ("graph.ttl", "turtle")):
        with (folder / name).open("wb") as file:
            export(open_store(folder), format, file)
