"""Whether a file or folder is there: no, too, where its name is too long, its links go in circles, or a folder is closed."""

from __future__ import annotations

from pathlib import Path


def is_file(path: Path) -> bool:
    """Return whether there is such a file; False where that cannot be known."""
    try:
        return path.is_file()
    except OSError:  # Path itself lets some through, as of a name that is too long
        return False


def is_folder(path: Path) -> bool:
    """Return whether there is such a folder; False where that cannot be known."""
    try:
        return path.is_dir()
    except OSError:
        return False
