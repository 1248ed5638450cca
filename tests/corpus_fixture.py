"""A corpus small enough to read: two made-up plans that carry out one opinion."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

from kg.model import (
    Assignment,
    Basis,
    Citation,
    Corpus,
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
    Noise,
    Plan,
    Relation,
    Role,
    Source,
    Span,
    Target,
    Task,
    Unit,
    Work,
)

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
筛查视力：根据《近视防控方案》，县教育局负责，2024年12月底前完成，并落实《提高质量的意见》。
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
            derivations=(Derivation("提高质量的意见", None, None, yi("落实《提高质量的意见》")),),
            citations=(Citation("近视防控方案", Relation.MENTIONS, None, yi("《近视防控方案》")),),
            deadline=Deadline("2024年12月底前", DeadlineKind.BY, "2024-12", yi("2024年12月底前")),
        ),
    ),
)

_UNIT_LIST = (
    Unit("丁城市/教育局", "丁城市教育局", ("市教育局", "教育局"), "丁城市", Level.COUNTY, "education"),
    Unit("丁城市/团委", "共青团丁城市委员会", ("团市委",), "丁城市", Level.COUNTY, None),
    Unit("丁城市/政府办公室", "丁城市人民政府办公室", (), "丁城市", Level.COUNTY, "government-office"),
    Unit("乙县/教育局", "乙县教育局", ("乙县教育局", "县教育局"), "乙县", Level.COUNTY, "education"),
)
_OPINION_ITEMS = (Item("3", "突出德育实效", "3"), Item("5", "强化体育锻炼", "5"))
_WORK_LIST = (
    Work("提高质量的意见", "提高质量的意见", ("国家意见",), Level.NATIONAL, _OPINION_ITEMS),
    Work("河东省提高质量方案", "河东省提高质量方案", (), Level.PROVINCIAL),
    Work("德育工作指南", "德育工作指南", (), Level.NATIONAL),
    Work("近视防控方案", "近视防控方案", (), None),
)

CORPUS = Corpus(
    plans=(DING, YI),
    units={unit.key: unit for unit in _UNIT_LIST},
    works={work.key: work for work in _WORK_LIST},
    unit_keys={
        ("ding-2021", "市教育局"): "丁城市/教育局",
        ("ding-2021", "教育局"): "丁城市/教育局",
        ("ding-2021", "团市委"): "丁城市/团委",
        ("ding-2021", "丁城市人民政府办公室"): "丁城市/政府办公室",
        ("yi 2024", "县教育局"): "乙县/教育局",
    },
    work_keys={
        ("ding-2021", "提高质量的意见"): "提高质量的意见",
        ("ding-2021", "河东省提高质量方案"): "河东省提高质量方案",
        ("ding-2021", "德育工作指南"): "德育工作指南",
        ("yi 2024", "提高质量的意见"): "提高质量的意见",
        ("yi 2024", "近视防控方案"): "近视防控方案",
    },
)
