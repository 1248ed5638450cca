"""What a unit does (教育) and what it is (局): the core of its name, without whose it is."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg import lexicon
from kg.extract import schools


@lru_cache(maxsize=16384)
def kind_of(core: str) -> tuple[str, str] | None:
    """Return the kind and the identity of a unit by its name without scope (教育局, 编办, 文化和旅游体育局); None where its
    function is not known."""
    if core in lexicon.names():
        kind, identity = lexicon.names()[core]
        return kind, identity or kind
    for organ in _organs().get(core[-1:], ()):
        if core.endswith(organ) and (function := _function(core.removesuffix(organ))):
            kind, apart = function
            if organ in lexicon.departments():
                return kind, apart or kind
            if organ not in "科股处" and core.startswith(lexicon.works()):  # 建设学校 is work to do, no school
                continue
            return kind, core
    return None


def ends_in_organ(name: str) -> bool:
    """Return whether a name ends with the word of an organ: 局, 委员会."""
    return name.endswith(_organs().get(name[-1:], ()))


@cache
def _organs() -> dict[str, tuple[str, ...]]:
    """Organs' words by their last character, longest first: a name is looked at once, however many there are."""
    by_last: dict[str, list[str]] = {}
    for organ in sorted(lexicon.organs(), key=len, reverse=True):
        by_last.setdefault(organ[-1], []).append(organ)
    return {last: tuple(organs) for last, organs in by_last.items()}


@lru_cache(maxsize=16384)
def _function(stem: str) -> tuple[str, str] | None:
    """Kind of a function word and what sets it apart, or kind of the first in a chain: 科技和工业信息化 → science-technology."""
    functions = lexicon.functions()
    if len(stem) > 30:
        return None
    if stem in functions:
        return functions[stem]
    for cut in range(len(stem) - 2, 1, -1):
        if stem[:cut] in functions and _function(re.sub("^[和与、]", "", stem[cut:])):
            return functions[stem[:cut]][0], ""
    return None


@cache
def final_letters() -> frozenset[str]:
    """Return every character that the name of a unit, or a phrase that stands for units, can end with."""
    words = (*lexicon.organs(), *lexicon.names(), *lexicon.functions(), *lexicon.generic())
    return frozenset({word[-1] for word in words} | schools.ENDS | set("省市州盟县区旗乡镇街村社级地道位门)等"))


def function_kind(stem: str) -> str | None:
    """Return the kind of department that a bare function word or chain of them stands for: 财政 → finance."""
    function = _function(stem)
    return function[0] if function else None
