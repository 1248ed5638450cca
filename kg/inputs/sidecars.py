"""A sidecar file, NAME.toml beside NAME.docx: what a person states of a document whose text does not say it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from kg.errors import ReadError
from kg.read.there import is_file
from kg.source import Stated

_KEYS = ("title", "issuer", "place", "date", "address")
_LIMIT = 100_000  # bytes


def beside(path: Path) -> Path | None:
    """Return the sidecar of a document, plan.docx.toml before plan.toml; None where there is none."""
    names = (path.name + ".toml", path.stem + ".toml")
    return next((path.with_name(name) for name in names if is_file(path.with_name(name))), None)


def load(path: Path) -> bytes:
    """Return a sidecar's bytes; ReadError where it cannot be read or is no such file by its size."""
    try:
        if path.stat().st_size > _LIMIT:
            raise ReadError(f"{path.name} beside it has over {_LIMIT:,} bytes: expected a few lines of TOML")
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path.name} beside it cannot be read: {error.strerror or error}") from error


def read(path: Path) -> Stated:
    """Return what a sidecar states; ReadError for what is no TOML, an unknown key, or a value that cannot be."""
    try:
        said = tomllib.loads(load(path).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReadError(f"{path.name} beside it: {error}; expected TOML in UTF-8") from error
    for key, value in said.items():
        if key not in _KEYS:
            raise ReadError(f"{path.name} beside it: unknown key {key!r}; expected {', '.join(_KEYS)}")
        if isinstance(value, date):
            said[key] = value.isoformat()[:10]
        elif not isinstance(value, str) or not value.strip():
            raise ReadError(f"{path.name} beside it: {key} is {value!r}; expected a text in quotes")
        else:
            said[key] = value.strip()
    _check_date(path, said.get("date"))
    _check_address(path, said.get("address"))
    return Stated(path.name, **said)


def _check_date(path: Path, text: str | None) -> None:
    try:
        if text:
            date.fromisoformat(text)
    except ValueError as error:
        raise ReadError(f"{path.name} beside it: date is {text!r}; expected one such as 2021-04-13") from error


def _check_address(path: Path, text: str | None) -> None:
    if text and not (
        text.startswith(("http://", "https://")) and text.isprintable() and not set(text) & set(' <>"{}|\\^`')
    ):
        raise ReadError(
            f"{path.name} beside it: address is {text!r}; expected one such as https://www.example.gov.cn/a.html"
        )
