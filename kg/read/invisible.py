"""Characters that nobody sees and programs leave in texts: soft hyphens, joiners, marks of direction, variants, tags."""

from __future__ import annotations

import re

# Default_Ignorable_Code_Point of Unicode (DerivedCoreProperties.txt), less its letters of Hangul and Khmer and its notes
_RANGES = (
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E)),
    *((0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0000, 0xE0FFF)),
)
CLASS = "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES)  # as it stands between [ and ] of a pattern
INVISIBLE = re.compile(f"[{CLASS}]+")
