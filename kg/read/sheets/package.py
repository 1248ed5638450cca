"""The XML inside a packed workbook, as events, so that neither its size nor its depth can hurt."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from xml.parsers import expat

from kg.errors import ReadError
from kg.read import packed

Event = tuple[str, str, dict[str, str]]  # "start", local name, attributes · "end", local name · "text", characters


class Package(packed.Package):
    """A workbook's members. All methods raise ReadError for what is damaged or over a limit."""

    def events(self, member: str) -> Iterator[Event]:
        """Yield what a member's XML says, in order; nothing where there is no such member."""
        found: list[Event] = []
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, at: found.append(("start", name.rpartition(":")[2], at))
        parser.EndElementHandler = lambda name: found.append(("end", name.rpartition(":")[2], {}))
        parser.CharacterDataHandler = lambda text: found.append(("text", text, {}))
        parser.StartDoctypeDeclHandler = _refuse
        if not self.has(member):
            return
        for chunk in chain(self.chunks(member), [b""]):
            try:
                parser.Parse(chunk, not chunk)
            except (expat.ExpatError, LookupError, ValueError) as error:  # the last two of an unknown encoding
                raise packed.damaged(f"{member}: {error}") from error
            yield from found
            found.clear()


def _refuse(*declared: object) -> None:
    """A document type may define entities that grow without end."""
    raise ReadError(packed.DOCTYPE)
