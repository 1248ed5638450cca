"""A made-up collection of plans, the same for the same count: places, dates, policies, and each kind of fact in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

from rdflib import Graph
from rdflib.namespace import DCTERMS

from benchmarks.generate import SEED, chinese, phrase
from kg.model import Level
from kg.places import PlaceName, gazetteer, lookup
from kg.resources import POLICIES

_SUBJECTS = (
    "义务教育质量提升",
    "学前教育普及普惠",
    "教师队伍建设",
    "校园食品安全",
    "职业教育改革",
    "青少年体育",
    "家庭教育促进",
)
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
TASKS = (12, 45)  # fewest and most in one plan: the five example documents have 19 to 42
_DEPARTMENTS = (
    "教育局", "发展改革委", "财政局", "人力资源社会保障局", "公安局", "民政局", "司法局", "自然资源局", "住房城乡建设局", "交通运输局", "农业农村局", "文化和旅游局", "卫生健康委", "应急管理局", "市场监管局", "体育局", "统计局", "医保局", "生态环境局", "科技局", "工业和信息化局", "审计局", "商务局", "水利局", "林业和草原局", "退役军人事务局", "乡村振兴局", "城市管理局", "委组织部", "委宣传部", "委编办", "妇联", "总工会", "残联", "科协", "消防救援支队",
)  # fmt: skip
# Names that need no place, or another one's
_ALL_OVER = ("团{0}委", "各县(市、区)人民政府", "各有关部门", "财政部门", "教育部门")
_PLACES = 400  # about every eighth prefecture and county, so that each has many plans in a large collection
_HEADS = ("序号", "重点任务", "工作措施", "牵头单位", "配合单位", "完成时限")


def write(folder: Path, count: int, *, start: int = 0, tasks: tuple[int, int] = TASKS) -> None:
    """Write `count` plans from number `start` on as text files into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(start, start + count):
        (folder / f"plan-{number:06}.txt").write_text(document(number, tasks), encoding="utf-8")


def document(number: int, tasks: tuple[int, int] = TASKS) -> str:
    """Return the plan of that number, with so many tasks; a sixth of the plans end with an annex that restates them."""
    random = Random(SEED + number)
    place = random.choice(_places())
    year = random.randint(2019, 2025)
    title = f"{place.name}{random.choice(_SUBJECTS)}{random.choice(_GENRES)}"
    listed = [_task(random, place) for _ in range(random.randint(*tasks))]
    annex = "".join(_annex(random, place, listed)) if number % 6 == 0 else ""
    return "".join((*_top(random, place, year, title), *_body(random, listed), annex))


@cache
def _places() -> list[PlaceName]:
    """Prefectures and counties whose name means one place."""
    known = (lookup(name) for name in sorted(gazetteer()))
    places = [p for p in dict.fromkeys(known) if p and p.province and p.level in (Level.PREFECTURE, Level.COUNTY)]
    return places[:: max(1, len(places) // _PLACES)]


def _units(random: Random, place: PlaceName, count: int) -> list[str]:
    """Return units of a place as its plans name them: 市教育局, at times 教育部门 or 团市委."""
    scope = place.name[-1]
    names = random.sample(_DEPARTMENTS, count)
    if random.random() < 0.2:
        names[-1] = random.choice(_ALL_OVER).format(scope)
    return [f"{scope}{name}" if name in _DEPARTMENTS else name for name in names]


@cache
def _national() -> list[str]:
    """Titles of the national opinions that come with the program."""
    graph = Graph()
    for path in sorted(POLICIES.glob("*.ttl")):
        graph.parse(path)
    return sorted(str(title) for title in graph.objects(predicate=DCTERMS.title))


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
    return (
        f"{phrase(random)}和{phrase(random)}",
        "".join(measures),
        _units(random, place, random.randint(2, 7)),
        deadline,
    )


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


def _annex(random: Random, place: PlaceName, tasks: list[tuple[str, str, list[str], str]]) -> Iterator[str]:
    """A table of the same tasks, which at times names other units than the text."""
    yield "附件\n任务分工表\n" + "\n".join(_HEADS) + "\n"
    for i, (title, measures, names, deadline) in enumerate(tasks, start=1):
        first, *others = names if random.random() < 0.9 else _units(random, place, 3)
        cells = (str(i), title, measures, first, "、".join(others), deadline or "长期坚持")
        yield "\n".join(cells) + "\n"
