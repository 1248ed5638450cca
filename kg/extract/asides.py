"""What only looks like a unit told to act: years past, partners, those who are written to, and who a thing is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg import lexicon

# 去年,市财政局支持… · “十三五”以来,…取得了…: a sentence on what was done
_PAST = re.compile(
    r"(?<![^。;!?\n])[^。;!?,\n]{0,4}(?:去年|上年|近年来|近几年|[^。;!?,\n]{1,10}以来)[,市县区省][^。;!?\n]*"
)
_PAST_WORD = re.compile("去年|上年|近年来|近几年|以来")
# 与市图书馆建立共享机制: partners of somebody else, if no unit's name begins so (和平区教育局)
_PARTNER = re.compile(r"(?P<never>会同|联合|协同)|与|和|同")
# 报市教育局备案 · 配合市民政部门做好年检: whom it is sent to, or who is helped
_ADDRESSEE = re.compile(
    r"(?:抄送|报送|报请|提请|商请|呈报|报|送|向|对|经|请|邀请|协调|配合|协助|支持|接受|迎接)(?=[省市州县区各有相])"
)


def past(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences between the offsets that tell of years past."""
    if _PAST_WORD.search(view, start, end):
        for match in _PAST.finditer(view, start, end):
            yield match.span()


def is_told_nothing(view: str, start: int, end: int, name: str) -> bool:
    """Return whether the clause opens with a word behind which units stand that are told nothing, 报 or 会同 or, where
    `name`, the first of them, does not begin so itself, 与."""
    partner = _PARTNER.match(view, start, end)
    of_name = partner and not partner["never"] and name.startswith(partner[0])
    return bool(_ADDRESSEE.match(view, start, end) or (partner and not of_name))


@cache
def _attributes() -> re.Pattern[str]:
    verbs = lexicon.alternation({*lexicon.acts(), *lexicon.duties(), *lexicon.works()})
    return re.compile(
        rf"(?:{verbs}|举办|编制|审批|核定|评选){{0,3}}的(?=[一-龥])|(?:单位|部门|机构|人)(?![一-龥])|解释|起草"
        r"|(?<=保障)(?:水平|能力|力度|体系|机制|制度|政策|标准|范围|对象|性)"
    )


def is_attribute(view: str, after: int, end: int) -> bool:
    """Return whether a verb that ends there says which thing it is, and sets nothing: X承办的大赛 · 由X负责解释."""
    return bool(_attributes().match(view, after, end))
