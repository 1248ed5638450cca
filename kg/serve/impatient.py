"""Connections that wait for a request for some seconds and no longer, so that no client holds them all by saying nothing."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 10  # seconds from a connection's beginning, or a later request's, to the end of the request's head


class Impatient(H11Protocol):
    """uvicorn's protocol, which itself bounds only the time between two requests."""

    _due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._due = self.loop.call_later(PATIENCE, transport.close)

    def data_received(self, data: bytes) -> None:
        """Wait no longer once the head of a request is complete."""
        if self._due is None and self.conn.their_state is h11.IDLE:
            self._due = self.loop.call_later(PATIENCE, self.transport.close)
        super().data_received(data)
        if self._due is not None and self.conn.their_state is not h11.IDLE:
            self._due.cancel()
            self._due = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Drop the connection."""
        if self._due is not None:
            self._due.cancel()
        super().connection_lost(exc)
