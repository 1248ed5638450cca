"""Pronunciations in brackets behind characters are left out where the dictionary gives them for that character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read.pronunciations import told, without
from kg.read.source import decode


@pytest.mark.parametrize(
    ("printed", "bare", "found"),
    [
        ("教育發(fā)展", "教育發展", ["發(fā)"]),
        ("市衛（wèi）生局", "市衛生局", ["衛（wèi）"]),
        ("常委會(huì )通過", "常委會通過", ["會(huì )"]),
        ("國(guo)(guo)家(jia)", "國家", ["國(guo)", "國(guo)", "家(jia)"]),
        ("绿(lv)化，吕(lǚ)梁", "绿化，吕梁", ["绿(lv)", "吕(lǚ)"]),
        ("歙(sh\u00e8)县，歙(she\u0300)县", "歙县，歙县", ["歙(shè)", "歙(she\u0300)"]),
        ("廣(ɡuǎnɡ)州", "廣州", ["廣(ɡuǎnɡ)"]),
    ],
)
def test_a_pronunciation_is_left_out(printed: str, bare: str, found: list[str]) -> None:
    assert without(printed) == (bare, found)


@pytest.mark.parametrize(
    "text",
    [
        "选项(a)、选项(b)",
        "安装客户端(app)",
        "体育(tiyu)课",  # of a word, not of its last character
        "展(fā)",  # of another character
        "(fā)",
        "fa(fā)",
        "发（FA）展",
        "加强教育(县教育局牵头)",
    ],
)
def test_other_brackets_stay(text: str) -> None:
    assert without(text) == (text, [])


@settings(max_examples=200, derandomize=True, database=None)
@given(st.text(alphabet="教育发展(fā)（zhan） \n", max_size=40))
def test_nothing_but_brackets_is_taken(text: str) -> None:
    bare, found = without(text)
    assert len(bare) + sum(len(one) - 1 for one in found) == len(text)
    assert [char for char in bare if char in "教育发展\n"] == [char for char in text if char in "教育发展\n"]


def test_a_web_page_and_a_text_say_how_many_were_left_out() -> None:
    page = "<html><body><p>某縣發(fā)展學(xué)校方案</p><table><tr><td>學(xué)校</td><td>甲</td></tr><tr><td>乙</td><td>丙</td></tr></table></body></html>"
    html = decode(page.encode(), "made.html")
    text = decode("某縣發(fā)展學(xué)校方案\n".encode(), "made.txt")
    assert "某縣發展學校方案" in html.text and "學校\t甲" in html.text
    assert text.text == "某縣發展學校方案\n"
    assert html.gaps == ((0, told(["發(fā)", "學(xué)", "學(xué)"])),)
    assert text.gaps == ((0, told(["發(fā)", "學(xué)"])),)
