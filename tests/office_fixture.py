"""LibreOffice without a window, where it is installed."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

OFFICE = shutil.which("soffice")
SECONDS = 180  # a machine that is busy with other tests starts it slowly

needs_office = pytest.mark.skipif(
    OFFICE is None, reason="soffice is not installed (Debian: libreoffice-calc-nogui, 230 MB)"
)
needs_writer = pytest.mark.skipif(
    OFFICE is None or not (Path(OFFICE).resolve().parent / "libswlo.so").exists(),
    reason="LibreOffice Writer is not installed (Debian: libreoffice-writer-nogui)",
)
ALL_SHEETS_UTF8 = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def convert(path: Path, format: str, folder: Path) -> None:
    """Open a file and save it in another format, with a profile of its own."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = [OFFICE or "", profile, "--headless", "--convert-to", format, "--outdir", str(folder), str(path)]
    subprocess.run(words, capture_output=True, check=True, timeout=SECONDS)


def sheets(path: Path, folder: Path) -> dict[str, list[list[str]]]:
    """The rows of each sheet as the office reads them, by the sheet's name."""
    convert(path, ALL_SHEETS_UTF8, folder)
    found = {}
    for file in folder.glob(f"{path.stem}-*.csv"):
        with file.open(encoding="utf-8", newline="") as text:
            found[file.stem.removeprefix(f"{path.stem}-")] = list(csv.reader(text))
    return found
