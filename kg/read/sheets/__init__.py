"""Workbooks: XLSX and XLSM, XLSB, XLS and .et, ODS; a sheet is a table, what is hidden in it is left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from kg.read.limits import Limits
from kg.read.parts import Part
from kg.read.sheets import ods, xls, xlsb, xlsx
from kg.read.sheets.sheet import Sheet, parts


def read(data: bytes, limits: Limits) -> list[Part]:
    """Return each sheet that is shown as a table of its cells as people see them; formulas by the values last computed.

    Macros never run and links to other files are never followed. ReadError: broken, protected by a password, too large.
    """
    members = set(zipfile.ZipFile(io.BytesIO(data)).namelist()) if data.startswith(b"PK") else set()
    if "content.xml" in members:
        found: Iterable[Sheet] = ods.sheets(data, limits)
    elif "xl/workbook.xml" in members:
        found = xlsx.sheets(data, limits)
    elif "xl/workbook.bin" in members:
        found = xlsb.sheets(data, limits)
    else:
        found = xls.sheets(data, limits)
    return [part for sheet in found for part in parts(sheet)]
