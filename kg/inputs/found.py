"""Which documents are meant: files, folders, patterns, archives and standard input, each document once."""

from __future__ import annotations

import glob
import os
import sys
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePath, PurePosixPath

from kg.errors import ReadError
from kg.inputs import archives, sidecars
from kg.inputs.document import Document, of_file
from kg.read.corrections import NAME as CORRECTIONS
from kg.read.formats import SUFFIXES, format_of
from kg.read.limits import Limits
from kg.read.there import is_file

STDIN = "-"
_LIMITS = Limits()
_BUILD = "store/current.txt"  # in a folder that a build wrote, which may stand among the documents
_PAGE = (".htm", ".html")
_PAGE_FOLDERS = ("_files", ".files", "_文件")  # what a browser saves beside a page: pictures, scripts, frames


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no plan, and why, in one line."""

    path: str
    message: str


@dataclass(slots=True)
class Found:
    """The documents that were named or stand in what was named, in order, and what is none."""

    documents: list[Document] = field(default_factory=list)
    folders: dict[Path, None] = field(default_factory=dict)  # in which they stand, or the archives that hold them
    failures: list[Failure] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)  # by suffix, files in these that are no documents


def find(paths: Sequence[Path], limits: Limits = _LIMITS) -> Found:
    """Return the documents of these paths. Folders are searched through, sorted, hidden files left out."""
    found = Found()
    seen: set[str] = set()
    for path in paths:
        try:
            for file in _files(path, found, limits):
                if (at := os.path.realpath(file)) not in seen:
                    seen.add(at)
                    _take(file, found, limits)
        except OSError as error:  # a name that is too long, a folder above that is closed
            found.failures.append(Failure(str(path), f"cannot be found: {error.strerror}"))
    return found


def _files(path: Path, found: Found, limits: Limits) -> Iterator[Path]:
    """The files that one path means."""
    if str(path) == STDIN:
        data = sys.stdin.buffer.read(limits.megabytes * 1_000_000 + 1)
        found.documents.append(Document(STDIN, "stdin", partial(_given, data)))
    elif path.is_dir():
        yield from (path / file for file in _documents(path, set(_inside(path, found)), found))
    elif path.exists():
        yield path
    elif archive := next(filter(Path.is_file, path.parents), None):
        _take_member(archive, path.relative_to(archive).as_posix(), found, limits)
    elif glob.has_magic(str(path)):
        inside = sorted(filter(is_file, map(Path, glob.glob(str(path), recursive=True))))  # noqa: PTH207 - any root
        if not inside:
            found.failures.append(Failure(str(path), "no file goes by this pattern"))
        yield from inside
    else:
        found.failures.append(Failure(str(path), "there is no such file or folder"))


def _inside(folder: Path, found: Found) -> Iterator[str]:
    """All files in a folder and those below, by their paths in it, but for what builds wrote and corrections; links to
    folders are not followed. A folder that is closed is a failure."""

    def within(at: str) -> str:
        return PurePath(at).relative_to(folder).as_posix()

    def closed(error: OSError) -> None:
        if not _hidden(within(error.filename)):
            found.failures.append(Failure(str(error.filename), f"cannot be searched: {error.strerror}"))

    for at, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not is_file(Path(at, name, _BUILD))]
        files = (Path(at, name) for name in names if name != CORRECTIONS)
        yield from (within(str(file)) for file in files if _may_be_read(file))


def _may_be_read(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # in a folder that may be listed and not entered: reading it says so
        return True


def _take(file: Path, found: Found, limits: Limits) -> None:
    """Add a file, or the documents inside it if it is an archive."""
    found.folders[file.parent] = None
    if not _is_archive(file, limits):
        found.documents.append(of_file(file))
        return
    try:
        inside = archives.members(file, limits)
    except ReadError as error:
        found.failures.append(Failure(str(file), str(error)))
        return
    found.documents += (archives.document(file, inside, at) for at in _documents(file, inside, found))


def _take_member(archive: Path, at: str, found: Found, limits: Limits) -> None:
    """Add one document inside an archive, called as messages name it: plans.zip/2021/plan.docx."""
    try:
        inside = archives.members(archive, limits)
    except ReadError as error:
        found.failures.append(Failure(str(archive), str(error)))
        return
    if at in inside:
        found.folders[archive.parent] = None
        found.documents.append(archives.document(archive, inside, at))
    else:
        found.failures.append(Failure(f"{archive}/{at}", "there is no such file in the archive"))


def _documents(path: Path, inside: Collection[str], found: Found) -> list[str]:
    """Of the files in a folder or an archive, by their paths in it, the documents, sorted as paths are; the others are
    counted, but hidden ones."""
    shown = sorted((file for file in inside if not _hidden(file)), key=lambda file: file.split("/"))
    documents = [file for file in shown if _is_document(file) and not _of_a_page(file, inside)]
    known = {*documents, *(name for file in documents for name in sidecars.names(file))}
    found.left_out.update(_suffix(file) for file in shown if file not in known)
    if not documents:
        found.failures.append(Failure(str(path), "holds no document: expected .docx, .pdf, .xlsx, .html, .txt …"))
    return documents


def _given(data: bytes, limits: Limits) -> bytes:
    limits.check_size(len(data))
    return data


def _is_document(name: str) -> bool:
    return _suffix(name).lstrip(".") in SUFFIXES or _suffix(name) == ".zip"


def _is_archive(file: Path, limits: Limits) -> bool:
    """Whether a file is a .zip that is no office document, which are packed the same way."""
    try:
        if file.suffix.lower() == ".zip" or not is_file(file) or not zipfile.is_zipfile(file):
            return file.suffix.lower() == ".zip"
        limits.check_size(file.stat().st_size)
        return format_of(file.read_bytes(), file.name) == "zip"
    except (OSError, ReadError):
        return False


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def _hidden(file: str) -> bool:
    """Whether a file is not meant to be seen, or speaks of the folder itself."""
    path = PurePosixPath(file)
    return any(part.startswith((".", "__MACOSX")) for part in path.parts) or path.stem.upper() == "README"


def _of_a_page(file: str, inside: Collection[str]) -> bool:
    """Whether a file stands in the folder that a browser saved beside a page."""
    for folder in PurePosixPath(file).parents:
        for ending in _PAGE_FOLDERS:
            stem = folder.name.removesuffix(ending)
            if stem != folder.name and any(str(folder.with_name(stem + page)) in inside for page in _PAGE):
                return True
    return False
