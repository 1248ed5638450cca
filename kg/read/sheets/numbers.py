"""Numbers as people see them in a workbook: 95% for 0.95, 2024年6月 for the day that a month's format shows in part."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

# Formats that a file names by number alone (ECMA-376 part 1, 18.8.30), those of Chinese programs among them
BUILT_IN = {
    1: "0", 2: "0.00", 9: "0%", 10: "0.00%", 14: "yyyy-m-d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-m-d h:mm", 27: "yyyy年m月", 28: "m月d日",
    29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒", 34: "h:mm", 35: "h:mm:ss",
    36: "yyyy年m月", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月",
    53: "m月d日", 54: "m月d日", 55: "yyyy年m月", 56: "m月d日", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
_NO_TOKENS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].|General', re.IGNORECASE)
_NUMBER = re.compile(r"[#0?,.]*[0?#][#0?,.]*")
_LAST_DAY = 2_958_465  # 9999-12-31


def printed(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return a number under a number format code; thousands are not parted, and a day shows its year."""
    code = code.split(";", maxsplit=1)[0]
    tokens = _NO_TOKENS.sub("", code).lower()
    if set(tokens) & set("ymdhs") and 0 <= value <= _LAST_DAY:
        start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
        return day(start + timedelta(seconds=round(min(value, _LAST_DAY - 1500) * 86400)), tokens)
    place = _NUMBER.search(tokens)
    if not place or set(tokens) & set("/e"):
        return plain(value)
    whole, _, decimals = place[0].partition(".")
    percent = "%" in tokens
    text = f"{value * 100 if percent else value:.{min(len(decimals), 15)}f}"
    digits, point, rest = text.lstrip("-").partition(".")
    text = "-" * text.startswith("-") + digits.zfill(whole.count("0")) + point + rest
    before, after = _around(code)
    return f"{before}{text}{after}"


def plain(value: float) -> str:
    """Return a number without a format: 1 for 1.0, 15 digits at most."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.15g}"


def day(value: datetime | date | time, tokens: str = "ymd") -> str:
    """Return a day by what its format shows of it: the year, the month, or all; a time of day where it shows no day."""
    if isinstance(value, time) or not set(tokens) & set("yd"):
        return f"{value:%H:%M}"
    if "m" not in tokens:
        return f"{value.year}年" if "y" in tokens else str(value.day)
    return f"{value.year}年{value.month}月" + (f"{value.day}日" if "d" in tokens else "")


def _around(code: str) -> tuple[str, str]:
    """What a format prints before and behind the number: 0"所"."""
    words = re.sub(r"\[[^\]]*\]|[_*].", "", code)
    pieces = re.split(r'("[^"]*"|\\.)', words)
    shown = [
        piece.strip('"') if i % 2 and piece[0] == '"' else piece.removeprefix("\\") for i, piece in enumerate(pieces)
    ]
    number = next((i for i, piece in enumerate(pieces) if i % 2 == 0 and _NUMBER.search(piece)), 0)
    bare = [re.sub(r"[#0?,.]", "", piece) if i % 2 == 0 else piece for i, piece in enumerate(shown)]
    head = _NUMBER.split(pieces[number], maxsplit=1)[0]
    return "".join(bare[:number]) + head, bare[number][len(head) :] + "".join(bare[number + 1 :])
