"""Workbooks: XLSX and XLSM, XLSB, XLS and .et, ODS; a sheet is a table, what is hidden in it is left out."""

from __future__ import annotations

from collections.abc import Iterable

from kg.read.limits import Limits
from kg.read.parts import Part
from kg.read.sheets import ods, xls, xlsb, xlsx
from kg.read.sheets.package import Package
from kg.read.sheets.sheet import Sheet, parts


def read(data: bytes, limits: Limits) -> list[Part]:
    """Return each sheet that is shown as a table of its cells as people see them; formulas by the values last computed.

    Macros never run and links to other files are never followed. ReadError: broken, protected by a password, too large.
    """
    package = Package(data, limits) if data.startswith(b"PK") else None
    if package is None:
        found: Iterable[Sheet] = xls.sheets(data, limits)
    elif package.has("content.xml"):
        found = ods.sheets(package, limits)
    elif package.has("xl/workbook.xml"):
        found = xlsx.sheets(package, limits)
    else:
        found = xlsb.sheets(package, data, limits)
    return [part for sheet in found for part in parts(sheet)]
