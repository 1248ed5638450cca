"""Made-up plans and lists of units, the same for the same seed: parts, items with brackets, clauses, an annex table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from kg import lexicon

SEED = 20_261_121

_VERBS = ("推进", "完善", "加强", "建立", "落实", "健全", "优化", "开展")
_OBJECTS = (
    "教师培训",
    "校舍改造",
    "课后服务",
    "学籍管理",
    "实验教学",
    "结对帮扶",
    "食堂监管",
    "质量监测",
    "家校共育",
    "职称评审",
)
_MANNERS = ("分批", "按年度", "逐校", "以县为主", "联合高校", "利用假期", "通过试点", "结合实际")
_SCOPES = ("市", "县", "州", "各县(市、区)", "磐石市", "")
_HEADS = ("序号", "重点任务", "工作措施", "牵头单位", "配合单位", "完成时限")
_DEADLINES = ("长期坚持", "2025年12月底前", "每年")
_DIGITS = "零一二三四五六七八九"
_PER_GROUP, _PER_PART = 8, 80  # items under one (一), and under one 一、
_TABLE_ROWS = 9_999  # no printed row number is longer


@dataclass(frozen=True, slots=True)
class UnitList:
    """A bracket's text and the names in it, as printed."""

    text: str
    names: tuple[str, ...]


def plan(size: int, seed: int = SEED) -> str:
    """Return a plan of at least `size` characters and at most one item more; a sixth of it is its annex table."""
    random = Random(seed)
    out = ["磐石市教育高质量发展实施方案\n\n为贯彻落实《关于提高教育质量的意见》,制定本方案。\n"]
    rows: list[str] = []
    length = number = 0
    while length < size:
        title, names = (
            f"{random.choice(_MANNERS)}{phrase(random)}和{phrase(random)}",
            units(random, random.randint(2, 6)),
        )
        text = "".join(_sentence(random) for _ in range(random.randint(3, 6)))
        out.append(
            "".join(_headings(random, number)) + f"{number % _PER_GROUP + 1}.{title}。{text}{_ending(random, names)}\n"
        )
        number += 1
        length += len(out[-1])
        if number <= _TABLE_ROWS:
            cells = (str(number), title, _sentence(random), names[0], "、".join(names[1:]), random.choice(_DEADLINES))
            rows.append("\n".join(cells) + "\n")
            length += len(rows[-1])
    return "".join((*out, "附件\n任务分工表\n", "\n".join(_HEADS), "\n", *rows))


def bracket_lists(count: int, seed: int = SEED) -> list[UnitList]:
    """Return that many role brackets of one to eight units, with a name or two outside the lexicon's own forms."""
    random = Random(seed)
    found = []
    for _ in range(count):
        names = units(random, random.randint(1, 8))
        label = random.choice(("责任单位", "牵头单位", "配合单位"))
        clause = f"({names[0]}牵头,{'、'.join(names[1:])}配合)" if len(names) > 1 else f"({names[0]}牵头)"
        found.append(UnitList(random.choice((f"({label}:{'、'.join(names)})", clause)), tuple(names)))
    return found


def units(random: Random, count: int) -> list[str]:
    """Return that many names of units, each once, shaped as the lexicon says: a scope, a function, an organ's word."""
    functions = sorted(lexicon.functions())
    names: dict[str, None] = {}
    while len(names) < count:
        stem = random.choice(functions)
        stem += random.choice(("", "", "", "和" + random.choice(functions))) if len(stem) > 1 else ""
        names[random.choice(_SCOPES) + stem + random.choice(("局", "局", "委", "部门", "办公室"))] = None
    return list(names)


def _headings(random: Random, number: int) -> Iterator[str]:
    if number % _PER_PART == 0:
        yield f"{chinese(number // _PER_PART + 1)}、{phrase(random)}\n"
    if number % _PER_GROUP == 0:
        yield f"({chinese(number % _PER_PART // _PER_GROUP + 1)}){phrase(random)}\n"


def chinese(number: int) -> str:
    """Return a number from 1 to 999 in Chinese digits: 215 → 二百一十五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    text += f"{_DIGITS[tens]}十" if tens else "零" if hundreds and ones else ""
    text = text.removeprefix("一") if number < 20 else text
    return text + (_DIGITS[ones] if ones else "")


def phrase(random: Random) -> str:
    """Return a piece of work: a verb and its object."""
    return random.choice(_VERBS) + random.choice(_OBJECTS)


def _sentence(random: Random) -> str:
    year = random.randint(2024, 2030)
    return random.choice(
        (
            f"{random.choice(_MANNERS)}{phrase(random)},{phrase(random)}。",
            f"到{year}年,{random.choice(_OBJECTS)}覆盖率达到{random.randint(60, 99)}%以上,新建{random.randint(2, 90)}所。",
            f"贯彻落实《关于{phrase(random)}的意见》,制定《{phrase(random)}办法》。",
            f"由{'、'.join(units(random, 2))}牵头,{random.choice(_MANNERS)}{phrase(random)}。",
            f"{units(random, 1)[0]}要{phrase(random)},{phrase(random)}。",
        )
    )


def _ending(random: Random, names: list[str]) -> str:
    first, *others = names
    return random.choice(
        (
            f"(牵头单位:{first};配合单位:{'、'.join(others)})",
            f"(责任单位:{'、'.join(names)};完成时限:2025年12月底前)",
            f"({first}牵头,{'、'.join(others)}按职责分工负责)",
            "",
        )
    )
