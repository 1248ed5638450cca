"""Room on the page: each thing gets the free spot nearest to where it would stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import count, product
from math import cos, pi, sin, sqrt

Point = tuple[float, float]
Size = tuple[float, float]  # width and height

GOLDEN = pi * (3 - sqrt(5))  # the sunflower's angle (Vogel 1979)
WIDE = 1.5  # screens are wider than high


class Ground:
    """What room is taken, as rectangles in a coarse grid of `cell` page units.

    Room is looked for in steps of a thing's side divided by `fine`: twice as fine stands closer and takes four times
    the time.
    """

    def __init__(self, cell: float, fine: int = 3) -> None:
        self._cell = cell
        self._fine = fine
        self._taken: dict[tuple[int, int], list[tuple[Point, Size]]] = defaultdict(list)
        self._tried: dict[tuple[Point, Size], int] = {}

    def settle(self, wish: Point, size: Size, half: bool = False) -> Point:
        """Take the free spot nearest to `wish` on a sunflower round it and return its middle.

        With `half` the sunflower is folded over to the right. A later call with the same wish and size starts
        where the earlier one found room, so many equal wishes take time in proportion.
        """
        step = sqrt(size[0] * size[1]) / self._fine
        for k in count(self._tried.get((wish, size), 0)):
            radius = step * sqrt(k)
            across = WIDE * radius * cos(k * GOLDEN)
            spot = wish[0] + (abs(across) if half else across), wish[1] + radius * sin(k * GOLDEN)
            if self._free(spot, size):
                self._tried[wish, size] = k
                for cell in self._cells(spot, size):
                    self._taken[cell].append((spot, size))
                return spot
        raise AssertionError("a sunflower has no end")

    def _free(self, spot: Point, size: Size) -> bool:
        (x, y), (width, height) = spot, size
        for cell in self._cells(spot, size):
            for (other_x, other_y), (other_width, other_height) in self._taken.get(cell, ()):
                if 2 * abs(x - other_x) < width + other_width and 2 * abs(y - other_y) < height + other_height:
                    return False
        return True

    def _cells(self, spot: Point, size: Size) -> Iterable[tuple[int, int]]:
        (x, y), (width, height), cell = spot, size, self._cell
        columns = range(int((x - width / 2) // cell), int((x + width / 2) // cell) + 1)
        rows = range(int((y - height / 2) // cell), int((y + height / 2) // cell) + 1)
        return product(columns, rows)
