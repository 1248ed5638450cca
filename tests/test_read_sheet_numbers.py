"""Numbers and columns of workbooks as people see them."""

from __future__ import annotations

import pytest

from kg.read.sheets.numbers import printed
from kg.read.sheets.sheet import letters


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (1.0, "", "1"),
        (1.0, "General", "1"),
        (0.1 + 0.2, "General", "0.3"),
        (13912345678.0, "General", "13912345678"),
        (1e20, "General", "1e+20"),
        (0.95, "0%", "95%"),
        (0.954, "0.0%", "95.4%"),
        (-3.0, "0_ ;[Red]-0", "-3"),
        (1234.5, "#,##0.00", "1234.50"),
        (1.0, "000", "001"),
        (3.0, '0"所"', "3所"),
        (2.0, '"第"0"项"', "第2项"),
        (45473.0, "yyyy/m/d", "2024年6月30日"),
        (45473.0, "m月d日", "2024年6月30日"),
        (45473.0, 'yyyy"年"m"月"', "2024年6月"),
        (45473.0, "[$-804]yyyy", "2024年"),
        (45473.604, "yyyy-m-d h:mm", "2024年6月30日"),
        (0.5, "h:mm", "12:00"),
        (-1.0, "yyyy/m/d", "-1"),
        (9e9, "yyyy/m/d", "9000000000"),
        (0.5, "# ?/?", "0.5"),
        (1500.0, "0.00E+00", "1500"),
    ],
)
def test_a_number_under_its_format(value: float, code: str, expected: str) -> None:
    assert printed(value, code) == expected


def test_days_may_count_from_1904() -> None:
    assert printed(44011, "yyyy/m/d", since_1904=True) == "2024年6月30日"


@pytest.mark.parametrize(("column", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16383, "XFD")])
def test_columns_have_letters(column: int, expected: str) -> None:
    assert letters(column) == expected
