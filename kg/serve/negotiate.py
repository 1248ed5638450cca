"""Which of several media types a client takes best, by its Accept header (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def best(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type of `offered` that `accept` likes best, the earlier one of equals; None if it takes none.

    The most specific range that covers a type gives its weight. An empty header takes anything.
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    weights = {media: _weight(media, ranges) for media in offered}
    liked = max(offered, key=lambda media: weights[media], default=None)
    return liked if liked is not None and weights[liked] > 0 else None


def _range(part: str) -> tuple[str, float]:
    """A range and its weight; a weight that is none counts as 0, since it cannot have been meant as a wish."""
    media, *parameters = (word.strip().lower() for word in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return media, min(max(float(value), 0.0), 1.0)
            except ValueError:
                return media, 0.0
    return media, 1.0


def _weight(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    for wanted in (media, media.partition("/")[0] + "/*", "*/*"):
        found = [weight for name, weight in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
