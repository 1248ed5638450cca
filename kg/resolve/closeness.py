"""Which item of a national policy the words of a task are close to: TF-IDF of character bigrams, and the cosine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import hypot, log, sqrt
from operator import add

from kg.model import Item, Level, Naming, Plan, Task, Work
from kg.resolve.resolved import Proposal
from kg.resolve.works import spelling

LEAST = 0.3
"""The smallest cosine that is worth a look: below it, most of what five plans gave was not what the task is about."""

BESIDE = 0.3
"""Weight of the words that stand beside a heading, a task's own text and the title of an item's document, against the
heading's 1. With 1 the text drowns the heading, for policies hold the titles of their items and no text."""


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
        self._having: dict[str, list[tuple[int, float]]] = {bigram: [] for bigram in df}
        for at, (head, beside) in enumerate(texts):
            weights, length = self._vector(head, beside)
            for bigram, weight in weights.items():
                self._having[bigram].append((at, weight / length))

    def closest(self, heading: str, text: str) -> Sequence[tuple[float, Work, Item]]:
        """Return the item with the highest cosine, rounded to four places, several where they are level; [] where no
        item has a bigram of these words. 1 is for the same words, 0 for none in common."""
        weights, length = self._vector(_bigrams(heading), _bigrams(text))
        products = [0.0] * len(self._items)
        for bigram, weight in weights.items():
            for at, other in self._having[bigram]:
                products[at] += weight * other
        best = max(products, default=0.0)
        if not best:
            return []
        score, near = round(best / length, 4), best - 1e-4 * length
        return [
            (score, *self._items[at])
            for at, product in enumerate(products)
            if product > near and round(product / length, 4) == score
        ]

    def _vector(self, head: Counter[str], beside: Counter[str]) -> tuple[dict[str, float], float]:
        """Of the vector of the two together its weights for the bigrams that items have, a sixth of a task's, and the
        length that it has with the others; {} and 0 for no bigrams."""
        weights: dict[str, float] = {}
        scales, squares = [], 0.0
        for counts, share in ((head, 1.0), (beside, BESIDE)):
            known = {bigram: self._weight(bigram, tf) for bigram, tf in counts.items() if bigram in self._idf}
            others = [1 + log(tf) if tf > 1 else 1.0 for bigram, tf in counts.items() if bigram not in self._idf]
            own = hypot(*known.values(), self._rarest * hypot(*others))
            scales.append(share / (own or 1))
            squares += share**2 if own else 0
            for bigram, weight in known.items():
                weights[bigram] = weights.get(bigram, 0.0) + scales[-1] * weight
        both = [
            self._weight(bigram, tf) * self._weight(bigram, beside[bigram])
            for bigram, tf in head.items()
            if bigram in beside
        ]
        return weights, sqrt(squares + 2 * scales[0] * scales[1] * sum(both))

    def _weight(self, bigram: str, tf: int) -> float:
        idf = self._idf.get(bigram, self._rarest)
        return (1 + log(tf)) * idf if tf > 1 else idf


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
