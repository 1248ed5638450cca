"""A made-up collection of plans, the same for the same count: places, dates, policies, and each kind of fact in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

from rdflib import RDF, Graph
from rdflib.namespace import DCTERMS

from benchmarks.generate import SEED, chinese, phrase, units
from kg.graph.vocabulary import RESP
from kg.model import Level
from kg.places import PlaceName, gazetteer, lookup
from kg.resources import POLICIES

_SUBJECTS = ("义务教育质量提升", "学前教育普及普惠", "教师队伍建设", "校园食品安全", "职业教育改革", "青少年体育", "家庭教育促进")
_GENRES = ("实施方案", "行动计划", "任务分工方案", "行动方案", "工作要点")
_DEADLINES = (
    "{year}年12月底前", "{year}年6月30日前", "到{year}年", "{year}年底前", "2021-{year}年", "6月底前", "年底前", "长期坚持", "持续推进", "每年12月底前", "每年",
)  # fmt: skip
_TARGETS = (
    "到{year}年,普及率达到{share}%以上。",
    "到{year}年,新建学校{count}所。",
    "力争到{year}年培养骨干校长{count}名左右。",
    "巩固率达到{share}%以上。",
    "每所学校配备专职教师不少于{count}名。",
)
_CITED = (
    "落实《{title}》,{work}。",
    "制定《{work}办法》。",
    "按照《{title}》精神,{work}。",
    "{work},具体标准见《{title}》。",
)
_TASKS = (12, 45)  # in one plan: the five example documents have 19 to 42
_HEADS = ("序号", "重点任务", "工作措施", "牵头单位", "配合单位", "完成时限")


def write(folder: Path, count: int, start: int = 0) -> None:
    """Write plans number `start` to `start + count - 1` as text files into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(start, start + count):
        (folder / f"plan-{number:06}.txt").write_text(document(number), encoding="utf-8")


def document(number: int) -> str:
    """Return the plan of that number; a sixth of the plans end with an annex that restates their tasks."""
    random = Random(SEED + number)
    place = random.choice(_places())
    year = random.randint(2019, 2025)
    title = f"{place.name}{random.choice(_SUBJECTS)}{random.choice(_GENRES)}"
    tasks = [_task(random, place) for _ in range(random.randint(*_TASKS))]
    annex = "".join(_annex(random, tasks)) if number % 6 == 0 else ""
    return "".join((*_top(random, place, year, title), *_body(random, tasks), annex))


@cache
def _places() -> list[PlaceName]:
    """Prefectures and counties whose name means one place."""
    known = (lookup(name) for name in sorted(gazetteer()))
    return [p for p in dict.fromkeys(known) if p and p.province and p.level in (Level.PREFECTURE, Level.COUNTY)]


@cache
def _national() -> list[str]:
    """Titles of the national opinions that come with the program."""
    graph = Graph()
    for path in sorted(POLICIES.glob("*.ttl")):
        graph.parse(path)
    return sorted(str(graph.value(work, DCTERMS.title)) for work in graph.subjects(RDF.type, RESP.Document))


def _policy(random: Random, place: PlaceName) -> str:
    """A title to cite: a national opinion, or a plan of the place's province that other plans cite too."""
    if random.random() < 0.4:
        return random.choice(_national())
    return f"{place.province}{random.choice(_SUBJECTS)}{random.choice(_GENRES)}"


def _top(random: Random, place: PlaceName, year: int, title: str) -> Iterator[str]:
    yield f"{title}\n\n"
    yield f"{place.name[:2]}政办发〔{year}〕{random.randint(1, 99)}号\n\n"
    yield f"{place.name}人民政府办公室\n{year}年{random.randint(1, 12)}月{random.randint(1, 28)}日\n\n"
    yield f"为贯彻落实《{_policy(random, place)}》和《{_policy(random, place)}》,制定本方案。\n"


def _task(random: Random, place: PlaceName) -> tuple[str, str, list[str], str]:
    """Return a title, measures, units and a deadline."""
    year, share, count = random.randint(2022, 2030), random.randint(60, 99), random.randint(2, 900)
    measures = [f"{phrase(random)},{phrase(random)}。" for _ in range(random.randint(1, 4))]
    if random.random() < 0.3:
        measures.append(random.choice(_TARGETS).format(year=year, share=share, count=count))
    if random.random() < 0.25:
        measures.append(random.choice(_CITED).format(title=_policy(random, place), work=phrase(random)))
    deadline = random.choice(_DEADLINES).format(year=year) if random.random() < 0.6 else ""
    return f"{phrase(random)}和{phrase(random)}", "".join(measures), units(random, random.randint(2, 7)), deadline


def _body(random: Random, tasks: list[tuple[str, str, list[str], str]]) -> Iterator[str]:
    parts = sorted({0, *(random.randrange(len(tasks)) for _ in range(3))})
    for number, (start, end) in enumerate(pairwise([*parts, len(tasks)]), start=1):
        yield f"{chinese(number)}、{phrase(random)}\n"
        for i, (title, measures, names, deadline) in enumerate(tasks[start:end], start=start + 1):
            yield f"{i}.{title}。{measures}{_bracket(random, names, deadline)}\n"


def _bracket(random: Random, names: list[str], deadline: str) -> str:
    """A bracket in each of the shapes that plans use; now and then two leads, or none of it."""
    first, second, *others = names
    by = f";完成时限:{deadline}" if deadline else ""
    return random.choice(
        (
            f"(牵头单位:{first};配合单位:{'、'.join((second, *others))}{by})",
            f"(牵头单位:{first};配合单位:{'、'.join((second, *others))}{by})",
            f"(责任单位:{'、'.join(names)}{by})",
            f"(牵头单位:{first}、{second}{';责任单位:' + '、'.join(others) if others else ''}{by})",
            f"({first}牵头,{'、'.join((second, *others))}配合)",
            f"({first}牵头,{'、'.join((second, *others))}按职责分工负责)",
            f"(完成时限:{deadline})" if deadline else "",
        )
    )


def _annex(random: Random, tasks: list[tuple[str, str, list[str], str]]) -> Iterator[str]:
    """A table of the same tasks, which at times names other units than the text."""
    yield "附件\n任务分工表\n" + "\n".join(_HEADS) + "\n"
    for i, (title, measures, names, deadline) in enumerate(tasks, start=1):
        first, *others = names if random.random() < 0.9 else units(random, 3)
        cells = (str(i), title, measures, first, "、".join(others), deadline or "长期坚持")
        yield "\n".join(cells) + "\n"
