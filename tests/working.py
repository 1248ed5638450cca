"""Pieces of work for processes of their own, which import no more than this for them."""

from __future__ import annotations

import os


def work(item: int) -> str:
    """What some pieces of work do to the process that they are done in."""
    if item == 3:
        os._exit(1)
    return f"{item} done"


def died(item: int) -> str:
    return f"{item} ended its process"
