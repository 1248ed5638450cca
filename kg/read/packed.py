"""A document that is an archive of XML parts (DOCX, XLSX, ODS, OFD): its members, read under the limits and without any DTD."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from kg.errors import ReadError
from kg.read.limits import Limits

Element = ElementTree.Element
LOCKED = "is protected by a password: open it with the password and save it without one"
DOCTYPE = "holds a document type declaration, which its format forbids: save it anew and try again"
_CHUNK = 1 << 16  # bytes
_REASON = 200  # characters
_BROKEN = (  # what zipfile raises for archives cut off, changed or packed in a way it does not know
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError),
    *(OSError, ValueError, NotImplementedError),
)
# Documents in the Strict variant name the same words by other addresses
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip


class _NoDoctype(ElementTree.TreeBuilder):
    """No such format allows a DTD: no entity is ever declared, so none grows and none is fetched."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise ReadError(DOCTYPE)


class Package:
    """The archive's members by name, letter case apart. All methods raise ReadError for what is damaged or over a limit."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._unpacked = 0  # bytes so far; what an archive declares is not believed
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._members = {info.filename.lower().lstrip("/"): info for info in self._archive.infolist()}
        except _BROKEN as error:
            raise damaged(error) from error

    def has(self, name: str) -> bool:
        """Return whether there is such a member."""
        return self._info(name) is not None

    def names(self) -> list[str]:
        """Return the members' names as the archive spells them."""
        return [info.filename for info in self._members.values()]

    def read(self, name: str) -> bytes | None:
        """Return a member's bytes, None where there is no such member."""
        return b"".join(self.chunks(name)) if self.has(name) else None

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a member's bytes piece by piece; nothing where there is no such member."""
        info = self._info(name)
        if info is None:
            return
        if info.flag_bits & 1:
            raise ReadError(LOCKED)
        try:
            with self._archive.open(info) as member:
                while chunk := member.read(_CHUNK):
                    self._unpacked += len(chunk)
                    self._limits.check_unpacked(self._unpacked)
                    yield chunk
        except _BROKEN as error:
            raise damaged(f"{posixpath.basename(name)}: {error}") from error

    def _info(self, name: str) -> zipfile.ZipInfo | None:
        return self._members.get(posixpath.normpath(name).lower().lstrip("/"))

    def xml(self, name: str) -> Element | None:
        """Return the root of a member, None where there is no such member. One of too many bytes is refused: as a tree it
        takes many times as much memory."""
        data = self.read(name)
        if data is None:
            return None
        self._limits.check_size(len(data))
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        try:
            return ElementTree.fromstring(data, ElementTree.XMLParser(target=_NoDoctype()))
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise damaged(f"{posixpath.basename(name)}: {error}") from error


def damaged(error: object) -> ReadError:
    """Return the error that says so of a file; of a long reason, which may quote the file, the beginning."""
    reason = str(error)
    if len(reason) > _REASON:
        reason = reason[:_REASON] + " …"
    return ReadError(f"is damaged ({reason}): open it in the program that made it and save it anew")
