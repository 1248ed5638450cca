"""Ways to find the names of units in a text: ours, and what else installs offline. Each maps a text to names as printed."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from importlib import import_module

from kg.extract.assignments import explicit
from kg.extract.clauses import inline
from kg.extract.lists import read_list
from kg.read.view import look
from kg.source import Source

Names = list[tuple[str, str]]  # each name as printed, and written out where a list shares its head or tail
Recogniser = Callable[[str], Names]

# How names of units end, for those who have nothing else to go by
_ENDS = (
    "局", "委", "厅", "部", "办", "院", "联", "会", "政府", "部门", "办公室", "委员会", "中心", "学校", "组织", "机关", "专班", "工会", "共青团",
)  # fmt: skip
_JOINTS = re.compile(r"[、，,：:；;。()（）\s]+")
_NOUN = ("n", "j", "b", "f", "vn", "an", "l", "z")  # tags of jieba that stand inside names: 市/n 教育局/n · 自然资源/n


def ours(text: str) -> Names:
    """`explicit` and `inline` of kg.extract, as `read_plan` calls them on each item: lists and brackets, then clauses."""
    reading = look(Source("quote", text, "utf-8", ""))
    listed = explicit(reading, 0, len(text))
    said = inline(reading, 0, len(text), listed.spans)
    return [(a.surface, a.unit) for a in (*listed.assignments, *said.assignments)]


def ours_list(text: str) -> Names:
    """`read_list` of kg.extract on the list behind a label, or on the whole text where there is none."""
    reading = look(Source("quote", text, "utf-8", ""))
    mentions, _ = read_list(reading, reading.view.find(":") + 1, len(text), labelled=":" in reading.view)
    return [(m.surface, m.unit.text) for m in mentions]


def split(text: str) -> Names:
    """Cut at punctuation; a piece is a name if it ends like one."""
    return _named(_JOINTS.split(text))


def tagger() -> Recogniser | None:
    """Return jieba's tagger with runs of nouns that end like a name; None where jieba is not installed."""
    try:
        posseg = import_module("jieba.posseg")
    except ImportError:
        return None
    logging.getLogger("jieba").setLevel(logging.WARNING)

    def recognise(text: str) -> Names:
        runs = [""]
        for word, tag in posseg.lcut(text):
            if tag.startswith(_NOUN) and not _JOINTS.fullmatch(word):
                runs[-1] += word
            else:
                runs.append("")
        return _named(runs)

    return recognise


def entities() -> Recogniser | None:
    """Return jiagu's organisations; None where jiagu is not installed."""
    try:
        jiagu = import_module("jiagu")
    except ImportError:
        return None

    def recognise(text: str) -> Names:
        words = jiagu.seg(text)
        names: list[str] = []
        for word, tag in zip(words, jiagu.ner(words), strict=True):
            if tag == "B-ORG":
                names.append(word)
            elif tag == "I-ORG" and names:
                names[-1] += word
        return [(name, name) for name in names]

    return recognise


def _named(pieces: Iterable[str]) -> Names:
    return [(piece, piece) for piece in pieces if len(piece) > 1 and piece.endswith(_ENDS)]
