"""What a sidecar file states of a document goes before what was read off its text; where the two differ, a doubt."""

from __future__ import annotations

from kg.extract.header import Header
from kg.model import Doubt, Evidence, Named
from kg.places import guess_level
from kg.source import Stated

SIDECAR = "sidecar"  # rule of an evidence without words: a person says so, not the text


def as_stated(top: Header, stated: Stated | None) -> tuple[Header, list[Doubt]]:
    """Return the header with what the sidecar states in place of what was read, and a doubt for each that differs."""
    if stated is None:
        return top, []
    doubts = _other_place(top, stated)
    for name, read in (("title", top.title), ("issuer", next(iter(top.issuers), None)), ("date", top.date)):
        said = getattr(stated, name)
        if said is None or (read and read.text == said):
            continue
        if read:
            doubts.append(Doubt(f"{stated.file} states another {name}: {said}", read.evidence))
        named = Named(said, Evidence("", 0, 0, SIDECAR))
        if name == "title":
            top = top._replace(title=named)
        elif name == "issuer":
            top = top._replace(issuers=(named,))
        else:
            top = top._replace(date=named)
    if stated.place:
        top = top._replace(place=stated.place, level=guess_level(stated.place))
    return top, doubts


def _other_place(top: Header, stated: Stated) -> list[Doubt]:
    """A doubt where the place that was read is another one, at the words that say it. 吉林省磐石市 is 磐石市 said in full."""
    if not stated.place or not top.place or top.place in stated.place:
        return []
    said = [named for named in (*top.issuers, top.title) if named]
    shown = next((named for named in said if top.place in named.text), next(reversed(said), None))
    return [Doubt(f"{stated.file} states another place: {stated.place}", shown.evidence)] if shown else []
