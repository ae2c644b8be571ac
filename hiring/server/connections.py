"""Each connection to a browser: how long it may be silent, and who gives way when there are too many.

uvicorn knows none of this: it waits for ever for the first request, takes a head of
any length, and never gives up on somebody who does not read the answer.
"""

import asyncio
from collections.abc import Iterator
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: Seconds for which a connection may stand still: between requests, in the head of one, unread answer.
PATIENCE = 20.0
#: The head of a request, and whatever else of it is not its body (sizes of chunks, trailers), in bytes.
LARGEST_HEAD = 64 * 1024

_CLOSE = "content-type: text/plain; charset=utf-8\r\nconnection: close\r\n"


class Connection(HttpToolsProtocol):
    """One connection; `most` is how many the process holds before the idlest must give way."""

    def __init__(self, *, most: int, **given: Any) -> None:
        super().__init__(**given)
        self._most = most
        self._waiting_since = self.loop.time()
        self._in_head = False
        self._beside_the_body = 0
        self._unread, self._unread_since = 0, 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # TCP only
        super().connection_made(transport)
        self._waiting_since = self.loop.time()
        if len(self.connections) > self._most and not self._make_room():
            self._refuse("503 Service Unavailable", "The server is very busy. Please try again in a moment.")

    def data_received(self, data: bytes) -> None:
        if not self._in_head and self.between_requests:
            self._in_head, self._waiting_since = True, self.loop.time()
        self._beside_the_body += len(data)
        super().data_received(data)
        if self._beside_the_body > LARGEST_HEAD:
            self._refuse("431 Request Header Fields Too Large", "The head of the request is too large.")

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._in_head:  # what comes after a body must not pass for its head
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_head, self._beside_the_body = False, 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._beside_the_body -= len(body)
        super().on_body(body)

    def on_message_begin(self) -> None:
        self._in_head, self._beside_the_body = True, max(self._beside_the_body, 0)
        super().on_message_begin()

    @property
    def between_requests(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    @property
    def waiting_since(self) -> float:
        return self._waiting_since

    def look(self, now: float) -> None:
        """Cut the connection if nothing has moved for too long; called every second."""
        unread = self.transport.get_write_buffer_size()
        if unread != self._unread:
            self._unread, self._unread_since = unread, now
        if unread:
            if now - self._unread_since > PATIENCE:
                self.transport.abort()
        elif not self.between_requests:
            self._waiting_since = now  # the application is at work, or the body is on its way
        elif now - self._waiting_since > PATIENCE:
            self.transport.abort()

    def _make_room(self) -> bool:
        """Close whoever has been between two requests for longest; browsers come again by themselves."""
        idle = [each for each in self._others() if each.between_requests]
        if not idle:
            return False
        min(idle, key=lambda each: each.waiting_since).transport.abort()
        return True

    def _others(self) -> Iterator["Connection"]:
        for each in self.connections:
            if isinstance(each, Connection) and each is not self and not each.transport.is_closing():
                yield each

    def _refuse(self, status: str, sentence: str) -> None:
        if self.transport.is_closing():
            return
        head = f"HTTP/1.1 {status}\r\ncontent-length: {len(sentence)}\r\nretry-after: 5\r\n{_CLOSE}\r\n"
        self.transport.write((head + sentence).encode("ascii"))
        self.transport.close()


class WatchedServer(uvicorn.Server):
    """Looks at every connection once a second."""

    async def on_tick(self, counter: int) -> bool:
        if counter % 10 == 0:
            now = asyncio.get_running_loop().time()
            for connection in list(self.server_state.connections):
                if isinstance(connection, Connection):
                    connection.look(now)
        return await super().on_tick(counter)
