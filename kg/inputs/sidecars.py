"""A sidecar file, NAME.toml beside NAME.docx: what a person states of a document whose text does not say it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path, PurePath

from kg.errors import ReadError
from kg.graph.identifiers import is_iri
from kg.read.there import is_file
from kg.source import Stated

_KEYS = ("title", "issuer", "place", "date", "address")
_LIMIT = 100_000  # bytes


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A sidecar file on disk or in an archive."""

    name: str
    load: Callable[
        [int], bytes
    ]  # its bytes, at most so many; ReadError where it cannot be read; travels between processes


def names(path: str) -> tuple[str, str]:
    """Return what the sidecar of a document may be called, by the document's path: plan.docx.toml, which goes first,
    and plan.toml."""
    return f"{path}.toml", f"{PurePath(path).with_suffix('').as_posix()}.toml"


def beside(path: Path) -> Sidecar | None:
    """Return the sidecar of a document on disk; None where there is none."""
    there = (Path(one) for one in names(str(path)))
    return next((Sidecar(one.name, partial(_load, one)) for one in there if is_file(one)), None)


def load(sidecar: Sidecar) -> bytes:
    """Return a sidecar's bytes; ReadError where it cannot be read or is no such file by its size."""
    try:
        data = sidecar.load(_LIMIT + 1)
    except ReadError as error:
        raise ReadError(f"{sidecar.name} beside it {error}") from error
    if len(data) > _LIMIT:
        raise ReadError(f"{sidecar.name} beside it has over {_LIMIT:,} bytes: expected a few lines of TOML")
    return data


def _load(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror or error}") from error


def read(sidecar: Sidecar) -> Stated:
    """Return what a sidecar states; ReadError for what is no TOML, an unknown key, or a value that cannot be."""
    name = sidecar.name
    try:
        said = tomllib.loads(load(sidecar).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReadError(f'{name} beside it: {error}; expected TOML in UTF-8, such as title = "…"') from error
    for key, value in said.items():
        if key not in _KEYS:
            raise ReadError(f"{name} beside it: unknown key {key!r}; expected {', '.join(_KEYS)}")
        if isinstance(value, date):
            said[key] = value.isoformat()[:10]
        elif not isinstance(value, str) or not value.strip():
            raise ReadError(f"{name} beside it: {key} is {value!r}; expected a text in quotes")
        else:
            said[key] = value.strip()
    _check_date(name, said.get("date"))
    _check_address(name, said.get("address"))
    return Stated(name, **said)


def _check_date(name: str, text: str | None) -> None:
    try:
        if text:
            date.fromisoformat(text)
    except ValueError as error:
        raise ReadError(f"{name} beside it: date is {text!r}; expected one such as 2021-04-13") from error


def _check_address(name: str, text: str | None) -> None:
    if text and not (text.startswith(("http://", "https://")) and is_iri(text)):
        raise ReadError(
            f"{name} beside it: address is {text!r}; expected one such as https://www.example.gov.cn/a.html"
        )
