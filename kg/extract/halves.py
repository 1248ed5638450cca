"""A report on one year with the plan of the next: where the half that sets work begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.read.outline import Block
from kg.read.view import Reading

# 教育局2022年工作总结和2023年工作计划 · 现将今年工作情况及明年打算报告如下
_BOTH = re.compile(r"(?:总结|小结|回顾|情况|成效)(?:以?及|[和与暨、])[^。;\n]{0,16}?(?:计划|打算|要点|安排|思路|谋划)")
# 2023年工作计划 · 明年重点工作打算 · 下一步工作安排 · 2023年教育工作要点
_PLANNED = re.compile(
    r"(?:20\d\d年度?|明年|来年|下一?步|下(?:一个?)?阶段|今后)的?[一-龥]{0,8}?(?:工作)?(?:计划|打算|要点|安排|思路|重点|谋划|目标任务)"
)


def second_half(reading: Reading, blocks: Sequence[Block]) -> int:
    """Return where the part headed as a plan begins, in a text headed as a report and a plan in one; 0 for none."""
    if not blocks or not _BOTH.search(reading.view, 0, blocks[0].marker.start):
        return 0
    parts = [block for block in blocks if not block.parent][1:]
    return next((part.marker.start for part in parts if _PLANNED.match(reading.name(*part.heading))), 0)
