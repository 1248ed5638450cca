"""How titles and headings differ in spelling; those that differ by a slip are proposed to people, never merged."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import Indel, Levenshtein
from rapidfuzz.process import cdist

from kg import lexicon, places

ONE, TWO = 8, 16  # characters from which on one slip, two slips are small: 教师法 and 教育法 are no misspellings
_PARTS = 3  # with two slips at most, one of three parts is as it was
_REACH = 4  # characters of a place's name that may stand in front of 市, 县, …
_PLACE = frozenset("省市县区州盟旗乡镇")


def alike(titles: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of titles that differ by punctuation, blanks or width, or by a slip or two, sorted.

    A slip is a character too many, missing, or put for another; two of them stand apart or exchange places, for
    two side by side make another word. No slip is a digit, a character of ontology/lexicon/distinct.csv (一 and 二,
    小 and 中, 甲 and 乙) or part of a place's name: such titles are those of two documents. Only titles that have
    a third of their characters in common at about the same place are compared.
    """
    forms: dict[str, list[str]] = defaultdict(list)
    for title in sorted(set(titles)):
        forms[_plain(title)].append(title)
    pairs = {(one, other) for same in forms.values() for one in same for other in same if one < other}
    for short, long in _candidates(sorted(forms)):
        if _is_slip(short, long):
            pairs |= {(min(pair), max(pair)) for pair in ((a, b) for a in forms[short] for b in forms[long])}
    return sorted(pairs)


def likenesses(ones: Sequence[str], others: Sequence[str], least: float) -> list[tuple[float, int, int]]:
    """Return how alike each of the headings `ones` is to each of `others`, with their places, where it is `least` or more.

    The likeness is twice the length of the longest common subsequence over the length of both, 0 to 1: 1 for the same
    characters, whatever the punctuation, blanks and width. A heading without characters is like none.
    """
    left, right = ([(_plain(text), at) for at, text in enumerate(texts)] for texts in (ones, others))
    left, right = ([pair for pair in side if pair[0]] for side in (left, right))
    if not left or not right:
        return []
    scores = cdist(
        [text for text, _ in left], [text for text, _ in right], scorer=Indel.normalized_similarity, score_cutoff=least
    )
    rows, columns = scores.nonzero()
    return [
        (round(float(scores[row, column]), 4), left[row][1], right[column][1])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]


def _plain(title: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", title))


def _candidates(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs, each once, that share one of three parts shifted by two at most, the shorter first."""
    index: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for text in sorted((text for text in texts if len(text) >= ONE), key=lambda text: (len(text), text)):
        met: dict[str, None] = {}
        for length in range(len(text) - 2, len(text) + 1):
            for part, (start, end) in enumerate(_spans(length)):
                for shift in range(-2, 3):
                    if start + shift >= 0:
                        met |= dict.fromkeys(index.get((length, part, text[start + shift : end + shift]), ()))
        yield from ((other, text) for other in met)
        for part, (start, end) in enumerate(_spans(len(text))):
            index[len(text), part, text[start:end]].append(text)


def _spans(length: int) -> list[tuple[int, int]]:
    cuts = [length * part // _PARTS for part in range(_PARTS + 1)]
    return list(pairwise(cuts))


def _is_slip(short: str, long: str) -> bool:
    slips = 2 if len(short) >= TWO else 1
    if Levenshtein.distance(short, long, score_cutoff=slips) > slips:
        return False
    edits = Levenshtein.editops(short, long)
    at = [(short, edit.src_pos) for edit in edits if edit.tag != "insert"]
    at += [(long, edit.dest_pos) for edit in edits if edit.tag != "delete"]
    if any(text[i].isdigit() or text[i] in lexicon.distinct() or _in_place(text, i) for text, i in at):
        return False
    cuts = [edit.src_pos for edit in edits]
    side_by_side = len(edits) == 2 and cuts[1] - cuts[0] <= 1
    return not side_by_side or sorted(short) == sorted(long)


def _in_place(text: str, at: int) -> bool:
    """Whether the character may be part of a place's name: 丁 in 丁城市, 河 in 河南."""
    if any(character in _PLACE for character in text[at : at + _REACH + 1]):
        return True
    return any(
        text[start:end] in _stems()
        for start in range(max(0, at - _REACH), at + 1)
        for end in range(max(at + 1, start + 2), start + _REACH + 2)
    )


@cache
def _stems() -> frozenset[str]:
    """The names of known places without their last word: 云南, 楚雄, 磐石."""
    return frozenset(re.sub(r"(自治区|自治州|特别行政区|地区|.)$", "", name) for name in places.gazetteer())
