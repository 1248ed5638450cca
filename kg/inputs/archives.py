"""Documents inside a .zip archive, read where they are: nothing is unpacked to the disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath

from kg.errors import ReadError
from kg.inputs.document import Document
from kg.read.limits import Limits

MEMBERS = 100_000  # of one archive at most
_UTF8 = 0x800  # flag of a member whose name is UTF-8
_ENCRYPTED = 0x1


def documents(path: Path, takes: Callable[[str], bool], limits: Limits) -> tuple[list[Document], list[str]]:
    """Return the members whose file name `takes` accepts, sorted by name, and the names of the others; hidden files are
    neither. ReadError for a damaged archive, and for one that holds more than the limits allow."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(f"is a damaged archive ({error}): expected a .zip file") from error
    if len(members) > MEMBERS:
        raise ReadError(f"holds {len(members):,} files: over the limit of {MEMBERS:,}")
    limits.check_unpacked(sum(member.file_size for member in members))
    found, others = [], []
    for name, member in sorted(((_name(member), member) for member in members), key=lambda pair: pair[0]):
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if any(part.startswith(".") for part in parts) or "__MACOSX" in parts or not parts:
            continue
        if takes(parts[-1]):
            found.append(Document(f"{path}/{'/'.join(parts)}", parts[-1], partial(_load, path, member)))
        else:
            others.append(parts[-1])
    return found, others


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
    if member.flag_bits & _ENCRYPTED:
        raise ReadError("is protected by a password: unpack the archive and give the folder")
    limits.check_size(member.file_size)
    try:
        with _opened(path).open(member) as file:
            data = file.read(limits.megabytes * 1_000_000 + 1)  # the size that an archive states may be a lie
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error) as error:
        raise ReadError(f"cannot be unpacked ({error}): unpack the archive and give the folder") from error
    limits.check_size(len(data))
    return data
