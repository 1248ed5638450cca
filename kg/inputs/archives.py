"""Documents inside a .zip archive, read where they are: nothing is unpacked to the disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath

from kg.errors import ReadError
from kg.inputs import sidecars
from kg.inputs.document import Document
from kg.read.limits import Limits

MEMBERS = 100_000  # of one archive at most
_UTF8 = 0x800  # flag of a member whose name is UTF-8
_ENCRYPTED = 0x1

Members = Mapping[str, zipfile.ZipInfo]


def members(path: Path, limits: Limits) -> Members:
    """Return the files in an archive by their paths; ReadError for a damaged one, and for one that holds more than the
    limits allow."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = [member for member in archive.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(f"is a damaged archive ({error}): expected a .zip file") from error
    if len(found) > MEMBERS:
        raise ReadError(f"holds {len(found):,} files: over the limit of {MEMBERS:,}")
    limits.check_unpacked(sum(member.file_size for member in found))
    return {str(PurePosixPath(_name(member).replace("\\", "/").lstrip("/"))): member for member in found}


def document(path: Path, inside: Members, at: str) -> Document:
    """Return the member at a path in the archive as an input, with the sidecar beside it."""
    beside = next((one for one in sidecars.names(at) if one in inside), None)
    sidecar = sidecars.Sidecar(_last(beside), partial(_unpacked, path, inside[beside])) if beside else None
    return Document(f"{path}/{at}", _last(at), partial(_load, path, inside[at]), sidecar)


def _last(at: str) -> str:
    return at.rpartition("/")[2]


def _name(member: zipfile.ZipInfo) -> str:
    """The name as its maker wrote it: Chinese programs write GB18030 where the standard expects code page 437."""
    if member.flag_bits & _UTF8:
        return member.filename
    data = member.orig_filename.split("\0")[0].encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


@lru_cache(maxsize=4)
def _opened(path: Path) -> zipfile.ZipFile:
    """The archive, opened once for all its members: its directory may be long."""
    return zipfile.ZipFile(path)


def _load(path: Path, member: zipfile.ZipInfo, limits: Limits) -> bytes:
    limits.check_size(member.file_size)
    data = _unpacked(path, member, limits.megabytes * 1_000_000 + 1)  # the size that an archive states may be a lie
    limits.check_size(len(data))
    return data


def _unpacked(path: Path, member: zipfile.ZipInfo, most: int) -> bytes:
    """A member's bytes, at most so many."""
    if member.flag_bits & _ENCRYPTED:
        raise ReadError("is protected by a password: unpack the archive and give the folder")
    try:
        with _opened(path).open(member) as file:
            return file.read(most)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error) as error:
        raise ReadError(f"cannot be unpacked ({error}): unpack the archive and give the folder") from error
