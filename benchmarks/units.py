"""Names of units found in the same text, in the same run, by us and by what else installs offline: python -m benchmarks.units

The text is every distinct quote of the hand-made annotations in ../shared/gold where that folder is, else made-up brackets.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tabulate import tabulate

from benchmarks import clock
from benchmarks.generate import bracket_lists, plan
from benchmarks.recognisers import Names, Recogniser, entities, ours, ours_list, split, tagger
from kg.extract.plan import read_plan
from kg.read.source import decode

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
_MADE = 100  # brackets
_PLAN = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of text and the units that it names, each by all forms of its name."""

    text: str
    units: tuple[frozenset[str], ...]


def main() -> None:
    """Print a table for the quotes of the gold, one for the lists among them, and the speed on a whole plan."""
    ways: dict[str, Recogniser | None] = {"kg: explicit + inline": ours, "split + suffixes": split}
    ways |= {"jieba nouns + suffixes": tagger(), "jiagu NER": entities()}
    found: dict[str, Recogniser] = {}
    for name, way in ways.items():
        if way:
            found[name] = way
        else:
            print(f"left out: {name} (not installed: pip install '.[bench]')")
    made = [Quote(made.text, tuple(frozenset({name}) for name in made.names)) for made in bracket_lists(_MADE)]
    if GOLD.is_dir():
        quotes = gold_quotes(GOLD)
        _compare("distinct quotes of the gold", quotes, found)
        lists = [quote for quote in quotes if ":" in quote.text]
        _compare("labelled lists among them", lists, {"kg: read_list": ours_list, **found})
    else:
        print("left out: the quotes of the gold (no ../shared/gold beside the checkout)")
    _compare("made-up brackets", made, found)
    _whole_plan(found)


def gold_quotes(folder: Path) -> list[Quote]:
    """Return the distinct quotes of all assignments, each with its units and every form of their names."""
    quotes: dict[str, dict[str, frozenset[str]]] = {}
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for task in gold["tasks"]:
            for a in task["assignments"]:
                forms = [a["unit"], *gold["units"].get(a["unit"], ())]
                quotes.setdefault(a["quote"], {})[a["unit"]] = frozenset(_bare(form) for form in forms)
    return [Quote(text, tuple(units.values())) for text, units in quotes.items()]


def score(quotes: Sequence[Quote], found: Sequence[Names]) -> tuple[float, float, float]:
    """Return precision, recall and F1 (0 to 1) of names: one is right if it is exactly a form of a unit not yet found."""
    hits = names = 0
    for quote, answer in zip(quotes, found, strict=True):
        left = list(quote.units)
        once = list(dict.fromkeys(answer))
        names += len(once)
        for name in once:
            hit = next((unit for unit in left if unit & {_bare(form) for form in name}), None)
            if hit is not None:
                left.remove(hit)
                hits += 1
    expected = sum(len(quote.units) for quote in quotes)
    precision, recall = hits / max(names, 1), hits / max(expected, 1)
    return precision, recall, 2 * hits / max(names + expected, 1)


def _compare(title: str, quotes: Sequence[Quote], ways: Mapping[str, Recogniser]) -> None:
    length = sum(len(quote.text) for quote in quotes)
    rows: list[list[str | float]] = []
    for name, way in ways.items():
        figures = score(quotes, _names(way, quotes))
        call = partial(_names, way, quotes)
        cold, warm = clock.cold(call), clock.warm(call)
        rows.append([name, *(f"{figure:.2f}" for figure in figures), length / cold, length / warm])
    _table(f"{title}: {len(quotes)}, {sum(len(q.units) for q in quotes)} names, {length:,} characters", rows)


def _names(way: Recogniser, quotes: Sequence[Quote]) -> list[Names]:
    return [way(quote.text) for quote in quotes]


def _whole_plan(ways: Mapping[str, Recogniser]) -> None:
    """Speed alone on a plan: ours reads outline, tables, titles and numbers too, the others only name units."""
    text = plan(_PLAN)
    source = decode(text.encode(), "made.txt")
    calls: dict[str, Callable[[], object]] = {"kg: read_plan": lambda: read_plan(source, "made")}
    calls |= {name: partial(way, text) for name, way in ways.items() if way is not ours}
    rows: list[list[str | float]] = [
        [name, *[""] * 3, len(text) / clock.cold(call), len(text) / clock.warm(call)] for name, call in calls.items()
    ]
    _table(f"a whole made-up plan: {len(text):,} characters", rows)


def _table(title: str, rows: Sequence[Sequence[str | float]]) -> None:
    first = rows[0]
    shown = [
        [
            *row[:4],
            *(f"{float(speed):,.0f}" for speed in row[4:]),
            *(f"{float(a) / float(b):.2f}" for a, b in zip(row[4:], first[4:], strict=True)),
        ]
        for row in rows
    ]
    heads = ("", "precision", "recall", "F1", "chars/s cold", "chars/s warm", "x ours cold", "x ours warm")
    print(f"\n{title}\n{tabulate(shown, heads, disable_numparse=True, colalign=('left', *['right'] * 7))}")


def _bare(name: str) -> str:
    return "".join(name.split())


if __name__ == "__main__":
    main()
