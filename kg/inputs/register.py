"""What a build keeps of every document that it met: little of it in memory, the rest in a file of the system's."""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Iterator, MutableMapping
from typing import Any, TypeVar

Value = TypeVar("Value", str, int, tuple[str, str])


class Register(MutableMapping[str, Value]):
    """A mapping that leaves memory as it grows: its names in the order of their code points, its values plain ones
    (texts, numbers, tuples of them). It is gone with the process. OSError where the disk is full."""

    def __init__(self) -> None:
        # "" is a database of one connection, which SQLite holds in memory as long as it is small
        self._database = sqlite3.connect("", isolation_level=None)
        self._ask("PRAGMA journal_mode = OFF")
        self._ask("CREATE TABLE said (name BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")

    def __getitem__(self, name: str) -> Value:
        for (value,) in self._ask("SELECT value FROM said WHERE name = ?", _key(name)):
            found: Value = marshal.loads(value)
            return found
        raise KeyError(name)

    def __setitem__(self, name: str, value: Value) -> None:
        self._ask("INSERT OR REPLACE INTO said VALUES (?, ?)", _key(name), marshal.dumps(value))

    def __delitem__(self, name: str) -> None:
        if not self._ask("DELETE FROM said WHERE name = ?", _key(name)).rowcount:
            raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        for (name,) in self._ask("SELECT name FROM said ORDER BY name"):
            yield name.decode(errors=_ERRORS)

    def __len__(self) -> int:
        (count,) = self._ask("SELECT COUNT(*) FROM said").fetchone()
        return int(count)

    def _ask(self, said: str, *given: bytes) -> Any:
        try:
            return self._database.execute(said, given)
        except sqlite3.OperationalError as error:
            raise OSError(f"the system's folder for temporary files: {error}") from error


_ERRORS = "surrogatepass"  # the name of a file may be no text


def _key(name: str) -> bytes:
    return name.encode(errors=_ERRORS)
