"""How much a file may ask for: what is over a limit is refused, and the limit named."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from kg.errors import NotNow

UNPACKED = 5  # times the limit of a file: what a packed one may hold in all


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost."""

    megabytes: int = 100  # of 1,000,000 bytes; of a packed file also `UNPACKED` times as many once unpacked
    seconds: int = 120
    cells: int = 2_000_000  # of all its tables, merged ones counted in all they cover

    def check_size(self, size: int) -> None:
        """Raise NotNow for a file of too many bytes."""
        if size > self.megabytes * 1_000_000:
            raise NotNow(f"has {size / 1e6:,.0f} MB: over the limit of {self.megabytes} MB (--max-mb)")

    def check_unpacked(self, size: int) -> None:
        """Raise NotNow where a packed file holds too many bytes."""
        limit = self.megabytes * UNPACKED
        if size > limit * 1_000_000:
            raise NotNow(f"unpacks to {size / 1e6:,.0f} MB: over the limit of {limit} MB ({UNPACKED} times --max-mb)")

    def check_cells(self, count: int) -> None:
        """Raise NotNow where tables have too many cells."""
        if count > self.cells:
            raise NotNow(f"has tables of {count:,} cells: over the limit of {self.cells:,}")


class _OutOfTime(BaseException):
    """Not an Exception, so that no library's own handling of errors keeps it."""


@contextmanager
def bounded(limits: Limits) -> Iterator[None]:
    """Raise NotNow within when the time for one document is over; where there is no alarm clock (Windows, threads), never."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds, 1)  # again each second: a library may keep the first
    try:
        yield
    except _OutOfTime:
        raise NotNow(
            f"took over {limits.seconds} s to read: over the limit (--max-seconds); give it alone with a higher one"
        ) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
