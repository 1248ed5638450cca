"""pyvis without IPython, which it imports to draw in notebooks and which takes longer to load than the rest of it."""

from __future__ import annotations

import sys
from types import ModuleType

__all__ = ("Network", "pyvis")

_display = ModuleType("IPython.display")
_display.IFrame = None  # type: ignore[attr-defined]  # all that pyvis takes from it
_absent = {} if "IPython" in sys.modules else {"IPython": ModuleType("IPython"), "IPython.display": _display}

sys.modules.update(_absent)
try:
    import pyvis
    from pyvis.network import Network
finally:
    for name in _absent:
        del sys.modules[name]
