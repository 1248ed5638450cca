"""Makes OFD documents (GB/T 33190) for the tests: lines of text broken and set as a program for printing does it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from making_zip import packed

_XMLNS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.0  # millimetres
LEFT, TOP = 30.0, 30.0
COLUMNS = 28  # characters in a full line


def text(words: str, x: float, y: float, size: float = SIZE, further: str = "") -> str:
    """A text object with one step for each character but the last."""
    steps = f'DeltaX="g {len(words) - 1} {size}"' if len(words) > 1 else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} {len(words) * size} {size}" Font="3" Size="{size}" {further}>'
        f'<ofd:TextCode X="0" Y="{size}" {steps}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def page(paragraphs: Sequence[str], number: int | None = None) -> str:
    """A page of paragraphs, the first line of each indented by two characters and the others not."""
    out, y = "", TOP
    for paragraph in paragraphs:
        rest, indent = paragraph, 2
        while rest:
            line, rest = rest[: COLUMNS - indent], rest[COLUMNS - indent :]
            out += text(line, LEFT + indent * SIZE, y)
            y, indent = y + 2 * SIZE, 0
    return out + (text(f"— {number} —", 100, 285) if number else "")


def document(*pages: str, templates: Sequence[str] = ()) -> bytes:
    """A document of these pages; each shows all templates."""
    members = {
        "OFD.xml": f"<ofd:OFD {_XMLNS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    }
    shown = "".join(f'<ofd:Template TemplateID="{90 + i}"/>' for i in range(len(templates)))
    known = "".join(f'<ofd:TemplatePage ID="{90 + i}" BaseLoc="Tpls/{i}.xml"/>' for i in range(len(templates)))
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/{i}.xml"/>' for i in range(len(pages)))
    members["Doc_0/Document.xml"] = (
        f"<ofd:Document {_XMLNS}><ofd:CommonData>{known}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    for folder, contents, head in (("Pages", pages, shown), ("Tpls", templates, "")):
        for i, content in enumerate(contents):
            members[f"Doc_0/{folder}/{i}.xml"] = (
                f'<ofd:Page {_XMLNS}>{head}<ofd:Content><ofd:Layer ID="2">{content}</ofd:Layer></ofd:Content></ofd:Page>'
            )
    return packed(members)
