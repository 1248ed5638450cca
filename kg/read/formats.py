"""What format a file has, by its content before its name, and the reader for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from kg.errors import NotNow, ReadError
from kg.read.limits import Limits
from kg.read.mhtml import is_archive
from kg.read.packed import LOCKED, Package
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
    "odt": ("office", None),
}
TEXT = {"txt", "text"}
SUFFIXES = frozenset(
    {*READERS, *TEXT, "htm", "xhtml", "shtml", "mht", "mhtml", "markdown", "xlsm", "xlsb", "tsv", "et", "docm"}
)
"""Suffixes, without a dot, of the files that are taken out of a folder."""

_MARKDOWN = ("md", "markdown")  # in which pieces of HTML may stand, at the head too
_PICTURES = {
    b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"BM": "BMP", b"II*\0": "TIFF", b"MM\0*": "TIFF",
}  # fmt: skip
_ARCHIVES = {b"Rar!\x1a\x07": "RAR", b"7z\xbc\xaf\x27\x1c": "7z", b"\x1f\x8b\x08": "gzip"}
_MEMBERS = (  # the main part of a packed format
    (re.compile(r"word/(?:document\d*|styles|settings)\.xml", re.IGNORECASE), "docx"),
    (re.compile(r"xl/workbook\.(?:xml|bin)", re.IGNORECASE), "xlsx"),
    (re.compile(r"OFD\.xml", re.IGNORECASE), "ofd"),
)
_WORD_XML = re.compile(rb"""<\?mso-application\s+progid=["']Word\.Document""")  # Word's own XML, saved as .doc or .xml
_SLIDES = "is a presentation (PowerPoint): expected the text of a plan; save its text as .docx"
_EXCEL_XML = re.compile(rb"""<\?mso-application\s+progid=["']Excel\.Sheet""")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first tag of a page or of a piece of one, behind what may stand above it
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|span|article|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)


def format_of(data: bytes, name: str) -> str:
    """Return the format: a key of READERS, "zip" for an archive, "txt" for what is none of these. ReadError: a picture,
    slides, an archive that is no .zip, a damaged one, a workbook of Excel 2003 in XML."""
    suffix = PurePath(name).suffix.lower().lstrip(".")
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _packed(data, suffix)
    if data.startswith(_OLE):
        return _ole(data, suffix)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if _WORD_XML.search(data, 0, 1024):
        return "doc"
    if _EXCEL_XML.search(data, 0, 1024):
        raise ReadError("is a workbook in the XML of Excel 2003: open it in Excel or WPS and save it as .xlsx")
    if is_archive(data):
        return "html"
    for magic, kind in _PICTURES.items():
        if data.startswith(magic):
            raise ReadError(f"is a picture ({kind}), no text: run OCR first and give its result")
    for magic, kind in _ARCHIVES.items():
        if data.startswith(magic):
            raise ReadError(f"is an archive ({kind}) that is not unpacked here: unpack it and give the folder")
    plain = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if (_HTML.match(plain) and suffix not in _MARKDOWN) or suffix in ("htm", "html", "xhtml", "shtml", "mht", "mhtml"):
        return "html"
    if suffix in _MARKDOWN:
        return "md"
    return "csv" if suffix in ("csv", "tsv") else "txt"


def reader(kind: str) -> Reader:
    """Return the reader of a format; NotNow where the libraries that it needs are not installed."""
    module, extra = READERS[kind]
    try:
        found: Reader = import_module(f"kg.read.{module}").read
    except ModuleNotFoundError as error:
        if extra is None or (error.name or "").startswith("kg."):
            raise
        raise NotNow(
            f"is a {kind.upper()} file: to read it, install: pip install 'responsibility-graph[{extra}]'"
        ) from error
    return found


def _packed(data: bytes, suffix: str) -> str:
    names = set(Package(data, Limits()).names())
    for member, kind in _MEMBERS:
        if any(member.fullmatch(name) for name in names):
            return kind
    if "ppt/presentation.xml" in names:
        raise ReadError(_SLIDES)
    if "content.xml" in names and "mimetype" in names:
        return "ods" if suffix == "ods" else "odt"
    return "zip"


def _ole(data: bytes, suffix: str) -> str:
    """Old Office files: a compound file, whose directory names its streams. ReadError for what holds no text."""
    has = {name for name in _STREAMS if _has_stream(data, name)}
    if "EncryptedPackage" in has:  # a newer file, packed into an old one with its password
        raise ReadError(LOCKED)
    if has & {"Workbook", "Book"} and not ("WordDocument" in has and suffix in ("doc", "wps", "dot")):
        return "xls"  # either may hold the other as an object
    if suffix in ("xls", "et") and "WordDocument" not in has:
        return "xls"
    if "PowerPoint Document" in has and "WordDocument" not in has:
        raise ReadError(_SLIDES)
    return "wps" if suffix == "wps" else "doc"


def _has_stream(data: bytes, name: str) -> bool:
    """Whether an entry of the directory, each of 128 bytes, begins with that name in UTF-16 and its end."""
    entry = re.compile(re.escape(f"{name}\0".encode("utf-16-le")), re.IGNORECASE)  # some programs write WORKBOOK
    return any(match.start() % 128 == 0 for match in entry.finditer(data))


_STREAMS = ("WordDocument", "Workbook", "Book", "PowerPoint Document", "EncryptedPackage")
