"""What people say against the program: corrections.toml beside the documents, each entry checked where it is read."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.model import Correction, CorrectionKind, Role
from kg.read.there import is_file, is_folder

NAME = "corrections.toml"
_NEEDED = {
    CorrectionKind.UNIT: ("name", "means", "by"),
    CorrectionKind.WRONG: ("in", "task", "unit", "by"),
    CorrectionKind.SAME: ("titles", "by"),
}
_ALLOWED = {
    CorrectionKind.UNIT: ("in", "reason"),
    CorrectionKind.WRONG: ("role", "reason"),
    CorrectionKind.SAME: ("reason",),
}


def beside(paths: Iterable[Path]) -> list[Path]:
    """Return the corrections.toml of the folders among the paths and of the folders that the files stand in, each once."""
    folders = dict.fromkeys(path if is_folder(path) else path.parent for path in paths)
    return [folder / NAME for folder in folders if is_file(folder / NAME)]


def load(paths: Iterable[Path]) -> list[Correction]:
    """Return the entries of these files, in order, each once; DataError where one does not say what it must."""
    found: dict[str, Correction] = {}
    for path in paths:
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise DataError(f"{path}: {error}; expected TOML in UTF-8") from error
        for key, entries in tables.items():
            for number, entry in enumerate(_entries(path, key, entries), start=1):
                where = f"{path}: [[{key}]] {number}"
                said = _correction(where, CorrectionKind(key), entry)
                _agree(where, said, found.values())
                found.setdefault(said.id, said)
    return list(found.values())


def _agree(where: str, said: Correction, others: Iterable[Correction]) -> None:
    """Refuse a second meaning of one name in one document."""
    for other in others:
        same = (said.kind, said.names, said.file) == (other.kind, other.names, other.file)
        if same and said.means != other.means:
            raise DataError(f"{where}: {said.names[0]} is {said.means}; an earlier entry says {other.means}: leave one")


def _entries(path: Path, key: str, entries: Any) -> list[dict[str, Any]]:
    kinds = [kind.value for kind in CorrectionKind]
    if key not in kinds or not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise DataError(f"{path}: found {key!r}; expected {', '.join(f'[[{kind}]]' for kind in kinds)}")
    return entries


def _correction(where: str, kind: CorrectionKind, entry: dict[str, Any]) -> Correction:
    _check(where, kind, entry)
    names = entry["titles"] if kind is CorrectionKind.SAME else [entry.get("name") or entry["unit"]]
    said = json.dumps([kind.value, entry], ensure_ascii=False, sort_keys=True)
    return Correction(
        id=hashlib.sha256(said.encode()).hexdigest()[:16],
        kind=kind,
        by=entry["by"],
        reason=entry.get("reason", ""),
        names=tuple(names),
        means=entry.get("means"),
        file=entry.get("in"),
        task=entry.get("task"),
        role=Role(entry["role"]) if "role" in entry else None,
    )


def _check(where: str, kind: CorrectionKind, entry: dict[str, Any]) -> None:
    needed, allowed = _NEEDED[kind], (*_NEEDED[kind], *_ALLOWED[kind])
    for key in needed:
        if key not in entry:
            raise DataError(f"{where}: no {key!r}; expected {', '.join(needed)}")
    for key, value in entry.items():
        if key not in allowed:
            raise DataError(f"{where}: found {key!r}; expected {', '.join(allowed)}")
        if key == "titles":
            if (
                not isinstance(value, list)
                or len(value) < 2
                or not all(isinstance(v, str) and v.strip() for v in value)
            ):
                raise DataError(f"{where}: titles is {value!r}; expected a list of two titles or more")
        elif not isinstance(value, str) or (key != "reason" and not value.strip()):
            raise DataError(f"{where}: {key} is {value!r}; expected text in quotes")
    if "role" in entry and entry["role"] not in list(Role):
        raise DataError(f"{where}: role is {entry['role']!r}; expected {', '.join(Role)}")
