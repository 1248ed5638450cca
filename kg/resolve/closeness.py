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
        self._vectors = [self._vector(head, beside) for head, beside in texts]
        self._having: dict[str, list[tuple[int, float]]] = {bigram: [] for bigram in df}
        for at, vector in enumerate(self._vectors):
            for bigram, weight in vector.items():
                self._having[bigram].append((at, weight))

    def closest(self, heading: str, text: str, least: float) -> Sequence[tuple[float, Work, Item]]:
        """Return the item with the highest cosine, rounded to four places, several where they are level; [] where none
        has `least` or more, above 0. 1 is for the same words, 0 for none in common.

        The text is compared with those items alone that can reach `least`, by what of it items have at all.
        """
        head, beside = _bigrams(heading), _bigrams(text)
        (own, norm), (others, beside_norm) = self._weights(head), self._weights(beside)
        share = BESIDE / beside_norm
        length = self._length(head, norm, beside, beside_norm)
        products = [0.0] * len(self._items)
        for bigram, weight in own.items():
            for at, other in self._having[bigram]:
                products[at] += weight / norm * other
        reach = (least - 1e-4) * length - share * hypot(*others.values())
        scores = {
            at: round((product + share * _dot(self._vectors[at], others)) / length, 4)
            for at, product in enumerate(products)
            if product >= reach
        }
        best = max(scores.values(), default=0.0)
        return [(best, *self._items[at]) for at, score in scores.items() if score == best >= least and best]

    def _vector(self, head: Counter[str], beside: Counter[str]) -> dict[str, float]:
        """The vector of an item's title and its document's together, of length 1; all its bigrams are known."""
        (own, norm), (others, beside_norm) = self._weights(head), self._weights(beside)
        length = self._length(head, norm, beside, beside_norm)
        return {
            bigram: (own.get(bigram, 0.0) / norm + BESIDE * others.get(bigram, 0.0) / beside_norm) / length
            for bigram in {**own, **others}
        }

    def _weights(self, counts: Counter[str]) -> tuple[dict[str, float], float]:
        """The weights of those bigrams that items have, a sixth of a task's, and the length of all; {} and 1 for none."""
        known = {bigram: self._weight(bigram, counts[bigram]) for bigram in counts if bigram in self._idf}
        often = [tf for bigram, tf in counts.items() if tf > 1 and bigram not in self._idf]
        once = len(counts) - len(known) - len(often)
        others = self._rarest * sqrt(once + sum((1 + log(tf)) ** 2 for tf in often))
        return known, hypot(*known.values(), others) or 1.0

    def _length(self, head: Counter[str], norm: float, beside: Counter[str], beside_norm: float) -> float:
        """The length of the vector of the two together, each of its own length 1; 1 where there is neither."""
        both = [
            self._weight(bigram, tf) * self._weight(bigram, beside[bigram])
            for bigram, tf in head.items()
            if bigram in beside
        ]
        squares = bool(head) + BESIDE**2 * bool(beside) + 2 * BESIDE * sum(both) / norm / beside_norm
        return sqrt(squares) or 1.0

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
        for score, work, item in closeness.closest(task.title, "。".join(one.text for one in task.measures), LEAST)
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


def _dot(vector: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other[bigram] for bigram, weight in vector.items() if bigram in other)
