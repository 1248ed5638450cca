"""What format a file has, by its content before its name, and the reader for each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from kg.errors import ReadError
from kg.read.limits import Limits
from kg.read.parts import Part

Reader = Callable[[bytes, Limits], list[Part]]
"""A reader yields the parts of a document in reading order, none for an empty one. It raises ReadError with a line that
says what was found and what to do."""

READERS = {  # format → (module of kg.read, extra of the package that brings its libraries)
    "html": ("html", None),
    "md": ("markdown", None),
    "docx": ("docx", None),
    "xlsx": ("sheets", None),
    "xls": ("sheets", None),
    "ods": ("sheets", None),
    "csv": ("csvs", None),
    "pdf": ("pdf", "pdf"),
    "ofd": ("ofd", None),
    "doc": ("office", None),
    "wps": ("office", None),
    "rtf": ("office", None),
}
TEXT = {"txt", "text"}
SUFFIXES = frozenset(
    {*READERS, *TEXT, "htm", "xhtml", "shtml", "mht", "mhtml", "markdown", "xlsm", "tsv", "et", "docm", "odt"}
)
"""Suffixes, without a dot, of the files that are taken out of a folder."""

_MARKDOWN = ("md", "markdown")  # in which pieces of HTML may stand, at the head too
_PICTURES = {
    b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"BM": "BMP", b"II*\0": "TIFF", b"MM\0*": "TIFF",
}  # fmt: skip
_MEMBERS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsx", "OFD.xml": "ofd"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first tag of a page or of a piece of one, behind what may stand above it
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|span|article|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)


def format_of(data: bytes, name: str) -> str:
    """Return the format: a key of READERS, "zip" for an archive, "txt" for what is none of these. ReadError: a picture."""
    suffix = PurePath(name).suffix.lower().lstrip(".")
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _packed(data, suffix)
    if data.startswith(_OLE):
        return _ole(data, suffix)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    for magic, kind in _PICTURES.items():
        if data.startswith(magic):
            raise ReadError(f"is a picture ({kind}), no text: run OCR first and give its result")
    plain = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if (_HTML.match(plain) and suffix not in _MARKDOWN) or suffix in ("htm", "html", "xhtml", "shtml", "mht", "mhtml"):
        return "html"
    if suffix in _MARKDOWN:
        return "md"
    return "csv" if suffix in ("csv", "tsv") else "txt"


def reader(kind: str) -> Reader:
    """Return the reader of a format; ReadError where the libraries that it needs are not installed."""
    module, extra = READERS[kind]
    try:
        found: Reader = import_module(f"kg.read.{module}").read
    except ModuleNotFoundError as error:
        if extra is None or (error.name or "").startswith("kg."):
            raise
        raise ReadError(
            f"is a {kind.upper()} file: to read it, install: pip install 'responsibility-graph[{extra}]'"
        ) from error
    return found


def _packed(data: bytes, suffix: str) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError(
            f"is a damaged archive ({error}): open it in the program that made it and save it anew"
        ) from error
    for member, kind in _MEMBERS.items():
        if member in names:
            return kind
    if "content.xml" in names and "mimetype" in names:
        return "ods" if suffix == "ods" else "doc"
    return "zip"


def _ole(data: bytes, suffix: str) -> str:
    """Old Office files: a compound file, whose directory names its streams in UTF-16."""
    if suffix not in ("doc", "wps", "dot") and any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return "xls"
    return "wps" if suffix == "wps" else "doc"
