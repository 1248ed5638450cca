"""The XML inside a packed workbook, read with a cap and as events, so that neither its size nor its depth can hurt."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from kg.errors import ReadError
from kg.read.limits import Limits

Event = tuple[str, str, dict[str, str]]  # "start", local name, attributes · "end", local name · "text", characters
_CHUNK = 1 << 16
LOCKED = "is protected by a password: save it without one"
DAMAGED = "open it in the program that made it and save it anew"


class Package:
    """An archive whose members are unpacked one at a time; what they hold in all is counted, whatever it declares."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.limits = limits
        self.unpacked = 0

    def events(self, member: str) -> Iterator[Event]:
        """Yield what a member's XML says, in order; nothing where there is no such member."""
        found: list[Event] = []
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, at: found.append(("start", name.rpartition(":")[2], at))
        parser.EndElementHandler = lambda name: found.append(("end", name.rpartition(":")[2], {}))
        parser.CharacterDataHandler = lambda text: found.append(("text", text, {}))
        parser.StartDoctypeDeclHandler = _refuse
        if member in self.archive.NameToInfo:
            for chunk in self.chunks(member):
                try:
                    parser.Parse(chunk, not chunk)
                except (expat.ExpatError, LookupError, ValueError) as error:  # the last two of an unknown encoding
                    raise ReadError(f"is damaged ({member}: {error}): {DAMAGED}") from error
                yield from found
                found.clear()

    def holds(self, member: str, word: bytes) -> bool:
        """Return whether a member is there and holds a word."""
        return member in self.archive.NameToInfo and word in b"".join(self.chunks(member))

    def chunks(self, member: str) -> Iterator[bytes]:
        """Yield what a member holds, piece by piece, an empty one last."""
        try:
            with self.archive.open(member) as file:
                while chunk := file.read(_CHUNK):
                    self.unpacked += len(chunk)
                    self.limits.check_unpacked(self.unpacked)
                    yield chunk
                yield b""
        except RuntimeError as error:  # what zipfile raises for a member that wants a password
            raise ReadError(LOCKED) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise ReadError(f"is damaged ({member}: {error}): {DAMAGED}") from error


def _refuse(name: str, *rest: object) -> None:
    """Workbooks declare no document type; one that does may define entities that grow without end."""
    raise ReadError(f"declares a document type ({name}), as no workbook does: {DAMAGED}")
