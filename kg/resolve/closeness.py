"""Which item of a national policy the words of a task are close to: TF-IDF of character bigrams, and the cosine."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from operator import add

from kg.model import Item, Level, Naming, Plan, Task, Work
from kg.resolve.resolved import Proposal
from kg.resolve.works import spelling

LEAST = 0.3
"""The smallest cosine that is worth a look: below it, most of what five plans gave was not what the task is about."""

BESIDE = 0.3
"""Weight of the words that stand beside a heading, a task's own text and the title of an item's document, against the
heading's 1. With 1 the text drowns the heading, for policies hold the titles of their items and no text."""

_Vector = Mapping[str, float]


class Closeness:
    """The items of national works, made ready to be compared with tasks.

    A text's vector has for each bigram of its characters, width, script, blanks and punctuation aside, the weight
    (1 + ln tf) · (ln((1 + n) / (1 + df)) + 1), where df of the n items have it in their titles or that of their
    document (Salton and Buckley 1988, Term-weighting approaches in automatic text retrieval, with smoothed idf).
    """

    def __init__(self, works: Iterable[Work]) -> None:
        self._items = [(work, item) for work in works if work.level is Level.NATIONAL for item in work.items]
        titles = {work.key: _bigrams(work.title) for work, _ in self._items}
        texts = [(_bigrams(item.label), titles[work.key]) for work, item in self._items]
        df = Counter(bigram for head, beside in texts for bigram in {**head, **beside})
        self._idf = {bigram: log((1 + len(texts)) / (1 + count)) + 1 for bigram, count in df.items()}
        self._rarest = log(1 + len(texts)) + 1  # idf of a bigram that no item has
        self._having: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, (head, beside) in enumerate(texts):
            for bigram, weight in self._vector(head, beside).items():
                self._having[bigram].append((at, weight))

    def closest(self, heading: str, text: str) -> Sequence[tuple[float, Work, Item]]:
        """Return the item with the highest cosine, rounded to four places, several where they are level; () where no
        item has a bigram of these words. 1 is for the same words, 0 for none in common."""
        cosines = [0.0] * len(self._items)
        for bigram, weight in self._vector(_bigrams(heading), _bigrams(text)).items():
            for at, other in self._having.get(bigram, ()):
                cosines[at] += weight * other
        best = max(cosines, default=0.0)
        return [
            (round(best, 4), *self._items[at])
            for at, cosine in enumerate(cosines)
            if best and cosine > best - 1e-4 and round(cosine, 4) == round(best, 4)
        ]

    def _vector(self, head: Counter[str], beside: Counter[str]) -> _Vector:
        """The two as one vector of length 1; empty for no bigrams."""
        weights: dict[str, float] = defaultdict(float)
        idf, rarest = self._idf, self._rarest
        for counts, share in ((head, 1.0), (beside, BESIDE)):
            own = {b: (1 + log(tf) if tf > 1 else 1) * idf.get(b, rarest) for b, tf in counts.items()}
            for bigram, weight in _scaled(own).items():
                weights[bigram] += share * weight
        return _scaled(weights)


def propose(plan: Plan, works: Mapping[str, Naming], closeness: Closeness) -> tuple[Proposal, ...]:
    """Return for each task of a plan that names no national item which item it is close to, by LEAST or more, in the
    order of the plan; () for a plan of which any task says which national item it carries out.

    `works` are the plan's, by title as cited. What is proposed is no fact of the plan: nothing derives from it.
    """
    if any(_names_item(plan, task, works) for task in plan.tasks):
        return ()
    return tuple(
        Proposal(task.id, work, item, score)
        for task in plan.tasks
        if not task.is_goal
        for score, work, item in closeness.closest(task.title, "。".join(one.text for one in task.measures))
        if score >= LEAST
    )


def _names_item(plan: Plan, task: Task, works: Mapping[str, Naming]) -> bool:
    """Whether the task says which item it carries out, of a national work; unsaid, it is one of the plan's own."""
    return any(
        works[title].level is Level.NATIONAL
        for said in task.derivations
        if said.item
        for title in ([said.title] if said.title else [named.text for named in plan.basis])
    )


def _bigrams(text: str) -> Counter[str]:
    plain = spelling(text)
    return Counter(map(add, plain, plain[1:]))


def _scaled(weights: Mapping[str, float]) -> _Vector:
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {bigram: weight / length for bigram, weight in weights.items()}
