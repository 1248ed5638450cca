"""Numbers as Word's automatic lists print them (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

import cn2an

_DIGITS = "〇一二三四五六七八九"


def printed(count: int, style: str) -> str:
    """Return the number in that format; in Arabic digits where the format is not known or has no such number."""
    form = _FORMS.get(style)
    return (form(count) if form and 0 <= count < 10_000 else None) or ("" if style in _SILENT else str(count))


def _thousand(count: int) -> str:
    """十一, 一百一十."""
    return str(cn2an.an2cn(count, "low"))


def _counting(count: int) -> str:
    """As spoken to 99, digit by digit from there: 九十九, 一〇〇."""
    return _thousand(count) if count < 100 else _digital(count)


def _japanese(count: int) -> str:
    """百十, where Chinese has 一百一十."""
    text = _thousand(count).replace("零", "")
    return text.replace("一千", "千").replace("一百", "百").replace("一十", "十") if count else "〇"


def _digital(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _legal(count: int) -> str:
    """壹拾壹."""
    return str(cn2an.an2cn(count, "up"))


def _letters(count: int) -> str:
    """A to Z, then AA to ZZ."""
    return chr(65 + (count - 1) % 26) * ((count - 1) // 26 + 1) if count else ""


def _roman(count: int) -> str:
    text = ""
    for worth, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += sign * (count // worth)
        count %= worth
    return text


def _row(*ranges: tuple[str, str]) -> Callable[[int], str]:
    """The numbers from 1 on that are one character each."""
    signs = "".join(chr(code) for first, last in ranges for code in range(ord(first), ord(last) + 1))
    return lambda count: signs[count - 1 : count] if count else ""


def _of(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1 : count] if count else ""


_circled = _row(("①", "⑳"), ("㉑", "㉟"), ("㊱", "㊿"))
_SILENT = {"none", "bullet"}
_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: str(count).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalFullWidth2": lambda count: str(count).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _row(("⑴", "⒇")),
    "decimalEnclosedFullstop": _row(("⒈", "⒛")),
    "numberInDash": lambda count: f"- {count} -",
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _japanese,
    "koreanDigital2": _digital,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": lambda count: _legal(count).translate(str.maketrans("贰叁陆万", "貳參陸萬")),
    "ideographEnclosedCircle": _row(("㊀", "㊉")),
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
}
